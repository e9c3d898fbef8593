"""Industry codes of County Business Patterns: how they are padded, and which vintage of NAICS a year is in."""

from collections.abc import MutableMapping
from functools import cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.classifications import classification
from clusteratlas.sources.code_book import CodeBook
from clusteratlas.sources.findings import Findings
from clusteratlas.sources.reading import TOTAL
from clusteratlas.tables import Coding

UNCLASSIFIED = "99"  # establishments without an industry; the row has no finer one below it
AUXILIARIES = "95"
_FIRST_YEARS = {1998: "1997", 2003: "2002", 2008: "2007", 2012: "2012", 2017: "2017", 2023: "2022"}
_NO_YEAR = 0
WIDTH = 6  # every code is padded to six characters


def vintage_of(year: int) -> str:
    """The vintage of NAICS that a year's file is in; empty for a year before NAICS.

    1997 for 1998-2002, 2002 for 2003-2007, 2007 for 2008-2011: seen in the codes of the state files of 2000 to 2011,
    where all codes of 2000-2002 stand in 1997 and none of 236, 423, 517 does, and 541712 comes in with 2008. 2015 is in
    2012 (CBP 2015, technical documentation), 2022 still in 2017 (https://api.census.gov/data/2022/cbp/examples.html). A
    later file is read in 2022; should it be in another vintage, its codes are refused by name.
    """
    return next((vintage for first, vintage in reversed(_FIRST_YEARS.items()) if year >= first), "")


def vintages() -> tuple[str, ...]:
    """All vintages, in order."""
    return tuple(_FIRST_YEARS.values())


@cache
def codes() -> Coding:
    """NAICS codes of every vintage and length, and the three that are the Bureau's own."""
    naics = (code for vintage in vintages() for code in classification("NAICS", vintage).codes)
    return Coding.of([*naics, TOTAL, UNCLASSIFIED, AUXILIARIES])


@cache
def padded() -> CodeBook:
    """Codes as the files write them: `------` for all industries, `31----` for 31-33, `113///` or `113---` for 113."""
    spelled = {"-" * WIDTH: TOTAL}
    for code in codes().codes:
        if code != TOTAL:
            spelled |= {code[: 2 if "-" in code else WIDTH].ljust(WIDTH, pad): code for pad in "-/"}
    return CodeBook.of(spelled, codes())


@cache
def standing(vintage: str) -> NDArray[np.bool_]:
    """Which of `codes` stand in a vintage. None does where it is empty.

    Auxiliaries, establishments that serve others of their firm, were an industry of their own only in 1998-2002, with
    NAICS 1997: https://ask.census.gov/faq.php?id=5000&faqId=1715.
    """
    if not vintage:
        return np.zeros(len(codes()), np.bool_)
    own = (TOTAL, UNCLASSIFIED, *((AUXILIARIES,) if vintage == "1997" else ()))
    known = {*classification("NAICS", vintage).codes, *own}
    return np.array([code in known for code in codes().codes], np.bool_)


def industries(values: pa.ChunkedArray, years: NDArray[np.int64], first: int, findings: Findings) -> NDArray[np.int32]:
    """Positions of the padded codes; a code that is not in its year's vintage is a finding (and -1 here)."""
    positions = padded().encode(values)
    right = np.zeros(len(positions), np.bool_)
    for vintage, here in _by_vintage(years):
        right |= here & (positions >= 0) & np.append(standing(vintage), False)[positions]
        _find(values, here & ~right, vintage, first, findings)
    return np.where(right | (years == _NO_YEAR), positions, np.int32(-1))


def note_vintages(found: MutableMapping[int, str], years: NDArray[np.int64]) -> None:
    """Enters the vintage of every year that stands in a batch."""
    found.update({int(year): vintage_of(int(year)) for year in np.unique(years) if year != _NO_YEAR})


def _by_vintage(years: NDArray[np.int64]) -> list[tuple[str, NDArray[np.bool_]]]:
    """Each vintage the years are in, and where; years that were refused are in none."""
    found: dict[str, NDArray[np.bool_]] = {}
    for year in np.unique(years[years != _NO_YEAR]):
        vintage = vintage_of(int(year))
        found[vintage] = found.get(vintage, np.zeros(len(years), np.bool_)) | (years == year)
    return list(found.items())


def _find(values: pa.ChunkedArray, wrong: NDArray[np.bool_], vintage: str, first: int, findings: Findings) -> None:
    def rule(code: str) -> str:
        nearest = classification("NAICS", vintage).nearest(code) or ""
        spelled = nearest[: 2 if "-" in nearest else WIDTH].ljust(WIDTH, "-")
        return f"is not a NAICS {vintage} code of six characters; nearest known: {spelled}"

    findings.add(values, pa.chunked_array([pa.array(wrong)]), first, "naics", rule)
