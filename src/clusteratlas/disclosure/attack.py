"""The attack: what an outsider can infer of every protected cell, held against what the policy allows."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clusteratlas.disclosure.contributions import NOBODY
from clusteratlas.disclosure.exchanges import Exchanges, proven
from clusteratlas.disclosure.primary import Mask, Sensitivity
from clusteratlas.disclosure.sharp import sharp
from clusteratlas.disclosure.system import Block, Public, System

TOLERANCE = 1e-6  # of linear programming, relative to the value

Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Attack:
    """What was inferred of each protected cell; all arrays of shape (protected cells,).

    region, industry: nodes. value: the truth. low, high: the sharpest interval, or, where not `exact`, one that the
    sharpest is no tighter than. most_low, least_high: what the policy asks: low <= most_low and high >= least_high.
    """

    region: Integers
    industry: Integers
    value: Integers
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    most_low: Integers
    least_high: Integers
    exact: Mask

    @property
    def violated(self) -> Mask:
        """Cells bounded more tightly than the policy allows."""
        slack = TOLERANCE * np.maximum(1, self.value)
        return np.asarray((self.low > self.most_low + slack) | (self.high < self.least_high - slack))

    @property
    def recovered(self) -> Mask:
        """Cells whose value is known to the unit."""
        return np.asarray(self.high - self.low < 1 - TOLERANCE)

    @property
    def is_safe(self) -> bool:
        """Whether no cell is violated."""
        return not self.violated.any()

    @property
    def counts(self) -> dict[str, int]:
        """Protected cells, how many are violated, recovered, bounded exactly by the attack, and proven by exchanges."""
        exact = int(np.count_nonzero(self.exact))
        return {
            "protected": len(self.value),
            "violated": int(np.count_nonzero(self.violated)),
            "recovered": int(np.count_nonzero(self.recovered)),
            "attacked": exact,
            "proven": len(self.value) - exact,
        }

    def worst(self, count: int = 10) -> Integers:
        """Places of the cells with the least room relative to what the policy asks, the worst first."""
        asked = np.maximum(self.least_high - self.most_low, 1)
        room = np.minimum(self.high - self.value, 1e18) + np.minimum(self.value - self.low, 1e18)
        return np.lexsort((-self.value, room / asked, ~self.violated))[:count]


def attack(
    public: Public, sensitivity: Sensitivity, proofs: Exchanges | None = None, whole_numbers: bool = False
) -> Attack:
    """The interval an outsider can infer for each protected cell from everything published, and whether it is allowed.

    For a cell x the least and the greatest x over all tables that agree with every published figure, every sum of
    both trees, every further published sum, and nonnegativity: two linear programmes, exact. Where contributors are
    taken to know the cells they are alone in, these are known too, but for those of the cell's own contributor and
    those inside of the cell.

    Parameters:
        public: what is shown. A protected cell that is shown is recovered.
        sensitivity: protected cells and true values, of the internal edition.
        proofs: exchanges that `suppress` kept. What they prove, checked here anew, is not attacked: for tables so
            large that two linear programmes for each cell take too long. The interval is then x - lower to x + upper.
        whole_numbers: whether the outsider uses that values are whole: integer programming, for small blocks only.

    Raises:
        InputError: published figures contradict each other.

    Notes:
        Time: some 5 ms for each cell in a block of 500 withheld cells, half a second in one of 12,000. Beyond that give
        proofs. Values are real numbers here: what a reader of whole numbers infers may be tighter, but what is proven
        holds against that, too, as exchanges move whole units.
        Not covered: what is known from elsewhere (a firm's own report, a value of the year before, usual wages per
        head), and contributors who tell each other of cells they share with others.
    """
    region, industry = np.nonzero(sensitivity.cells)
    value = sensitivity.values[region, industry]
    most_low = value - sensitivity.lower[region, industry]
    least_high = value + sensitivity.upper[region, industry]
    low, high = most_low.astype(float), least_high.astype(float)
    safe = np.zeros(len(value), np.bool_)
    if proofs is not None:
        safe = proven(proofs, public.grid, public.unsaid, sensitivity, public.sums)[region, industry]
    outsider = _Outsider(public, sensitivity, whole_numbers)
    for place in np.flatnonzero(~safe):
        low[place], high[place] = outsider.infers(int(region[place]), int(industry[place]))
    return Attack(region, industry, value, low, high, most_low, least_high, ~safe)


class _Outsider:
    """Bounds protected cells one by one."""

    def __init__(self, public: Public, sensitivity: Sensitivity, whole_numbers: bool) -> None:
        self.public, self.sensitivity, self.whole_numbers = public, sensitivity, whole_numbers
        self.strangers: dict[int, tuple[Integers, Integers]] = {}

    @cached_property
    def system(self) -> System:
        return System.of(self.public)

    def infers(self, region: int, industry: int) -> tuple[float, float]:
        cell = self.public.grid.number(region, industry)
        if self.system.number[cell] < 0:
            value = float(self.public.low[region, industry])
            return value, value
        block = self.system.block(cell)
        return sharp(block, block.position(cell), self._known(block, region, industry), self.whole_numbers)

    def _known(self, block: Block, region: int, industry: int) -> dict[int, float]:
        """The cells of the block that other contributors know, by position."""
        alone, values = self.sensitivity.alone.ravel(), self.sensitivity.values.ravel()
        if id(block) not in self.strangers:
            places = np.flatnonzero(alone[block.cells] != NOBODY)
            self.strangers[id(block)] = places, block.cells[places]
        places, cells = self.strangers[id(block)]
        grid = self.public.grid
        rows, columns = np.divmod(cells, grid.shape[1])
        own = alone[cells] == alone[grid.number(region, industry)]
        inside = grid.regions.inside(region)[rows] & grid.industries.inside(industry)[columns]
        known = ~(own | inside)
        return dict(zip(places[known].tolist(), values[cells[known]].astype(float).tolist(), strict=True))
