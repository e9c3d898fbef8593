"""The known code nearest to a mistaken one, for messages that help."""

from collections.abc import Iterable


def nearest_code(code: str, known: Iterable[str]) -> str | None:
    """The known code with the fewest letters to change; among equals the longest common beginning, then the lowest.

    Of codes with digits those of the same length go first: who writes six digits means six digits. None if nothing is
    known.
    """
    candidates = list(known)
    # What is longer is as far from all of them, and comparing a code of fifty thousand letters would take minutes.
    code = code[: 2 * max(map(len, candidates), default=0)]
    of_digits = any(letter.isdigit() for letter in code)
    alike = [candidate for candidate in candidates if of_digits and len(candidate) == len(code)]
    return min(alike or candidates, key=lambda candidate: _distance_key(code, candidate), default=None)


def _distance_key(code: str, candidate: str) -> tuple[int, int, str]:
    return edit_distance(code, candidate), -common_beginning(code, candidate), candidate


def common_beginning(one: str, other: str) -> int:
    """How many letters two codes share from the start."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def edit_distance(one: str, other: str) -> int:
    """The least number of letters to insert, delete or replace (Levenshtein 1966)."""
    above = list(range(len(other) + 1))
    for row, left in enumerate(one, start=1):
        current = [row]
        for column, right in enumerate(other, start=1):
            replaced = above[column - 1] + (left != right)
            current.append(min(above[column] + 1, current[column - 1] + 1, replaced))
        above = current
    return above[-1]
