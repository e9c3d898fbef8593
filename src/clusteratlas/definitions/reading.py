"""Reads a definition from its folder: definition.toml, clusters.tsv, subclusters.tsv, membership.tsv."""

from collections.abc import Mapping, Sequence
from importlib.resources.abc import Traversable
from types import MappingProxyType

from clusteratlas.definitions.definition import Cluster, Definition, Place, Subcluster, Texts
from clusteratlas.definitions.head import read_head
from clusteratlas.definitions.layout import Row, read_rows
from clusteratlas.definitions.validation import check_clusters, check_membership, check_subclusters


def read_definition(folder: Traversable) -> Definition:
    """The definition a folder states; raises InputError where an industry or a code has not exactly one place."""
    head = read_head(folder)
    clusters, subclusters = read_rows(folder, "clusters"), read_rows(folder, "subclusters")
    membership = read_rows(folder, "membership")
    outside = {(part.vintage, code) for part in head.uncovered for code in part.industries}
    check_clusters(clusters, f"{folder.name}/clusters.tsv")
    check_subclusters(subclusters, clusters, f"{folder.name}/subclusters.tsv")
    check_membership(membership, subclusters, clusters, head.vintages, outside, f"{folder.name}/membership.tsv")
    return Definition(
        name=head.name,
        version=head.version,
        titles=head.titles,
        citation=head.citation,
        doi=head.doi,
        licence=head.licence,
        method=head.method,
        sources=head.sources,
        classification=head.classification,
        clusters=tuple(sorted(map(_cluster, clusters), key=lambda cluster: cluster.position)),
        subclusters=_in_order(subclusters, clusters),
        places=_places(membership, head.vintages),
        uncovered=head.uncovered,
        provenance=head.provenance,
    )


def _texts(row: Row, prefix: str) -> Texts:
    return MappingProxyType({"en": row[f"{prefix}_en"], "zh-hans": row[f"{prefix}_zh"]})


def _cluster(row: Row) -> Cluster:
    return Cluster(row["cluster"], row["position"], row["kind"], _texts(row, "name"), _texts(row, "short"))


def _in_order(subclusters: Sequence[Row], clusters: Sequence[Row]) -> tuple[Subcluster, ...]:
    position = {row["cluster"]: row["position"] for row in clusters}
    rows = sorted(subclusters, key=lambda row: (position[row["cluster"]], row["position"]))
    return tuple(Subcluster(row["cluster"], row["subcluster"], row["position"], _texts(row, "name")) for row in rows)


def _places(membership: Sequence[Row], vintages: Sequence[str]) -> Mapping[str, Mapping[str, Place]]:
    places: dict[str, dict[str, Place]] = {vintage: {} for vintage in vintages}
    for row in membership:
        places[row["vintage"]][row["industry"]] = Place(row["cluster"], row["subcluster"])
    return MappingProxyType({vintage: MappingProxyType(of_vintage) for vintage, of_vintage in places.items()})
