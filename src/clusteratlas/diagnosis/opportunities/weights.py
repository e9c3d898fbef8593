"""Weights of the four parts of an opportunity's score, as numbers and as they stand in an address."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from difflib import get_close_matches

import numpy as np

from clusteratlas.errors import UnknownChoice

CLOSENESS, GAP, PULL, REWARD = "closeness", "gap", "pull", "reward"
PARTS = (CLOSENESS, GAP, PULL, REWARD)
MOST = 100.0
_RANGE = [f"a number from 0 to {MOST:g}"]


@dataclass(frozen=True)
class Weights:
    """How much each part counts; only their proportions matter, and a part of weight zero is shown but not counted.

    The default is the nearest to equal weights under which the score told entries better than closeness alone in every
    panel it was tried on (docs/opportunities.md); with equal weights it did not.
    """

    closeness: float = 2.0
    gap: float = 3.0
    pull: float = 1.0
    reward: float = 1.0

    def __post_init__(self) -> None:
        for part, weight in self.by_part().items():
            if not 0 <= weight <= MOST:  # neither holds for not-a-number
                raise UnknownChoice(f"weight of {part}", weight, _RANGE)
        if not any(astuple(self)):
            raise UnknownChoice("weights", format_weights(self), ["at least one part above 0"])

    def by_part(self) -> dict[str, float]:
        """The weights by the name of their part."""
        return {field.name: float(getattr(self, field.name)) for field in fields(self)}


DEFAULT = Weights()
EQUAL = Weights(1, 1, 1, 1)
# By likelihood alone, which leaves out whether it would be worth it.
LIKELIEST = Weights(closeness=1, gap=2, pull=0, reward=0)

Weighting = Weights | Mapping[str, float] | str | None


def weights_of(weights: Weighting) -> Weights:
    """The weights given as weights, by part, or as an address has them; the default where none are given."""
    if weights is None:
        return DEFAULT
    if isinstance(weights, Weights):
        return weights
    if isinstance(weights, str):
        return parse_weights(weights)
    for part in weights:
        _check_part(part)
    return Weights(**weights)


def parse_weights(text: str) -> Weights:
    """The weights that an address has: parts and numbers, "closeness:2,gap:1,pull:1,reward:0".

    Parameters:
        text: parts with a colon and a number from 0 to 100, divided by commas, in any order. A part that is not named
            has its default: closeness 2, gap 3, pull 1, reward 1.

    Returns:
        The Weights.

    Raises:
        UnknownChoice: there is no such part (the nearest is named), a part stands twice, a weight is no number from 0
            to 100, or all weights are 0.

    Notes:
        `parse_weights(format_weights(weights)) == weights` for all weights.

    Example:
        >>> parse_weights("gap:1,reward:0")
        Weights(closeness=2.0, gap=1.0, pull=1.0, reward=0.0)
    """
    found: dict[str, float] = {}
    for entry in text.split(","):
        part, _, number = entry.strip().partition(":")
        _check_part(part)
        if part in found:
            raise UnknownChoice("weights", text, [f"{part} only once"])
        found[part] = _number(part, number)
    return Weights(**found)


def format_weights(weights: Weights) -> str:
    """The weights as an address has them, all four in their order.

    Parameters:
        weights: the Weights.

    Returns:
        Such as "closeness:2,gap:1,pull:0.5,reward:0": one spelling for each set of weights.

    Example:
        >>> format_weights(Weights(closeness=2, pull=0.5, reward=0))
        'closeness:2,gap:3,pull:0.5,reward:0'
    """
    return ",".join(f"{part}:{_plain(weight)}" for part, weight in weights.by_part().items())


def _check_part(part: str) -> None:
    if part not in PARTS:
        raise UnknownChoice("weights", part, get_close_matches(part, PARTS, 1) or PARTS)


def _number(part: str, text: str) -> float:
    # Only what an address has plainly: Python would also take "1_0", " 1", "１" and "nan".
    plain = text.isascii() and text.replace(".", "", 1).isdigit()
    if not plain or float(text) > MOST:
        raise UnknownChoice(f"weight of {part}", text, _RANGE)
    return float(text)


def _plain(weight: float) -> str:
    """The shortest digits that give the same number back, never with an exponent."""
    return np.format_float_positional(weight, trim="-")
