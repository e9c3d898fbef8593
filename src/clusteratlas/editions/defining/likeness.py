"""How alike the industries of an edition are: the similarities its relatedness of clusters was taken from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.definitions.similarity import local_correlation_kernel
from clusteratlas.definitions.validating.relatedness import Pairs, Values
from clusteratlas.editions.defining.figures import Figures, figures_of
from clusteratlas.editions.edition import Edition
from clusteratlas.editions.structure.alike import COLOCATED, LEAST_REGIONS, similarity_links
from clusteratlas.editions.structure.levels import LOCAL
from clusteratlas.measures.answer import quotient
from clusteratlas.tables import Coding

Truths = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Likeness:
    """Similarities of the industries with cells, over the regions of a level in a year; none where nothing tells them.

    `together` is the mean of all, each standardised over the traded industries of the edition's own definition; of one
    alone it is that one, as it is.
    """

    level: str
    year: int
    industries: tuple[str, ...]
    pairs: Mapping[str, Pairs]
    together: Pairs | None


def likeness(edition: Edition) -> Likeness:
    """The similarities of an edition's latest year over its first level, as its table of relatedness takes them.

    Correlations are of shares of a region's traded jobs (and establishments), in the edition's own definition, so that
    they are the same for every draft; industries that are not traded in it have one too.
    """
    figures = figures_of(edition)
    industries = Coding.of_column(figures.table["industry"])
    kinds = figures.kinds
    traded = np.array([kinds.get(code, LOCAL) != LOCAL for code in industries.codes], np.bool_)
    matrices = _colocation(figures, industries, traded) | {
        kind: matrix.over(industries).values
        for kind, matrix in similarity_links(figures.tree.name, figures.tree.vintage).items()
    }
    pairs = {kind: Pairs.of(matrix) for kind, matrix in matrices.items()}
    together = Pairs.of(_together(list(matrices.values()), traded)) if matrices else None
    year, level = figures.facts["year"], figures.facts["level"]
    return Likeness(level, year, industries.codes, pairs, together)


def _colocation(figures: Figures, industries: Coding, traded: Truths) -> dict[str, Values]:
    placed = pc.is_in(figures.table["industry"], value_set=pa.array(figures.kinds, pa.string()))
    regions = Coding.of_column(figures.table.filter(placed)["region"])
    if len(regions) < LEAST_REGIONS:
        return {}
    there = {kind: measure for kind, measure in COLOCATED.items() if measure in figures.table.column_names}
    laid = {kind: _laid(figures.table, measure, regions, industries) for kind, measure in there.items()}
    return {kind: _correlation(cells, traded) for kind, cells in laid.items() if cells.any()}


def _correlation(cells: Values, traded: Truths) -> Values:
    """Over regions, of each industry's size as a share of the region's traded total."""
    shares = quotient(cells, cells[:, traded].sum(axis=1, keepdims=True))
    return local_correlation_kernel(np.nan_to_num(shares))


def _laid(table: pa.Table, measure: str, regions: Coding, industries: Coding) -> Values:
    row, column = regions.encode(table["region"]), industries.encode(table["industry"])
    kept = row >= 0
    values = np.zeros((len(regions), len(industries)))
    values[row[kept], column[kept]] = table[measure].to_numpy()[kept]
    return values


def _together(matrices: list[Values], traded: Truths) -> Values:
    if len(matrices) == 1:
        return matrices[0]
    standard = [_standardised(matrix, traded) for matrix in matrices]
    known = [~np.isnan(matrix) for matrix in standard]
    total = sum((np.nan_to_num(matrix) for matrix in standard), np.zeros(standard[0].shape))
    return quotient(total, np.sum(known, axis=0).astype(np.float64))


def _standardised(matrix: Values, traded: Truths) -> Values:
    """Less the mean of the traded industries' pairs, by their standard deviation; 0 where these are all equal."""
    part = matrix[np.ix_(traded, traded)]
    pairs = part[~np.isnan(part) & ~np.eye(len(part), dtype=np.bool_)]
    if not pairs.size or pairs.min() == pairs.max():
        return np.where(np.isnan(matrix), np.nan, 0.0)
    result: Values = (matrix - pairs.mean()) / pairs.std()
    return result
