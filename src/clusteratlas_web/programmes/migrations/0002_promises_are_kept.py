"""The database refuses to change a promise that is registered, whoever asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "programmes_promise"
SAID = "a promise is not changed once it is registered"

DO = {
    "sqlite": [
        f"CREATE TRIGGER promise_no_change BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAID}'); END",
    ],
    "postgresql": [
        f"""
        CREATE FUNCTION promises_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'restrict_violation'; END $$
        """,
        f"CREATE TRIGGER promise_no_change BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION promises_are_kept()",
    ],
}
UNDO = {
    "sqlite": ["DROP TRIGGER promise_no_change"],
    "postgresql": [f"DROP TRIGGER promise_no_change ON {TABLE}", "DROP FUNCTION promises_are_kept()"],
}


def protect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The trigger of the database at hand."""
    for statement in DO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unprotect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The way back."""
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """A later migration that alters this table on SQLite makes it anew and loses the trigger: it must make it again."""

    dependencies = [("programmes", "0001_initial")]
    operations = [migrations.RunPython(protect, unprotect)]
