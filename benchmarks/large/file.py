"""A made-up file of County Business Patterns by county: real codes, drawn figures that add up, some withheld."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv

from clusteratlas.classifications import Classification, classification, gazetteer
from clusteratlas.home import whole_file
from clusteratlas.sources.cbp.industries import WIDTH, vintage_of
from clusteratlas.sources.cbp.withheld import SIZE_CLASSES

WITHHELD = 0.02  # share of rows below the total whose figures are withheld
PRESENT = 0.345  # share of a county's leaf industries with an establishment, on average
FIRST_YEAR = 2001
_LETTERS = np.array(list(SIZE_CLASSES))
_FROM = np.array([low for low, _ in SIZE_CLASSES.values()])
_PLAIN = csv.WriteOptions(include_header=False, quoting_style="none")
_HEADING = "year,fipstate,fipscty,naics,empflag,emp,qp1,ap,est\n"

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Shape:
    """How many counties and years."""

    counties: int
    years: int

    @property
    def words(self) -> str:
        """The shape in words."""
        return (
            f"{self.counties:,} counties, all NAICS codes of their time, {self.years} years, "
            f"{WITHHELD:.0%} of the rows withheld within a size class"
        )


SMALL, LARGE = Shape(12, 2), Shape(3_100, 16)


def file_of(folder: Path, shape: Shape) -> Path:
    """The file of this shape in the folder, made if it is not there; the same every time."""
    file = folder / f"cbp_counties_{shape.counties}_{shape.years}.csv"
    if not file.is_file():
        with whole_file(file) as unfinished, unfinished.open("wb") as out:
            out.write(_HEADING.encode())
            for year in range(FIRST_YEAR, FIRST_YEAR + shape.years):
                csv.write_csv(_rows(year, shape.counties), out, _PLAIN)
    return file


def _rows(year: int, counties: int) -> pa.Table:
    """A year's rows, by county and then by industry."""
    rng = np.random.default_rng(year)
    naics = classification("NAICS", vintage_of(year))
    establishments, employment = _figures(rng, naics, counties)
    county, industry = np.nonzero(establishments)
    jobs, places = employment[county, industry], establishments[county, industry]
    hidden = (rng.random(len(county)) < WITHHELD) & (industry > 0)
    letters = np.where(hidden, _LETTERS[np.searchsorted(_FROM, jobs, "right") - 1], "")
    codes = ["-" * WIDTH, *(_padded(code) for code in naics.codes)]
    fips = [code[-5:] for code in list(gazetteer("us").at("county"))[:counties]]
    shown = np.where(hidden, 0, jobs)
    columns = {
        "year": pa.array(np.full(len(county), year)),
        "fipstate": pa.array([code[:2] for code in fips]).take(pa.array(county)),
        "fipscty": pa.array([code[2:] for code in fips]).take(pa.array(county)),
        "naics": pa.array(codes).take(pa.array(industry)),
        "empflag": pa.array(letters),
        "emp": pa.array(shown),
        "qp1": pa.array(shown * 9),
        "ap": pa.array(shown * 38),
        "est": pa.array(places),
    }
    return pa.table(columns)


def _figures(rng: np.random.Generator, naics: Classification, counties: int) -> tuple[Counts, Counts]:
    """Establishments and employment, shape (counties, total and every code), parts adding up to wholes."""
    position = {code: at for at, code in enumerate(naics.codes, start=1)}
    leaves = [position[code] for code in naics.codes if not naics.children(code)]
    size = (counties, len(position) + 1)
    establishments, employment = np.zeros(size, np.int64), np.zeros(size, np.int64)
    drawn = counties, len(leaves)
    share = np.clip(PRESENT * (0.5 + rng.random((counties, 1))), 0, 1)
    establishments[:, leaves] = np.where(rng.random(drawn) < share, rng.geometric(0.3, drawn), 0)
    employment[:, leaves] = establishments[:, leaves] * rng.geometric(0.08, drawn)
    for code in sorted(naics.codes, key=lambda code: -len(naics.ancestors(code))):
        above = naics.parent(code)
        for figures in (establishments, employment):
            figures[:, position[above] if above else 0] += figures[:, position[code]]
    return establishments, employment


def _padded(code: str) -> str:
    return code[: 2 if "-" in code else WIDTH].ljust(WIDTH, "-" if len(code) == 2 or "-" in code else "/")
