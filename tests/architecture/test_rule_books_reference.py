"""docs/reference/rule-books.md says what the rule books are, and its own example is one."""

import re
import tomllib

from tools import write_rule_books_reference

from clusteratlas.diagnosis import load, names
from clusteratlas.diagnosis.columns import COLUMNS
from clusteratlas.diagnosis.entries import NEEDED, OPTIONAL
from clusteratlas.diagnosis.rule import OPERATORS
from clusteratlas.diagnosis.rule_book import read

TEXT = write_rule_books_reference.TARGET.read_text(encoding="utf-8")


def test_the_document_is_what_the_tool_writes() -> None:
    assert write_rule_books_reference.rule_books_text() == TEXT


def test_every_rule_book_and_every_column_is_there() -> None:
    assert re.findall(r"^### ([a-z0-9-]+)$", TEXT.partition("<!-- rule books -->")[2], flags=re.MULTILINE) == names()
    for name in names():
        assert all(f"| `{id_}`" in TEXT for id_ in load(name).rules)
    assert all(f"| `{name}` | {column.derivation}" in TEXT for name, column in COLUMNS.items())


def test_every_entry_and_every_operator_is_explained() -> None:
    entries = TEXT.partition("### The entries")[2].partition("###")[0]
    said = set(re.findall(r"[a-z_]+", " ".join(line.split("|")[1] for line in entries.splitlines() if "|" in line)))
    assert {*NEEDED, *OPTIONAL} <= said
    assert all(f"`{operator}`" in entries for operator in OPERATORS)


def test_the_example_is_a_rule_book() -> None:
    example = TEXT.partition("```toml\n")[2].partition("```")[0]
    book = read(tomllib.loads(example))
    assert (book.name, book.agreement, list(book.classes)) == ("my-rule", "leading", ["promising", "leading"])
    assert book.parameters == {"least": 500}
