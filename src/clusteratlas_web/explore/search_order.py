"""In which order answers of a search stand: kind by kind, the kind with the nearest answer first."""

from collections import defaultdict
from collections.abc import Sequence

from clusteratlas.editions.search import Hit
from clusteratlas.editions.search.index import SPELLING, UNFINISHED, WHOLE

# A person more often means a region than a cluster of the same name; of equally near answers this is the order.
KINDS = ("region", "cluster", "subcluster", "industry", "organisation", "programme", "call", "designation", "term")
_EACH = 4  # suggestions of one kind, as long as there are others


def nearness(level: int) -> int:
    """Whole names first, then everything said in full, words not typed to their end, and words with an error."""
    return 0 if level == WHOLE else {UNFINISHED: 2, SPELLING: 3}.get(level, 1)


def in_groups(hits: Sequence[Hit]) -> list[tuple[str, list[Hit]]]:
    """The hits, the best first, by kind."""
    groups: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        groups[hit.entry.kind].append(hit)
    return sorted(groups.items(), key=lambda group: (nearness(group[1][0].level), KINDS.index(group[0])))


def suggested(hits: Sequence[Hit], most: int) -> list[Hit]:
    """The few hits to suggest: of each kind some, more of one where the others leave room."""
    groups = in_groups(hits)
    room = max(_EACH, most - sum(min(len(found), _EACH) for _, found in groups[1:]))
    chosen = [hit for at, (_, found) in enumerate(groups) for hit in found[: room if at == 0 else _EACH]]
    return chosen[:most]
