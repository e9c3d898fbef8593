"""Reads `columns.toml`, the map of a tidy file, and says what is wrong with it."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from clusteratlas.classifications import classification, gazetteer, nearest_code
from clusteratlas.errors import UnknownChoice, UnreadableFile
from clusteratlas.sources.origin import Publication
from clusteratlas.sources.reading import ABSENT
from clusteratlas.sources.tidy_map import (
    CODE,
    NAME,
    YEAR,
    CellMap,
    ColumnMap,
    IndustryMap,
    MeasureMap,
    RegionMap,
    TableMap,
)
from clusteratlas.sources.units import unit
from clusteratlas.sources.year_column import FIRST, LAST
from clusteratlas.tables.measure import measure

EXAMPLE = """\
[publication]
title = "Statistical Yearbook 2020, table 13-4"
producer = "Statistical Bureau"
address = "https://..."
licence = "Official statistics; reuse with the source named"

[region]
gazetteer = "cn"            # us, eu, jp, de, cn
level = "province"
column = "地区"
written = "name"            # or "code"
country = ["全国"]

[industry]
classification = "GB/T 4754"
vintage = "2017"
column = "行业代码"
total = ["总计"]

[year]
column = "年份"             # or fixed = 2019; or neither, and {year} in the names of the measures' columns

[measures.employment]
column = "平均用工人数"
unit = "万人"

[measures.revenue]
column = "营业收入"
unit = "亿元"

