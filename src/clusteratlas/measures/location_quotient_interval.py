"""The interval of a location quotient: how far it may be off if jobs fall on industries by chance."""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.cells import Cells, Groups
from clusteratlas.measures.chances import Seed, checked_draws, checked_level, normal_quantile
from clusteratlas.measures.counts import Counts, bootstrap, variance
from clusteratlas.measures.groups import group_numbers, groups_of
from clusteratlas.measures.specialisation import location_quotient_kernel
from clusteratlas.measures.yearly import cell_rows, measure_years
from clusteratlas.tables import Frame, YearMatrix, to_arrow


def location_quotient_interval(
    frame: Frame,
    value: str = "employment",
    within: str = "all",
    of: str = "industry",
    *,
    confidence: float = 0.95,
    small: float = 20,
    draws: int = 1_000,
    seed: Seed = 0,
) -> Frame:
    """The location quotient with a confidence interval: how far it may be off if jobs fall on industries by chance.

    The model: the e_r. jobs of region r fall on industry c one by one, each with the same chance; the jobs of the rest
    of the country likewise, with a chance of their own; the totals e_r. and e_.. are known. So e_rc and the count of
    the rest are two independent binomial variables, and with E = e_.c - e_rc and N = e_.. - e_r.
    var(ln LQ) = (E^2 * (1/e_rc - 1/e_r.) + E * (1 - E/N)) / e_.c^2, by the delta method. The interval is
    LQ * exp(-+ q * sqrt(var)), with the normal quantile q. Where e_rc is below `small` the normal distribution does
    not hold, and the interval runs between percentiles of quotients drawn from the model. Where e_rc is zero, from 0 to
    the quotient of the largest chance under which no job at all is not yet too unlikely.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        value: column of counts - jobs, establishments - not negative.
        within: "all" or "kind"; "kind" needs a text column `kind` with one word for each industry.
        of: text column of the industries: "industry", "cluster" or another grouping.
        confidence: how often such an interval holds the quotient of the true chances, above 0 and below 1.
        small: below how many counts the interval is drawn.
        draws: how many draws for each small cell.
        seed: a whole number, or a NumPy generator. The same number gives the same answer.

    Returns:
        The kind of dataframe that came in: region, the column `of`[, year], location_quotient, interval_low,
        interval_high (ratio, 0 and above), interval_method ("delta", "bootstrap" or "exact"), one row for each row of
        the frame, ordered by region, industry and year.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, a key stands twice, or an industry has two kinds.
        UnknownChoice: `within` is another word.
        InputError: the confidence is not between 0 and 1, or draws is below 1.

    Notes:
        All are null where the location quotient is. Jobs come by the plant and not one by one, so the interval of a
        quotient of jobs is the narrowest that can be defended: take it as a lower limit of the doubt. Counts of
        establishments fit the model better. It says nothing of withheld cells; their bounds are another matter. A draw
        in which nobody in the country is in the industry counts as the quotient itself. Totals are rounded to whole
        numbers for the draws. Drawing takes a few tenths of a millisecond for each small cell. The articles have a
        delta method and resampling for location quotients; the formula here is our own reckoning from the model stated
        above.

    References:
        Moineddin, R., Beyene, J. and Boyle, E. (2003). On the location quotient confidence interval. Geographical
        Analysis 35(3), 249-256.
        Beyene, J. and Moineddin, R. (2005). Methods for confidence interval estimation of a ratio parameter with
        application to location quotients. BMC Medical Research Methodology 5, 32.

    Example:
        LQ = (100/200) / (200/800) = 2. E = 100, N = 600: (100^2 * (1/100 - 1/200) + 100 * (1 - 1/6)) / 200^2 is
        0.003333, its root 0.0577; 2 * exp(-+1.96 * 0.0577) is 1.786 and 2.240.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["wichita", "wichita", "boston", "boston"],
        ...     "industry": ["aerospace", "software", "aerospace", "software"],
        ...     "employment": [100, 100, 100, 500],
        ... })
        >>> row = location_quotient_interval(frame).to_pylist()[2]
        >>> row["location_quotient"], round(row["interval_low"], 3), round(row["interval_high"], 3)
        (2.0, 1.786, 2.24)
    """
    checked_level("confidence", confidence)
    checked_draws(draws)
    cells, source, generator = Cells(value, of, within), to_arrow(frame), np.random.default_rng(seed)
    table = cells.check(source)
    kinds = groups_of(source, of, "kind") if within == "kind" else None

    def rows(matrix: YearMatrix) -> dict[str, Any]:
        groups = None if kinds is None else group_numbers(matrix.industries.codes, kinds)
        low, high = location_quotient_interval_kernel(matrix.values, groups, confidence)
        drawn = (matrix.values > 0) & (matrix.values < small) & matrix.present & ~np.isnan(low)
        counts = Counts.of(matrix.values, groups)
        low[drawn], high[drawn] = bootstrap(counts.where(drawn), confidence, draws, generator)
        results = {
            "location_quotient": location_quotient_kernel(matrix.values, groups),
            "interval_low": low,
            "interval_high": high,
        }
        method = np.where(matrix.values == 0, "exact", np.where(drawn, "bootstrap", "delta"))[matrix.present]
        unknown = np.isnan(low)[matrix.present]
        return cell_rows(matrix, of, results) | {"interval_method": pa.array(method, pa.string(), mask=unknown)}

    return measure_years(frame, table, cells, ("region", of), rows)


def location_quotient_interval_kernel(
    values: ArrayLike, groups: Groups = None, confidence: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The confidence intervals of the location quotients of a region x industry matrix, without any draw.

    Parameters:
        values: shape (..., regions, industries), counts, not negative; leading axes, such as years, are independent.
        groups: shape (industries,), the group within which each industry's totals are taken; None for one group.
        confidence: how often the interval holds the quotient of the true chances.

    Returns:
        Low and high ends, each of the same shape, by the delta method, and by the exact limit where the count is zero;
        NaN where the region's or the industry's total is zero.

    Example:
        >>> low, high = location_quotient_interval_kernel([[100, 100], [100, 500]])
        >>> float(low[0, 0].round(3)), float(high[0, 0].round(3))
        (1.786, 2.24)
    """
    counts = Counts.of(np.asarray(values, dtype=np.float64), groups)
    quotients = location_quotient_kernel(values, groups)
    factor = np.exp(normal_quantile((1 + confidence) / 2) * np.sqrt(variance(counts)))
    none = (counts.own == 0) & ~np.isnan(quotients)
    # No job among e_r. comes about with the chance (1 - p)^e_r.; the largest p leaves it the half of 1 - confidence.
    chance = -np.expm1(quotient(np.full(none.shape, np.log((1 - confidence) / 2)), counts.region))
    limit = quotient(chance * counts.total, counts.region * chance + counts.industry)
    return np.where(none, 0.0, quotients / factor), np.where(none, limit, quotients * factor)
