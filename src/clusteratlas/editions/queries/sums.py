"""Sums that a reader puts together: a cluster or an industry over regions of their own choice."""

from collections.abc import Sequence
from dataclasses import dataclass

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.layout import ESTIMATED, PUBLISHED
from clusteratlas.editions.queries.clusters import cluster as require_cluster
from clusteratlas.editions.queries.industries import industry as require_industry
from clusteratlas.editions.queries.regions import region as require_region
from clusteratlas.errors import InputError, UnknownChoice
from clusteratlas.sources import TOTAL


@dataclass(frozen=True)
class Wish:
    """What is to be added up: a cluster or an industry (00 for all), a measure, a year, regions."""

    regions: tuple[str, ...]
    measure: str
    year: int
    cluster: str | None = None
    industry: str | None = None


@dataclass(frozen=True)
class CustomSum:
    """A sum and the least and the most it can be; `high` is None where nothing bounds a part of it.

    `how` is published where every part is, else estimated. `exact` says that it was answered from the confidential
    register and not from the edition.
    """

    wish: Wish
    value: int
    low: int
    high: int | None
    how: str
    exact: bool = False


def custom_sum(edition: Edition, wish: Wish) -> CustomSum:
    """The sum of the edition's own figures, shown and estimated; of what anyone may read it says nothing new.

    low and high are sums of the parts' ends: true, but wider than need be where a total holds the parts together. A
    cell without a row has nothing in it, as on every page.

    Raises NoSuchEntry for a code, UnknownChoice for a measure or a year, InputError where a region counts another.
    """
    require(edition, wish)
    found = _cells(edition, wish) if wish.cluster is None else _clusters(edition, wish)
    sums = [_ends(row) for row in found]
    open_ended = any(high is None for _, _, high in sums)
    low, value = (sum(part[place] or 0 for part in sums) for place in (0, 1))
    high = None if open_ended else sum(part[2] or 0 for part in sums)
    how = PUBLISHED if all(row["published"] for row in found) else ESTIMATED
    return CustomSum(wish, value, low, high, how)


def require(edition: Edition, wish: Wish) -> None:
    """Raises what is wrong with a wish."""
    edition.year(wish.year)
    if wish.measure not in edition.manifest.measures:
        raise UnknownChoice("measure", wish.measure, edition.manifest.measures)
    if (wish.cluster is None) == (wish.industry is None):
        raise InputError("sum: name a cluster or an industry, one of them; 00 are all industries together.")
    if wish.cluster is not None:
        require_cluster(edition, wish.cluster)
    elif wish.industry != TOTAL:
        require_industry(edition, str(wish.industry))
    _require_apart(edition, wish.regions)


def _require_apart(edition: Edition, regions: Sequence[str]) -> None:
    """Raises InputError where one of the regions counts another, or is there twice."""
    if not regions:
        raise InputError("sum: name at least one region.")
    chosen = set(regions)
    if len(chosen) < len(regions):
        raise InputError(f"sum: a region is named twice: {', '.join(sorted(regions))}.")
    for code in regions:
        above = require_region(edition, code)["parent"]
        while above is not None:
            if above in chosen:
                raise InputError(f"sum: {above} counts {code} already. Leave one of them out.")
            above = require_region(edition, above)["parent"]


def _cells(edition: Edition, wish: Wish) -> list[Row]:
    m = wish.measure
    figures = f"{m} as value, {m}_low as low, {m}_high as high, {m}_flag = '{PUBLISHED}' as published"
    here = "where year = $year and industry = $industry and"
    named = "region in (select unnest($regions::varchar[]))"
    query = f"""
        select {figures} from activity {here} {named}
        union all select {figures} from totals {here} {named}
        union all select {figures} from national {here} $country in (select unnest($regions::varchar[]))"""  # noqa: S608
    known = {"year": wish.year, "industry": wish.industry, "country": edition.manifest.country}
    return edition.rows(query, known | {"regions": list(wish.regions)})


def _clusters(edition: Edition, wish: Wish) -> list[Row]:
    """The portfolio's rows; there a figure that is published, or follows exactly, has no ends."""
    m = wish.measure
    query = f"""
        select {m} as value, {m}_low as low, {m}_high as high, {m}_low is null and {m} is not null as published
        from portfolio where year = $year and cluster = $cluster and subcluster is null
            and region in (select unnest($regions::varchar[]))"""  # noqa: S608  # our own names
    known = {"year": wish.year, "cluster": wish.cluster, "regions": list(wish.regions)}
    return edition.rows(query, known)


def _ends(row: Row) -> tuple[int, int | None, int | None]:
    if row["published"]:
        return row["value"], row["value"], row["value"]
    return row["low"] or 0, row["value"], row["high"]
