"""How wide a spreadsheet column must be for its heading and its values; a Chinese character takes two places."""

import unicodedata
from typing import Any

import pyarrow as pa

_NARROWEST, _WIDEST_HEADING, _WIDEST = 10, 26, 48
_LOOKED_AT = 200  # rows; a table's first rows show how long its values are


def column_width(label: str, values: pa.ChunkedArray) -> float:
    """The width of a column, in characters."""
    heading = min(places(label) + 4, _WIDEST_HEADING)  # room for the arrow of the filter; a longer heading wraps
    longest = max((places(_shown(value)) + 2 for value in values.slice(0, _LOOKED_AT).to_pylist()), default=0)
    return float(min(max(_NARROWEST, heading, longest), _WIDEST))


def places(text: str) -> int:
    """How many places a text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value or "")
