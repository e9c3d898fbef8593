"""What an edition would show with another definition: coverage, and which clusters gain or lose strong regions."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.classifications import classification
from clusteratlas.definitions import Definition, places_over
from clusteratlas.diagnosis import classify
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.parquet import stored_ratio
from clusteratlas.editions.queries.drafted import cells_by_cluster, national_cells, own_places, strong_now
from clusteratlas.measures.specialisation import location_quotients_against

COVERED, MOVED, ADDED, DROPPED, LEFT = "kept", "moved", "added", "dropped", "left out"


@dataclass(frozen=True)
class Fate:
    """Industries with cells of their own that a draft treats in one way: how many, and their jobs in the country.

    Those in no cluster of the draft are dropped where they stand in one of the edition, left out where in none.
    """

    fate: str
    industries: int
    employment: int


@dataclass(frozen=True)
class ClusterImpact:
    """A cluster before and after: jobs in the country, industries, regions of the level in which it is strong."""

    cluster: str
    employment_before: int
    employment_after: int
    industries_before: int
    industries_after: int
    strong_before: frozenset[str]
    strong_after: frozenset[str]

    @property
    def gained(self) -> list[str]:
        """The regions in which it becomes strong."""
        return sorted(self.strong_after - self.strong_before)

    @property
    def lost(self) -> list[str]:
        """The regions in which it is strong no more."""
        return sorted(self.strong_before - self.strong_after)

    @property
    def changes(self) -> bool:
        """Whether anything of it would be otherwise."""
        counts = self.employment_before, self.industries_before
        return counts != (self.employment_after, self.industries_after) or self.strong_before != self.strong_after


@dataclass(frozen=True)
class Impact:
    """Coverage and clusters, and the regional clusters whose location quotient would move most."""

    coverage: list[Fate]
    clusters: list[ClusterImpact]
    quotients: list[Row]


def impact(edition: Edition, draft: Definition, level: str, year: int, most: int = 20) -> Impact:
    """A draft held against an edition, on the edition's own cells.

    Jobs are sums of cells by the clusters of the draft; location quotients are taken as the edition takes them; strong
    is by its first rule book, with the thresholds that the draft itself would have. Raises UnknownChoice where the
    draft is stated for another classification or vintage than the edition's.
    """
    national, before = national_cells(edition, year), own_places(edition, year)
    after = places_in(edition, draft, year)
    now, then = strong_now(edition, level, year), _portfolio(edition, draft, after, level, year)
    clusters = _clusters(national, (before, after), (now, then))
    touched = {places[code] for places in (before, after) for code in places if before.get(code) != after.get(code)}
    return Impact(_coverage(national, before, after), clusters, _quotients(now, then, touched, most))


@lru_cache(maxsize=8)  # a draft and what it is made of are asked for by everything that is said of them
def places_in(edition: Edition, draft: Definition, year: int) -> dict[str, str]:
    """The cluster of every industry of the edition's cells that the draft has a place for."""
    manifest = edition.manifest
    found = places_over(draft, classification(manifest.classification, manifest.vintage(year)))
    return {code: found[code].cluster for code in national_cells(edition, year) if code in found}


def _coverage(national: Mapping[str, int], before: Mapping[str, str], after: Mapping[str, str]) -> list[Fate]:
    groups: dict[str, list[int]] = {COVERED: [], MOVED: [], ADDED: [], DROPPED: [], LEFT: []}
    for code, jobs in national.items():
        groups[_fate(before.get(code), after.get(code))].append(jobs)
    return [Fate(fate, len(jobs), sum(jobs)) for fate, jobs in groups.items()]


def _fate(old: str | None, new: str | None) -> str:
    if new is None:
        return LEFT if old is None else DROPPED
    return COVERED if old == new else ADDED if old is None else MOVED


