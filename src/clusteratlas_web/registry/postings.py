"""Arithmetic on lists of organisations' numbers, as the index keeps them: in order, four bytes each."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from clusteratlas.editions.search import pieces

Numbers = NDArray[np.uint32]
NONE: Numbers = np.empty(0, dtype="<u4")


def read(packed: bytes | memoryview) -> Numbers:
    """Numbers from their bytes."""
    return np.frombuffer(packed, dtype="<u4")


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers as bytes, each once, in order."""
    return np.unique(np.fromiter(numbers, dtype="<u4")).tobytes()


def changed(before: bytes | memoryview, added: Iterable[int], removed: Iterable[int]) -> bytes:
    """A list with some numbers more and some less."""
    more = np.fromiter(added, dtype="<u4")
    less = np.fromiter(removed, dtype="<u4")
    return np.union1d(np.setdiff1d(read(before), less, assume_unique=False), more).astype("<u4").tobytes()


def both(one: Numbers, other: Numbers) -> Numbers:
    """The numbers in both lists."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return few[_are_in(few, many)]


def without(one: Numbers, other: Numbers) -> Numbers:
    """The numbers of a list that are not in another."""
    return one[~_are_in(one, other)]


def either(lists: Iterable[Numbers]) -> Numbers:
    """The numbers in any of the lists."""
    there = [each for each in lists if len(each)]
    if len(there) <= 1:
        return there[0] if there else NONE
    mask = np.zeros(max(int(each[-1]) for each in there) + 1, dtype=bool)
    for each in there:
        mask[each] = True
    return np.flatnonzero(mask).astype("<u4")


def _are_in(numbers: Numbers, among: Numbers) -> NDArray[np.bool_]:
    """For each number of a list whether another has it; quicker by yes and no for every number than by sorting."""
    mask = np.zeros(int(max(numbers[-1], among[-1])) + 1 if len(numbers) and len(among) else 0, dtype=bool)
    if not len(mask):
        return np.zeros(len(numbers), dtype=bool)
    mask[among] = True
    return mask[numbers]


def in_mask(numbers: Numbers) -> NDArray[np.bool_]:
    """A list as yes or no for every number up to its last."""
    mask = np.zeros(int(numbers[-1]) + 1 if len(numbers) else 1, dtype=bool)
    mask[numbers] = True
    return mask


def count_in(mask: NDArray[np.bool_], numbers: Numbers) -> int:
    """How many numbers of a list are in a mask."""
    return int(mask[numbers[: np.searchsorted(numbers, len(mask))]].sum())


def words_of(texts: Iterable[str]) -> set[str]:
    """The words to find texts by: folded words and codes, every two neighbouring Chinese characters, and each alone."""
    found: set[str] = set()
    for text in texts:
        found.update(pieces(text))
        found.update(letter for letter in text if "\u3400" <= letter <= "\u9fff")
    return {word[:120] for word in found}
