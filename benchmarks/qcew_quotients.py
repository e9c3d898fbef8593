"""Our location quotients beside those the Bureau of Labor Statistics prints in its census.

`python -m benchmarks.qcew_quotients FILE` with the annual single file of the Quarterly Census, or its rows of states.
The Bureau's quotient of a private industry is its share of all employment (every ownership) in the state over the same
share in the country: https://www.bls.gov/cew/about-data/location-quotients-explained.htm. Here the country is the sum
of 50 states and the District of Columbia, so an industry can be compared where no state is withheld. Elsewhere the
printed quotient has to lie between those that the bounds of the withheld states allow.

Wages are whole dollars, so their quotients must agree in every cell. Annual averages of persons are rounded state by
state, and the Bureau's are not before it divides: a quotient that ends in a five at the third decimal can fall either
way. What the rounding hides is told apart.
"""

import csv
import gzip
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.classifications import classification
from clusteratlas.home import silent
from clusteratlas.measures import location_quotient
from clusteratlas.sources import TOTAL, Coded, qcew
from clusteratlas.sources.checking import taken
from clusteratlas.suppression import UNBOUNDED, Tree, propagate

COLUMNS = {"employment": "annual_avg_emplvl", "wages": "total_annual_wages"}
HALF_A_DIGIT = 0.005 + 1e-9  # the Bureau prints two decimals
NAICS_LEVELS = ("54", "55", "56", "57", "58")  # of states; 50 is all employment
UNCLASSIFIED = "99"
REST = "the rest"  # all employment that is not in the industries compared

Cell = tuple[str, str]  # state, industry
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Printed:
    """What the Bureau prints for a year: each state's total of all ownerships, and the quotient of each cell."""

    totals: Mapping[str, int]
    quotients: Mapping[Cell, float]


@dataclass(frozen=True)
class Table:
    """A measure of private industries in a year, states by industries: bounds, equal where the cell is published."""

    states: tuple[str, ...]
    industries: tuple[str, ...]
    low: Numbers
    high: Numbers

    @property
    def published(self) -> NDArray[np.bool_]:
        """The industries that no state withholds."""
        return np.asarray((self.low == self.high).all(axis=0))


@dataclass(frozen=True)
class Agreement:
    """How many of the printed quotients agree, how many may but for rounded persons, and how many were compared."""

    agree: int
    may: int
    compared: int

    @property
    def share(self) -> float:
        """The share that agree to two decimals."""
        return self.agree / self.compared

    @property
    def share_but_for_rounding(self) -> float:
        """The share that agree, or may."""
        return self.may / self.compared


def printed(file: Path, measure: str = "employment") -> dict[int, Printed]:
    """Read from the rows themselves, because all ownerships together are no part of our records; by year."""
    column = COLUMNS[measure]
    totals: dict[int, dict[str, int]] = defaultdict(dict)
    quotients: dict[int, dict[Cell, float]] = defaultdict(dict)
    for row in _rows(file):
        state, year = f"us-state-{row['area_fips'][:2]}", int(row["year"])
        if row["agglvl_code"] == "50":
            totals[year][state] = int(row[column])
        elif row["own_code"] == "5" and row["agglvl_code"] in NAICS_LEVELS and not row["lq_disclosure_code"]:
            quotients[year][state, row["industry_code"]] = float(row[f"lq_{column}"])
    return {year: Printed(totals[year], quotients[year]) for year in totals}


def tables(file: Path, measure: str = "employment") -> dict[int, Table]:
    """The measure of private industries by year as our reader has it, with bounds from every total within a state."""
    reading = qcew.open_file(file, silent)
    found = _by_year(reading.batches)
    codes, regions = reading.industries.codes, reading.regions.codes
    return {
        year: _bounded(batches, codes, regions, reading.vintages[year], measure)
        for year, batches in sorted(found.items())
    }


def wholly_published(table: Table, facts: Printed) -> Agreement:
    """Compares every cell of the industries that no state withholds; each level of NAICS is a table of its own."""
    levels = defaultdict(list)
    for column in np.flatnonzero(table.published):
        if table.industries[column] != TOTAL:
            levels[len(table.industries[column].partition("-")[0])].append(int(column))
    agree = may = compared = 0
    for columns in levels.values():
        ours = _quotients(table, columns, facts.totals)
        slack = _slack(table, columns, facts.totals)
        for cell in ours.keys() & facts.quotients.keys():
            apart = abs(ours[cell] - facts.quotients[cell])
            agree += apart <= HALF_A_DIGIT
            may += apart <= HALF_A_DIGIT + ours[cell] * slack[cell]
            compared += 1
    return Agreement(agree, may, compared)


