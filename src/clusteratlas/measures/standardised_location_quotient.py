"""The standardised location quotient: where a region stands among all regions of an industry, and which stand out."""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.answer import nullable, quotient
from clusteratlas.measures.cells import Cells, Groups
from clusteratlas.measures.chances import Seed
from clusteratlas.measures.groups import group_numbers, groups_of
from clusteratlas.measures.specialisation import location_quotient_kernel
from clusteratlas.measures.standing_out import ODONOGHUE_GLEAVE, Threshold, normality
from clusteratlas.measures.yearly import cell_rows, measure_years
from clusteratlas.tables import Frame, YearMatrix, to_arrow

Values = NDArray[np.float64]


def standardised_location_quotient(
    frame: Frame,
    variant: str = ODONOGHUE_GLEAVE,
    value: str = "employment",
    within: str = "all",
    of: str = "industry",
    *,
    logarithm: bool = True,
    significance: float = 0.05,
    draws: int = 1_000,
    seed: Seed = 0,
) -> Frame:
    """How many standard deviations a region's location quotient is above the mean of its industry; who stands out.

    z_rc = (y_rc - m_c) / d_c, where y_rc = ln LQ_rc, and m_c and d_c are the mean and the standard deviation (n - 1) of
    y over the regions where the industry is. A region stands out where z is above a threshold. The variants differ in
    the threshold alone. "odonoghue-gleave": the normal distribution's, 1.645 for a significance of 0.05 - right as far
    as the logarithms are normal, which `normality` says. "tian": the industry's own, the mean over bootstrap samples of
    the regions of the sample's 95th percentile - no distribution is assumed.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        variant: "odonoghue-gleave" or "tian".
        value: column of the values, any unit, not negative.
        within: "all" or "kind"; "kind" needs a text column `kind` with one word for each industry.
        of: text column of the industries: "industry", "cluster" or another grouping.
        logarithm: False standardises the location quotients themselves; then regions without the industry count too.
        significance: the share of regions that should stand out by chance, above 0 and below 1. One-sided: 0.025 gives
            the threshold 1.96.
        draws: how many bootstrap samples ("tian").
        seed: a whole number, or a NumPy generator ("tian"). The same number gives the same answer.

    Returns:
        The kind of dataframe that came in: region, the column `of`[, year], standardised_location_quotient (standard
        deviations), threshold (the same unit), above_threshold (truth)[, normality: the p-value of the Shapiro-Wilk
        test of the industry's y, "odonoghue-gleave" only], one row for each row of the frame, ordered by region,
        industry and year.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, a key stands twice, or an industry has two kinds.
        UnknownChoice: `variant` or `within` is another word.
        InputError: the significance is not between 0 and 1, or draws is below 1.

    Notes:
        z and above_threshold are null where the location quotient is null or, with logarithms, zero, and where all
        regions of the industry have the same; the threshold where the industry has no z; normality where fewer than
        3 or more than 5,000 regions count. A small normality (below 0.05) says: do not trust the normal threshold.
        Both variants are reconstructions from descriptions of the articles. Some software calls z of the plain
        quotients O'Donoghue and Gleave's (here `logarithm=False`) and z of the logarithms Tian's.

    References:
        O'Donoghue, D. and Gleave, B. (2004). A note on methods for measuring industrial agglomeration. Regional
        Studies 38(4), 419-427.
        Tian, Z. (2013). Measuring agglomeration using the standardized location quotient with a bootstrap method.
        Journal of Regional Analysis and Policy 43(2), 186-197.

    Example:
        Of aerospace the quotients are 2, 1 and 1/2. Their logarithms are ln 2, 0 and -ln 2, with the mean 0 and the
        standard deviation ln 2.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["ames", "ames", "boise", "boise", "reno", "reno"],
        ...     "industry": ["aerospace", "retail"] * 3,
        ...     "employment": [40, 60, 20, 80, 20, 180],
        ... })
        >>> for row in standardised_location_quotient(frame).to_pylist():
        ...     if row["industry"] == "aerospace":
        ...         print(row["region"], round(row["standardised_location_quotient"], 3), row["above_threshold"])
        ames 1.0 False
        boise 0.0 False
        reno -1.0 False
    """
    threshold = Threshold(variant, significance, draws, np.random.default_rng(seed))
    cells, source = Cells(value, of, within), to_arrow(frame)
    table = cells.check(source)
    kinds = groups_of(source, of, "kind") if within == "kind" else None

    def rows(matrix: YearMatrix) -> dict[str, Any]:
        groups = None if kinds is None else group_numbers(matrix.industries.codes, kinds)
        values = _comparable(matrix.values, groups, logarithm)
        scores = _standardised(values)
        limits = np.broadcast_to(threshold.of(scores), scores.shape)
        columns = cell_rows(matrix, of, {"standardised_location_quotient": scores, "threshold": limits})
        above, unknown = (flags[matrix.present] for flags in (scores > limits, np.isnan(scores)))
        columns["above_threshold"] = pa.array(above, pa.bool_(), mask=unknown)
        if variant == ODONOGHUE_GLEAVE:
            tested = np.broadcast_to(normality(values), scores.shape)
            columns["normality"] = nullable(tested[matrix.present])
        return columns

    return measure_years(frame, table, cells, ("region", of), rows)


def standardised_location_quotient_kernel(
    values: ArrayLike, groups: Groups = None, logarithm: bool = True
) -> NDArray[np.float64]:
    """The standardised location quotients of a region x industry matrix, or of a stack of them.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        groups: shape (industries,), the group within which each industry's totals are taken; None for one group.
        logarithm: whether logarithms are standardised, or the quotients themselves.

    Returns:
        The same shape; NaN where the quotient is NaN or, with logarithms, zero, and where all of the industry are the
        same.

    Example:
        >>> standardised_location_quotient_kernel([[40, 60], [20, 80], [20, 180]])[:, 0].round(3).tolist()
        [1.0, 0.0, -1.0]
    """
    return _standardised(_comparable(values, groups, logarithm))


def _comparable(values: ArrayLike, groups: Groups, logarithm: bool) -> Values:
    """The quotients or their logarithms; NaN where there is none."""
    quotients = location_quotient_kernel(values, groups)
    if not logarithm:
        return quotients
    positive = quotients > 0
    return np.where(positive, np.log(np.where(positive, quotients, 1.0)), np.nan)


def _standardised(values: Values) -> Values:
    known = ~np.isnan(values)
    count = known.sum(axis=-2, keepdims=True)
    mean = quotient(np.where(known, values, 0.0).sum(axis=-2, keepdims=True), count)
    squares = (np.where(known, values - mean, 0.0) ** 2).sum(axis=-2, keepdims=True)
    # Equal to the last bit, or not: a deviation of rounding alone must not be scaled up to one.
    largest = np.where(known, values, -np.inf).max(axis=-2, keepdims=True, initial=-np.inf)
    smallest = np.where(known, values, np.inf).min(axis=-2, keepdims=True, initial=np.inf)
    deviation = np.sqrt(quotient(squares, count - 1.0))
    return quotient(values - mean, np.where(largest > smallest, deviation, 0.0))
