"""Topological merge: groups of areas become one by dropping the arcs they share."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches

from clusteratlas.errors import UnknownCode, UnreadableFile
from clusteratlas.geometry.shapes import ring_area
from clusteratlas.geometry.stitching import nest, start, stitch
from clusteratlas.geometry.topology import REMEDY, Arc, ArcPolygon, Feature, Topology, arc_number, joined

Border = frozenset[int]  # arcs around an area, each walked with the inside to its right


def merge(
    topology: Topology, object_name: str, groups: Mapping[str, Collection[str]]
) -> dict[str, tuple[ArcPolygon, ...]]:
    """For each group the polygons of its features as one area, largest part first.

    Neighbours are recognised by shared arcs, never by coordinates, so the result fits its neighbours exactly.
    Outer rings run clockwise on a map and holes the other way, whatever the file does.
    """
    features = topology.features(object_name)
    merged = {}
    for group, members in groups.items():
        known = [_known(features, code, object_name) for code in sorted(members)]
        merged[group] = _merged(topology, group, known)
    return merged


def _known(features: Mapping[str, Feature], code: str, object_name: str) -> Feature:
    if code not in features:
        raise UnknownCode(code, object_name, next(iter(get_close_matches(code, features, 1)), None))
    return features[code]


def _merged(topology: Topology, group: str, features: Sequence[Feature]) -> tuple[ArcPolygon, ...]:
    arcs = topology.arcs
    borders = []
    for feature in features:
        for polygon in feature.polygons:
            _check_closed(topology, feature.code, polygon)
            borders.append(_border(arcs, polygon))
    parts = []
    for neighbours in _connected(borders):
        walks = Counter(arc for border in neighbours for arc in border)
        around = sorted(arc for arc in walks if ~arc not in walks)
        if max(walks.values(), default=1) > 1:
            raise UnreadableFile(topology.path, f"has features of {group!r} that overlap.", REMEDY)
        parts += nest(arcs, stitch(arcs, around))
    return tuple(sorted(parts, key=lambda part: -abs(ring_area(joined(arcs, part[0])))))


def _check_closed(topology: Topology, code: str, polygon: ArcPolygon) -> None:
    for ring in polygon:
        for arc, following in zip(ring, ring[1:] + ring[:1], strict=True):
            if start(topology.arcs, ~arc) != start(topology.arcs, following):
                raise UnreadableFile(topology.path, f"has a ring of {code!r} that does not close.", REMEDY)


def _border(arcs: Sequence[Arc], polygon: ArcPolygon) -> Border:
    """A polygon's arcs, wound; what is walked to and fro (a sliver that quantising closed) encloses nothing."""
    walks = Counter(arc for position, ring in enumerate(polygon) for arc in _wound(arcs, ring, position == 0))
    return frozenset(arc for arc, times in walks.items() if times > walks[~arc])


def _wound(arcs: Sequence[Arc], ring: Sequence[int], outer: bool) -> Iterable[int]:
    """A ring with the polygon's inside to its right; TopoJSON does not promise a winding."""
    clockwise = ring_area(joined(arcs, ring)) < 0  # latitude grows upwards
    return ring if clockwise == outer else (~arc for arc in ring)


def _connected(borders: Sequence[Border]) -> list[list[Border]]:
    """The borders in lists that hang together by shared arcs; touching in a point does not count."""
    leader = list(range(len(borders)))

    def lead(position: int) -> int:
        while leader[position] != position:
            leader[position] = position = leader[leader[position]]
        return position

    owner: dict[int, int] = {}
    for position, border in enumerate(borders):
        for arc in border:
            leader[lead(position)] = lead(owner.setdefault(arc_number(arc), position))
    parts: dict[int, list[Border]] = defaultdict(list)
    for position, border in enumerate(borders):
        parts[lead(position)].append(border)
    return list(parts.values())
