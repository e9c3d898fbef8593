"""The cluster of each industry at hand, from a definition or from a table of places."""

from collections.abc import Mapping, Sequence

from clusteratlas.classifications import classification
from clusteratlas.definitions.definition import Definition
from clusteratlas.definitions.resolving import places_over
from clusteratlas.errors import UnknownChoice
from clusteratlas.tables import Column, Frame, Schema, to_arrow

PLACES = Schema("membership", (Column("industry", "text"), Column("cluster", "text", nullable=True)), key=("industry",))


def memberships(
    definition: Definition | Frame, industries: Sequence[str], vintage: str | None = None, kind: str | None = None
) -> Mapping[str, str]:
    """The cluster of every industry that has one.

    Raises UnknownChoice for a vintage or a kind a definition does not have; a table has neither. Raises WrongColumns
    or BadCells for a table that is no table of places.
    """
    if not isinstance(definition, Definition):
        table = PLACES.check(to_arrow(definition))
        rows = zip(table["industry"].to_pylist(), table["cluster"].to_pylist(), strict=True)
        at_hand = set(industries)
        return {industry: cluster for industry, cluster in rows if cluster is not None and industry in at_hand}
    wanted = _of_kind(definition, kind)
    found = _placed(definition, vintage or best_vintage(definition, industries), industries)
    return {industry: cluster for industry, cluster in found.items() if cluster in wanted}


def best_vintage(definition: Definition, industries: Sequence[str]) -> str:
    """The vintage that places most of the industries; of several the latest."""
    placed = {vintage: len(_placed(definition, vintage, industries)) for vintage in definition.vintages}
    return max(placed, key=lambda vintage: (placed[vintage], vintage))


def _placed(definition: Definition, vintage: str, industries: Sequence[str]) -> dict[str, str]:
    definition.membership(vintage)  # refuses a vintage it is not stated for
    places = places_over(definition, classification(definition.classification, vintage))
    return {industry: places[industry].cluster for industry in industries if industry in places}


def _of_kind(definition: Definition, kind: str | None) -> set[str]:
    kinds = sorted({cluster.kind for cluster in definition.clusters})
    if kind is not None and kind not in kinds:
        raise UnknownChoice("kind", kind, kinds)
    return {cluster.code for cluster in definition.clusters if kind in (None, cluster.kind)}
