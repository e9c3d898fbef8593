"""What the page of a chain reads: both sides of the cluster, how each partner stands in the region, and who is near."""

from dataclasses import dataclass
from math import dist

from clusteratlas.definitions import link_origin
from clusteratlas.definitions.links import NO_CLUSTER, REST
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters, regions
from clusteratlas.editions.queries.chain import BUYS, MISSING, SUPPLIES, THIN, YEAR, chain, has_chain, strong_regions
from clusteratlas.editions.queries.places import regions_with_parents
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.serving import label_points

INSETS = frozenset({"AK", "HI"})  # maps show these nearer than they are
CODES = (NO_CLUSTER, REST)


@dataclass(frozen=True)
class Chain:
    """A cluster in a region and its chain; `rows` are empty where the sales between clusters are not known."""

    edition: Edition
    region: Row
    cluster: Row
    year: int
    rows: list[Row]

    @property
    def names(self) -> Naming:
        """Names in the language that is spoken."""
        return naming(self.edition)

    @property
    def to(self) -> Addresses:
        """The addresses of its edition."""
        return addresses(self.edition)

    @property
    def title(self) -> str:
        """The title of the accounts."""
        return link_origin("us-input-output", YEAR).title(self.names.language)

    def side(self, side: str) -> list[Row]:
        """The rows of a side, the largest share first."""
        return [row for row in self.rows if row["side"] == side]

    def share(self, side: str, *standings: str) -> float:
        """The share of a side that is with clusters of these standings in the region."""
        return float(sum(row["share"] for row in self.side(side) if row["standing"] in standings))


def read_chain(edition: Edition, region: str, cluster: str, year: int) -> Chain:
    """The chain of a cluster in a region in a year; raises NoSuchEntry for a code the edition does not have."""
    place, subject = regions.region(edition, region), clusters.cluster(edition, cluster)
    rows = chain(edition, region, cluster, year) if has_chain(edition) else []
    nearest = _nearest(edition, place, year, {row["cluster"] for row in rows if row["standing"] in (THIN, MISSING)})
    return Chain(edition, place, subject, year, [row | {"nearest": nearest.get(row["cluster"])} for row in rows])


def _nearest(edition: Edition, place: Row, year: int, wanted: set[str]) -> dict[str, str]:
    """For each cluster the nearest other region of the level in which it is strong, by where names stand on the map."""
    points = label_points(edition.folder, place["level"]) if place["level"] in edition.manifest.levels else {}
    here = points.get(place["region"])
    if here is None:
        return {}
    inset = _insets(edition)
    near = {code: point for code, point in points.items() if (code in inset) == (place["region"] in inset)}
    found = {}
    for cluster, codes in strong_regions(edition, place["level"], year).items():
        others = [code for code in codes if code in near and code != place["region"]]
        if cluster in wanted and others:
            found[cluster] = min(others, key=lambda code: (dist(here, near[code]), code))
    return found


def _insets(edition: Edition) -> frozenset[str]:
    rows = regions_with_parents(edition)
    return frozenset(row["region"] for row in rows if INSETS & set((row["states"] or "").split("-")))


__all__ = ["BUYS", "CODES", "SUPPLIES", "Chain", "read_chain"]
