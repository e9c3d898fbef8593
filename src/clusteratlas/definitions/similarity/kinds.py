"""The similarity of every two industries, of one of five kinds: where they are, what they trade, whom they employ."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.definitions.similarity.input_output import input_output_kernel
from clusteratlas.definitions.similarity.local_correlation import local_correlation_kernel
from clusteratlas.definitions.similarity.matrix import VALUE, SimilarityMatrix
from clusteratlas.definitions.similarity.occupations import occupation_kernel
from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.cells import Cells
from clusteratlas.measures.coagglomeration import coagglomeration_kernel
from clusteratlas.measures.yearly import measure_years, pair_rows
from clusteratlas.tables import Coding, Column, Frame, Schema, like, to_arrow

Kernel = Callable[[NDArray[np.float64]], NDArray[np.float64]]  # (regions, industries) -> (industries, industries)

FLOWS = Schema(
    "flows",
    (Column("industry", "text"), Column("other", "text"), Column("value", "number", minimum=0)),
    key=("industry", "other"),
)
STAFF = Schema(
    "staff",
    (Column("occupation", "text"), Column("industry", "text"), Column("employment", "number", minimum=0)),
    key=("occupation", "industry"),
)


def similarity(frame: Frame, kind: str = "lc-employment") -> Frame:
    """How alike every two industries are, of one of five kinds.

    `lc-employment`, `lc-establishments`: LC_ij = the correlation over regions of their employment or establishments.
    `coagglomeration`: C_ij = sum over r of (s_ri - x_r) * (s_rj - x_r) / (1 - sum over r of x_r^2), s_ri being a
    region's share of an industry and x_r the mean of its shares (Ellison, Glaeser and Kerr). `input-output`: the
    largest of the shares that each has in the sales and in the purchases of the other. `occupation`: the correlation
    over occupations of their shares of them. The higher, the more alike; kinds are compared after `average`.

    Parameters:
        frame: for the first three kinds one row for each region and industry (and year) with `employment` or
            `establishments`, not negative; the regions must not overlap; an absent row means zero.
            For `input-output` one row for each pair: industry (sells), other (buys), value (any unit, not negative).
            For `occupation` one row for each occupation and industry: occupation, industry, employment (persons).
        kind: one of the five.

    Returns:
        The kind of dataframe that came in: industry, other[, year], similarity (-1 to 1 for correlations, 0 to 1 for
        input-output, about -2 to 2 for coagglomeration), one row for every two different industries that stand in the
        frame, both ways round, ordered by both.

    Raises:
        UnknownChoice: the kind is another word.
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.

    Notes:
        Null where an industry does not vary over regions or occupations, has no total (coagglomeration), or where
        neither of the two trades. Correlations of raw employment are high between any two industries that follow the
        size of regions: what counts is which pairs are higher than others.

    References:
        Delgado, M., Porter, M. E. and Stern, S. (2016). Defining clusters of related industries. Journal of Economic
        Geography 16(1), 1-38.
        Ellison, G., Glaeser, E. L. and Kerr, W. R. (2010). What causes industry agglomeration? Evidence from
        coagglomeration patterns. American Economic Review 100(3), 1195-1213.

    Example:
        Coal is where steel is, half as large in each region; toys are where they are not.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["essen", "essen", "bochum", "bochum", "bonn"],
        ...     "industry": ["steel", "coal", "steel", "coal", "toys"],
        ...     "employment": [40, 20, 40, 20, 10],
        ... })
        >>> for row in similarity(frame, kind="lc-employment").to_pylist():
        ...     print(row["industry"], row["other"], round(row["similarity"], 3))
        coal steel 1.0
        coal toys -1.0
        steel coal 1.0
        steel toys -1.0
        toys coal -1.0
        toys steel -1.0
    """
    if kind not in KINDS:
        raise UnknownChoice("kind", kind, list(KINDS))
    return KINDS[kind](frame)


def _of_regions(frame: Frame, value: str, kernel: Kernel) -> Frame:
    cells = Cells(value, "industry")
    return measure_years(
        frame,
        cells.check(frame),
        cells,
        ("industry", "other"),
        lambda matrix: pair_rows("industry", matrix.industries, {VALUE: kernel(matrix.values)}),
    )


def linked(frame: Frame, kind: str) -> SimilarityMatrix:
    """The similarity of a frame of links, of the kind `input-output` or `occupation`, as a matrix and not as rows."""
    return LINKED[kind](frame)


def _of_flows(frame: Frame) -> SimilarityMatrix:
    table = FLOWS.check(to_arrow(frame))
    industries = _codes(table, "industry", "other")
    flows = np.zeros((len(industries), len(industries)))
    flows[industries.encode(table["industry"]), industries.encode(table["other"])] = table["value"].to_numpy()
    return SimilarityMatrix.of_kernel(industries, input_output_kernel(flows))


def _of_staff(frame: Frame) -> SimilarityMatrix:
    table = STAFF.check(to_arrow(frame))
    occupations, industries = _codes(table, "occupation"), _codes(table, "industry")
    staff = np.zeros((len(occupations), len(industries)))
    cells = occupations.encode(table["occupation"]), industries.encode(table["industry"])
    staff[cells] = table["employment"].to_numpy()
    return SimilarityMatrix.of_kernel(industries, occupation_kernel(staff))


def _of_links(frame: Frame, kind: str) -> Frame:
    return like(frame, linked(frame, kind).table())


def _codes(table: pa.Table, *columns: str) -> Coding:
    return Coding.of(str(code) for column in columns for code in table[column].unique().to_pylist())


LINKED: dict[str, Callable[[Frame], SimilarityMatrix]] = {"input-output": _of_flows, "occupation": _of_staff}
KINDS: dict[str, Callable[[Frame], Frame]] = {
    "lc-employment": partial(_of_regions, value="employment", kernel=local_correlation_kernel),
    "lc-establishments": partial(_of_regions, value="establishments", kernel=local_correlation_kernel),
    "coagglomeration": partial(_of_regions, value="employment", kernel=coagglomeration_kernel),
    "input-output": partial(_of_links, kind="input-output"),
    "occupation": partial(_of_links, kind="occupation"),
}
