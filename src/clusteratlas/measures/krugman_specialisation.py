"""The Krugman index: how far a region's mix of industries is from that of the rest, or the whole, of the country."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.answer import quotient
from clusteratlas.measures.cells import Cells
from clusteratlas.measures.yearly import measure_years, member_rows
from clusteratlas.tables import Frame

REFERENCES = ("rest", "whole")


def krugman_specialisation(
    frame: Frame, reference: str = "rest", value: str = "employment", of: str = "industry"
) -> Frame:
    """How far a region's mix of industries is from that of the rest of the country.

    K_r = 1/2 * sum over c of |s_rc - t_c|, where s_rc is the share of industry c in region r and t_c its share in the
    country without r (`reference="rest"`) or with it (`reference="whole"`). With the factor 1/2 it runs from 0, the
    same mix, to 1, no industry in common: it is the share of the region's jobs that would have to change industry to
    give the mix of the reference. Krugman (1991) has no factor; his figures are twice ours.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        reference: "rest" or "whole".
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: region[, year], krugman_specialisation (0 to 1), one row for each region
        that has a row in the frame (in the year), ordered by its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.
        UnknownChoice: `reference` is another word.

    Notes:
        Null where the total of the region, or of its reference, is zero: of the only region there is no rest. A large
        region is part of the whole it is compared with: whole = (1 - the region's share of the country) * rest.

    References:
        Krugman, P. (1991). Geography and Trade. MIT Press.
        Midelfart-Knarvik, K. H., Overman, H. G., Redding, S. J. and Venables, A. J. (2000). The location of European
        industry. European Commission, Economic Papers 142.

    Example:
        Wichita has 3/4 of its jobs in aerospace, the rest of the country 1/4: half of its jobs would have to change.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["wichita", "wichita", "boston", "boston"],
        ...     "industry": ["aerospace", "software", "aerospace", "software"],
        ...     "employment": [30, 10, 40, 120],
        ... })
        >>> for row in krugman_specialisation(frame).to_pylist():
        ...     print(row["region"], row["krugman_specialisation"])
        boston 0.5
        wichita 0.5
        >>> for row in krugman_specialisation(frame, reference="whole").to_pylist():
        ...     print(row["region"], round(row["krugman_specialisation"], 3))
        boston 0.1
        wichita 0.4
    """
    _check(reference)
    cells = Cells(value, of)
    return measure_years(
        frame,
        cells.check(frame),
        cells,
        ("region",),
        lambda matrix: member_rows(
            "region",
            matrix.regions,
            {"krugman_specialisation": krugman_specialisation_kernel(matrix.values, reference)},
        ),
    )


def krugman_specialisation_kernel(values: ArrayLike, reference: str = "rest") -> NDArray[np.float64]:
    """The Krugman indices of the regions of a region x industry matrix, or of a stack of them.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        reference: "rest" or "whole".

    Returns:
        Shape (..., regions), 0 to 1; NaN where the total of the region, or of its reference, is zero.

    Example:
        >>> krugman_specialisation_kernel([[30, 10], [40, 120]]).tolist()
        [0.5, 0.5]
    """
    _check(reference)
    cells = np.asarray(values, dtype=np.float64)  # before any sum: 32-bit sums overflow without a word
    industries = cells.sum(axis=-2, keepdims=True)
    others = industries - cells if reference == "rest" else np.broadcast_to(industries, cells.shape)
    own = quotient(cells, cells.sum(axis=-1, keepdims=True))
    distance = np.abs(own - quotient(others, others.sum(axis=-1, keepdims=True))).sum(axis=-1) / 2
    return np.where(cells.shape[-1] > 0, np.minimum(distance, 1.0), np.nan)


def _check(reference: str) -> None:
    if reference not in REFERENCES:
        raise UnknownChoice("reference", reference, REFERENCES)
