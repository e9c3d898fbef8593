"""A definition: clusters, subclusters, and the place of every industry in them, by vintage of the classification."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyarrow as pa

from clusteratlas.errors import UnknownChoice, UnknownCode

Texts = Mapping[str, str]  # language ("en", "zh-hans") to text


def text_in(texts: Texts, language: str) -> str:
    """The text in a language; raises UnknownChoice where there is none."""
    if language not in texts:
        raise UnknownChoice("language", language, sorted(texts))
    return texts[language]


class Place(NamedTuple):
    """Where an industry stands: its cluster and, where the source names one, its subcluster."""

    cluster: str
    subcluster: str | None


@dataclass(frozen=True)
class Cluster:
    """A group of related industries: its code, its order in the definition, its kind, its names.

    The kind is traded or local, or "all" where the definition does not tell one from the other.
    """

    code: str
    position: int
    kind: str
    names: Texts = field(hash=False)
    short_names: Texts = field(hash=False)

    def name(self, language: str = "en") -> str:
        """Its name in a language."""
        return text_in(self.names, language)

    def short_name(self, language: str = "en") -> str:
        """Its name for tight spaces."""
        return text_in(self.short_names, language)


@dataclass(frozen=True)
class Subcluster:
    """A part of a cluster; its code is unique within the cluster only."""

    cluster: str
    code: str
    position: int
    names: Texts = field(hash=False)

    def name(self, language: str = "en") -> str:
        """Its name in a language."""
        return text_in(self.names, language)


@dataclass(frozen=True)
class Uncovered:
    """Industries of a vintage that the definition leaves outside every cluster, under one name."""

    vintage: str
    group: str
    names: Texts = field(hash=False)
    industries: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    """A named, versioned, cited mapping from industries to clusters; clusters and subclusters in the source's order.

    `provenance` says how a definition was made that was computed or forked: configuration, scores, data, moves.
    """

    name: str
    version: str
    titles: Texts = field(hash=False)
    citation: str
    doi: str
    licence: Texts = field(hash=False)
    method: Texts = field(hash=False)
    sources: tuple[str, ...]
    classification: str
    clusters: tuple[Cluster, ...]
    subclusters: tuple[Subcluster, ...]
    places: Mapping[str, Mapping[str, Place]] = field(hash=False, repr=False)
    uncovered: tuple[Uncovered, ...] = field(repr=False)
    provenance: Mapping[str, Any] = field(default_factory=dict, hash=False, repr=False)

    def title(self, language: str = "en") -> str:
        """Its title in a language."""
        return text_in(self.titles, language)

    @property
    def vintages(self) -> tuple[str, ...]:
        """The vintages of the classification it is stated for, oldest first."""
        return tuple(sorted(self.places))

    def membership(self, vintage: str) -> Mapping[str, Place]:
        """Industry to its place, for one vintage; raises UnknownChoice for a vintage it is not stated for."""
        if vintage not in self.places:
            raise UnknownChoice("vintage", vintage, self.vintages)
        return self.places[vintage]

    def membership_table(self, vintage: str) -> pa.Table:
        """One row per industry (industry, cluster, subcluster or null), ordered by industry."""
        rows = sorted(self.membership(vintage).items())
        return pa.table(
            {
                "industry": pa.array([industry for industry, _ in rows], pa.string()),
                "cluster": pa.array([place.cluster for _, place in rows], pa.string()),
                "subcluster": pa.array([place.subcluster for _, place in rows], pa.string()),
            }
        )

    def cluster(self, code: str) -> Cluster:
        """The cluster of this code; raises UnknownCode where there is none."""
        for cluster in self.clusters:
            if cluster.code == code:
                return cluster
        raise UnknownCode(code, f"the definition {self.name}")

    def uncovered_industries(self, vintage: str) -> tuple[str, ...]:
        """The industries of a vintage it leaves outside every cluster, in order."""
        self.membership(vintage)
        return tuple(sorted(code for part in self.uncovered if part.vintage == vintage for code in part.industries))
