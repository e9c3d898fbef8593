"""Writes docs/reference/tables.md from the layout of an edition's tables and the glossary; a test holds them equal."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from clusteratlas.editions.layout import tables_of
from clusteratlas.glossary import column_term, table_term, unit_name
from clusteratlas.tables import MEASURES

TABLES, EVERYWHERE = tables_of(tuple(MEASURES)), tables_of(())
TARGET = Path(__file__).parent.parent / "docs" / "reference" / "tables.md"
OPENING = """# The tables of an edition

An edition is a folder of Parquet files, one for each table below, with `edition.toml`, which says what they were made
from. Rows are ordered by their key. Shares are between 0 and 1; an empty cell means unknown or not applicable, never
zero. A column marked * stands only in editions whose source has the measure; `edition.toml` lists the measures, and the
currency of those that are money. Columns of employment and establishments stand in every edition; where the source does
not count establishments they are empty. The bounds and the flag of a figure follow it: `employment_low`,
`employment_high`, `employment_flag`. Written by `tools/write_tables_reference.py` from `clusteratlas.editions.layout`
and the glossary.

The table `portfolio` of the edition 2019.1, for example, is `<home>/atlases/us/editions/2019.1/portfolio.parquet`, and
any reader of Parquet opens it.

In a CSV file and in a spreadsheet, every code of a region, industry, cluster or subcluster is followed by its name in
the language of the file (`region_name`...); `clusteratlas export` writes them.
"""


def tables_text() -> str:
    """tables.md: for each table its meaning, its key, and its columns with type, unit and meaning."""
    return "\n".join([OPENING, *(line for name in TABLES for line in _table(name))])


def _table(name: str) -> Iterator[str]:
    layout, term = TABLES[name], table_term(name)
    yield f"## {name}\n"
    yield f"{term.meaning()} One row for each {_listed(layout.key)}.\n"
    yield "| column | type | unit | label | meaning |"
    yield "|---|---|---|---|---|"
    for column in layout.schema:
        yield _row(name, column)
    yield ""


def _row(table: str, column: pa.Field) -> str:
    term = column_term(column.name, table)
    formula = f" `{term.formula}`" if term.formula else ""
    labels = f"{term.label()} · {term.label('zh-hans')}"
    mark = "" if column.name in EVERYWHERE[table].schema.names else " *"
    return f"| `{column.name}`{mark} | {column.type} | {unit_name(term.unit)} | {labels} | {term.meaning()}{formula} |"


def _listed(key: tuple[str, ...]) -> str:
    names = [f"`{name}`" for name in key]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(tables_text(), encoding="utf-8")
