"""Bounds of sums over sets of industries, such as clusters, in every region: tighter than the sum of leaf bounds."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from clusteratlas.errors import InputError
from clusteratlas.suppression.bounds import Bounds
from clusteratlas.suppression.relations import Positions, allowance, plus
from clusteratlas.suppression.tree import Tree
from clusteratlas.tables import UNBOUNDED

NO_SET = -1


def set_bounds(
    bounds: Bounds, industries: Tree, membership: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Lowest and highest sum of each set's leaf industries in each region.

    Up the tree, node n stands for the sum of the leaves below it, of which `in` are in the set and `out` are not:
    in_high(n) = n.high where all are in, else min(sum of children's in_high, n.high - out_low(n)), where out_low(n) is
    the sum of children's out_low; in_low, and out's bounds, likewise. A node that its children do not make up wholly
    bounds its leaves from above only, and rounding widens what a node says by what it may hide.

    Parameters:
        bounds: of the cells, as `propagate` gives them.
        industries: the tree of its columns.
        membership: shape (industry nodes,), number of the set a leaf is in, from 0, or -1; of inner nodes not read.
            One leaf is in one set; for a union (all traded clusters) call again with another membership.

    Returns:
        Low and high, both of shape (region nodes, sets); UNBOUNDED where nothing bounds the sum.

    Raises:
        InputError: membership has another length, or names a set below -1.

    Notes:
        Never wider than the sum of the leaves' bounds. Where a total contradicts its leaves, the leaves count.
        Cost: for each region one step for every set below
        a node and every child of that node; sets that keep to whole branches cost nothing above them.

    Example:
        Two leaves withheld below a total of 10: each may be anything from 0 to 10, their sum is 10.

        >>> import numpy as np
        >>> from clusteratlas.suppression import Tree, propagate
        >>> tree = Tree.of([-1, 0, 0])
        >>> known = propagate(np.array([[10, 0, 0]]), np.array([[10, 10, 10]]), Tree.trivial(), tree)
        >>> [each.tolist() for each in set_bounds(known, tree, np.array([-1, 0, 0], np.int32))]
        [[[10]], [[10]]]
    """
    membership = np.asarray(membership, np.int32)
    if membership.shape != (len(industries),):
        raise InputError(f"membership has shape {membership.shape}, the tree has {len(industries)} nodes.")
    if len(membership) and membership.min() < NO_SET:
        raise InputError(f"membership names set {membership.min()}; sets are numbered from 0, and -1 is none.")
    sets = int(membership[industries.leaves].max(initial=NO_SET)) + 1
    program = _program(industries, membership)
    tree = (industries.parents, industries.down, industries.first, _whole_below(industries))
    low, high = _summed(bounds.low, bounds.high, *tree, *program, sets, bounds.signed, bounds.rounding)
    return low, high


def _whole_below(tree: Tree) -> NDArray[np.bool_]:
    """Nodes that are, level by level, wholly made up by the leaves below them."""
    found = np.ones(len(tree), np.bool_)
    inner = np.diff(tree.first) > 0
    for node in tree.down[::-1].tolist():
        found[node] &= tree.whole[node] or not inner[node]
        if tree.parents[node] >= 0:
            found[tree.parents[node]] &= found[node]
    return found


# One step for each set below each node, from the leaves up. `pure` steps take the node itself. The others sum their
# parts `first` to `last`. `top` marks the steps at a root, which the answer adds up.
_STEP = np.dtype(
    [
        ("node", np.int32),
        ("member", np.int32),
        ("pure", np.bool_),
        ("top", np.bool_),
        ("first", np.int32),
        ("last", np.int32),
    ],
    align=True,
)


class Program(NamedTuple):
    """Steps, and their parts: the step `inner`, where a child has leaves of the set, else (-1) the node `child`."""

    steps: NDArray[np.void]
    inner: Positions
    child: Positions


