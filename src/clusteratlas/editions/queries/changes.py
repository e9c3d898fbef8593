"""Questions about the change of one regional cluster: its effects year by year, with the numbers they come from."""

from collections.abc import Collection, Sequence

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries.dynamics import Pair, pairs_by_year

EFFECTS = ("employment_change", "national_effect", "mix_effect", "competitive_effect", "expected_change")
JOBS = ("employment_before", "employment", "cluster_before", "cluster_after", "total_before", "total_after")


def yearly_changes(edition: Edition, region: str, cluster: str) -> list[Row]:
    """A cluster's change from each year to the next in a region and its effects, for every year that can be compared.

    Beside the effects stand the jobs they come from: in the region, in the nation's cluster, and in all clusters that
    are compared, as `dynamics` compares them. The effects add up to the change: national = e g, mix = e (g_c - g),
    competitive = the rest.
    """
    found = pairs_by_year(edition, region, edition.years[0], edition.years[-1])
    return [
        {"year": year} | _row(pairs[cluster], pairs.values())
        for year, pairs in found.items()
        if any(pairs.get(cluster, ())[:2])
    ]


def added_up(years: Sequence[Row]) -> Row:
    """The effects of several years together (Barff and Knight's dynamic analysis)."""
    return {name: sum(row[name] for row in years) for name in EFFECTS}


def _row(own: Pair, pairs: Collection[Pair]) -> Row:
    before, after = (max(jobs, 0) for jobs in own[:2])
    cluster = [max(nation, here) for here, nation in zip((before, after), own[2:], strict=True)]
    totals = [sum(max(pair[at + 2], pair[at], 0) for pair in pairs) for at in (0, 1)]
    jobs = dict(zip(JOBS, map(int, (before, after, *cluster, *totals)), strict=True))
    return jobs | _effects(jobs)


def _effects(jobs: Row) -> Row:
    before, change = jobs["employment_before"], jobs["employment"] - jobs["employment_before"]
    national = _grown(before, jobs["total_before"], jobs["total_after"])
    expected = _grown(before, jobs["cluster_before"], jobs["cluster_after"])
    return dict(zip(EFFECTS, (change, national, expected - national, change - expected, expected), strict=True))


def _grown(jobs: int, before: int, after: int) -> float:
    """What jobs would have gained at the growth from `before` to `after`; nothing where that starts from nothing."""
    return jobs * (after - before) / before if before else 0.0