[cells]
withheld = ["…", "x"]       # not known; "" is an empty cell
zero = ["-"]
thousands = ","
"""

Map = TypeVar("Map")

_LISTS = ("country", "total", "withheld", "zero")
_SECTIONS = ("publication", "table", "region", "industry", "year", "measure", "measures", "cells")


def read_map(file: Path) -> ColumnMap:
    """The map in a file; raises UnreadableFile, with the section and the key that are wrong."""
    return map_in(file, column_map)


def map_in(file: Path, made_of: Callable[[Mapping[str, Any]], Map]) -> Map:
    """What is made of the TOML in a file; raises UnreadableFile, also where the maker says WrongMap."""
    try:
        return made_of(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise UnreadableFile(file, f"the map cannot be read: {error.strerror}.", "Check the path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(file, f"it is no TOML file: {error}.", "Mend it there.") from error
    except (WrongMap, UnknownChoice) as error:
        raise UnreadableFile(file, f"{error}", "Mend the map and import again.") from error


class WrongMap(Exception):
    """Something in the map is wrong; the sentence says where and what."""


def column_map(toml: Mapping[str, Any]) -> ColumnMap:
    """The map that a TOML table says; raises WrongMap."""
    _known("the map", toml, _SECTIONS)
    year, measures = _table(toml, "year"), _measures(toml)
    _known("[year]", year, ("column", "fixed"))
    if "column" in year:
        _text("[year]", "column", year["column"])
    made = ColumnMap(
        publication=_publication(toml),
        table=TableMap(**section(toml, "table", TableMap, required=())),
        region=_region(toml),
        industry=_industry(toml),
        measures=measures,
        cells=CellMap(**section(toml, "cells", CellMap, required=())),
        year_column=year.get("column"),
        fixed_year=year.get("fixed"),
        measure_column=section(toml, "measure", NamedColumn, required=()).get("column"),
    )
    _check_whole(made)
    return made


def _publication(toml: Mapping[str, Any]) -> Publication:
    given = section(toml, "publication", Publication, required=("title", "producer", "licence"))
    citation = f"{given['producer']}, {given['title']}"
    return Publication(**{"address": "", "citation": citation, **given})


def _region(toml: Mapping[str, Any]) -> RegionMap:
    region = RegionMap(**section(toml, "region", RegionMap, required=("gazetteer", "column")))
    levels = gazetteer(region.gazetteer).levels
    _one_of("[region] written", region.written, (CODE, NAME))
    if (region.level is None) == (region.level_column is None):
        raise WrongMap("[region] needs either a level or a level_column.")
    for level in (region.level,) if region.level else region.levels.values():
        _one_of("[region] level", level, levels)
    if region.level_column and not region.levels:
        raise WrongMap("[region] has a level_column, so [region.levels] must say which of its words is which level.")
    return region


def _industry(toml: Mapping[str, Any]) -> IndustryMap:
    given = section(toml, "industry", IndustryMap, required=("classification", "vintage", "column"))
    industry = IndustryMap(**given)
    classification(industry.classification, industry.vintage)
    _one_of("[industry] written", industry.written, (CODE, NAME))
    return industry


def _measures(toml: Mapping[str, Any]) -> tuple[MeasureMap, ...]:
    given = {name: _table(_table(toml, "measures"), name) for name in _table(toml, "measures")}
    if not given:
        raise WrongMap("it has no [measures.employment] or other measure.")
    return tuple(_measure(name, section) for name, section in given.items())


def _measure(name: str, given: Mapping[str, Any]) -> MeasureMap:
    counted, where = measure(name), f"[measures.{name}]"
    _known(where, given, ("column", "unit", "row"))
    _needed(where, given, ("column", "unit"))
    meant = unit(_text(where, "unit", given["unit"]))
    if meant.kind != counted.unit:
        raise WrongMap(f"{where} unit {meant.words!r} is of kind {meant.kind}, and {name} of kind {counted.unit}.")
    row = _text(where, "row", given["row"]) if "row" in given else None
    return MeasureMap(name, _text(where, "column", given["column"]), meant, row)


def _check_whole(made: ColumnMap) -> None:
    across = [measure for measure in made.measures if YEAR in measure.column]
    ways = [made.year_column is not None, made.fixed_year is not None, bool(across)]
    if sum(ways) != 1 or (across and len(across) != len(made.measures)):
        raise WrongMap(f"the year is said once: [year] column, or [year] fixed, or {YEAR} in every measure's column.")
    if made.fixed_year is not None and not (isinstance(made.fixed_year, int) and FIRST <= made.fixed_year <= LAST):
        raise WrongMap(f"[year] fixed is not a year from {FIRST} to {LAST}.")
    if any((measure.row is None) == (made.measure_column is not None) for measure in made.measures):
        raise WrongMap("with a [measure] column every measure has a row, without it none has.")
    currencies = {measure.unit.currency for measure in made.measures if measure.unit.currency}
    if len(currencies) > 1:
        raise WrongMap(f"money stands in {' and '.join(sorted(currencies))}; one file has one currency.")
    both = {*made.cells.withheld} & {*made.cells.zero}
    if both:
        raise WrongMap(f"[cells] {sorted(both)} cannot be both withheld and zero.")
    _one_of("[table] absent", made.table.absent, ABSENT)


class NamedColumn:
    """A section that says nothing but a column."""

    column: str


def section(toml: Mapping[str, Any], name: str, kind: type, required: Sequence[str]) -> dict[str, Any]:
    """The keys of a section, checked against the fields they fill; lists become tuples."""
    given, where = _table(toml, name), f"[{name}]"
    allowed = [each.name for each in fields(kind)] if hasattr(kind, "__dataclass_fields__") else ["column"]
    _known(where, given, allowed)
    _needed(where, given, required)
    return {key: _value(where, key, value) for key, value in given.items()}


def _table(toml: Mapping[str, Any], name: str) -> dict[str, Any]:
    given = toml.get(name, {})
    if not isinstance(given, dict):
        raise WrongMap(f"{name} is not a section: write [{name}] and its keys below.")
    return given


def _value(where: str, key: str, value: object) -> object:
    if key == "lines_above":
        if not isinstance(value, int) or value < 0:
            raise WrongMap(f"{where} lines_above is not a number of lines.")
        return value
    if key in _LISTS:
        return tuple(_text(where, key, part) for part in (value if isinstance(value, list) else [value]))
    if key == "levels":
        if not isinstance(value, dict):
            raise WrongMap(f"{where} levels is not a section of words and levels.")
        return {word: _text(where, key, part) for word, part in value.items()}
    return _text(where, key, value)


def _text(where: str, key: str, value: object) -> str:
    if not isinstance(value, str):
        raise WrongMap(f"{where} {key} is not a text: {value!r}. Put it in quotation marks.")
    return value


def _known(where: str, given: Mapping[str, Any], allowed: Sequence[str]) -> None:
    for key in given:
        if key not in allowed:
            raise WrongMap(f"{where} has {key!r}, which is not known; nearest known: {nearest_code(key, allowed)}.")


def _needed(where: str, given: Mapping[str, Any], required: Sequence[str]) -> None:
    missing = [key for key in required if key not in given]
    if missing:
        raise WrongMap(f"{where} needs {', '.join(missing)}.")


def _one_of(where: str, value: str | None, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise WrongMap(f"{where} is {value!r}; choose one of: {', '.join(allowed)}.")
