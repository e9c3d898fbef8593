"""What the commons takes from a current edition: its regions, clusters and industries, and their names."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clusteratlas.editions.names import Names


@dataclass(frozen=True)
class Region:
    """A region of a current edition: the atlas that shows it, its level, and the regions it lies in, nearest first."""

    code: str
    atlas: str
    level: str
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cluster:
    """A cluster of the definition of an atlas."""

    atlas: str
    code: str

    @property
    def key(self) -> str:
        """Atlas and cluster in one word: us/aerospace-vehicles-and-defense."""
        return f"{self.atlas}/{self.code}"


@dataclass(frozen=True)
class AtlasPlaces:
    """What the commons needs of a current edition."""

    atlas: str
    edition: str
    folder: Path
    country: str
    levels: tuple[str, ...]
    level_titles: Mapping[str, Mapping[str, str]]
    title: Mapping[str, str]
    definition: str
    classification: str
    names: Names
    rows: list[dict[str, str]]
    clusters: tuple[str, ...]
    industries: frozenset[str]
