"""County Business Patterns by metropolitan and micropolitan area, in the layout as collected.

Columns: year, cbsa, naics, naics_level, emp, estab; 2- to 6-digit NAICS 2017 and a total row for each area. Nothing is
withheld, no payroll is given, and cells below three establishments are left out.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.classifications import classification, us_regions
from clusteratlas.home import Progress
from clusteratlas.sources.cbp.industries import UNCLASSIFIED
from clusteratlas.sources.checking import Check, Decoded, checked
from clusteratlas.sources.code_book import CodeBook
from clusteratlas.sources.figures import Figures
from clusteratlas.sources.findings import Findings, known_codes, whole_numbers
from clusteratlas.sources.left_out import LeftOut
from clusteratlas.sources.reading import FEW, TOTAL, Coded, Layout, Reading
from clusteratlas.sources.rows import Batch, read_rows
from clusteratlas.sources.year_column import read_years
from clusteratlas.tables import Coding

NAICS_VINTAGE = "2017"
COLUMNS = ("year", "cbsa", "naics", "naics_level", "emp", "estab")
LAYOUT = Layout(
    name="metro",
    gazetteer="us",
    levels=("metro", "micro"),
    classification="NAICS",
    measures=("employment", "establishments"),
    currency=None,
    absent=FEW,
)


@cache
def area_codes() -> CodeBook:
    """The bare codes of the areas, which stand for their full codes."""
    return CodeBook.of_regions(us_regions.cbp_areas().values())


@cache
def industry_codes() -> Coding:
    """NAICS codes of every length, with the two of the producer's own."""
    return Coding.of([*classification("NAICS", NAICS_VINTAGE).codes, TOTAL, UNCLASSIFIED])


def open_file(file: Path, progress: Progress) -> Reading:
    """The file's records in batches; raises BadCells at its end if any cell breaks a rule."""
    found: dict[int, str] = {}
    return Reading(LAYOUT, area_codes().codes, industry_codes(), found, _records(file, progress, found))


def _records(file: Path, progress: Progress, found: dict[int, str]) -> Iterator[Coded]:
    check = Check(file, area_codes().codes, industry_codes(), ("year", "cbsa", "naics"))
    for coded in checked(check, read_rows(file, COLUMNS), _decoded, progress):
        found.update({int(year): NAICS_VINTAGE for year in np.unique(coded.year) if year})
        yield coded


def _decoded(batch: Batch, findings: Findings, _: LeftOut) -> Decoded:
    table, first = batch.table, batch.first
    _check_level(table, first, findings)
    coded = Coded(
        year=read_years(table["year"], "year", first, findings),
        region=known_codes(table["cbsa"], area_codes(), "cbsa", first, findings, unknown_area),
        industry=known_codes(table["naics"], industry_codes(), "naics", first, findings, unknown_industry),
        figures={
            "employment": Figures.published(whole_numbers(table["emp"], "emp", first, findings)),
            "establishments": Figures.published(whole_numbers(table["estab"], "estab", first, findings)),
        },
    )
    return Decoded(coded, np.ones(table.num_rows, np.bool_))


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
    nearest = classification("NAICS", NAICS_VINTAGE).nearest(code)
    return f"is not a NAICS {NAICS_VINTAGE} code; nearest known: {nearest}"
