"""The database refuses to change or remove a line of how a designation stood, whoever asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "designations_standing"
SAID = "how a designation stood is not changed afterwards"

DO = {
    "sqlite": [
        f"CREATE TRIGGER standing_no_{verb.lower()} BEFORE {verb} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"""
        CREATE FUNCTION standings_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'restrict_violation'; END $$
        """,
        f"""
        CREATE TRIGGER standing_no_change BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION standings_only_grow()
        """,
    ],
}
UNDO = {
    "sqlite": ["DROP TRIGGER standing_no_update", "DROP TRIGGER standing_no_delete"],
    "postgresql": [f"DROP TRIGGER standing_no_change ON {TABLE}", "DROP FUNCTION standings_only_grow()"],
}


def protect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The triggers of the database at hand."""
    for statement in DO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unprotect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The way back."""
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """A later migration that alters this table on SQLite makes it anew and loses the triggers: it makes them anew."""

    dependencies = [("designations", "0001_initial")]
    operations = [migrations.RunPython(protect, unprotect)]
