"""County Business Patterns by state, several years in one file, in the layout as collected.

Columns: year, fipstate, naics, est, emp, empflag, emp_nf, ap, ap_nf. Withheld cells have a size class (see withheld.py)
and codes that are the only part of another are left out (see only_parts.py). Some codes of a vintage stand nowhere in
a year although their parents' rows count them, such as 812199 and 339999: of those a missing row says nothing.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clusteratlas.classifications import gazetteer
from clusteratlas.home import Progress
from clusteratlas.sources.cbp.industries import codes, industries, note_vintages, padded
from clusteratlas.sources.cbp.only_parts import left_out, with_only_parts
from clusteratlas.sources.cbp.withheld import Letters, employment, wages
from clusteratlas.sources.checking import Check, Decoded, checked
from clusteratlas.sources.code_book import CodeBook
from clusteratlas.sources.figures import Figures
from clusteratlas.sources.findings import Findings, known_codes, whole_numbers
from clusteratlas.sources.left_out import LeftOut
from clusteratlas.sources.reading import ZERO, Coded, Layout, Reading
from clusteratlas.sources.rows import Batch, read_rows
from clusteratlas.sources.year_column import read_years

FIRST_YEAR = 1998
COLUMNS = ("year", "fipstate", "naics", "est", "emp", "empflag", "emp_nf", "ap", "ap_nf")
LAYOUT = Layout(
    name="state",
    gazetteer="us",
    levels=("state",),
    classification="NAICS",
    measures=("employment", "establishments", "wages"),
    currency="USD",
    absent=ZERO,
)


@cache
def state_codes() -> CodeBook:
    """The FIPS codes of the states, which stand for their full codes."""
    return CodeBook.of_regions(gazetteer("us").at("state").values())


def open_file(file: Path, progress: Progress) -> Reading:
    """The file's records in batches; raises BadCells at its end if any cell breaks a rule."""
    found: dict[int, str] = {}
    return Reading(LAYOUT, state_codes().codes, codes(), found, _records(file, progress, found))


def _records(file: Path, progress: Progress, found: dict[int, str]) -> Iterator[Coded]:
    parts = _parts_left_out(file)
    check = Check(file, state_codes().codes, codes(), ("year", "fipstate", "naics"))
    for coded in checked(check, read_rows(file, COLUMNS), _decoded, progress):
        note_vintages(found, coded.year)
        yield with_only_parts(coded, parts)


def _parts_left_out(file: Path) -> Mapping[int, NDArray[np.int32]]:
    """By year, the only parts that stand in none of its rows; this reads the file once before it is read in full."""
    standing: dict[int, NDArray[np.bool_]] = {}
    for batch in read_rows(file, ("year", "naics")):
        positions = padded().encode(batch.table["naics"])
        in_years = read_years(batch.table["year"], "year", batch.first, Findings(file.name), FIRST_YEAR)
        for year in np.unique(in_years[in_years > 0]):
            here = standing.setdefault(int(year), np.zeros(len(codes()), np.bool_))
            here[positions[(in_years == year) & (positions >= 0)]] = True
    return {year: left_out(here, year) for year, here in standing.items()}


def _decoded(batch: Batch, findings: Findings, _: LeftOut) -> Decoded:
    table, first = batch.table, batch.first
    letters = Letters.of(table)
    letters.check(first, findings)
    year = read_years(table["year"], "year", first, findings, FIRST_YEAR)
    coded = Coded(
        year=year,
        region=known_codes(table["fipstate"], state_codes(), "fipstate", first, findings, unknown_state),
        industry=industries(table["naics"], year, first, findings),
        figures={
            "employment": employment(table, letters, first, findings),
            "establishments": Figures.published(whole_numbers(table["est"], "est", first, findings)),
            "wages": wages(table, letters, first, findings),
        },
    )
    return Decoded(coded, np.ones(table.num_rows, np.bool_))


def unknown_state(code: str) -> str:
    """What is wrong with a state's code, and the nearest one that is right."""
    return f"is not the FIPS code of a state; nearest known: {gazetteer('us').nearest('state', code)}"
