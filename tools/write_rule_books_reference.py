"""Writes the tables of docs/reference/rule-books.md: the columns, and every rule book that comes with the library."""

import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from clusteratlas.diagnosis import Rule, RuleBook, load, names
from clusteratlas.diagnosis.columns import COLUMNS

TARGET = Path(__file__).parent.parent / "docs" / "reference" / "rule-books.md"
RULES = Path(__file__).parent.parent / "src" / "clusteratlas" / "diagnosis" / "rules"
COLUMNS_MARK, BOOKS_MARK = "<!-- columns -->", "<!-- rule books -->"


def rule_books_text() -> str:
    """rule-books.md: what stands between the marks is written anew, the rest is kept."""
    text = TARGET.read_text(encoding="utf-8")
    text = re.sub(rf"(?s){COLUMNS_MARK}.*?(?=\n### )", "\n".join([COLUMNS_MARK, "", *_columns()]), text)
    return "\n".join([text.partition(BOOKS_MARK)[0] + BOOKS_MARK, *_books()])


def _columns() -> Iterator[str]:
    yield "| column | what it is | 5 % less or more |"
    yield "|---|---|---|"
    for name, column in COLUMNS.items():
        yield f"| `{name}` | {column.derivation} | {'moves it' if column.perturbed else 'leaves it'} |"
    yield ""


def _books() -> Iterator[str]:
    for book in map(load, names()):
        yield f"\n### {book.name}\n"
        yield f"{book.title['en']} · {book.title['zh-hans']}. {_opening_comment(book.name)}\n"
        yield f"{' '.join(_facts(book))}\n"
        yield "| condition | asks for |"
        yield "|---|---|"
        yield from (f"| `{rule.id}`{_role(book, rule)} | {_asked(book, rule)} |" for rule in book.rules.values())
        yield "\n| class | asks for |"
        yield "|---|---|"
        yield from (f"| `{code}` | {_class(book, code)} |" for code in book.classes)
        yield from (f"\n{source}" for source in book.citation)
    yield ""


def _opening_comment(name: str) -> str:
    lines = (RULES / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    comment = takewhile(lambda line: line.startswith("#"), lines)
    return " ".join(line.removeprefix("#").strip() for line in comment).replace("  ", " ")


def _facts(book: RuleBook) -> Iterator[str]:
    yield f"Ranks clusters of the kinds {', '.join(book.kinds)}. `{book.agreement}` counts as strong."
    if book.parameters:
        yield f"Parameters: {', '.join(f'{key} = {value:g}' for key, value in book.parameters.items())}."
    if book.stands_in_for:
        yield f"Stands in for `{book.stands_in_for}`."
    if book.exclusive:
        yield "No regional cluster is in two classes."


def _role(book: RuleBook, rule: Rule) -> str:
    return ", for every class" * (rule.id in book.minima) + ", a star" * (rule.id in book.stars)


def _asked(book: RuleBook, rule: Rule) -> str:
    said = next(entry for entry in book.entries["conditions"] if entry["id"] == rule.id)
    if rule.percentile is not None:
        return f"`{rule.column}` {rule.operator} {rule.percentile:g}th percentile"
    return f"`{rule.column}` {rule.operator} {said['value'] if isinstance(said['value'], str) else f'{rule.value:,g}'}"


def _class(book: RuleBook, code: str) -> str:
    conditions = [f"`{rule.id}`" for rule in book.of_class(code)]
    stars = book.least_stars[code]
    return ", ".join([*conditions, *[f"at least {stars} of {len(book.stars)} stars"] * bool(stars)])


if __name__ == "__main__":
    TARGET.write_text(rule_books_text(), encoding="utf-8")
