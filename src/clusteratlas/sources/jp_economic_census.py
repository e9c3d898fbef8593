"""The Economic Census of Japan by prefecture and city: establishments and persons engaged by JSIC group.

Columns: AreaID, establishments, jsic3, employees, year (AreaName is not read). Areas are Japan (00000), prefectures
(01000) and cities (01100). Every group has a row in every area, zeros written out; an empty cell of employees is not
known (group 982, municipal offices, in every area). Prefectures without rows are not known. There is no row of all
industries.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.classifications import classification, gazetteer, nearest_code
from clusteratlas.home import Progress
from clusteratlas.sources.checking import Check, Decoded, checked
from clusteratlas.sources.code_book import CodeBook
from clusteratlas.sources.figures import Figures
from clusteratlas.sources.findings import Findings, known_codes
from clusteratlas.sources.jp_groups import DIVISION, PART_OF, TWO_AS_ONE, WholeDivision
from clusteratlas.sources.left_out import LeftOut
from clusteratlas.sources.origin import Publication
from clusteratlas.sources.reading import UNKNOWN, Coded, Layout, Reading
from clusteratlas.sources.rows import Batch, read_rows
from clusteratlas.sources.units_exact import fits, scaled, why_not
from clusteratlas.sources.year_column import read_years
from clusteratlas.tables import Coding

PUBLICATION = Publication(
    title="Economic Census: establishments and persons engaged by area and JSIC group",
    producer="Statistics Bureau of Japan",
    address="https://www.e-stat.go.jp/",
    licence="Official statistics; reuse with the source named",
    citation="Statistics Bureau of Japan, Economic Census",
)
COLUMNS = ("AreaID", "establishments", "jsic3", "employees", "year")
JSIC_VINTAGE = "2013"
GROUP_DIGITS = 3
LEVELS = ("country", "prefecture", "city")
LAYOUT = Layout("prefecture", "jp", LEVELS, "JSIC", ("establishments", "employment"), None, UNKNOWN)
HEAT_SUPPLY_OFFICES = "350"


@cache
def area_codes() -> CodeBook:
    """Five digits: 00000 is Japan, a prefecture's two end in 000, a city's stand as they are."""
    spelled = {"00000": "jp"}
    for region in gazetteer("jp").places.values():
        if region.level != "country":
            spelled[region.bare.ljust(5, "0")] = region.code
    return CodeBook.of(spelled)


@cache
def industry_codes() -> Coding:
    """The groups of JSIC and the division that is added up."""
    return Coding.of([*_groups(), DIVISION])


@cache
def _written_codes() -> CodeBook:
    """What stands in the file: groups, and the two groups that are one there. No division stands there."""
    codes = Coding((*industry_codes().codes, TWO_AS_ONE))
    return CodeBook.of({code: code for code in (*_groups(), TWO_AS_ONE)}, codes)


def _groups() -> tuple[str, ...]:
    return classification("JSIC", JSIC_VINTAGE).with_digits(GROUP_DIGITS)


def open_file(file: Path, progress: Progress) -> Reading:
    """The file's records; raises UnreadableFile, WrongColumns, and BadCells when the batches are used up."""
    vintages: dict[int, str] = {}
    return Reading(LAYOUT, area_codes().codes, industry_codes(), vintages, _records(file, vintages, progress))


def _records(file: Path, vintages: dict[int, str], progress: Progress) -> Iterator[Coded]:
    division = WholeDivision({code: place for place, code in enumerate(_written_codes().codes.codes)})

    def decode(batch: Batch, findings: Findings, left_out: LeftOut) -> Decoded:
        coded = _coded(batch, findings, left_out)
        division.add(coded)
        return Decoded(coded, (coded.industry >= 0) & (coded.industry < len(industry_codes())))

    check = Check(file, area_codes().codes, _written_codes().codes, ("year", "AreaID", "jsic3"))
    for coded in checked(check, read_rows(file, COLUMNS), decode, progress):
        vintages.update({int(year): JSIC_VINTAGE for year in np.unique(coded.year)})
        yield coded
    yield from division.records()


def _coded(batch: Batch, findings: Findings, left_out: LeftOut) -> Coded:
    table, first = batch.table, batch.first
    return Coded(
        year=read_years(table["year"], "year", first, findings),
        region=known_codes(table["AreaID"], area_codes(), "AreaID", first, findings, _unknown_area),
        industry=_industries(table["jsic3"], first, findings, left_out),
        figures={
            "establishments": _counts(_true_and_false(table), "establishments", first, findings, False),
            "employment": _counts(table["employees"], "employees", first, findings, True),
        },
    )


def _industries(codes: pa.ChunkedArray, first: int, findings: Findings, left_out: LeftOut) -> NDArray[np.int32]:
    """Positions of the groups; -1 for the census's own parts of groups, which are left out."""
    positions = _written_codes().encode(codes)
    part = np.asarray(pc.is_in(codes, pa.array(list(PART_OF))).to_numpy(zero_copy_only=False), np.bool_)
    left_out.add("the census's own parts of groups, which stand there as a whole (60A to 60C are 607)", int(part.sum()))
    wrong = pa.chunked_array([pa.array((positions < 0) & ~part)])
    findings.add(codes, wrong, first, "jsic3", _unknown_group)
    return positions


def _counts(cells: pa.ChunkedArray, column: str, first: int, findings: Findings, may_be_empty: bool) -> Figures:
    good = fits(cells, 0)
    empty = pc.and_(pc.equal(cells, ""), may_be_empty)
    findings.add(cells, pc.invert(pc.or_(good, empty)), first, column, why_not(0, "a count"))
    return Figures(scaled(cells, good, 0), np.asarray(good.to_numpy(zero_copy_only=False), np.bool_))


def _true_and_false(table: pa.Table) -> pa.ChunkedArray:
    """The establishments of group 350 are written False and True, in all 50 areas of the file of 2014.

    The group has no or one establishment everywhere; True stands beside 3 persons, False beside none: 1 and 0.
    """
    cells, here = table["establishments"], pc.equal(table["jsic3"], HEAT_SUPPLY_OFFICES)
    for word, number in (("True", "1"), ("False", "0")):
        cells = pc.if_else(pc.and_(here, pc.equal(cells, word)), number, cells)
    return cells


def _unknown_area(code: str) -> str:
    return f"is not an area of Japan; nearest known: {nearest_code(code, area_codes().spellings.codes)}"


def _unknown_group(code: str) -> str:
    return (
        f"is not a group of JSIC {JSIC_VINTAGE}; nearest known: {nearest_code(code, _written_codes().spellings.codes)}"
    )
