"""County Business Patterns as the Census Bureau publishes it: one file a year by county, state or area.

The record layouts are CBP[YR]CO.TXT, CBP[YR]ST.TXT and CBP[YR]MSA.TXT, in three ages:
- 1998-2006: empflag, emp, qp1, ap, est, ...
- 2007-2017: empflag, emp_nf, emp, qp1_nf, qp1, ap_nf, ap, est, ...
- 2018 on: emp_nf, emp, qp1_nf, qp1, ap_nf, ap, est, n<5, ... and no cell below three establishments.
Sources: http://www.census.gov/econ/cbp/download/noise_layout/Metro_Area_Layout.txt for the second age;
https://www2.census.gov/programs-surveys/cbp/technical-documentation/records-layouts/2018_record_layouts/
county-layout-2018.txt and state-layout-2018.txt for the third. The heading of 2015 is in capitals. First-quarter
payroll and the size classes of establishments are not read.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.classifications import gazetteer
from clusteratlas.errors import UnreadableFile, WrongColumns
from clusteratlas.home import Progress
from clusteratlas.sources.cbp.industries import codes, industries, note_vintages
from clusteratlas.sources.cbp.state import FIRST_YEAR, LAYOUT, unknown_state
from clusteratlas.sources.cbp.withheld import Letters, employment, wages
from clusteratlas.sources.checking import Check, Decoded, checked
from clusteratlas.sources.code_book import CodeBook
from clusteratlas.sources.figures import Figures
from clusteratlas.sources.findings import Findings, known_codes, whole_numbers
from clusteratlas.sources.left_out import LeftOut
from clusteratlas.sources.reading import FEW, ZERO, Coded, Reading
from clusteratlas.sources.rows import Batch, Dialect, heading, read_rows
from clusteratlas.sources.year_column import read_years

FIGURES = ("naics", "emp", "qp1", "ap", "est")
LETTERS = ("empflag", "emp_nf", "ap_nf")
CAPITALS = Dialect(naming=str.lower)
NO_COUNTY = "999"  # "statewide": establishments whose county is not known
ALL_FORMS = "-"  # of all legal forms together
LESS_THAN_THREE_SINCE = 2017  # cells below three establishments are published no more


@dataclass(frozen=True)
class Places:
    """How a layout names places: its columns, the levels they are of, and what is wrong with an unknown code."""

    layout: str
    columns: tuple[str, ...]
    levels: tuple[str, ...]
    unknown: Callable[[str], str]


def unknown_county(code: str) -> str:
    """What is wrong with a county's code, and the nearest one that is right."""
    return f"is not the FIPS code of a county; nearest known: {gazetteer('us').nearest('county', code)}"


def unknown_area(code: str) -> str:
    """What is wrong with an area's code, and the nearest one that is right."""
    return f"is not a metropolitan or micropolitan area; nearest known: {gazetteer('us').nearest('metro', code)}"


PLACES = (
    Places("county", ("fipstate", "fipscty"), ("county",), unknown_county),
    Places("state", ("fipstate",), ("state",), unknown_state),
    Places("metro", ("msa",), ("metro", "micro"), unknown_area),
)
COLUMNS = tuple((*places.columns, *FIGURES) for places in PLACES)


@dataclass(frozen=True)
class File:
    """A file, the places it names, the columns it has, and the year its name says, if its rows do not."""

    path: Path
    places: Places
    columns: tuple[str, ...]
    year: int | None

    @property
    def book(self) -> CodeBook:
        """The codes of its places."""
        return _codes(self.places.levels)


def open_file(path: Path, progress: Progress) -> Reading:
    """The file's records in batches; raises BadCells at its end if any cell breaks a rule.

    Raises UnreadableFile if neither a column nor the file's name says the year, WrongColumns without any flags.
    """
    file = _file(path)
    dropped = "empflag" not in file.columns or (file.year or 0) >= LESS_THAN_THREE_SINCE
    about = replace(LAYOUT, name=file.places.layout, levels=file.places.levels, absent=FEW if dropped else ZERO)
    found: dict[int, str] = {}
    return Reading(about, file.book.codes, codes(), found, _records(file, progress, found))


