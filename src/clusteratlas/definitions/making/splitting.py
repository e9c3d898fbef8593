"""Which industries are searched for clusters and which are local: by the rule, by a definition, or all are searched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clusteratlas.classifications import Classification
from clusteratlas.definitions.definition import Definition
from clusteratlas.definitions.making.made import LOCAL
from clusteratlas.definitions.resolving import places_over
from clusteratlas.definitions.traded_local import natural_resources, traded
from clusteratlas.tables import Frame, to_arrow

RULE, EVERY = "rule", "all"


@dataclass(frozen=True)
class Split:
    """Industries that are searched, local ones, and those that are neither; `by` says who decided."""

    by: str
    searched: tuple[str, ...]
    local: tuple[str, ...] = ()
    neither: tuple[str, ...] = ()


def split_by_rule(frame: Frame, tree: Classification) -> Split:
    """By Porter's rule (`traded`), natural resources being traded; an industry without employment is neither."""
    rows = to_arrow(traded(frame, exceptions=natural_resources(tree.name))).to_pylist()
    verdict = {row["industry"]: row["traded"] for row in rows if row["industry"] in tree}
    outside = [row["industry"] for row in rows if row["industry"] not in verdict]
    return Split(RULE, _where(verdict, True), _where(verdict, False), tuple(sorted([*outside, *_where(verdict, None)])))


def split_by(definition: Definition, industries: Iterable[str], tree: Classification) -> Split:
    """As a definition has it: what is local there is local; what it places nowhere is neither."""
    kind = {cluster.code: cluster.kind for cluster in definition.clusters}
    kinds = {code: kind[place.cluster] for code, place in places_over(definition, tree).items()}
    return split_by_kinds(kinds, f"{definition.name} {definition.version}", industries)


def split_by_kinds(kinds: Mapping[str, str], by: str, industries: Iterable[str]) -> Split:
    """As the kind of each industry's cluster says; an industry without one is neither."""
    local = {code: kinds[code] == LOCAL if code in kinds else None for code in industries}
    return Split(by, _where(local, False), _where(local, True), _where(local, None))


def no_split(industries: Iterable[str], tree: Classification) -> Split:
    """Every industry of the classification is searched."""
    known = {code: code in tree for code in industries}
    return Split(EVERY, _where(known, True), (), _where(known, False))


def _where(verdicts: Mapping[str, bool | None], wanted: bool | None) -> tuple[str, ...]:
    return tuple(sorted(code for code, verdict in verdicts.items() if verdict is wanted))
