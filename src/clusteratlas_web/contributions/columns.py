"""The map of a file's columns: what a form says of them and what `columns.toml` says, one made of the other."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomli_w

from clusteratlas.classifications import CLASSIFICATIONS, GAZETTEERS, gazetteer
from clusteratlas.errors import UnknownChoice
from clusteratlas.sources.tidy_map import CODE, NAME, YEAR, ColumnMap
from clusteratlas.sources.tidy_map_reading import WrongMap, column_map
from clusteratlas.sources.tidy_proposal import propose
from clusteratlas.sources.year_column import FIRST, LAST
from clusteratlas.tables import MEASURES
from clusteratlas.tables.measure import CURRENCY, ESTABLISHMENT, PERSON

EMPTY = ""  # the mark of an empty cell
SEPARATORS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "gb18030", "gbk", "big5", "shift_jis", "latin-1", "cp1252")
LARGEST_MAP = 64_000  # bytes of an uploaded map
_YEAR = re.compile(r"(?<![0-9])(19|20)[0-9]{2}(?![0-9])")
_UNITS = {PERSON: "persons", ESTABLISHMENT: "establishments", CURRENCY: ""}
_STAND_IN = {"title": "-", "producer": "-", "licence": "-"}  # the description says them, and stands at the import
_OF_FORM = {
    "region": ("gazetteer", "level", "column", "written", "country"),
    "industry": ("classification", "vintage", "column", "written", "total"),
    "year": ("column", "fixed"),
    "measure": ("column",),
    "cells": ("withheld", "zero", "thousands"),
    "table": ("sheet", "lines_above", "separator", "encoding", "absent"),
}


@dataclass(frozen=True)
class Wish:
    """What a proposal may lean on besides the names of columns: the atlas's regions and classification."""

    gazetteer: str = ""
    level: str = ""
    classification: str = ""
    last_year: int = LAST


def places() -> list[tuple[str, str]]:
    """Every gazetteer with each of its levels."""
    return [(name, level) for name in GAZETTEERS for level in gazetteer(name).levels]


def schemes() -> list[tuple[str, str]]:
    """Every classification with each of its vintages."""
    return [(name, vintage) for name, vintages in CLASSIFICATIONS.items() for vintage in vintages]


def with_years_across(names: Sequence[str]) -> list[str]:
    """The columns, and for those with a year in their name the pattern that stands for all years: emp_{year}."""
    patterns = [_YEAR.sub(YEAR, name, count=1) for name in names if _YEAR.search(name)]
    return [*names, *dict.fromkeys(each for each in patterns if patterns.count(each) > 1)]


def checked(columns: Mapping[str, Any], publication: Mapping[str, str] | None = None) -> ColumnMap:
    """The map as the reader takes it; raises WrongMap or UnknownChoice with what is wrong."""
    return column_map({**columns, "publication": dict(publication or _STAND_IN)})


def as_toml(columns: Mapping[str, Any], publication: Mapping[str, str]) -> str:
    """The map as a file to take away, for `clusteratlas import tidy FILE --map columns.toml`."""
    return tomli_w.dumps({"publication": dict(publication), **columns})


def from_toml(content: bytes) -> dict[str, Any]:
    """The map in an uploaded file, without its publication; raises WrongMap or UnknownChoice."""
    if len(content) > LARGEST_MAP:
        raise WrongMap(f"it has more than {LARGEST_MAP:,} bytes.")
    try:
        given = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongMap(f"it is no TOML file: {error}.") from error
    columns = {name: value for name, value in given.items() if name != "publication"}
    made = checked(columns)
    if made.table.separator not in SEPARATORS or made.table.encoding.lower() not in ENCODINGS:
        allowed = ", ".join(repr(each) for each in (*SEPARATORS, *ENCODINGS))
        raise WrongMap(f"[table] separator or encoding is none of {allowed}.")
    return columns


def beyond_form(columns: Mapping[str, Any]) -> list[str]:
    """What a map says that the form cannot: it would be lost if the form were stored."""
    found = []
    for section, keys in _OF_FORM.items():
        given = columns.get(section, {})
        found += [f"[{section}] {key}" for key in given if key not in keys]
    return found