def _program(tree: Tree, membership: Positions) -> Program:
    rows: list[tuple[int, int, bool, bool, int, int]] = []
    inner, child = list[int](), list[int]()
    step: dict[tuple[int, int], int] = {}
    sets_below: list[set[int]] = [set() for _ in range(len(tree))]
    for node in tree.down[::-1].tolist():
        below = tree.children[tree.first[node] : tree.first[node + 1]].tolist()
        found = set().union(*(sets_below[c] for c in below)) if below else {int(membership[node])}
        sets_below[node] = found
        pure = len(found) == 1
        for member in sorted(found - {NO_SET}):
            first = len(inner)
            if not pure:
                inner += [step.get((c, member), -1) for c in below]
                child += below
            step[node, member] = len(rows)
            rows.append((node, member, pure, tree.parents[node] < 0, first, len(inner)))
    return Program(np.array(rows, _STEP), np.array(inner, np.int32), np.array(child, np.int32))


@njit(cache=True, nogil=True, inline="always")
def _both(low, high, other_low, other_high):  # type: ignore[no-untyped-def]
    """The part the two intervals share; the first where they share none."""
    if other_low > high or other_high < low:
        return low, high
    return max(low, other_low), min(high, other_high)


@njit(cache=True, nogil=True, inline="always")
def _less(value, other):  # type: ignore[no-untyped-def]
    """value - other, where other may be unbounded, or value."""
    return plus(value, -other)


@njit(cache=True, nogil=True)
def _nodes(low, high, parents, down, first, whole, signed, rounding, node):  # type: ignore[no-untyped-def]
    """Low and high of the sum of the leaves below each node of one region, and what rounding may hide in it."""
    sums = np.zeros((3, len(parents)), np.int64)
    present = np.zeros(len(parents), np.int32)
    for i in down[::-1]:
        least, most, hidden = low[i], high[i], 0
        if first[i] < first[i + 1]:
            hidden = sums[2, i] + allowance(present[i], rounding)
            least, most = plus(low[i], -hidden), plus(high[i], hidden)
            if not whole[i]:  # what is left over is not negative, or, where values are signed, anything
                least, most = -UNBOUNDED, (UNBOUNDED if signed else most)
            least, most = _both(sums[0, i], sums[1, i], least, most)
        node[0, i], node[1, i], node[2, i] = least, most, hidden
        p = parents[i]
        if p >= 0:
            sums[0, p], sums[1, p] = plus(sums[0, p], node[0, i]), plus(sums[1, p], node[1, i])
            sums[2, p] += node[2, i]
            present[p] += low[i] != 0 or high[i] != 0


@njit(cache=True, nogil=True)
def _step(step, inner, child, node, found, s):  # type: ignore[no-untyped-def]
    """Bounds of the set's leaves below a node, and of all others below it."""
    in_low = in_high = out_low = out_high = 0
    for part in range(step.first, step.last):
        t, c = inner[part], child[part]
        if t < 0:
            out_low, out_high = plus(out_low, node[0, c]), plus(out_high, node[1, c])
        else:
            in_low, in_high = plus(in_low, found[0, t]), plus(in_high, found[1, t])
            out_low, out_high = plus(out_low, found[2, t]), plus(out_high, found[3, t])
    low, high = node[0, step.node], node[1, step.node]
    new_low, new_high = _both(in_low, in_high, _less(low, out_high), _less(high, out_low))
    out_low, out_high = _both(out_low, out_high, _less(low, in_high), _less(high, in_low))
    found[0, s], found[1, s], found[2, s], found[3, s] = new_low, new_high, out_low, out_high


@njit(cache=True, nogil=True)
def _summed(  # type: ignore[no-untyped-def]
    low, high, parents, down, first, whole, steps, inner, child, sets, signed, rounding
):
    regions = low.shape[0]
    answer_low, answer_high = np.zeros((regions, sets), np.int64), np.zeros((regions, sets), np.int64)
    node, found = np.empty((3, len(parents)), np.int64), np.zeros((4, len(steps)), np.int64)
    for r in range(regions):
        _nodes(low[r], high[r], parents, down, first, whole, signed, rounding, node)
        for s in range(len(steps)):
            n, member = steps[s].node, steps[s].member
            if steps[s].pure:
                found[0, s], found[1, s] = node[0, n], node[1, n]
            else:
                _step(steps[s], inner, child, node, found, s)
            if steps[s].top:
                answer_low[r, member] = plus(answer_low[r, member], found[0, s])
                answer_high[r, member] = plus(answer_high[r, member], found[1, s])
    return answer_low, answer_high
