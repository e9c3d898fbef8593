"""Annual averages by area: single file, one file an area, or many such files packed in one.

The layout is https://www.bls.gov/cew/about-data/downloadable-file-layouts/annual/naics-based-annual-layout.htm. Read
are the establishments under private ownership (own_code 5) of all sizes: all industries, and NAICS of two to six
digits. The rest is left out and counted: other ownerships, domains and supersectors, and what is said twice.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.home import Progress
from clusteratlas.sources.checking import Check, Decoded, checked, joined, taken
from clusteratlas.sources.figures import Figures
from clusteratlas.sources.findings import Findings, known_codes, whole_numbers
from clusteratlas.sources.left_out import LeftOut
from clusteratlas.sources.qcew.areas import LEVELS, area_codes, elsewhere, unknown_area
from clusteratlas.sources.qcew.industries import (
    again,
    by_building,
    codes,
    domains,
    industries,
    vintage_of,
    whole_trade,
)
from clusteratlas.sources.qcew.level import check_level
from clusteratlas.sources.reading import ZERO, Coded, Layout, Reading
from clusteratlas.sources.rows import Batch, Dialect, read_rows

PRIVATE = "5"
ALL_SIZES = "0"
ANNUAL = "A"
WITHHELD = "N"
# All, federal, state, local, international government, private, all government together; the last stands in the files
# of states alone. https://www.bls.gov/cew/classifications/ownerships/ownership-titles.htm
OWNERSHIPS = ("0", "1", "2", "3", "4", "5", "8")
FIRST_YEAR = 1990
ESTABLISHMENTS = "annual_avg_estabs"
FIGURES = {"establishments": ESTABLISHMENTS, "employment": "annual_avg_emplvl", "wages": "total_annual_wages"}
COLUMNS = (
    *("area_fips", "own_code", "industry_code", "agglvl_code", "size_code", "year", "qtr", "disclosure_code"),
    *FIGURES.values(),
)
LAYOUT = Layout(
    name="area",
    gazetteer="us",
    levels=LEVELS,
    classification="NAICS",
    measures=("employment", "establishments", "wages"),
    currency="USD",
    absent=ZERO,
    rounding={"employment": 1, "establishments": 1},  # averages of the year, each rounded on its own
)


def _named(column: str) -> str:
    """The zipped files by area and by industry say `annual_avg_estabs_count`, the single file and the slices do not."""
    return ESTABLISHMENTS if column == f"{ESTABLISHMENTS}_count" else column


DIALECT = Dialect(naming=_named)


def open_file(file: Path, progress: Progress) -> Reading:
    """The file's records in batches; raises BadCells at its end if any cell breaks a rule."""
    found: dict[int, str] = {}
    return Reading(LAYOUT, area_codes().codes, codes(), found, _records(file, progress, found))


def _records(file: Path, progress: Progress, found: dict[int, str]) -> Iterator[Coded]:
    check = Check(file, area_codes().codes, codes(), ("year", "area_fips", "industry_code"))
    for coded in checked(check, read_rows(file, COLUMNS, DIALECT), _decoded, progress):
        found.update({int(year): vintage_of(int(year)) for year in np.unique(coded.year) if year})
        yield with_whole_trades(coded)


def _decoded(batch: Batch, findings: Findings, left_out: LeftOut) -> Decoded:
    table, first = batch.table, batch.first
    _check_words(table, first, findings)
    kept = _kept(table, left_out)
    year = _years(table["year"], first, findings)
    any_area = pa.scalar(area_codes().spellings.codes[0])  # what stands in a row that is left out is no finding
    areas = pc.if_else(pa.chunked_array([pa.array(kept)]), table["area_fips"], any_area)
    coded = Coded(
        year=year,
        region=known_codes(areas, area_codes(), "area_fips", first, findings, unknown_area),
        industry=industries(table["industry_code"], year, kept, first, findings),
        figures=_figures(table, first, findings),
    )
    return Decoded(coded, kept)


def _kept(table: pa.Table, left_out: LeftOut) -> NDArray[np.bool_]:
    """Which rows become records; every other row is counted under the first reason that holds."""
    kept = np.ones(table.num_rows, np.bool_)
    for fits, reason in (
        (pc.equal(table["own_code"], PRIVATE), "a row of another ownership than private"),
        (pc.equal(table["size_code"], ALL_SIZES), "a row of one size of establishments only"),
        (pc.invert(domains(table["industry_code"])), "a row of a domain or supersector"),
        (
            pc.invert(elsewhere(table["area_fips"])),
            "a row of an area that is no county, state or known metropolitan area",
        ),
        (pc.invert(again(table["industry_code"])), "unclassified establishments once more, as 999 to 999999"),
        (pc.invert(by_building(table["industry_code"])), "a specialty trade by kind of building"),
    ):
        here = np.asarray(fits.to_numpy(), np.bool_)
        left_out.add(reason, int((kept & ~here).sum()))
        kept &= here
    return kept


def _check_words(table: pa.Table, first: int, findings: Findings) -> None:
    """Every word is one the layout knows, in every row: one that is not could hide a row that belongs here."""
    for column, allowed, rule in (
        ("qtr", (ANNUAL,), "is not A: only annual averages are read"),
        ("own_code", OWNERSHIPS, f"is not one of {', '.join(OWNERSHIPS)}"),
        ("size_code", tuple("0123456789"), "is not a digit"),
        ("disclosure_code", ("", WITHHELD), "is neither empty nor N (withheld)"),
    ):
        wrong = pc.invert(pc.is_in(table[column], pa.array(allowed)))
        findings.add(table[column], wrong, first, column, lambda _, rule=rule: rule)  # type: ignore[misc]
    check_level(table, first, findings)


def _years(values: pa.ChunkedArray, first: int, findings: Findings) -> NDArray[np.int64]:
    shape = pc.match_substring_regex(values, "^(199|20[0-9])[0-9]$")
    findings.add(values, pc.invert(shape), first, "year", lambda _: f"is not a year from {FIRST_YEAR} to 2099")
    return np.asarray(pc.cast(pc.if_else(shape, values, "0"), pa.int64()).to_numpy())


def _figures(table: pa.Table, first: int, findings: Findings) -> dict[str, Figures]:
    """Establishments are always published; with disclosure code N employment and wages are withheld, and print as 0."""
    withheld = np.asarray(pc.equal(table["disclosure_code"], WITHHELD).to_numpy(), np.bool_)
    found = {}
    for measure, column in FIGURES.items():
        values = whole_numbers(table[column], column, first, findings)
        if measure == "establishments":
            found[measure] = Figures.published(values)
            continue
        bad = pa.chunked_array([pa.array(withheld & (values != 0))])
        findings.add(table[column], bad, first, column, lambda _: "is not 0, but disclosure_code says it is withheld")
        found[measure] = Figures(np.where(withheld, 0, values), ~withheld)
    return {measure: found[measure] for measure in LAYOUT.measures}


def with_whole_trades(coded: Coded) -> Coded:
    """The records, and those of the specialty trades of six digits, which the census has in two parts only."""
    trade = whole_trade()[np.maximum(coded.industry, 0)]
    rows = np.flatnonzero((coded.industry >= 0) & (trade >= 0))
    again = taken(coded, rows)
    return joined([coded, Coded(again.year, again.region, trade[rows], again.figures)])
