"""Years that can be compared in a row: between them the jobs of all clusters do not leap."""

from collections.abc import Mapping
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

# So much they do not move in a year of their own accord: files, classifications or definitions that cover more do.
BREAK = 0.08


def unbroken_years(jobs: Mapping[int, int], least: int) -> list[int]:
    """The latest years in a row without a break, at least so many; none where there are no such years.

    Parameters:
        jobs: the country's jobs in all clusters, by year.
    """
    runs: list[list[int]] = [[year] for year in sorted(jobs)[:1]]
    for before, year in pairwise(sorted(jobs)):
        leaps = abs(jobs[year] - jobs[before]) > BREAK * jobs[before]
        if year == before + 1 and not leaps:
            runs[-1].append(year)
        else:
            runs.append([year])
    return next((run for run in reversed(runs) if len(run) >= least), [])


def jobs_by_year(portfolio: pa.Table) -> dict[int, int]:
    """The country's jobs in all clusters, of a portfolio's rows."""
    whole = portfolio.filter(pc.and_(pc.equal(portfolio["level"], "country"), pc.is_null(portfolio["subcluster"])))
    sums = whole.group_by("year").aggregate([("employment", "sum")])
    return dict(sorted(zip(sums["year"].to_pylist(), sums["employment_sum"].to_pylist(), strict=True)))
