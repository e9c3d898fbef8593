"""A definition made from groups of industries: codes, names, positions, places, what is left out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from clusteratlas.classifications import Classification
from clusteratlas.definitions.definition import Cluster, Definition, Place, Texts, Uncovered
from clusteratlas.definitions.making.naming import code_of, largest, short_titles, titles

TRADED, LOCAL, ALL = "traded", "local", "all"
NO_LICENCE = {"en": "None stated.", "zh-hans": "未注明。"}
LEFT_OUT = {"en": "Similar to no other industry as far as is known", "zh-hans": "与其他行业的相似性未知"}
_FIRST_LOCAL = 101  # positions of local clusters begin here, or after the traded ones where these are more


@dataclass(frozen=True)
class Grouped:
    """The groups of a kind (traded, local, all) by label, each with its industries."""

    kind: str
    groups: Mapping[str, tuple[str, ...]]
    named_by: Mapping[str, str] = field(default_factory=dict)  # the code whose title names a group, if one does


@dataclass(frozen=True)
class About:
    """What a new definition says of itself."""

    name: str
    titles: Texts
    citation: str
    sources: tuple[str, ...]
    methods: Texts
    version: str = "1"
    licence: Texts = field(default_factory=lambda: NO_LICENCE)


def made_definition(
    about: About,
    tree: Classification,
    parts: tuple[Grouped, ...],
    sizes: Mapping[str, float],
    left_out: tuple[str, ...] = (),
) -> Definition:
    """The definition whose clusters are these groups, the largest first within their kind.

    Parameters:
        about: name, texts, sources.
        tree: the classification the industries are codes of.
        parts: traded groups, then local ones; an industry stands in one group only.
        sizes: the size of an industry, such as its employment: it orders clusters and picks the titles that name them.
        left_out: industries outside every cluster.

    Raises:
        UnknownCode: an industry is not in the classification.
    """
    clusters, places = list[Cluster](), dict[str, Place]()
    for kind, industries, naming in _in_order(parts, sizes):
        cluster = _cluster(kind, naming, tree, clusters)
        clusters.append(cluster)
        places |= {tree.require(industry): Place(cluster.code, None) for industry in industries}
    outside = Uncovered(tree.vintage, "not-grouped", MappingProxyType(LEFT_OUT), tuple(sorted(left_out)))
    return Definition(
        name=about.name,
        version=about.version,
        titles=MappingProxyType(dict(about.titles)),
        citation=about.citation,
        doi="",
        licence=MappingProxyType(dict(about.licence)),
        method=MappingProxyType(dict(about.methods)),
        sources=about.sources,
        classification=tree.name,
        clusters=tuple(clusters),
        subclusters=(),
        places=MappingProxyType({tree.vintage: MappingProxyType(dict(sorted(places.items())))}),
        uncovered=(outside,) if left_out else (),
    )


def _in_order(
    parts: tuple[Grouped, ...], sizes: Mapping[str, float]
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The kind, the industries and the codes that name each group, in the order of the definition."""
    for part in parts:
        size = {label: sum(sizes.get(code, 0) for code in part.groups[label]) for label in part.groups}
        for label in sorted(part.groups, key=lambda label: (-size[label], label)):
            industries = part.groups[label]
            naming = (part.named_by[label],) if label in part.named_by else tuple(largest(industries, sizes))
            yield part.kind, industries, naming


def _cluster(kind: str, naming: tuple[str, ...], tree: Classification, before: list[Cluster]) -> Cluster:
    local, position = kind == LOCAL, len(before) + 1
    if local:
        position = max([_FIRST_LOCAL, *(cluster.position + 1 for cluster in before)])
    names = titles(naming, tree, local, [each.names for each in before])
    short = short_titles(naming[0], tree, [each.short_names for each in before])
    words = f"{LOCAL} {tree.title(naming[0])}" if local else tree.title(naming[0])
    return Cluster(code_of(words, {each.code for each in before}), position, kind, names, short)


def grouped(kind: str, membership: Mapping[str, str], named_by: Mapping[str, str] | None = None) -> Grouped:
    """The groups of a kind from the label of each industry."""
    groups = defaultdict(list)
    for industry, label in sorted(membership.items()):
        groups[label].append(industry)
    return Grouped(kind, {label: tuple(industries) for label, industries in groups.items()}, named_by or {})


def by_sector(industries: tuple[str, ...], tree: Classification) -> Grouped:
    """Local industries by the sector of the classification they stand in, named by its title."""
    sector = {industry: (industry, *tree.ancestors(industry))[-1] for industry in industries}
    return grouped(LOCAL, sector, {code: code for code in sector.values()})
