"""A column of years, as text, as numbers."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.sources.findings import Findings

FIRST, LAST = 1980, 2099
_YEAR = "^(19[89]|20[0-9])[0-9]$"


def read_years(
    values: pa.ChunkedArray, column: str, first: int, findings: Findings, since: int = FIRST
) -> NDArray[np.int64]:
    """The years; anything but a year from `since` to 2099 is a finding (and 0 here)."""
    numbers = pc.cast(pc.if_else(pc.match_substring_regex(values, _YEAR), values, "0"), pa.int64())
    fits = pc.greater_equal(numbers, since)
    findings.add(values, pc.invert(fits), first, column, lambda _: f"is not a year from {since} to {LAST}")
    return np.asarray(pc.if_else(fits, numbers, 0).to_numpy())
