"""Figures as text, times a power of ten: digit by digit, so that 12.3 万元 is 123,000 and not near it."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

DIGITS = 18  # so many fit into 64 bits with room for a sum
_NUMBER = r"^[+-]?[0-9]+(\.[0-9]*)?$"


def fits(values: pa.ChunkedArray, exponent: int, signed: bool = False) -> pa.ChunkedArray:
    """Which texts are numbers that are whole once they are multiplied by ten to the power of `exponent`."""
    sign = "-?" if signed else ""
    whole = rf"^{sign}0*[0-9]{{1,{DIGITS - exponent}}}(\.[0-9]{{0,{exponent}}}0*)?$"
    return pc.match_substring_regex(values, whole)


def scaled(values: pa.ChunkedArray, good: pa.ChunkedArray, exponent: int) -> NDArray[np.int64]:
    """The texts that are `good` (see `fits`), times ten to the power of `exponent`; 0 elsewhere."""
    text = pc.if_else(good, values, "0")
    parts = pc.extract_regex(text, r"^(?P<whole>-?[0-9]+)(?:\.(?P<rest>[0-9]*?)0*)?$")
    whole, rest = (pc.struct_field(parts, position) for position in (0, 1))
    digits = pc.binary_join_element_wise(whole, pc.utf8_rpad(rest, exponent, "0"), "")
    return np.asarray(pc.cast(digits, pa.int64()).to_numpy(zero_copy_only=False), np.int64).copy()


def why_not(exponent: int, unit: str, signed: bool = False) -> Callable[[str], str]:
    """What is wrong with a text that does not fit, in words."""

    def rule(value: str) -> str:
        if not value.strip():
            return "is empty"
        if not pc.match_substring_regex(pa.scalar(value), _NUMBER).as_py():
            return "is not a number"
        if value.startswith("-") and not signed:
            return "is negative"
        if len(value.lstrip("+-0").partition(".")[0]) > DIGITS - exponent:
            return f"is too large for {unit}"
        if value.startswith("+"):
            return "has a sign it does not need"
        return "is not a whole number" if not exponent else f"has more than the {exponent} decimals {unit} has"

    return rule
