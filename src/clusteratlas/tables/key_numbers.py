"""Key numbers: rows numbered by their keys, so that order and repetition are asked of integers and not of texts."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.tables.coding import plain

Integers = NDArray[np.int64]
_MOST = 2**62  # combinations of keys that 64 bits number without overflowing


def repeats(table: pa.Table, keys: Sequence[str]) -> bool:
    """Whether two rows agree in all keys; an empty key agrees with an empty one."""
    number = key_numbers(table, keys)
    if (number[1:] > number[:-1]).all():  # in key order, as most tables come
        return False
    number.sort()
    return bool((number[1:] == number[:-1]).any())


def key_numbers(table: pa.Table, keys: Sequence[str]) -> Integers:
    """A number for each row: equal where all keys are, growing with the keys in their order; an empty key is least.

    Rows of 64-bit numbers sort and compare in a fraction of the time that several columns of text take, of which there
    are few different ones.
    """
    number, combinations = np.zeros(table.num_rows, np.int64), 1
    for key in keys:
        place, size = _places(table[key])
        if combinations * size > _MOST:
            distinct, number = np.unique(number, return_inverse=True)
            combinations = len(distinct)
        number, combinations = number * size + place, combinations * size
    return number


def _places(column: pa.ChunkedArray) -> tuple[Integers, int]:
    """The place of each row's value among the different values in order, from 1, or 0 where it is empty; and one more
    than the largest place."""
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    whole = coded.unify_dictionaries().combine_chunks()
    order = plain(pc.sort_indices(whole.dictionary))
    place = np.zeros(len(order) + 1, np.int64)  # the last is for an empty cell
    place[order] = np.arange(1, len(order) + 1)
    return place[plain(whole.indices.fill_null(-1))], len(place)
