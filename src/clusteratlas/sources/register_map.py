"""The map of a confidential register: the columns of a tidy file, and those that say who is behind a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clusteratlas.sources.reading import UNKNOWN, ZERO
from clusteratlas.sources.tidy_map import ColumnMap
from clusteratlas.sources.tidy_map_reading import NamedColumn, WrongMap, column_map, map_in, section
from clusteratlas.tables.measure import measure

HOLDER, ESTABLISHMENT, ESTABLISHMENTS = "holder", "establishment", "establishments"

EXAMPLE = """\
[publication]
title = "Register of enterprises and their establishments, 2021"
producer = "Statistical Bureau"
licence = "What is published under a policy: open"

[region]
gazetteer = "cn"
level = "province"
column = "province"

[industry]
classification = "GB/T 4754"
vintage = "2017"
column = "industry"

[year]
column = "year"             # or fixed = 2021

[holder]
column = "enterprise"       # who is behind the row: the enterprise, or the group it belongs to

[establishment]
column = "establishment"    # may be left out

[measures.employment]
column = "persons"
unit = "persons"
"""


@dataclass(frozen=True)
class RegisterMap:
    """`holder` is the column of who is behind a row; `establishment`, if there is one, of what may stand once a year.

    A row is one establishment, or as many as the measure `establishments` of `columns` says.
    """

    columns: ColumnMap
    holder: str
    establishment: str | None = None


def read_register_map(file: Path) -> RegisterMap:
    """The map in a file; raises UnreadableFile, with the section and the key that are wrong."""
    return map_in(file, _register_map)


def _register_map(toml: Mapping[str, Any]) -> RegisterMap:
    holder = section(toml, HOLDER, NamedColumn, required=("column",))["column"]
    establishment = section(toml, ESTABLISHMENT, NamedColumn, required=()).get("column")
    columns = column_map({name: part for name, part in toml.items() if name not in (HOLDER, ESTABLISHMENT)})
    for holds, rule in _rules(columns, establishment):
        if not holds:
            raise WrongMap(rule)
    return RegisterMap(columns, holder, establishment)


def _rules(columns: ColumnMap, establishment: str | None) -> list[tuple[bool, str]]:
    names = [each.name for each in columns.measures]
    signed = [name for name in names if measure(name).signed]
    return [
        (
            columns.region.level is not None and not columns.region.country and not columns.industry.total,
            "a register has rows of establishments alone: [region] has one level and no country, [industry] no total.",
        ),
        (not columns.cells.withheld, "[cells] withheld: in a register every figure is known."),
        (
            columns.measure_column is None and (columns.year_column or columns.fixed_year) is not None,
            "a register has one row for each establishment and year: [year] is a column or fixed, no [measure] column.",
        ),
        (not signed, f"[measures.{', '.join(signed)}] can be below zero, and such figures cannot be protected."),
        (
            set(names) != {ESTABLISHMENTS},
            "[measures] has establishments alone; name employment or another figure to protect.",
        ),
        (
            establishment is None or ESTABLISHMENTS not in names,
            "with an [establishment] column each row is one, so [measures.establishments] says nothing.",
        ),
        (columns.table.absent in (ZERO, UNKNOWN), "[table] absent: in a register no row means no establishment."),
    ]
