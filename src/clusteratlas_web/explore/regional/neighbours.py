"""Which regions to name around the line: the last above it, the first below it, and the region in question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.regional.line import Line

ABOVE, BELOW = 4, 2


@dataclass(frozen=True)
class Neighbour:
    """One line of the list: a region, how many were left out, or the line itself."""

    row: Row | None = None
    own: bool = False
    left_out: int = 0

    @property
    def is_line(self) -> bool:
        """Whether it is the line."""
        return self.row is None and not self.left_out


def neighbours(ranked: Sequence[Row], line: Line, region: str) -> list[Neighbour]:
    """The regions around the line, from the most specialised down."""
    first_below = sum(line.is_reached_by(row[line.column]) for row in ranked)
    shown = set(range(max(first_below - ABOVE, 0), min(first_below + BELOW, len(ranked))))
    shown |= {at for at, row in enumerate(ranked) if row["region"] == region}
    return list(_listed(ranked, sorted(shown), first_below, region))


def _listed(ranked: Sequence[Row], shown: Sequence[int], first_below: int, region: str) -> Iterator[Neighbour]:
    lined = False
    for before, at in zip([None, *shown], shown, strict=False):
        if at >= first_below and not lined:
            lined = True
            yield Neighbour()
        if before is not None and at - before > 1:
            yield Neighbour(left_out=at - before - 1)
        yield Neighbour(ranked[at], ranked[at]["region"] == region)
    if not lined:
        yield Neighbour()