def year_of(name: str) -> int | None:
    """The year a file's name says: `cbp19co.txt` and `CBP98ST.zip` by two digits, any other by four."""
    short = re.search(r"cbp(\d\d)(?=co|st|msa)", name.lower())
    if short:
        return int(short[1]) + (1900 if int(short[1]) >= FIRST_YEAR % 100 else 2000)
    long = re.search(r"(?<!\d)(19|20)\d\d(?!\d)", name)
    return int(long[0]) if long else None


def _file(path: Path) -> File:
    names = heading(path, CAPITALS)
    if not set(LETTERS) & set(names):
        raise WrongColumns(
            path.name, [f"none of {', '.join(LETTERS)} is there, so nothing says what is withheld"], names
        )
    places = max((each for each in PLACES if set(each.columns) <= set(names)), key=lambda each: len(each.columns))
    year = None if "year" in names else year_of(path.name)
    if year is None and "year" not in names:
        reason = "neither a column nor the file's name says the year."
        raise UnreadableFile(path, reason, "Give the file its published name, such as cbp19co.txt.")
    optional = [name for name in ("year", "lfo", *LETTERS) if name in names]
    return File(path, places, (*places.columns, *FIGURES, *optional), year)


def _records(file: File, progress: Progress, found: dict[int, str]) -> Iterator[Coded]:
    key = (*(("year",) if file.year is None else ()), *file.places.columns, "naics")
    check = Check(file.path, file.book.codes, codes(), key)

    def decode(batch: Batch, findings: Findings, left_out: LeftOut) -> Decoded:
        return _decoded(file, batch, findings, left_out)

    for coded in checked(check, read_rows(file.path, file.columns, CAPITALS), decode, progress):
        note_vintages(found, coded.year)
        yield coded


def _decoded(file: File, batch: Batch, findings: Findings, left_out: LeftOut) -> Decoded:
    table, first = batch.table, batch.first
    letters = Letters.of(table)
    letters.check(first, findings)
    kept = _kept(table, left_out)
    year = _years(file, table, first, findings)
    industry = industries(table["naics"], year, first, findings)
    coded = Coded(
        year=year,
        region=_regions(file, table, kept, first, findings),
        industry=np.where(kept, industry, np.int32(-1)),
        figures={
            "employment": employment(table, letters, first, findings),
            "establishments": Figures.published(whole_numbers(table["est"], "est", first, findings)),
            "wages": wages(table, letters, first, findings),
        },
    )
    return Decoded(coded, kept)


def _kept(table: pa.Table, left_out: LeftOut) -> NDArray[np.bool_]:
    """Rows of all legal forms together, in a county: a state's file has a row for each form since 2008 as well."""
    kept = np.ones(table.num_rows, np.bool_)
    for column, value, wanted, reason in (
        ("lfo", ALL_FORMS, True, "a row of one legal form only"),
        ("fipscty", NO_COUNTY, False, "establishments without a county (999)"),
    ):
        if column in table.column_names:
            here = np.asarray(pc.equal(table[column], value).to_numpy(), np.bool_) == wanted
            left_out.add(reason, int((kept & ~here).sum()))
            kept &= here
    return kept


def _years(file: File, table: pa.Table, first: int, findings: Findings) -> NDArray[np.int64]:
    if file.year is None:
        return read_years(table["year"], "year", first, findings, FIRST_YEAR)
    return np.full(table.num_rows, file.year, np.int64)


def _regions(file: File, table: pa.Table, kept: NDArray[np.bool_], first: int, findings: Findings) -> NDArray[np.int32]:
    columns = [table[name] for name in file.places.columns]
    values = columns[0] if len(columns) == 1 else pc.binary_join_element_wise(*columns, "")
    anywhere = file.book.spellings.codes[0]  # what stands in a row that is left out needs no finding
    checked_values = pc.if_else(pa.array(kept), values, anywhere)
    return known_codes(checked_values, file.book, "+".join(file.places.columns), first, findings, file.places.unknown)


@cache
def _codes(levels: tuple[str, ...]) -> CodeBook:
    return CodeBook.of_regions(region for level in levels for region in gazetteer("us").at(level).values())
