"""Fitness: how many complex industries a region has; an industry is only as complex as its weakest regions."""

from dataclasses import dataclass
from itertools import product

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.answer import nullable
from clusteratlas.measures.ranks import descending_ranks
from clusteratlas.measures.relatedness.specialised_years import SpecialisedYears
from clusteratlas.tables import Frame, like

Matrix = NDArray[np.float64]
CONVERGED = 1e-6  # no fitness changes by more than this part of itself
_LEAST = 1e-250  # a fitness that falls without end stops here, so that its inverse and sums of it stay finite


@dataclass(frozen=True, eq=False)
class Fitness:
    """Fitness of regions, complexity of industries, and how far each year got; each the kind of frame that came in.

    `regions` has region[, year], fitness; `industries` the industries' column[, year], complexity; `years` [year,]
    updates, change, reordered, converged.
    """

    regions: Frame
    industries: Frame
    years: Frame


def fitness(frame: Frame, updates: int = 20, value: str = "employment", of: str = "industry") -> Fitness:
    """The fitness of regions and the complexity of industries, each computed from the other a number of times.

    A region has an industry when it is specialised in it (a location quotient of 1 or more, see `specialised`). Both
    start from 1. Each update takes, from the values of the update before,

    - F_r = sum of Q_i over the industries i that r has, divided by the mean F of the regions
    - Q_i = 1 / (sum of 1 / F_r over the regions r that have i), divided by the mean Q of the industries

    Fitness, unlike ECI, grows with every industry a region adds; an industry that a weak region has cannot be complex.
    Both have a mean of 1: a fitness of 2 is twice that of the mean region.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        updates: how many times both are computed anew, 1 and above.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        `.regions`: region[, year], fitness; `.industries`: the column `of`[, year], complexity; both ratios, 0 and
        above, one row for each that has a row in the year, ordered by their keys. `.years`: [year,] updates, change
        (the largest change of a fitness in the last update, as a part of the fitness after it), reordered (how many
        regions changed rank in it), converged (whether `change` is at most 1e-6). Each is the kind of dataframe that
        came in.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.
        UnknownChoice: `updates` is not a whole number of 1 or more.

    Notes:
        Null where the region's or the industry's total is zero; `change`, `reordered` and `converged` are null where
        all are. Not every table converges: where many regions have few industries, their fitness falls towards zero
        with every update and only the ranks settle (`reordered` is 0, `converged` false), so results are comparable
        only at the same number of updates. A fitness below 1e-250 of the mean stays there.

    References:
        Tacchella, A., Cristelli, M., Caldarelli, G., Gabrielli, A. and Pietronero, L. (2012). A new metrics for
        countries' fitness and products' complexity. Scientific Reports 2, 723.
        Pugliese, E., Zaccaria, A. and Pietronero, L. (2016). On the convergence of the Fitness-Complexity algorithm.
        The European Physical Journal Special Topics 225(10), 1893-1911.

    Example:
        Boston has biotech and software, Reno software and retail, Elko retail. After one update fitness is the number
        of industries over its mean, 5/3, and complexity 1 over the number of regions, over its mean, 2/3.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["boston", "boston", "boston", "reno", "reno", "elko"],
        ...     "industry": ["biotech", "software", "retail", "software", "retail", "retail"],
        ...     "employment": [10, 10, 10, 10, 10, 10],
        ... })
        >>> found = fitness(frame, updates=1)
        >>> found.regions["fitness"].to_pylist()
        [1.2, 0.6, 1.2]
        >>> found.industries["complexity"].to_pylist()
        [1.5, 0.75, 0.75]
    """
    _check_updates(updates)
    years = SpecialisedYears.read(frame, value, of)
    regions, industries = years.rows("region", fitness=pa.float64()), years.rows(of, complexity=pa.float64())
    reports = []
    for year in years:
        state = _updated(year.specialised, updates)
        regions.add(year.year, (year.regions,), fitness=nullable(state.fitness))
        industries.add(year.year, (year.industries,), complexity=nullable(state.complexity))
        reports.append({"year": year.year, "updates": updates, **_report(state)})
    report = pa.Table.from_pylist(reports, _REPORT if regions.dated else _REPORT.remove(0))
    return Fitness(*(like(frame, table) for table in (regions.table(), industries.table(), report)))


def fitness_kernel(specialised: ArrayLike, updates: int = 20) -> tuple[Matrix, Matrix]:
    """The fitness of regions and the complexity of industries of a region x industry matrix, or of a stack of them.

    Parameters:
        specialised: shape (..., regions, industries), whether the region has the industry; leading axes, such as years,
            are independent.
        updates: how many times both are computed anew, 1 and above.

    Returns:
        Fitness of shape (..., regions) and complexity of shape (..., industries), each with a mean of 1; NaN for a
        region or industry without any tie.

    Example:
        >>> fitness_kernel([[True, True], [True, False]], updates=1)
        (array([1.33333333, 0.66666667]), array([0.66666667, 1.33333333]))
    """
    _check_updates(updates)
    has = np.asarray(specialised, np.bool_)
    found, complexity = np.empty(has.shape[:-1]), np.empty((*has.shape[:-2], has.shape[-1]))
    for place in product(*map(range, has.shape[:-2])):
        state = _updated(has[place], updates)
        found[place], complexity[place] = state.fitness, state.complexity
    return found, complexity


@dataclass(frozen=True, eq=False)
class _State:
    """Where the updates have led, NaN where undefined, and the fitness of the update before."""

    fitness: Matrix
    complexity: Matrix
    previous: Matrix


def _updated(specialised: NDArray[np.bool_], updates: int) -> _State:
    regions, industries = (np.logical_or.reduce(specialised, axis=axis) for axis in (1, 0))
    has = specialised[np.ix_(regions, industries)].astype(np.float64)
    strength, complexity = np.ones(has.shape[0]), np.ones(has.shape[1])
    previous = strength
    for _ in range(updates if has.size else 0):
        previous = strength
        strength, complexity = has @ complexity, 1 / ((1 / previous) @ has)
        strength, complexity = np.maximum(strength / strength.mean(), _LEAST), complexity / complexity.mean()
    return _State(_spread(strength, regions), _spread(complexity, industries), _spread(previous, regions))


def _spread(values: Matrix, where: NDArray[np.bool_]) -> Matrix:
    result = np.full(len(where), np.nan)
    result[where] = values
    return result


_REPORT = pa.schema(
    [
        ("year", pa.int64()),
        ("updates", pa.int64()),
        ("change", pa.float64()),
        ("reordered", pa.int64()),
        ("converged", pa.bool_()),
    ]
)


def _report(state: _State) -> dict[str, object]:
    counted = ~np.isnan(state.fitness)
    if not counted.any():
        return {"change": None, "reordered": None, "converged": None}
    change = float((np.abs(state.fitness - state.previous) / state.fitness)[counted].max())
    before, after = (descending_ranks(_comparable(each), counted) for each in (state.previous, state.fitness))
    return {"change": change, "reordered": int((before != after).sum()), "converged": change <= CONVERGED}


def _comparable(strength: Matrix) -> Matrix:
    """Fitness for ranking, however small it is: equal where it differs by rounding only."""
    return np.asarray(np.log(strength).round(9), np.float64)


def _check_updates(updates: int) -> None:
    if isinstance(updates, bool) or not isinstance(updates, int | np.integer) or updates < 1:
        raise UnknownChoice("updates", updates, ["a whole number of 1 or more"])
