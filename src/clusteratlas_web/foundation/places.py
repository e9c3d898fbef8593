"""Regions, clusters and industries of the current editions for the commons: names, choices, what lies in what.

A home without editions works too: then every code is taken as it is and shown as it is.
"""

import logging
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from clusteratlas.classifications.nearest import nearest_code
from clusteratlas.editions import open_edition
from clusteratlas.editions.build import edition_folders
from clusteratlas.editions.names import Names
from clusteratlas.editions.opening import edition_folder
from clusteratlas.errors import DamagedEdition
from clusteratlas.geometry import read_package
from clusteratlas.home import Home
from clusteratlas_web.foundation.names import Name

log = logging.getLogger(__name__)

NOTICED = 5  # seconds for which a page may still offer the regions of the edition before
STATE = "state"  # the level whose regions are named by their letters: KS, OH
Point = tuple[float, float]


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


@dataclass(frozen=True)
class Places:
    """All regions, clusters and industries of the current editions."""

    atlases: Mapping[str, AtlasPlaces] = field(default_factory=dict)

    @cached_property
    def regions(self) -> Mapping[str, Region]:
        """Every region by its code; where two atlases have it, of the one with more regions."""
        parents, states = self._parents(), self._states()
        found: dict[str, Region] = {}
        for atlas in self.in_order:
            for row in atlas.rows:
                code = row["region"]
                if code not in found:
                    found[code] = Region(code, atlas.atlas, row["level"], _ancestors(row, parents, states))
        return found

    @cached_property
    def clusters(self) -> Mapping[str, Cluster]:
        """Every cluster by its key, once where two atlases of a country follow the same definition."""
        return {cluster.key: cluster for cluster in self.same_clusters.values()}

    @cached_property
    def same_clusters(self) -> Mapping[str, Cluster]:
        """For the key of every cluster the one that stands for it: that of the atlas with more regions."""
        first: dict[tuple[str, str, str], Cluster] = {}
        found: dict[str, Cluster] = {}
        for atlas in self.in_order:
            for code in atlas.clusters:
                here = Cluster(atlas.atlas, code)
                found[here.key] = first.setdefault((atlas.country, atlas.definition, code), here)
        return found

    @cached_property
    def in_order(self) -> list[AtlasPlaces]:
        """The atlases, those with more regions first."""
        return sorted(self.atlases.values(), key=lambda each: (-len(each.rows), each.atlas))

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The regions that lie directly in a region; those that lie in none under the empty code."""
        found: dict[str, list[str]] = {}
        for region in self.regions.values():
            found.setdefault(region.within[0] if region.within else "", []).append(region.code)
        return {code: tuple(sorted(codes)) for code, codes in found.items()}

    @cached_property
    def industries(self) -> Mapping[str, frozenset[str]]:
        """The codes of each classification."""
        found: dict[str, frozenset[str]] = {}
        for atlas in self.atlases.values():
            found[atlas.classification] = found.get(atlas.classification, frozenset()) | atlas.industries
        return found

    @cached_property
    def regions_by_word(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of the regions that have a name, folded: the full one, or the one by their first place."""
        names = ((name, code) for code in self.regions for name in self._all_names(("region", "region-short"), code))
        return _by_word((word, code) for name, code in names for word in (name, re.split("[,（(]", name)[0]))

    @cached_property
    def clusters_by_word(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the clusters that have a name or a code, folded."""
        pairs = [
            (name, key)
            for key, cluster in self.clusters.items()
            for name in (cluster.code, *self._all_names(("cluster", "cluster-short"), cluster.code, cluster.atlas))
        ]
        return _by_word(pairs)

    def _all_names(self, entities: tuple[str, ...], code: str, atlas: str | None = None) -> Iterable[str]:
        names = self.atlases[atlas or self.regions[code].atlas].names
        for entity in entities:
            for language in names.languages:
                name = names.get(entity, code, language)
                if name != code:
                    yield name

    def _parents(self) -> dict[str, str]:
        return {row["region"]: row["parent"] or "" for atlas in self.atlases.values() for row in atlas.rows}

    def _states(self) -> dict[tuple[str, str], str]:
        """The region of a state by country and letters."""
        return {
            (atlas.country, row["states"]): row["region"]
            for atlas in self.atlases.values()
            for row in atlas.rows
            if row["level"] == STATE and row["states"]
        }


def places() -> Places:
    """Everything there is to pick from now; a new edition is noticed within seconds."""
    return _standing(Path(settings.CLUSTERATLAS_HOME), settings.CLUSTERATLAS_INTERNAL, int(monotonic() / NOTICED))


def region_name(code: str, language: str = "") -> Name:
    """The name of a region in a language, the page's if none is given; the code itself where it is not known."""
    region = places().regions.get(code)
    return _name(region.atlas, "region", code, language) if region else Name(code, language or _spoken())


def cluster_name(atlas: str, code: str, language: str = "") -> Name:
    """The name of a cluster of an atlas; the code itself where it is not known."""
    if atlas not in places().atlases:
        return Name(code, language or _spoken())
    return _name(atlas, "cluster", code, language)


def industry_name(classification: str, code: str, language: str = "") -> Name:
    """The title of an industry; the code itself where it is not known."""
    found = [each for each in places().atlases.values() if each.classification == classification]
    known = next((each for each in found if code in each.industries), None)
    return _name(known.atlas, "industry", code, language) if known else Name(code, language or _spoken())


def level_name(atlas: str, level: str) -> str:
    """What the regions of a level are called: Metropolitan areas."""
    titles = places().atlases[atlas].level_titles.get(level, {})
    return titles.get(_spoken()) or titles.get("en") or level


def atlas_name(atlas: str) -> str:
    """The title of an atlas; its code where it is not known."""
    known = places().atlases.get(atlas)
    return (known.title.get(_spoken()) or known.title["en"]) if known else atlas


def is_region(code: str) -> bool:
    """Whether a code may be stored: one of a current edition, or any where there are none."""
    return code in places().regions if places().atlases else bool(code)


def is_cluster(atlas: str, code: str) -> bool:
    """Whether an atlas has a cluster; any where there are no editions."""
    return f"{atlas}/{code}" in places().same_clusters if places().atlases else bool(atlas and code)


def cluster_key(atlas: str, code: str) -> str:
    """The key that a cluster is stored under: the same for two atlases of a country that follow one definition."""
    same = places().same_clusters.get(f"{atlas}/{code}")
    return same.key if same else f"{atlas}/{code}"


def is_industry(classification: str, code: str) -> bool:
    """Whether a classification has a code; any where no edition follows the classification."""
    known = places().industries.get(classification)
    return bool(code) if known is None else code in known


def nearest_region(code: str) -> str:
    """The known region whose code or name is nearest to a wrong one; empty where there are none."""
    return _nearest(code, places().regions, places().regions_by_word)


def nearest_cluster(text: str) -> str:
    """The key of the known cluster whose key, code or name is nearest to a wrong one; empty where there are none."""
    return _nearest(text, places().clusters, places().clusters_by_word)


def nearest_industry(classification: str, code: str) -> str:
    """The known code nearest to a wrong one; empty where the classification is not known."""
    return nearest_code(code, places().industries.get(classification, ())) or ""


def find_regions(text: str) -> tuple[str, ...]:
    """The codes that a text means: the code itself, or all regions of that name."""
    wanted = text.strip()
    return (wanted,) if wanted in places().regions else places().regions_by_word.get(folded(wanted), ())


def find_clusters(text: str) -> tuple[str, ...]:
    """The keys of clusters that a text means: `us/…`, or all clusters of that name or code."""
    wanted, same = text.strip(), places().same_clusters
    return (same[wanted].key,) if wanted in same else places().clusters_by_word.get(folded(wanted), ())


def ancestors(code: str) -> tuple[str, ...]:
    """The regions a region lies in, nearest first: its state, its country."""
    region = places().regions.get(code)
    return region.within if region else ()


def region_choices() -> list[tuple[str, Name]]:
    """All regions to pick from, by atlas, level and name."""
    every = places().regions.values()
    named = [(each.atlas, each.level, each.code, region_name(each.code)) for each in every]
    return [(code, name) for _, _, code, name in sorted(named, key=lambda row: (row[0], row[1], str(row[3])))]


def cluster_choices(atlas: str = "") -> list[tuple[str, Name]]:
    """All clusters to pick from by their keys, or those of one atlas, by name."""
    wanted = [each for each in places().clusters.values() if atlas in ("", each.atlas)]
    named = [(each.atlas, cluster_name(each.atlas, each.code), each.key) for each in wanted]
    return [(key, name) for _, name, key in sorted(named, key=lambda row: (row[0], str(row[1])))]


def region_address(code: str) -> str:
    """The page of a region in its atlas's current edition; empty where there is none."""
    region = places().regions.get(code)
    return reverse("explore:current-page", args=(region.atlas, f"regions/{code}/")) if region else ""


def cluster_address(atlas: str, code: str) -> str:
    """The page of a cluster in its atlas's current edition; empty where there is none."""
    known = f"{atlas}/{code}" in places().same_clusters
    return reverse("explore:current-page", args=(atlas, f"clusters/{code}/")) if known else ""


@dataclass(frozen=True)
class Ground:
    """What a map of an atlas is drawn on: the address of its outlines, its frame, country, lines, and notice."""

    sheet: str
    view_box: tuple[int, int, int, int]
    country: str
    lines: tuple[str, ...]
    notice: str
    points: Mapping[str, Mapping[str, Point]]  # by level, where the name of a region may stand


def ground(atlas: str) -> Ground | None:
    """What a map of an atlas is drawn on; None where its current edition has no boundaries."""
    known = places().atlases.get(atlas)
    if known is None:
        return None
    address = reverse("explore:boundary-sheet", args=(atlas, known.edition))
    return _ground(known.folder, known.levels, known.country, address)


def folded(text: str) -> str:
    """A text for comparison: small letters without accents, single spaces."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


@lru_cache(maxsize=2)
def _standing(folder: Path, internal: bool, moment: int) -> Places:
    home = Home(Home.at(folder).path, internal=internal)
    return _read(tuple(edition_folder(home, atlas) for atlas in home.atlases() if edition_folders(home, atlas)))


@lru_cache(maxsize=4)
def _read(current: tuple[Path, ...]) -> Places:
    found = (_read_atlas(folder) for folder in current)
    return Places({atlas.atlas: atlas for atlas in found if atlas is not None})


def _read_atlas(folder: Path) -> AtlasPlaces | None:
    """An atlas; None, with a line in the log, where its edition is damaged: the commons stands without it."""
    try:
        edition = open_edition(folder.parents[1].name, folder.name, folder.parents[3])
    except DamagedEdition as damage:
        log.error("the commons does without the names of an atlas: %s", damage)
        return None
    manifest = edition.manifest
    found = edition.rows("select region, level, parent, states from regions order by region")
    clusters = edition.rows("select distinct cluster from clusters where subcluster is null order by cluster")
    industries = edition.rows("select industry from industries")
    return AtlasPlaces(
        atlas=manifest.atlas,
        edition=folder.name,
        folder=folder,
        country=manifest.country,
        levels=tuple(manifest.levels),
        level_titles=manifest.level_titles,
        title=manifest.title,
        definition=manifest.definition,
        classification=manifest.classification,
        names=edition.names,
        rows=found,
        clusters=tuple(row["cluster"] for row in clusters),
        industries=frozenset(row["industry"] for row in industries),
    )


@lru_cache(maxsize=16)
def _ground(folder: Path, levels: tuple[str, ...], country: str, address: str) -> Ground | None:
    if not (folder / "boundaries").is_dir():
        return None
    package = read_package(folder / "boundaries")
    return Ground(
        sheet=address,
        view_box=package.description.view_box,
        country=country,
        lines=tuple(line.code for name in package.line_layers for line in package.layer(name).features),
        notice=package.description.notice,
        points={
            level: {each.code: tuple(each.properties["label"]) for each in package.layer(level).features}
            for level in levels
            if level in package.layers
        },
    )


def _ancestors(
    row: Mapping[str, str], parents: Mapping[str, str], states: Mapping[tuple[str, str], str]
) -> tuple[str, ...]:
    """The regions above one: its state or states where the atlases have them, then its parents up to the country."""
    chain, at = [], row["parent"] or ""
    while at and at not in chain:
        chain.append(at)
        at = parents.get(at, "")
    country = chain[-1] if chain else ""
    letters = (row["states"] or "").replace("-", " ").replace(",", " ").split() if row["level"] != STATE else []
    own = [
        states[country, each] for each in letters if (country, each) in states and states[country, each] not in chain
    ]
    return (*own, *chain)


def _by_word(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name, code in pairs:
        found.setdefault(folded(name), {})[code] = None
    return {word: tuple(codes) for word, codes in found.items()}


def _nearest(text: str, known: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> str:
    """Codes are compared with codes, and what has a space in it, or is no code, with names."""
    looks_like_code = " " not in text.strip() and text.isascii()
    if looks_like_code:
        return nearest_code(text.strip(), known) or ""
    word = nearest_code(folded(text), words)
    return words[word][0] if word else ""


def _name(atlas: str, entity: str, code: str, language: str) -> Name:
    names, wanted = places().atlases[atlas].names, language or _spoken()
    return Name(names.get(entity, code, wanted), names.language_of(entity, code, wanted))


def _spoken() -> str:
    return get_language() or "en"
