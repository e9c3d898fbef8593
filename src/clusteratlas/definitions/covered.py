"""Which of the industries at hand a definition covers."""

from collections.abc import Iterable
from dataclasses import dataclass

from clusteratlas.classifications import Classification
from clusteratlas.definitions.definition import Definition
from clusteratlas.definitions.resolving import places_over


@dataclass(frozen=True)
class Coverage:
    """The industries at hand that stand in a cluster and those that do not, each in order and once."""

    covered: tuple[str, ...]
    uncovered: tuple[str, ...]


def coverage(definition: Definition, classification: Classification, industries: Iterable[str]) -> Coverage:
    """Splits industries by whether the definition has a cluster for them; an unknown code counts as uncovered."""
    places, codes = places_over(definition, classification), sorted(set(industries))
    covered = tuple(code for code in codes if code in places)
    return Coverage(covered, tuple(code for code in codes if code not in places))
