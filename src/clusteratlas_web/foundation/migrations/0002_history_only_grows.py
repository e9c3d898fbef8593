"""The database refuses to change or remove a line of the history, whoever asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "foundation_historyentry"
SAID = "the history only grows"

SQLITE = [
    f"CREATE TRIGGER history_no_{verb.lower()} BEFORE {verb} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"""
    CREATE FUNCTION history_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'restrict_violation'; END $$
    """,
    f"""
    CREATE TRIGGER history_no_change BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION history_only_grows()
    """,
    f"""
    CREATE TRIGGER history_no_emptying BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION history_only_grows()
    """,
]
UNDO = {
    "sqlite": ["DROP TRIGGER history_no_update", "DROP TRIGGER history_no_delete"],
    "postgresql": [
        f"DROP TRIGGER history_no_change ON {TABLE}",
        f"DROP TRIGGER history_no_emptying ON {TABLE}",
        "DROP FUNCTION history_only_grows()",
    ],
}


def protect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Triggers of the database at hand."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unprotect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The way back."""
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """A later migration that alters this table on SQLite makes it anew: it must make the triggers again."""

    dependencies = [("foundation", "0001_initial")]
    operations = [migrations.RunPython(protect, unprotect)]
