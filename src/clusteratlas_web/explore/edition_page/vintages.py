"""The vintages of the classification by year, in as few words as they take."""

from dataclasses import dataclass

from clusteratlas.editions import Manifest
from clusteratlas_web.foundation.numbers import span


@dataclass(frozen=True)
class VintageYears:
    """A vintage and the years in a row that are by it."""

    vintage: str
    years: str


def vintage_years(manifest: Manifest) -> list[VintageYears]:
    """The vintages in order of their years; one that comes again is named again."""
    runs: list[tuple[str, int, int]] = []
    for year in manifest.years:
        vintage = manifest.vintage(year)
        if runs and runs[-1][0] == vintage:
            runs[-1] = (vintage, runs[-1][1], year)
        else:
            runs.append((vintage, year, year))
    return [VintageYears(vintage, str(a) if a == b else span(str(a), str(b))) for vintage, a, b in runs]
