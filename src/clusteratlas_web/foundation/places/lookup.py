"""All regions, clusters and industries of the current editions, by code and by word, and what lies in what."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from clusteratlas_web.foundation.places.atlas_places import AtlasPlaces, Cluster, Region

STATE = "state"  # the level whose regions are named by their letters: KS, OH


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


def folded(text: str) -> str:
    """A text for comparison: small letters without accents, single spaces."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


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
