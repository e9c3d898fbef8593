"""What a search goes through: similarities and their averages, grouping functions, numbers of groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clusteratlas.definitions.grouping.group import require_method
from clusteratlas.definitions.grouping.methods import METHODS, Starts
from clusteratlas.errors import InputError, UnknownChoice

AND = "+"  # joins the names of similarities that are averaged


class Configuration(NamedTuple):
    """One way of grouping: the similarity (or average, `lc-employment+input-output`), the method, how many groups."""

    similarity: str
    method: str
    clusters: int

    def __str__(self) -> str:
        return f"{self.similarity} {self.method} {self.clusters}"


@dataclass(frozen=True)
class Space:
    """What to go through.

    methods: grouping functions. clusters: numbers of groups. averages: which similarities are averaged, each a list of
    names; None for all of them together, and all but one. Every similarity is grouped alone, too. starts, seed: of the
    methods that begin with a draw.
    """

    methods: tuple[str, ...] = tuple(METHODS)
    clusters: tuple[int, ...] = tuple(range(20, 81, 5))
    averages: tuple[tuple[str, ...], ...] | None = None
    starts: int = 5
    seed: int = 0

    def __post_init__(self) -> None:
        for method in self.methods:
            require_method(method)
        if not self.methods or not self.clusters or min(self.clusters) < 1:
            raise InputError("A search needs a method, and numbers of groups of 1 and above.")
        Starts(self.starts, self.seed)  # refuses what cannot be drawn

    @property
    def draws(self) -> Starts:
        """How methods that draw are started."""
        return Starts(self.starts, self.seed)

    def grouped(self, similarities: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """The names of what is grouped, and the similarities each is made of."""
        averages = _all_and_all_but_one(similarities) if self.averages is None else self.averages
        for name in (name for average in averages for name in average):
            if name not in similarities:
                raise UnknownChoice("averages", name, similarities)
        alone = {name: (name,) for name in similarities}
        return alone | {AND.join(parts): tuple(parts) for parts in averages if len(parts) > 1}

    def configurations(self, similarities: Sequence[str]) -> Iterator[Configuration]:
        """All configurations, in the order they are gone through."""
        for similarity in self.grouped(similarities):
            for method in self.methods:
                for clusters in self.clusters:
                    yield Configuration(similarity, method, clusters)


def _all_and_all_but_one(similarities: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Those together, and each together with all but one; of two that is the two alone."""
    all_but_one = [tuple(name for name in similarities if name != left_out) for left_out in similarities]
    return tuple(similarities), *(all_but_one if len(similarities) > 2 else ())
