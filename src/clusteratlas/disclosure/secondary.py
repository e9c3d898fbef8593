"""Withholds further cells until every protected cell is safe, and keeps the proof."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.disclosure.exchanges import Exchange, Exchanges
from clusteratlas.disclosure.grid import Grid
from clusteratlas.disclosure.primary import Mask, Sensitivity
from clusteratlas.disclosure.search import NEVER, Found, Need, Search

STEPS = 200  # exchanges made for one side of one cell before it is given up


@dataclass(frozen=True, eq=False)
class Suppression:
    """What is withheld from the public.

    withheld: shape (regions, industries), the same for every measure. primary: of these, the protected cells of any
    measure. exchanges: by measure, the proof for every protected cell but the unprotected. unprotected: by measure,
    shape (cells, 2), region and industry of cells for which none was found; such a table must not be published.
    """

    withheld: Mask
    primary: Mask
    exchanges: Mapping[str, Exchanges]
    unprotected: Mapping[str, NDArray[np.int64]]

    @property
    def secondary(self) -> Mask:
        """Cells withheld only for the sake of others."""
        return np.asarray(self.withheld & ~self.primary)

    @property
    def is_safe(self) -> bool:
        """Whether a proof was found for every protected cell."""
        return not any(len(cells) for cells in self.unprotected.values())


def suppress(
    grid: Grid,
    measures: Mapping[str, Sensitivity],
    published: Mask | None = None,
    loss: NDArray[np.float64] | None = None,
) -> Suppression:
    """The cells to withhold so that no protected cell can be bounded more tightly than its policy allows.

    Protected cells are taken from the widest need to the narrowest. For each an exchange is looked for: another
    region b and another industry j, so that for a cell (a, i), by some amount t,

        x[a, i] + t    x[a, j] - t
        x[b, i] - t    x[b, j] + t

    changes no sum that counts both. All cells that the exchange changes are withheld, those of every node that counts
    a but not b, or i but not j, among them: so totals are withheld only where no partner is found below them. A
    partner may be the world outside of the table, when the totals go too. Among the nearest partners with enough in
    them the exchange that loses least is taken; where none has enough alone, several are made one after the other.
    Cells withheld already cost nothing, so the withheld cells of one protected cell serve the next. Cells
    to which nobody contributes are always shown: so whoever is alone in a sum knows no more than its leaf cells tell.

    What is so withheld is sufficient, and the exchanges prove it (see `exchanges.proven`); it is not the least
    possible, which is NP-hard to find (Fischetti and Salazar-Gonzalez).

    Parameters:
        grid: the table; every sum must be wholly made up of its parts.
        measures: the protected cells of each measure. A cell is withheld in all measures or in none, and is protected
            in each by itself: relations between measures, such as usual wages per head, are not covered.
        published: cells that outsiders have seen already, such as in an earlier edition of the same figures; they are
            never withheld, and a protected cell among them counts as unprotected.
        loss: what withholding a cell loses; the first measure's value + 1, where not given.

    Raises:
        InputError: values do not add up, or have another shape than the grid.

    Notes:
        Deterministic. Each year is protected by itself: that a protected value hardly changes from a published year
        to the next is not covered. Values are nonnegative. Time: 0.1 to 0.6 ms for each protected cell; some minutes
        for the 430,000 of a table of 900 regions by 1,800 industries.

    References:
        Cox, Suppression methodology and statistical disclosure control, Journal of the American Statistical
        Association 75 (1980). Hundepool and others, Statistical Disclosure Control (Wiley 2012), chapter 4 (the
        hypercube method). Fischetti and Salazar-Gonzalez, Solving the cell suppression problem on tabular data with
        linear constraints, Management Science 47 (2001).
    """
    for each in measures.values():
        grid.require(each.values)
    lost = next(iter(measures.values())).values + 1.0 if loss is None else loss
    frozen = np.zeros(grid.shape, np.bool_) if published is None else np.array(published, np.bool_)
    primary = np.logical_or.reduce([each.cells for each in measures.values()])
    frozen |= np.logical_and.reduce([each.empty for each in measures.values()])
    price = np.where(primary, 0.0, np.where(frozen, NEVER, lost))
    price[primary & frozen] = NEVER
    withheld = primary & ~frozen
    exchanges, unprotected = {}, {}
    for name, each in measures.items():
        exchanges[name], unprotected[name] = _protected(Search(grid, each, price), each, withheld)
    return Suppression(withheld, primary, exchanges, unprotected)


def prove(grid: Grid, sensitivity: Sensitivity, withheld: Mask) -> Exchanges:
    """Exchanges among cells that are withheld already, for as many protected cells as they are found for.

    For tables whose cells were withheld by other means, and where more is published than when they were. Parameters as
    of `suppress`; withheld stays as it is.
    """
    price = np.where(withheld, 0.0, NEVER)
    return _protected(Search(grid, sensitivity, price), sensitivity, np.array(withheld))[0]


def _protected(search: Search, sensitivity: Sensitivity, withheld: Mask) -> tuple[Exchanges, NDArray[np.int64]]:
    """Protects one measure's cells; withholds cells and sets their loss to nothing as it goes."""
    made: list[Exchange] = []
    given_up = []
    cells = np.argwhere(sensitivity.cells)
    wanted = (sensitivity.lower + sensitivity.upper)[sensitivity.cells]
    for region, industry in cells[np.argsort(-wanted, kind="stable")].tolist():
        lower, upper = int(sensitivity.lower[region, industry]), int(sensitivity.upper[region, industry])
        need = Need(region, industry, upper, lower)
        found = search.whole(need) if withheld[region, industry] else None
        if found is not None:
            _withhold(search, found, withheld)
            made += [_exchange(need, found, side, room) for side, room in ((1, upper), (-1, lower)) if room]
            continue
        both = [_in_steps(search, need, side, withheld) for side, room in ((1, upper), (-1, lower)) if room]
        if not withheld[region, industry] or None in both:
            given_up.append((region, industry))
        else:
            made += [exchange for side in both if side is not None for exchange in side]
    return Exchanges.of(made), np.array(given_up, np.int64).reshape(-1, 2)


def _in_steps(search: Search, need: Need, side: int, withheld: Mask) -> list[Exchange] | None:
    """Several exchanges that together give the room on one side; None where they do not."""
    made: list[Exchange] = []
    missing = need.up if side > 0 else need.down
    while missing and len(made) < STEPS:
        left = Need(need.region, need.industry, missing if side > 0 else 0, missing if side < 0 else 0)
        found = search.step(left, side)
        if found is None:
            break
        amount = min(missing, found.up if side > 0 else found.down)
        _withhold(search, found, withheld)
        made.append(_exchange(need, found, side, amount))
        _move(search, made[-1], 1)
        missing -= amount
    for exchange in made:
        _move(search, exchange, -1)
    return None if missing else made


def _move(search: Search, exchange: Exchange, direction: int) -> None:
    for region, industry, change in exchange.corners():
        search.point[region, industry] += direction * change


def _withhold(search: Search, found: Found, withheld: Mask) -> None:
    cells = np.ix_(*found.nodes)
    withheld[cells] = True
    search.loss[cells] = 0.0


def _exchange(need: Need, found: Found, side: int, amount: int) -> Exchange:
    places = (found.region, found.industry, found.other_region, found.other_industry)
    return Exchange(need.region, need.industry, side, *places, amount)