def _slack(table: Table, columns: list[int], employment: Mapping[str, int]) -> dict[Cell, float]:
    """By what share a quotient may be off because each annual average is off by up to half a person."""
    everybody = 0.5 * len(employment) / sum(employment.values())
    found = {}
    for column in columns:
        jobs, states = int(table.low[:, column].sum()), int(np.count_nonzero(table.low[:, column]))
        for row, state in enumerate(table.states):
            own = 0.5 / max(int(table.low[row, column]), 1) + 0.5 / employment[state]
            found[state, table.industries[column]] = own + 0.5 * states / max(jobs, 1) + everybody
    return found


def within_bounds(table: Table, facts: Printed) -> Agreement:
    """Whether the printed quotient of a published cell lies between those its industry's bounds allow.

    The bounds are of the country's employment in the industry: the sums of the states' bounds.
    """
    country = sum(facts.totals.values())
    places = {code: column for column, code in enumerate(table.industries)}
    rows = {code: row for row, code in enumerate(table.states)}
    low, high = table.low.sum(axis=0, dtype=float), table.high.sum(axis=0, dtype=float)
    agree = compared = 0
    for (state, industry), theirs in facts.quotients.items():
        if industry not in places or table.published[places[industry]]:
            continue
        row, column = rows[state], places[industry]
        share = table.low[row, column] / facts.totals[state] * country
        smallest, largest = share / high[column], share / low[column] if low[column] else np.inf
        agree += bool(smallest - HALF_A_DIGIT <= theirs <= largest + HALF_A_DIGIT)
        compared += 1
    return Agreement(agree, agree, compared)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with gzip.open(file, "rt") if file.suffix == ".gz" else file.open() as text:
        yield from csv.DictReader(text)


def _by_year(batches: Iterable[Coded]) -> dict[int, list[Coded]]:
    found = defaultdict(list)
    for batch in batches:
        for year in np.unique(batch.year):
            found[int(year)].append(taken(batch, np.flatnonzero(batch.year == year)))
    return found


def _bounded(
    batches: list[Coded], codes: tuple[str, ...], regions: tuple[str, ...], vintage: str, measure: str
) -> Table:
    """States by industries that stand in the year; an industry a state has no row of is zero there."""
    naics = classification("NAICS", vintage)
    region = np.concatenate([batch.region for batch in batches])
    industry = np.concatenate([batch.industry for batch in batches])
    states, industries = np.unique(region), np.unique(industry)
    low = np.zeros((len(states), len(industries)), np.int64)
    high = np.zeros_like(low)
    figures = [batch.figures[measure] for batch in batches]
    values, known = (np.concatenate([getattr(each, part) for each in figures]) for part in ("values", "known"))
    at = np.searchsorted(states, region), np.searchsorted(industries, industry)
    low[at], high[at] = values, np.where(known, values, UNBOUNDED)
    names = tuple(codes[number] for number in industries)
    parents = [_above(code, names, naics.parent) for code in names]
    rounding = qcew.LAYOUT.rounding.get(measure, 0)
    bounds = propagate(low, high, Tree.trivial(len(states)), Tree.of(parents), rounding=rounding)
    return Table(tuple(regions[number] for number in states), names, bounds.low, bounds.high)


def _above(code: str, names: tuple[str, ...], parent: Callable[[str], str | None]) -> int:
    """The position of the total a code is part of."""
    if code == TOTAL:
        return -1
    above = None if code == UNCLASSIFIED else parent(code)
    return names.index(above if above in names else TOTAL)


def _quotients(table: Table, columns: list[int], employment: Mapping[str, int]) -> dict[Cell, float]:
    """Our measure, on a table whose totals are those of all ownerships."""
    rows = [
        (state, table.industries[column], int(table.low[row, column]))
        for row, state in enumerate(table.states)
        for column in columns
    ]
    rest = {state: employment[state] - int(table.low[row, columns].sum()) for row, state in enumerate(table.states)}
    rows += [(state, REST, jobs) for state, jobs in rest.items()]
    region, industry, jobs = zip(*rows, strict=True)
    frame = pa.table({"region": region, "industry": industry, "employment": jobs})
    answer = location_quotient(frame).to_pylist()
    return {(row["region"], row["industry"]): row["location_quotient"] for row in answer}


def main() -> None:
    """Prints the shares of each year, for jobs and for wages."""
    file = Path(sys.argv[1])
    for measure in COLUMNS:
        facts = printed(file, measure)
        for year, table in tables(file, measure).items():
            _report(f"{year} {measure}", table, facts[year])


def _report(title: str, table: Table, facts: Printed) -> None:
    six = [len(code) == 6 for code in table.industries]
    print(f"{title}: {int((table.published & six).sum()):,} of {sum(six):,} six-digit industries wholly published")
    equal, inside = wholly_published(table, facts), within_bounds(table, facts)
    print(f"  equal to two decimals: {equal.agree:,} of {equal.compared:,}, {equal.share:.4%}")
    print(f"  or but for persons rounded: {equal.may:,} of {equal.compared:,}, {equal.share_but_for_rounding:.4%}")
    print(f"  within our bounds elsewhere: {inside.agree:,} of {inside.compared:,}, {inside.share:.4%}")


if __name__ == "__main__":
    main()
