"""Figures of coarse codes shared out to the industries they stand for."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def shares_kernel(members: ArrayLike, jobs: ArrayLike) -> NDArray[np.float64]:
    """The part of each code that belongs to each of its industries: by jobs, as if each job bought and sold alike.

    Parameters:
        members: shape (codes, industries), true where a code stands for an industry; an industry may have several.
        jobs: shape (industries,), above zero; NaN where none are known. Such an industry counts as much as the
            smallest known of its code, and the industries of a code without any known alike: unknown is not none.

    Returns:
        Shape (codes, industries), 0 to 1; each row that has an industry adds up to 1.

    Example:
        >>> shares_kernel([[True, True, False], [False, False, True]], [30, 10, 5]).tolist()
        [[0.75, 0.25, 0.0], [0.0, 0.0, 1.0]]
    """
    belongs, known = np.asarray(members, np.bool_), np.asarray(jobs, np.float64)
    of_code = np.where(belongs, known, np.nan)
    least = np.nan_to_num(np.fmin.reduce(of_code, axis=1, initial=np.nan), nan=1.0)
    weights = np.where(belongs, np.where(np.isnan(of_code), least[:, None], of_code), 0.0)
    total = weights.sum(axis=1, keepdims=True)
    shares: NDArray[np.float64] = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    return shares


def shared_out_kernel(values: ArrayLike, rows: ArrayLike, columns: ArrayLike) -> NDArray[np.float64]:
    """Values between codes as values between the industries they stand for; the sum stays the same.

    Parameters:
        values: shape (row codes, column codes).
        rows, columns: shape (codes, industries), the part of each code that belongs to each industry.

    Returns:
        Shape (row industries, column industries).

    Example:
        A code of two industries sells 100 to a third one.

        >>> shared_out_kernel([[100.0]], [[0.75, 0.25]], [[1.0]]).tolist()
        [[75.0], [25.0]]
    """
    by_code, of_rows, of_columns = (np.asarray(part, np.float64) for part in (values, rows, columns))
    result: NDArray[np.float64] = of_rows.T @ by_code @ of_columns
    return result
