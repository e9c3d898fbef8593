"""The chain of a cluster in a region: what it buys and sells in the country, what of that stands here or elsewhere."""

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from clusteratlas.definitions import load, published
from clusteratlas.definitions.links import NO_CLUSTER, REST, cluster_sales
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries.regional import portfolio

YEAR, VINTAGE = 2017, "2017"  # of the accounts, and of the industries they are stated in
STRONG, PRESENT, THIN, MISSING = "strong", "present", "thin", "missing"
SUPPLIES, BUYS = "supplies", "buys"


def has_chain(edition: Edition) -> bool:
    """Whether the sales between the edition's clusters are known: those of American definitions are."""
    return edition.manifest.country == "us" and bool(_members(edition))


def chain(edition: Edition, region: str, cluster: str, year: int) -> list[Row]:
    """Who supplies a cluster and who buys from it, by share of the country's flows, and how each stands in a region.

    Each row: side (supplies, buys), cluster (or none, rest), value in millions of dollars, share of all the cluster
    buys or sells, employment and location_quotient of that cluster in the region, standing (strong, present where
    the location quotient is at least 1, thin, missing without jobs; null for what is no cluster).
    """
    sales = _sales(edition.folder, tuple(sorted(_members(edition).items())))
    here = {row["cluster"]: row for row in portfolio(edition, region, year)}
    rows = [
        {"side": side, "cluster": other, "value": value, "share": share, **_standing(here.get(other), other)}
        for side, other, value, share in sales.get(cluster, ())
    ]
    return sorted(rows, key=lambda row: (row["side"] == BUYS, -row["share"], row["cluster"]))


def strong_regions(edition: Edition, level: str, year: int) -> dict[str, list[str]]:
    """For each cluster the regions of a level in which it is strong."""
    query = """select cluster, region from portfolio
        where level = ? and year = ? and subcluster is null and strong order by cluster, region"""
    found: dict[str, list[str]] = defaultdict(list)
    for row in edition.rows(query, [level, year]):
        found[row["cluster"]].append(row["region"])
    return dict(found)


def _standing(row: Row | None, code: str) -> Row:
    if code in (NO_CLUSTER, REST):
        return {"employment": None, "location_quotient": None, "standing": None}
    if row is None or not row["employment"]:
        return {"employment": 0, "location_quotient": None, "standing": MISSING}
    quotient = row["location_quotient"]
    at_least = PRESENT if quotient is not None and quotient >= 1 else THIN
    standing = STRONG if row["strong"] else at_least
    return {"employment": row["employment"], "location_quotient": quotient, "standing": standing}


@lru_cache(maxsize=16)  # an edition never changes
def _members(edition: Edition) -> dict[str, str]:
    """The cluster of each industry in the vintage of the accounts.

    Of the definition as published, where it is still the same: an edition only has the industries of its source.
    """
    manifest = edition.manifest
    if manifest.definition in published():
        definition = load(manifest.definition)
        if definition.version == manifest.definition_version and VINTAGE in definition.vintages:
            return {industry: place.cluster for industry, place in definition.membership(VINTAGE).items()}
    rows = edition.rows("select industry, cluster from membership where vintage = ? order by industry", [VINTAGE])
    return {row["industry"]: row["cluster"] for row in rows}


@lru_cache(maxsize=16)
def _sales(folder: Path, members: tuple[tuple[str, str], ...]) -> dict[str, list[tuple[str, str, float, float]]]:
    """For each cluster who supplies it and who buys from it: side, other cluster, value, share."""
    found: dict[str, list[tuple[str, str, float, float]]] = defaultdict(list)
    for row in cluster_sales(dict(members), YEAR).to_pylist():
        found[row["other"]].append((SUPPLIES, row["cluster"], row["value"], row["of_purchases"]))
        found[row["cluster"]].append((BUYS, row["other"], row["value"], row["of_sales"]))
    return dict(found)
