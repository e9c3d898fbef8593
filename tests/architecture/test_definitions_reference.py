"""docs/reference/definitions.md says what the definitions are."""

from tools import write_definitions_reference

from clusteratlas.definitions import published


def test_the_document_is_what_the_tool_writes() -> None:
    written = write_definitions_reference.TARGET.read_text(encoding="utf-8")
    assert written == write_definitions_reference.definitions_text()


def test_every_definition_has_its_section() -> None:
    text = write_definitions_reference.definitions_text()
    assert all(f"\n## {name}\n" in text for name in published())
