"""Border lines of a topology: arcs two features share, joined end to end so that each is drawn once."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from clusteratlas.geometry.stitching import Point, start
from clusteratlas.geometry.topology import Arc, Topology, arc_number, arc_numbers

ArcLine = tuple[int, ...]  # arc numbers end to end, not closed


def mesh(topology: Topology, object_name: str, groups: Mapping[str, Collection[str]]) -> tuple[ArcLine, ...]:
    """Lines between neighbouring groups of features, without coasts and outer borders."""
    features = topology.features(object_name)
    users: dict[int, set[str]] = defaultdict(set)
    for group, code in ((group, code) for group, members in groups.items() for code in members):
        for number in arc_numbers(features[code]):
            users[number].add(group)
    return join_lines(topology.arcs, sorted(number for number, groups in users.items() if len(groups) > 1))


def join_lines(arcs: Sequence[Arc], numbers: Sequence[int]) -> tuple[ArcLine, ...]:
    """The arcs joined end to end, broken where another number than two meet."""
    leaving: dict[Point, list[int]] = defaultdict(list)
    for arc in (walk for number in numbers for walk in (number, ~number)):
        leaving[start(arcs, arc)].append(arc)
    heads = [arc for leavers in leaving.values() if len(leavers) != 2 for arc in leavers]
    seen: set[int] = set()
    # Lines with an end first; what is then left are closed loops, which may begin anywhere.
    lines = [tuple(_walk(arcs, leaving, arc, seen)) for arc in [*heads, *numbers]]
    return tuple(line for line in lines if line)


def _walk(arcs: Sequence[Arc], leaving: dict[Point, list[int]], arc: int, seen: set[int]) -> Iterator[int]:
    while arc_number(arc) not in seen:
        seen.add(arc_number(arc))
        yield arc
        onward = leaving[start(arcs, ~arc)]
        if len(onward) == 2:
            arc = onward[0] if onward[1] == ~arc else onward[1]
