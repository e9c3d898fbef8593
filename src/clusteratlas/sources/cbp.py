"""County Business Patterns of the US Census Bureau, the layout by metropolitan and micropolitan area.

Columns: year, cbsa, naics, naics_level, emp, estab; 2- to 6-digit NAICS 2017 and a total row for each area.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.classifications import naics, us_regions
from clusteratlas.home import Progress
from clusteratlas.sources.findings import Findings, known_codes, whole_numbers
from clusteratlas.sources.origin import Publication
from clusteratlas.sources.records import Coded
from clusteratlas.sources.repeated import RepeatedCells
from clusteratlas.sources.rows import Batch, read_rows
from clusteratlas.tables import Coding

NAICS_VINTAGE = 2017
TOTAL = "00"  # the row of all industries of an area
UNCLASSIFIED = "99"  # establishments without an industry; the row has no finer one below it
COLUMNS = ("year", "cbsa", "naics", "naics_level", "emp", "estab")

PUBLICATION = Publication(
    title="County Business Patterns",
    producer="US Census Bureau",
    address="https://www.census.gov/programs-surveys/cbp.html",
    licence="Public domain (US federal statistics)",
    citation="US Census Bureau, County Business Patterns",
)


@cache
def area_codes() -> Coding:
    """The bare codes of the areas, in the order of their region codes."""
    return Coding.of(us_regions.cbp_areas())


@cache
def industry_codes() -> Coding:
    """NAICS codes of every length, with the two of the producer's own."""
    return Coding.of([*naics(NAICS_VINTAGE).codes, TOTAL, UNCLASSIFIED])


def codings() -> tuple[Coding, Coding]:
    """What the integers of the records stand for: bare area codes and industry codes."""
    return area_codes(), industry_codes()


def read(file: Path, progress: Progress) -> Iterator[Coded]:
    """The file's records in batches; raises BadCells at its end if any cell breaks a rule."""
    findings = Findings(file.name)
    repeated = RepeatedCells(*codings())
    for batch in read_rows(file, COLUMNS):
        coded = _coded(batch, findings)
        repeated.add(coded)
        progress(f"reading {file.name}", batch.read)
        yield coded
    repeated.report(findings, ("year", "cbsa", "naics"))
    findings.raise_if_any()


def _coded(batch: Batch, findings: Findings) -> Coded:
    table, first = batch.table, batch.first
    _check_level(table, first, findings)
    return Coded(
        year=_years(table["year"], first, findings),
        region=known_codes(table["cbsa"], area_codes(), "cbsa", first, findings, unknown_area),
        industry=known_codes(table["naics"], industry_codes(), "naics", first, findings, unknown_industry),
        employment=whole_numbers(table["emp"], "emp", first, findings),
        establishments=whole_numbers(table["estab"], "estab", first, findings),
    )


def _years(values: pa.ChunkedArray, first: int, findings: Findings) -> NDArray[np.int64]:
    fits = pc.match_substring_regex(values, "^(19[89]|20[0-9])[0-9]$")
    findings.add(values, pc.invert(fits), first, "year", lambda _: "is not a year from 1980 to 2099")
    return np.asarray(pc.cast(pc.if_else(fits, values, "0"), pa.int64()).to_numpy())


def _check_level(table: pa.Table, first: int, findings: Findings) -> None:
    """`naics_level` is the length of the code's text ("31-33" gives 5), as seen in the files of 2018 and 2019."""
    length = pc.cast(pc.utf8_length(table["naics"]), pa.string())
    wrong = pc.not_equal(table["naics_level"], length)
    findings.add(table["naics_level"], wrong, first, "naics_level", lambda _: "is not the length of the naics code")


def unknown_area(code: str) -> str:
    """What is wrong with an area code, and the nearest one that is right."""
    return f"is not a metropolitan or micropolitan area; nearest known: {us_regions.nearest_area(code)}"


def unknown_industry(code: str) -> str:
    """What is wrong with an industry code, and the nearest one that is right."""
    return f"is not a NAICS {NAICS_VINTAGE} code; nearest known: {naics(NAICS_VINTAGE).nearest(code)}"
