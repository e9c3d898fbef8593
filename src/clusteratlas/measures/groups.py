"""Groups: the one kind, state or sector that each industry or region of a table belongs to."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.errors import SHOWN, BadCell, BadCells
from clusteratlas.tables import Column, Schema


def groups_of(table: pa.Table, member: str, group: str) -> dict[str, str]:
    """The group of each member; raises WrongColumns where a column is missing, BadCells where a member has two groups.

    A member may be its own group: then `member` and `group` are the same column.
    """
    columns = {name: Column(name, "text") for name in (member, group)}
    pairs = Schema("frame", tuple(columns.values())).check(table).group_by(list(columns)).aggregate([])
    found = dict(zip(pairs[member].to_pylist(), pairs[group].to_pylist(), strict=True))
    if len(found) < pairs.num_rows:
        raise _mixed(table, pairs, member, group)
    return found


def group_numbers(members: Sequence[str], groups: Mapping[str, str]) -> NDArray[np.int64]:
    """The number of each member's group, in the order of the groups' names, from 0."""
    names = sorted({groups[member] for member in members})
    numbers = {name: number for number, name in enumerate(names)}
    return np.array([numbers[groups[member]] for member in members], np.int64)


def group_sums(values: NDArray[np.float64], numbers: NDArray[np.int64], axis: int) -> NDArray[np.float64]:
    """The sums of each group along an axis, in the order of their numbers."""
    last = np.moveaxis(values, axis, -1)
    result = np.zeros((*last.shape[:-1], int(numbers.max(initial=-1)) + 1))
    for number in range(result.shape[-1]):
        result[..., number] = last[..., numbers == number].sum(axis=-1)
    return np.moveaxis(result, -1, axis)


def _mixed(table: pa.Table, pairs: pa.Table, member: str, group: str) -> BadCells:
    counted = pairs.group_by(member).aggregate([([], "count_all")]).sort_by(member)
    codes = counted.filter(pc.greater(counted["count_all"], 1))[member].to_pylist()
    rule = f"has more than one {group}"
    shown = [BadCell(int(pc.index(table[member], code).as_py()) + 1, group, code, rule) for code in codes[:SHOWN]]
    return BadCells("frame", shown, len(codes), f"Give each {member} one {group}.")
