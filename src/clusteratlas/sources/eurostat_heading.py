"""The heading of Eurostat's tab-separated files, as it was before 2023 and as it is now, and the key of each series.

Before: `nace_r2,indic_sb,geo\\time`, then `2015 ` (a blank behind each year), latest first. Now:
`freq,nace_r2,indic_sb,geo\\TIME_PERIOD`, earliest first, dimensions in any order.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.errors import WrongColumns
from clusteratlas.sources.findings import Findings
from clusteratlas.sources.rows import Dialect, heading

TABS = Dialect(separator="\t", naming=str.strip)
NEEDED = ("nace_r2", "indic_sb", "geo")
YEARLY = "A"
_KEY = re.compile(r"^(?P<dimensions>[a-z0-9_,]+)\\(time|TIME_PERIOD)$")
_YEAR = re.compile(r"^(19[89]|20[0-9])[0-9]$")


@dataclass(frozen=True)
class Heading:
    """The first column, the dimensions its text is made of, and the column of each year."""

    key: str
    dimensions: tuple[str, ...]
    years: Mapping[int, str]

    @property
    def columns(self) -> list[str]:
        """All columns, as they are named."""
        return [self.key, *self.years.values()]

    def keys(self, table: pa.Table, first: int, findings: Findings) -> dict[str, pa.ChunkedArray]:
        """The codes in the first column, by dimension; a key of another make is a finding (and empty text here)."""
        names, text = self.dimensions, pc.utf8_trim_whitespace(table[self.key])
        pattern = "^" + ",".join(f"(?P<{name}>[^, ]+)" for name in names) + "$"
        parts = pc.extract_regex(text, pattern)
        bad = pc.is_null(parts)
        findings.add(text, bad, first, self.key, lambda _: f"is not one code for each of {', '.join(names)}")
        codes = {name: pc.fill_null(pc.struct_field(parts, place), "") for place, name in enumerate(names)}
        if "freq" in codes:
            other = pc.invert(pc.or_(bad, pc.equal(codes["freq"], YEARLY)))
            findings.add(codes["freq"], other, first, "freq", lambda _: "is not A: only yearly figures are read")
        return codes


def read_heading(file: Path) -> Heading:
    """The heading of a file; raises UnreadableFile, and WrongColumns if it is none of the two."""
    names = heading(file, TABS)
    key, *years = names or [""]
    found = _KEY.match(key)
    dimensions = tuple(found["dimensions"].split(",")) if found else ()
    problems = [f"dimension {name!r} is missing in the first column" for name in NEEDED if name not in dimensions]
    problems += [f"dimension {name!r} stands twice" for name in {*dimensions} if dimensions.count(name) > 1]
    problems += [f"column {name!r} is not a year from 1980 to 2099" for name in years if not _YEAR.match(name)]
    problems += [f"column {name!r} stands more than once" for name in sorted({*years}) if years.count(name) > 1]
    problems += [] if years else ["there is no column of a year"]
    if problems:
        expected = "expected a first column like nace_r2,indic_sb,geo\\TIME_PERIOD and then years, tab between them"
        raise WrongColumns(file.name, [*problems, expected], names)
    return Heading(key, dimensions, {int(name): name for name in years})
