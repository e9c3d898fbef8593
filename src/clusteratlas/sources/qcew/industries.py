"""Industry codes of the census: NAICS, the total 10, and the Bureau's own codes within 238 and 99."""

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.classifications import classification
from clusteratlas.sources.code_book import CodeBook
from clusteratlas.sources.findings import Findings
from clusteratlas.sources.reading import TOTAL
from clusteratlas.tables import Coding

ALL_INDUSTRIES = "10"
UNCLASSIFIED = "99"
UNCLASSIFIED_AGAIN = r"^9{3,6}$"
DOMAINS = r"^10[12][0-9]?$"  # 101 goods, 102 services; 1011 to 1029 supersectors
BY_BUILDING = r"^238[0-9]{2}[12]$"
_FIRST_YEARS = {1990: "2002", 2007: "2007", 2011: "2012", 2017: "2017", 2022: "2022"}


def vintage_of(year: int) -> str:
    """The vintage of NAICS a year's figures are in; empty before 1990.

    2007 from 2007 (https://www.bls.gov/cew/classifications/industry/naics-2007.htm), 2012 from 2011
    (.../naics-2012.htm), 2022 from 2022 (.../naics-2022.htm). 2017 for 2019-2021 and 2022 for 2022-2023 were seen in
    the codes: every one but the Bureau's own stands in that vintage, and of Ohio's codes in 2022 180 are not in 2017.
    1990-2006 is in 2002, the years before 2001 by reconstruction.
    """
    return next((vintage for first, vintage in reversed(_FIRST_YEARS.items()) if year >= first), "")


@cache
def codes() -> Coding:
    """NAICS codes of every vintage and length, the total and the unclassified."""
    naics = (code for vintage in _FIRST_YEARS.values() for code in classification("NAICS", vintage).codes)
    return Coding.of([*naics, TOTAL, UNCLASSIFIED])


@cache
def code_book() -> CodeBook:
    """Codes as the census writes them; only the total has another one."""
    spelled = {code: code for code in codes().codes if code != TOTAL} | {ALL_INDUSTRIES: TOTAL}
    return CodeBook.of(spelled, codes())


@cache
def standing(vintage: str) -> NDArray[np.bool_]:
    """Which of `codes` stand in a vintage; none does where it is empty."""
    known = {*classification("NAICS", vintage).codes, TOTAL, UNCLASSIFIED} if vintage else set()
    return np.array([code in known for code in codes().codes], np.bool_)


def domains(industries: pa.ChunkedArray) -> pa.ChunkedArray:
    """Where a row is a domain or supersector, the Bureau's own sums of sectors.

    https://www.bls.gov/cew/classifications/industry/industry-supersectors.htm
    """
    return pc.match_substring_regex(industries, DOMAINS)


def again(industries: pa.ChunkedArray) -> pa.ChunkedArray:
    """Where a row says once more what another says: 999 to 999999 are the establishments of 99."""
    return pc.match_substring_regex(industries, UNCLASSIFIED_AGAIN)


def by_building(industries: pa.ChunkedArray) -> pa.ChunkedArray:
    """Where a row is the residential (1) or the nonresidential (2) part of a specialty trade.

    "BLS uses six-digit NAICS codes ending in 1 for residential construction units and 2 for nonresidential ..., instead
    of 0": https://www.bls.gov/cew/additional-resources/bls-and-qcew-naics-differences.htm. The six-digit industry is
    both together, which is the row of five digits; see `whole_trade`.
    """
    return pc.match_substring_regex(industries, BY_BUILDING)


@cache
def whole_trade() -> NDArray[np.int32]:
    """By position of the five-digit code of a specialty trade, that of its one industry (23811: 238110); else -1."""
    places = {code: position for position, code in enumerate(codes().codes)}
    trades = [code for code in places if code.startswith("238") and len(code) == 5 and f"{code}0" in places]
    found = np.full(len(places), np.int32(-1))
    found[[places[code] for code in trades]] = [places[f"{code}0"] for code in trades]
    return found


def industries(
    values: pa.ChunkedArray, years: NDArray[np.int64], kept: NDArray[np.bool_], first: int, findings: Findings
) -> NDArray[np.int32]:
    """Positions of the codes in the rows that are kept; one that is not in its year's vintage is a finding."""
    positions = code_book().encode(values)
    right = np.zeros(len(positions), np.bool_)
    for year in np.unique(years[kept & (years > 0)]):
        vintage, here = vintage_of(int(year)), kept & (years == year)
        right |= here & (positions >= 0) & np.append(standing(vintage), False)[positions]
        _find(values, here & ~right, vintage, first, findings)
    return np.where(right, positions, np.int32(-1))


def _find(values: pa.ChunkedArray, wrong: NDArray[np.bool_], vintage: str, first: int, findings: Findings) -> None:
    def rule(code: str) -> str:
        return f"is not a NAICS {vintage} code; nearest known: {classification('NAICS', vintage).nearest(code)}"

    findings.add(values, pa.chunked_array([pa.array(wrong)]), first, "industry_code", rule)
