"""A weighted concordance: which share of each code of one classification belongs to which codes of another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import pyarrow as pa

from clusteratlas.classifications.nearest import nearest_code
from clusteratlas.errors import BadCell, BadCells, UnknownCode

Pair = tuple[str, str]  # a source code and a target code
Figure = int | Fraction


@dataclass(frozen=True)
class Concordance:
    """Source code to target code to weight, in exact fractions.

    The weights of a source add up to 1; where they add up to less, `remainders` says in words why the rest has no
    target. Raises BadCells for a weight that is not above 0, a sum above 1, and a rest without a reason.
    """

    source: str
    target: str
    weights: Mapping[str, Mapping[str, Fraction]] = field(repr=False)
    remainders: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        faults = [
            BadCell(row, "weight", str(sum(shares.values())), fault)
            for row, (code, shares) in enumerate(self.weights.items(), start=1)
            if (fault := self._fault(code, shares))
        ]
        if faults:
            raise BadCells(str(self), faults, len(faults), "Mend the weights.")

    def __str__(self) -> str:
        return f"concordance from {self.source} to {self.target}"

    def __contains__(self, code: object) -> bool:
        return code in self.weights

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every source with every target it reaches, in order."""
        return tuple(sorted((code, target) for code, shares in self.weights.items() for target in shares))

    def shares(self, code: str) -> Mapping[str, Fraction]:
        """The targets of a source code with their weights. Raises UnknownCode."""
        if code not in self.weights:
            raise UnknownCode(code, str(self), nearest_code(code, self.weights))
        return self.weights[code]

    def remainder(self, code: str) -> Fraction:
        """The share of a source code that has no target: 1 minus the sum of its weights."""
        return 1 - sum(self.shares(code).values(), start=Fraction(0))

    def then(self, later: "Concordance") -> "Concordance":
        """This concordance and a later one in a row: the weight of a path is the product along it.

        What reaches a code the later one does not have joins the remainder.
        """
        weights = {code: _along(shares, later) for code, shares in self.weights.items()}
        reason = f"a part has no counterpart in {later.target}"
        short = {code: reason for code, shares in weights.items() if sum(shares.values()) < 1}
        kept = {code: self.remainders.get(code, reason) for code, reason in short.items()}
        return Concordance(self.source, later.target, weights, kept)

    def table(self) -> pa.Table:
        """Columns source, target, weight (0 to 1), ordered by the codes; for looking at, not for exact sums."""
        columns = list(zip(*self.pairs, strict=True)) or [(), ()]
        weights = [float(self.weights[code][target]) for code, target in self.pairs]
        return pa.table({"source": pa.array(columns[0], pa.string()), "target": columns[1], "weight": weights})

    def _fault(self, code: str, shares: Mapping[str, Fraction]) -> str | None:
        total = sum(shares.values())
        if any(weight <= 0 for weight in shares.values()):
            return f"holds a weight of {code} that is not above 0"
        if total > 1:
            return f"is the sum for {code}; it must not be above 1"
        if total < 1 and code not in self.remainders:
            return f"is the sum for {code}; a rest needs a reason in remainders"
        return None


def split_equally(source: str, target: str, pairs: Iterable[Pair]) -> Concordance:
    """A concordance that gives each of a source's targets the same share."""
    return split_by(source, target, pairs, {})


def split_by(source: str, target: str, pairs: Iterable[Pair], figures: Mapping[str, Figure]) -> Concordance:
    """A concordance that shares each source out in proportion to a reference table of the targets' figures.

    A target without a figure counts as 0 and takes no share; a source none of whose targets has a figure is split
    equally, since nothing speaks for another share. The whole figure of a target counts, also what other sources give
    to it, so a target that many share draws more than its part. Raises BadCells for a figure below 0.
    """
    below = [BadCell(0, code, str(figure), "is below 0") for code, figure in figures.items() if figure < 0]
    if below:
        raise BadCells("reference figures", below, len(below), "A share cannot be negative.")
    targets: dict[str, set[str]] = defaultdict(set)
    for code, to in pairs:
        targets[code].add(to)
    weights = {code: _proportions({to: figures.get(to, 0) for to in sorted(found)}) for code, found in targets.items()}
    return Concordance(source, target, weights)


def _proportions(figures: Mapping[str, Figure]) -> dict[str, Fraction]:
    total = sum(figures.values())
    if not total:
        return {code: Fraction(1, len(figures)) for code in figures}
    return {code: Fraction(figure) / Fraction(total) for code, figure in figures.items() if figure}


def _along(shares: Mapping[str, Fraction], later: Concordance) -> dict[str, Fraction]:
    reached: dict[str, Fraction] = defaultdict(Fraction)
    for middle, weight in shares.items():
        for target, share in later.weights.get(middle, {}).items():
            reached[target] += weight * share
    return dict(sorted(reached.items()))
