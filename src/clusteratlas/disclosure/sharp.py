"""The sharpest bounds that linear relations allow, cell by cell, by linear or integer programming."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from clusteratlas.disclosure.system import Block
from clusteratlas.errors import InputError

OPTIMAL, UNLIMITED, EITHER = 0, 3, 4  # the words of scipy.optimize.milp

Numbers = NDArray[np.float64]


def sharp(
    block: Block, position: int, known: Mapping[int, float] | None = None, whole_numbers: bool = False
) -> tuple[float, float]:
    """The least and the greatest value a cell can have, by HiGHS.

    Parameters:
        block: the relations.
        position: of the cell in the block.
        known: by position, cells that whoever infers this knows besides.
        whole_numbers: whether values must be whole, as heads and establishments are; tighter, and far slower.

    Returns:
        Low and high; infinite where nothing bounds the cell.

    Raises:
        InputError: no table agrees with the relations: published figures contradict each other.
    """
    return tuple(extreme(block, position, side, known, whole_numbers)[0] for side in (-1, 1))  # type: ignore[return-value]


def extreme(
    block: Block,
    position: int,
    side: int,
    known: Mapping[int, float] | None = None,
    whole_numbers: bool = False,
) -> tuple[float, Numbers | None]:
    """The greatest value (side 1) or the least (side -1) a cell can have, and all cells of a table where it has it.

    None for the table where nothing bounds the cell. Otherwise as `sharp`.
    """
    low, high = block.low.copy(), block.high.copy()
    for place, value in (known or {}).items():
        low[place] = high[place] = value
    objective = np.zeros(len(low))
    objective[position] = -side
    answer = optimize.milp(
        objective,
        integrality=np.full(len(low), int(whole_numbers)),
        bounds=optimize.Bounds(low, high),
        constraints=optimize.LinearConstraint(block.rows, block.row_low, block.row_high),
        options={"mip_rel_gap": 0.0},
    )
    if answer.status == OPTIMAL:
        return float(answer.x[position]), np.asarray(answer.x)
    if answer.status in (UNLIMITED, EITHER) and np.isinf((high if side > 0 else low)[position]):
        return side * np.inf, None
    raise InputError(f"no table agrees with what is published around cell {block.cells[position]}: {answer.message}")
