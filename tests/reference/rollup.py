"""A roll-up as one would do it by hand: add each cell to its code and to everything above it, in a dictionary."""

from collections.abc import Iterable, Mapping, Sequence

Cell = tuple[tuple[object, ...], str, int]  # other keys, code, figure


def roll_up(cells: Iterable[Cell], parents: Mapping[str, str | None]) -> dict[tuple[tuple[object, ...], str], int]:
    """The sum for each combination of other keys and code."""
    sums: dict[tuple[tuple[object, ...], str], int] = {}
    for others, leaf, figure in cells:
        code: str | None = leaf
        while code is not None:
            sums[others, code] = sums.get((others, code), 0) + figure
            code = parents[code]
    return sums


def ancestors(code: str, parents: Mapping[str, str | None]) -> Sequence[str]:
    """Everything above a code, nearest first."""
    above = parents[code]
    return [] if above is None else [above, *ancestors(above, parents)]
