"""The ten pages and answers that readers ask for most, as addresses drawn from what an edition holds."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clusteratlas.editions import edition_folder
from clusteratlas.editions.edition import Edition, open_folder
from clusteratlas.home import Home

SEED = 20261122


@dataclass(frozen=True)
class Held:
    """What an edition holds that addresses name."""

    root: str
    years: Sequence[int]
    regions: Sequence[str]
    clusters: Sequence[str]
    industries: Sequence[str]


def addresses(home: str, atlas: str, of_each: int) -> Mapping[str, list[str]]:
    """So many addresses of each sort; the same ones every time."""
    held, draw = held_by(home, atlas), random.Random(SEED)
    return {sort: [pattern(held, draw) for _ in range(of_each)] for sort, pattern in SORTS.items()}


def held_by(home: str, atlas: str) -> Held:
    """The codes of an atlas's current edition, of the level whose regions are compared."""
    folder = edition_folder(Home.at(Path(home)), atlas)
    edition = open_folder(folder)
    level = edition.manifest.levels[0]
    return Held(
        root=f"/{atlas}/{edition.name}",
        years=edition.years,
        regions=_codes(edition, "region", f"from regions where level = '{level}'"),
        clusters=_codes(edition, "cluster", "from clusters where kind = 'traded'"),
        industries=_codes(edition, "industry", "from industries"),
    )


def _codes(edition: Edition, column: str, source: str) -> list[str]:
    return [row[column] for row in edition.rows(f"select {column} {source} order by {column}")]


def _year(held: Held, draw: random.Random) -> str:
    return f"year={draw.choice(held.years)}"


SORTS = {
    "home, map of a cluster": lambda held, draw: (
        f"{held.root}/?cluster={draw.choice(held.clusters)}&{_year(held, draw)}"
    ),
    "map, all regions": lambda held, draw: f"{held.root}/map/?cluster={draw.choice(held.clusters)}&{_year(held, draw)}",
    "list of regions": lambda held, draw: f"{held.root}/regions/?{_year(held, draw)}&page={draw.randint(1, 5)}",
    "region": lambda held, draw: f"{held.root}/regions/{draw.choice(held.regions)}/?{_year(held, draw)}",
    "list of clusters": lambda held, draw: f"{held.root}/clusters/?{_year(held, draw)}",
    "cluster": lambda held, draw: f"{held.root}/clusters/{draw.choice(held.clusters)}/?{_year(held, draw)}",
    "cluster in a region": lambda held, draw: (
        f"{held.root}/regions/{draw.choice(held.regions)}/clusters/{draw.choice(held.clusters)}/?{_year(held, draw)}"
    ),
    "industry": lambda held, draw: f"{held.root}/industries/{draw.choice(held.industries)}/?{_year(held, draw)}",
    "API: a region's clusters": lambda held, draw: (
        f"/api/v1/atlases{held.root}/regions/{draw.choice(held.regions)}/portfolio?{_year(held, draw)}"
    ),
    "API: a cluster's regions": lambda held, draw: (
        f"/api/v1/atlases{held.root}/clusters/{draw.choice(held.clusters)}/regions?{_year(held, draw)}"
    ),
}