def map_of(answers: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, Any]:
    """The map that the answers of the form make."""
    gazetteer_name, _, level = answers["place"].partition(":")
    scheme, _, vintage = answers["scheme"].rpartition(":")
    long = bool(answers["measure_column"])
    found: dict[str, Any] = {
        "table": {**table, "absent": answers["absent"]},
        "region": {
            "gazetteer": gazetteer_name,
            "level": level,
            "column": answers["region_column"],
            "written": answers["region_written"],
            "country": list(answers["country"]),
        },
        "industry": {
            "classification": scheme,
            "vintage": vintage,
            "column": answers["industry_column"],
            "written": answers["industry_written"],
            "total": list(answers["total"]),
        },
        "year": _year(answers),
        "measures": {name: _measure(name, answers, long) for name in MEASURES if answers[f"{name}_column"]},
        "cells": _cells(answers),
    }
    if long:
        found["measure"] = {"column": answers["measure_column"]}
    return {name: section for name, section in found.items() if section}


def answers_of(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of the form that a map makes: what it begins with when it is opened again."""
    region, industry, year = (columns.get(name, {}) for name in ("region", "industry", "year"))
    cells, measures = columns.get("cells", {}), columns.get("measures", {})
    found: dict[str, Any] = {
        "place": f"{region.get('gazetteer', '')}:{region.get('level', '')}",
        "region_column": region.get("column"),
        "region_written": region.get("written", CODE),
        "country": _words(region.get("country", ())),
        "scheme": f"{industry.get('classification', '')}:{industry.get('vintage', '')}",
        "industry_column": industry.get("column"),
        "industry_written": industry.get("written", CODE),
        "total": _words(industry.get("total", ())),
        "year_column": year.get("column", ""),
        "fixed_year": year.get("fixed"),
        "measure_column": columns.get("measure", {}).get("column", ""),
        "withheld": _words(mark for mark in cells.get("withheld", ()) if mark),
        "empty_is_withheld": EMPTY in cells.get("withheld", ()),
        "zero": _words(cells.get("zero", ())),
        "thousands": cells.get("thousands", ""),
        "absent": columns.get("table", {}).get("absent", ""),
    }
    for name, given in measures.items():
        found |= {f"{name}_column": given["column"], f"{name}_unit": given["unit"], f"{name}_row": given.get("row", "")}
    return found


def proposed(names: Sequence[str], wish: Wish) -> dict[str, Any]:
    """The answers that the names of the columns suggest; a person confirms or corrects them."""
    found = propose(names)
    across = with_years_across(names)[len(names) :]
    place = f"{wish.gazetteer}:{wish.level}" if wish.gazetteer and wish.level else ""
    answers: dict[str, Any] = {
        "place": place,
        "region_column": found.region,
        "region_written": CODE,
        "scheme": _scheme(wish),
        "industry_column": found.industry,
        "industry_written": CODE,
        "year_column": found.year if found.year and not _YEAR.search(found.year) else "",
        "absent": "unknown",
    }
    for name, (column, unit) in found.measures.items():
        pattern = _YEAR.sub(YEAR, column, count=1)
        answers[f"{name}_column"] = pattern if pattern in across else column
        answers[f"{name}_unit"] = unit if unit and unit.isascii() else _UNITS[MEASURES[name].unit]
    return answers


def _scheme(wish: Wish) -> str:
    """The classification of the atlas in the vintage of the last year; the latest before it where it is of years."""
    vintages = CLASSIFICATIONS.get(wish.classification, ())
    fitting = [each for each in vintages if not each.isdigit() or int(each) < FIRST or int(each) <= wish.last_year]
    chosen = (fitting or list(vintages))[-1:]
    return f"{wish.classification}:{chosen[0]}" if chosen else ""


def _year(answers: Mapping[str, Any]) -> dict[str, Any]:
    if answers["year_column"]:
        return {"column": answers["year_column"]}
    return {"fixed": answers["fixed_year"]} if answers["fixed_year"] else {}


def _measure(name: str, answers: Mapping[str, Any], long: bool) -> dict[str, str]:
    given = {"column": answers[f"{name}_column"], "unit": answers[f"{name}_unit"]}
    return given | ({"row": answers[f"{name}_row"]} if long else {})


def _cells(answers: Mapping[str, Any]) -> dict[str, Any]:
    withheld = [*answers["withheld"], *([EMPTY] if answers["empty_is_withheld"] else [])]
    found = {"withheld": withheld, "zero": list(answers["zero"]), "thousands": answers["thousands"]}
    return {name: value for name, value in found.items() if value}


def _words(marks: Any) -> str:
    return "; ".join(marks)


__all__ = [
    "CODE",
    "NAME",
    "UnknownChoice",
    "Wish",
    "WrongMap",
    "answers_of",
    "as_toml",
    "beyond_form",
    "checked",
    "from_toml",
    "map_of",
    "places",
    "proposed",
    "schemes",
    "with_years_across",
]
