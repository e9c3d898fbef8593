"""Input-output links: how much two industries buy from and sell to each other."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.answer import quotient


def input_output_kernel(flows: ArrayLike) -> NDArray[np.float64]:
    """The largest of the four shares that two industries have in each other's sales and purchases.

    IO_ij = max(x_ij / s_i, x_ji / b_i, x_ji / s_j, x_ij / b_j), where x_ij is what i sells to j, s_i all that i sells
    and b_i all that i buys. 0: they do not trade; 0.4: one of them sells to, or buys from, the other 40 % of all.

    Parameters:
        flows: shape (industries, industries), what the industry of the row sells to that of the column, not negative.

    Returns:
        The same shape, symmetric, 0 to 1; NaN where neither industry sells or buys anything.

    Notes:
        Totals are those of the flows given: sales to households are in them only if the flows have a column for them.

    Example:
        Coal sells 30 to steel and 10 to power, power sells 30 to steel. Coal and steel: 30 of coal's 40, of steel's
        60, so 0.75. Coal and power: 10 of coal's 40, but all that power buys, so 1.

        >>> input_output_kernel([[0, 30, 10], [0, 0, 0], [0, 30, 0]]).tolist()
        [[0.0, 0.75, 1.0], [0.75, 0.0, 1.0], [1.0, 1.0, 0.0]]
    """
    sold = np.asarray(flows, dtype=np.float64)  # before any sum: 32-bit sums overflow without a word
    of_sales = quotient(sold, sold.sum(axis=1, keepdims=True))
    of_purchases = quotient(sold, sold.sum(axis=0, keepdims=True))
    larger = np.fmax(of_sales, of_purchases)  # the other one where one is undefined
    return np.fmax(larger, larger.T)
