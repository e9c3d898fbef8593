"""A region and a cluster named in one question: "semiconductor phoenix" asks for the cluster in the region."""

from collections.abc import Iterator

from clusteratlas.editions.search.index import SYNONYM, UNFINISHED, Hit, Index
from clusteratlas.editions.search.question import Question, Unit, read_question

CLUSTERS = ("cluster", "subcluster")
_MOST_UNITS = 6


def pairs(index: Index, question: Question, most: int = 3) -> list[tuple[Hit, Hit]]:
    """Regions with a cluster, one named by the first words and the other by the last; the likeliest first."""
    found = [pair for split in _splits(question) for pair in _between(index, *split)]
    return sorted(found, key=_order)[:most]


def _order(pair: tuple[Hit, Hit]) -> tuple[object, ...]:
    """Whole clusters before their parts."""
    region, cluster = pair
    return CLUSTERS.index(cluster.entry.kind), region.level + cluster.level, region.order, cluster.order


def _splits(question: Question) -> Iterator[tuple[str, str]]:
    units = [unit for unit in question.units if not unit.filler]
    for at in range(1, len(units)) if len(units) <= _MOST_UNITS else ():
        first, second = _text(units[:at]), _text(units[at:])
        yield first, second
        yield second, first


def _between(index: Index, region: str, cluster: str) -> Iterator[tuple[Hit, Hit]]:
    regions = _likeliest(index, region, ("region",), UNFINISHED)
    clusters = _likeliest(index, cluster, CLUSTERS, SYNONYM) if regions else []
    yield from ((one, other) for one in regions for other in clusters)


def _likeliest(index: Index, text: str, kinds: tuple[str, ...], worst: int) -> list[Hit]:
    hits = [hit for hit in index.hits(read_question(text)) if hit.entry.kind in kinds and hit.level <= worst]
    return sorted(hits, key=lambda hit: hit.order)[:2]


def _text(units: list[Unit]) -> str:
    return " ".join(unit.text for unit in units)
