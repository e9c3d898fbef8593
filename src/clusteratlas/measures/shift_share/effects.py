"""The effects a shift-share analysis splits changes into, rounded so that they add up to the change exactly."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_PLACES = 50  # binary places kept of a cell's largest effect; three sums of such numbers still fit 53


@dataclass(frozen=True)
class Effects:
    """The change of every cell and its effects, each of the shape (regions, industries), NaN where undefined.

    `allocation` is there in the variant of Esteban-Marquillas alone, `factors` (by name, shape (regions,)) in
    Gerfin's.
    """

    change: Matrix
    national: Matrix
    mix: Matrix
    competitive: Matrix
    allocation: Matrix | None = None
    factors: dict[str, Matrix] = field(default_factory=dict)

    @classmethod
    def adding_up(cls, change: Matrix, national: Matrix, mix: Matrix, competitive: Matrix | None = None) -> "Effects":
        """The effects and the rest of the change: the competitive effect, or the allocation where that one is given.

        Each is a multiple of one power of two, fifty binary places below the largest of its cell. Sums of such numbers
        are not rounded, so whole changes below 2**50 are met exactly, in whatever order effects are added.
        """
        unit = _unit([change, national, mix, *([] if competitive is None else [competitive])])
        whole, part = (np.round(effect / unit) * unit for effect in (national, mix))
        rest = change - whole - part
        if competitive is None:
            return cls(change, whole, part, rest)
        lead = np.round(competitive / unit) * unit
        return cls(change, whole, part, lead, rest - lead)

    def columns(self) -> dict[str, Matrix]:
        """The effects by name, in the order of an answer; factors of regions stand at every industry of theirs."""
        found = {name: getattr(self, name) for name in ("change", "national", "mix", "competitive", "allocation")}
        shape = self.change.shape
        spread = {name: np.broadcast_to(factor[:, np.newaxis], shape) for name, factor in self.factors.items()}
        return {name: values for name, values in found.items() if values is not None} | spread


def _unit(parts: list[Matrix]) -> Matrix:
    largest = np.fmax.reduce([np.abs(part) for part in parts])  # passes over NaN: what is defined is still rounded
    _, exponent = np.frexp(largest)
    return np.asarray(np.ldexp(1.0, exponent - _PLACES))
