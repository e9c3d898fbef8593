"""The structure of regions in one year: jobs and quotients by cluster, their size, and what they are strong in."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.portfolio import check_portfolio, numbers, rows_at, rows_of_whole_clusters, rows_ranked
from clusteratlas.diagnosis.rule_book import RuleBook
from clusteratlas.diagnosis.strength import classify
from clusteratlas.errors import UnknownChoice, UnknownCode
from clusteratlas.tables import Coding, Frame

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Structure:
    """Regions by clusters of the kinds a rule book ranks; `size` is each region's jobs in clusters of all kinds.

    `level` numbers the levels; it is zero throughout where the portfolio names none.
    """

    regions: Coding
    level: NDArray[np.int64]
    size: Matrix
    jobs: Matrix
    quotients: Matrix
    strong: NDArray[np.bool_]

    def place(self, region: str) -> int:
        """The position of a region; raises UnknownCode with the nearest where there is none."""
        if region not in self.regions.codes:
            near = get_close_matches(region, self.regions.codes, n=1)
            raise UnknownCode(region, "the regions of the portfolio", near[0] if near else None)
        return self.regions.codes.index(region)

    def places(self, regions: Sequence[str]) -> NDArray[np.int64]:
        """The positions of several."""
        return np.array([self.place(region) for region in regions], dtype=np.int64)


def structure_of(portfolio: Frame, book: RuleBook, year: int | None) -> Structure:
    """The structure of the regions a rule book ranks, in a year; None for the latest of the portfolio."""
    table = _in_year(check_portfolio(portfolio, book), year)
    table = table.filter(pa.array(rows_of_whole_clusters(table) & ~rows_at(table, book.levels_not_ranked)))
    regions = Coding.of_column(table["region"])
    ranked = classify(table.filter(pa.array(rows_ranked(table, book))), book)
    clusters = Coding.of_column(ranked["cluster"])
    place = regions.encode(ranked["region"]), clusters.encode(ranked["cluster"])
    shape = (len(regions), len(clusters))
    jobs = numbers(ranked, "employment")
    return Structure(
        regions=regions,
        level=_levels(table, regions),
        size=np.bincount(regions.encode(table["region"]), numbers(table, "employment"), len(regions)).astype(float),
        jobs=_laid(jobs, place, shape),
        quotients=_laid(np.where(jobs > 0, numbers(ranked, "location_quotient"), 0.0), place, shape),
        strong=_laid(numbers(ranked, book.agreement), place, shape) > 0,
    )


def _in_year(table: pa.Table, year: int | None) -> pa.Table:
    years = sorted(table["year"].unique().to_pylist()) if "year" in table.column_names else []
    if year is not None and year not in years:
        raise UnknownChoice("year", year, [str(known) for known in years])
    return table.filter(pc.equal(table["year"], years[-1] if year is None else year)) if years else table


def _levels(table: pa.Table, regions: Coding) -> NDArray[np.int64]:
    result = np.zeros(len(regions), np.int64)
    if "level" in table.column_names:
        result[regions.encode(table["region"])] = Coding.of_column(table["level"]).encode(table["level"])
    return result


def _laid(values: Matrix, place: tuple[NDArray[np.int32], ...], shape: tuple[int, int]) -> Matrix:
    matrix = np.zeros(shape)
    matrix[place] = values
    return matrix
