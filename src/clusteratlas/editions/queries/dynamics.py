"""Questions about change: what of a region's growth was the nation's, its mix of clusters', its own."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.measures import expected_change_kernel, shift_share_kernel

_FIGURES = """
select year, region, cluster, kind, employment, employment_low, employment_high, employment_before,
    employment_before + employment_change as employment_compared
from portfolio
where region in ({regions}) and subcluster is null and year between $start and $end
order by year, cluster
"""
PARTS = ("start", "change", "national", "mix", "competitive", "expected", "national_before", "national_employment")
_Years = dict[int, dict[str, Row]]
Pair = tuple[float, ...]  # jobs before and now here, before and now in the nation


@dataclass
class ShiftShare:
    """The change of a region's traded clusters between two years and its parts, which add up to it; by cluster.

    Over several years the parts are those of every year to the next, added up (Barff and Knight's dynamic analysis).
    `years` are those compared with the year before, `left_out` the clusters that could not be in one of them. The
    nation's jobs in the first and in the last year compared stand there as national_before and national_employment.
    """

    start: int
    end: int
    rows: dict[str, Row] = field(default_factory=dict)
    years: list[int] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)

    @property
    def total(self) -> Row:
        """All clusters together."""
        return {name: sum(row[name] for row in self.rows.values()) for name in PARTS}


def shift_share_of(edition: Edition, region: str, start: int, end: int) -> ShiftShare | None:
    """The shift-share analysis of a region's traded clusters; None where no year of the span can be compared.

    The nation of each pair of years is what can be compared in both, so that figures missing in one do not pass for
    decline. `expected` is what each cluster would have gained at its own growth in the nation.
    """
    return shift_shares_of(edition, region, [start], end).get(start)


def shift_shares_of(edition: Edition, region: str, starts: Sequence[int], end: int) -> dict[int, ShiftShare]:
    """The same from each of some years, read as since then; one that cannot be compared is not there."""
    own, nation = _read_one(edition, region, min(starts, default=end), end)
    found = {start: _between(own, nation, start, end) for start in starts}
    return {start: each for start, each in found.items() if each.years}


def shift_shares_of_some(edition: Edition, regions: Sequence[str], start: int, end: int) -> dict[str, ShiftShare]:
    """The same of several regions, by region, read at once; one without years to compare is not there."""
    years = _read(edition, [*regions, edition.manifest.country], start, end)
    nation = years[edition.manifest.country]
    found = {region: _between(years[region], nation, start, end) for region in regions}
    return {region: each for region, each in found.items() if each.years}


def shift_shares_between(edition: Edition, region: str, years: Sequence[int]) -> dict[int, ShiftShare]:
    """The same of one region from each of some years to the next of them, by the later year."""
    own, nation = _read_one(edition, region, min(years), max(years))
    found = {end: _between(own, nation, start, end) for start, end in pairwise(sorted(years))}
    return {end: each for end, each in found.items() if each.years}


def pairs_by_year(edition: Edition, region: str, start: int, end: int) -> dict[int, dict[str, Pair]]:
    """What the analysis is made of: the jobs of each traded cluster before and now, here and in the nation, by year.

    Only what can be compared is there.
    """
    own, nation = _read_one(edition, region, start, end)
    years = [year for year in range(start + 1, end + 1) if year in own and year - 1 in own]
    pairs = {year: _paired(own[year], own[year - 1], nation.get(year, {})) for year in years}
    return {year: {code: jobs for code, jobs in each.items() if jobs is not None} for year, each in pairs.items()}


def _read_one(edition: Edition, region: str, start: int, end: int) -> tuple[_Years, _Years]:
    """The rows of a region and of the country, by year and cluster."""
    years = _read(edition, [region, edition.manifest.country], start, end)
    return years[region], years[edition.manifest.country]


def _read(edition: Edition, regions: Sequence[str], start: int, end: int) -> dict[str, _Years]:
    """The rows of some regions, by region, year and cluster."""
    years: dict[str, _Years] = {code: defaultdict(dict) for code in regions}
    values = {f"region_{at}": code for at, code in enumerate(regions)}  # written out they are found faster than joined
    query = _FIGURES.format(regions=", ".join(f"${name}" for name in values))
    for row in edition.rows(query, values | {"start": start, "end": end}):
        years[row["region"]][row["year"]][row["cluster"]] = row
    return years


def _between(own: _Years, nation: _Years, start: int, end: int) -> ShiftShare:
    found = ShiftShare(start, end)
    for year in range(start + 1, end + 1):
        if year in own and year - 1 in own:
            _add(found, year, _paired(own[year], own[year - 1], nation.get(year, {})))
    return found


def _paired(own: dict[str, Row], past: dict[str, Row], nation: dict[str, Row]) -> dict[str, tuple[float, ...] | None]:
    """For each traded cluster jobs before and now, here and in the nation; None where they cannot be compared."""
    pairs: dict[str, tuple[float, ...] | None] = {}
    for cluster, row in nation.items():
        if row["kind"] != "local":
            here = _compared(own.get(cluster), past.get(cluster))
            jobs = (*here, row["employment_before"], row["employment_compared"])
            known = tuple(each for each in jobs if each is not None)
            pairs[cluster] = known if len(known) == len(jobs) else None
    return pairs


def _compared(now: Row | None, past: Row | None) -> tuple[float | None, float | None]:
    """Without a row a cluster is known to be zero; what nothing bounds from above is not known."""
    if now is not None:
        return now["employment_before"], now["employment_compared"]
    if past is None:
        return 0, 0
    bounded = past["employment_low"] is None or past["employment_high"] is not None
    return (past["employment"], 0) if bounded else (None, None)


def _add(found: ShiftShare, year: int, pairs: dict[str, tuple[float, ...] | None]) -> None:
    """Adds the effects of two years."""
    known = {cluster: jobs for cluster, jobs in pairs.items() if jobs is not None}
    found.left_out |= pairs.keys() - known.keys()
    if not known:
        return
    found.years.append(year)
    for (cluster, jobs), effects in zip(known.items(), _effects(list(known.values())), strict=True):
        sums = found.rows.setdefault(
            cluster, dict.fromkeys(PARTS, 0.0) | {"start": jobs[0], "national_before": jobs[2]}
        )
        sums["national_employment"] = jobs[3]
        for name, value in effects.items():
            sums[name] += value


def _effects(jobs: list[tuple[float, ...]]) -> list[dict[str, float]]:
    """The effects of each pair; a region and the rest of the nation are the two rows of the matrices."""
    own_before, own, nation_before, nation = np.array(jobs, np.float64).T
    start, end = (np.maximum([here, there - here], 0) for here, there in ((own_before, nation_before), (own, nation)))
    effects = shift_share_kernel(np.array([start, end]))
    change, national, mix = (np.nan_to_num(part[0]) for part in (effects.change, effects.national, effects.mix))
    parts = {"change": change, "national": national, "mix": mix}
    # What the nation began in that year has no growth there: beyond the national part its change is the region's own.
    parts |= {"competitive": change - national - mix, "expected": np.nan_to_num(expected_change_kernel(start, end)[0])}
    return [{name: float(values[at]) for name, values in parts.items()} for at in range(len(jobs))]
