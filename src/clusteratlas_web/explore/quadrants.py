"""The four quadrants of specialisation and growth: which clusters stand in each, and how many jobs they have."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions.edition import Row

NAMED = 3  # clusters a quadrant names


@dataclass(frozen=True)
class Quadrant:
    """A quadrant with its clusters, largest first."""

    name: str
    meaning: str
    clusters: list[Row]

    @property
    def employment(self) -> int:
        """Jobs in its clusters."""
        return sum(row["employment"] for row in self.clusters)

    @property
    def largest(self) -> list[Row]:
        """The clusters it names."""
        return self.clusters[:NAMED]


def lay_quadrants(drawn: Sequence[Row]) -> list[Quadrant]:
    """The quadrants of clusters that have a location quotient and a growth rate; no change counts as growth."""
    titles = {
        (True, True): (gettext("Star"), gettext("specialised and growing")),
        (False, True): (gettext("Emerging"), gettext("not specialised, growing")),
        (True, False): (gettext("Mature"), gettext("specialised, shrinking")),
        (False, False): (gettext("Transforming"), gettext("not specialised, shrinking")),
    }
    return [Quadrant(*title, [row for row in drawn if quadrant_of(row) == key]) for key, title in titles.items()]


def quadrant_of(row: Row) -> tuple[bool, bool]:
    """Whether a cluster is specialised (location quotient of at least 1), and whether it did not shrink."""
    return row["location_quotient"] >= 1, row["employment_growth"] >= 0
