"""The level of a row (agglvl_code), which says once more what its area, ownership and industry say.

The first digit is the kind of area (1 country, 3 combined, 4 metropolitan, 5 state, 7 county, 8 micropolitan), the
second the detail (0 all industries and ownerships, 1 all industries of an ownership, 2 domain, 3 supersector, 4 sector,
5 to 8 three to six digits of NAICS): so in the states of 2019 and 2020 and in Ohio's counties of 2020 to 2023. Rows by
size of establishments have levels of their own, and so have the subgroups of the country and all governments together
(ownership 8, level 96 in those states); they are not checked.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.sources.findings import Findings

_AREAS = (("US000", "1"), ("CS[0-9]{3}", "3"), ("C[0-9]{4}", "[48]"), ("[0-9]{2}000", "5"), ("[0-9]{5}", "7"))
_DETAILS = (
    ("10", "[01]"),
    ("10[12]", "2"),
    ("10[12][0-9]", "3"),
    ("[1-9][0-9](-[1-9][0-9])?", "4"),
    ("[0-9]{3}", "5"),
    ("[0-9]{4}", "6"),
    ("[0-9]{5}", "7"),
    ("[0-9]{6}", "8"),
)


def check_level(table: pa.Table, first: int, findings: Findings) -> None:
    """A level that disagrees with its row is a finding; one of the two is wrong, and nobody can say which."""
    level = table["agglvl_code"]
    agrees = np.asarray(pc.match_substring_regex(level, "^[1-9][0-9]$").to_numpy(), np.bool_)
    for column, digit, kinds in (("area_fips", "^{}.$", _AREAS), ("industry_code", "^.{}$", _DETAILS)):
        decided = np.zeros(table.num_rows, np.bool_)
        for pattern, expected in kinds:
            here = _matches(table[column], f"^({pattern})$") & ~decided
            agrees &= ~here | _matches(level, digit.format(expected))
            decided |= here
    checked = _matches(table["size_code"], "^0$") & _matches(table["own_code"], "^[0-5]$")
    checked &= ~_matches(table["area_fips"], "^US[A-Z]")
    rule = "is not the level of the row's area and industry"
    findings.add(level, pa.chunked_array([pa.array(checked & ~agrees)]), first, "agglvl_code", lambda _: rule)


def _matches(values: pa.ChunkedArray, pattern: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray(pc.match_substring_regex(values, pattern).to_numpy(), np.bool_)