def _portfolio(
    edition: Edition, draft: Definition, places: Mapping[str, str], level: str, year: int
) -> dict[tuple[str, str], Row]:
    """Every regional cluster of a level as the draft would have it, classified by the edition's first rule book."""
    cells = cells_by_cluster(edition, places, level, year)
    kinds = {cluster.code: cluster.kind for cluster in draft.clusters}
    kind = np.array([kinds[code] for code in cells["cluster"].to_pylist()], dtype=object)
    part = np.array(["all"] * len(kind), dtype=object) if edition.manifest.within == "all" else kind
    quotient = _location_quotients(cells, part, _nation(national_cells(edition, year), places, kinds, edition))
    table = cells.append_column("kind", pa.array(kind.tolist(), pa.string()))
    table = table.append_column("level", pa.array([level] * cells.num_rows, pa.string()))
    table = table.append_column("location_quotient", stored_ratio(quotient))
    book = edition.manifest.book
    rows = classify(table.filter(pa.array(cells["employment"].to_numpy() > 0)), book).to_pylist()
    return {(row["region"], row["cluster"]): row | {"strong": row[book.agreement]} for row in rows}


@dataclass(frozen=True)
class _Nation:
    clusters: Mapping[str, int]
    parts: Mapping[str, int]


def _nation(
    national: Mapping[str, int], places: Mapping[str, str], kinds: Mapping[str, str], edition: Edition
) -> _Nation:
    clusters: dict[str, int] = {}
    parts: dict[str, int] = {}
    for code, cluster in places.items():
        part = "all" if edition.manifest.within == "all" else kinds[cluster]
        clusters[cluster] = clusters.get(cluster, 0) + national[code]
        parts[part] = parts.get(part, 0) + national[code]
    return _Nation(clusters, parts)


def _location_quotients(cells: pa.Table, part: NDArray[np.object_], nation: _Nation) -> NDArray[np.float64]:
    jobs = cells["employment"].to_numpy()
    codes = cells["region"].to_pylist()
    totals: dict[tuple[str, str], int] = {}
    for region, of, count in zip(codes, part, jobs.tolist(), strict=True):
        totals[region, of] = totals.get((region, of), 0) + count
    whole = np.array([totals[key] for key in zip(codes, part, strict=True)], np.float64)
    country = np.array([nation.clusters[code] for code in cells["cluster"].to_pylist()], np.float64)
    everything = np.array([nation.parts[of] for of in part], np.float64)
    return location_quotients_against(jobs, whole, country, everything)


def _clusters(
    national: Mapping[str, int],
    places: tuple[Mapping[str, str], Mapping[str, str]],
    portfolios: tuple[Mapping[tuple[str, str], Row], Mapping[tuple[str, str], Row]],
) -> list[ClusterImpact]:
    """Every cluster that either has, those that change first by how many regions that concerns."""
    counted = [_counts(national, each) for each in places]
    strong = [_strong(each) for each in portfolios]
    codes = sorted({*counted[0], *counted[1]})
    found = [
        ClusterImpact(
            cluster=code,
            employment_before=counted[0].get(code, (0, 0))[0],
            employment_after=counted[1].get(code, (0, 0))[0],
            industries_before=counted[0].get(code, (0, 0))[1],
            industries_after=counted[1].get(code, (0, 0))[1],
            strong_before=frozenset(strong[0].get(code, ())),
            strong_after=frozenset(strong[1].get(code, ())),
        )
        for code in codes
    ]
    return sorted(found, key=lambda each: (-len(each.gained) - len(each.lost), not each.changes, each.cluster))


def _counts(national: Mapping[str, int], places: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for code, jobs in national.items():
        cluster = places.get(code)
        if cluster is not None:
            before = found.get(cluster, (0, 0))
            found[cluster] = (before[0] + jobs, before[1] + 1)
    return found


def _strong(portfolio: Mapping[tuple[str, str], Row]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for (region, cluster), row in portfolio.items():
        if row["strong"]:
            found.setdefault(cluster, []).append(region)
    return found


def _quotients(
    now: Mapping[tuple[str, str], Row], then: Mapping[tuple[str, str], Row], touched: Container[str], most: int
) -> list[Row]:
    """The regional clusters whose jobs move most, with their quotients before and after."""
    rows = []
    for key in {key for of in (now, then) for key in of if key[1] in touched}:  # the jobs of the others stay
        old, new = now.get(key, _NOTHING), then.get(key, _NOTHING)
        change = new["employment"] - old["employment"]
        if change:
            rows.append({"region": key[0], "cluster": key[1], "change": change, "before": old, "after": new})
    return sorted(rows, key=lambda row: (-abs(row["change"]), row["region"], row["cluster"]))[:most]


_NOTHING: Row = {"employment": 0, "location_quotient": None, "strong": None}
