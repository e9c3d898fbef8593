"""The assignment as a flow of minimum cost: from applications through jurors to their loads.

OR-tools rather than HiGHS in SciPy: 2,000 applications x 500 jurors took it 0.2 s, HiGHS 7 s, with the same cost.

First as many seats as possible are filled. Where that leaves some empty, they are spread over the applications as
evenly as can be before cost is looked at: an application's first juror counts before another's third.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas_web.selection.assigning.costs import load_cost, load_steps, seat_costs
from clusteratlas_web.selection.assigning.jury import Jury

Whole = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Arcs:
    tail: Whole
    head: Whole
    capacity: Whole
    cost: Whole


def fill_seats(jury: Jury) -> NDArray[np.bool_]:
    """New seats, applications x jurors. The same answer for the same order of applications and jurors."""
    rows, columns = np.nonzero(jury.open)
    needed, room = jury.needed, jury.room
    if not (len(rows) and needed.any() and room.any()):
        return np.zeros_like(jury.open)
    middle, last = _middle(jury, rows, columns), _to_loads(jury, room)
    taken = _solve(jury, (middle, _to_applications(jury, needed, 0), last))
    if taken.sum() < needed.sum():
        dearest = int(middle.cost.max() + last.cost.max()) * int(needed.sum()) + 1
        taken = _solve(jury, (middle, _to_applications(jury, needed, dearest), last))
    filled = np.zeros_like(jury.open)
    filled[rows, columns] = taken
    return filled


def _middle(jury: Jury, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> _Arcs:
    cost = seat_costs(jury)[rows, columns]
    return _Arcs(rows, len(jury.applications) + columns, np.ones(len(rows), np.int64), cost)


def _to_applications(jury: Jury, needed: Whole, dearer: int) -> _Arcs:
    """One arc for each seat an application still needs; each after its first is dearer by the same."""
    application, before = _repeated(needed)
    held = jury.already.sum(axis=1)[application] + before
    return _Arcs(np.full(len(application), _source(jury)), application, np.ones_like(application), held * dearer)


def _to_loads(jury: Jury, room: Whole) -> _Arcs:
    juror, before = _repeated(room)
    cost = load_cost(load_steps(jury)[juror], jury.already.sum(axis=0)[juror] + before)
    return _Arcs(len(jury.applications) + juror, np.full(len(juror), _source(jury) + 1), np.ones_like(juror), cost)


def _repeated(counts: Whole) -> tuple[Whole, Whole]:
    """Each place as often as its count, and the number of times it has come before."""
    place = np.repeat(np.arange(len(counts)), counts)
    return place, np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)


def _source(jury: Jury) -> int:
    return len(jury.applications) + len(jury.jurors)


def _solve(jury: Jury, groups: tuple[_Arcs, ...]) -> NDArray[np.bool_]:
    """Which arcs of the first group carry flow."""
    # Deferred: loading it takes a tenth of a second, which only those who assign a jury need to wait.
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    network = SimpleMinCostFlow()
    for arcs in groups:
        network.add_arcs_with_capacity_and_unit_cost(arcs.tail, arcs.head, arcs.capacity, arcs.cost)
    seats = int(jury.needed.sum())
    network.set_node_supply(_source(jury), seats)
    network.set_node_supply(_source(jury) + 1, -seats)
    status = network.solve_max_flow_with_min_cost()
    if status != network.OPTIMAL:
        raise RuntimeError(f"no flow was found: {status}")
    return network.flows(np.arange(len(groups[0].tail))) > 0
