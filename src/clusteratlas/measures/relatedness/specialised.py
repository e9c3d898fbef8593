"""Specialised: which regions have at least the country's share of an industry."""

import numpy as np
import pyarrow as pa

from clusteratlas.measures.relatedness.comparison import specialised_kernel
from clusteratlas.measures.relatedness.specialised_years import SpecialisedYears
from clusteratlas.tables import Frame, like

__all__ = ["specialised", "specialised_kernel"]


def specialised(frame: Frame, value: str = "employment", of: str = "industry") -> Frame:
    """Whether a region has at least the country's share of an industry: a location quotient of 1 or more.

    Specialised where e_rc / e_r. >= e_.c / e_.., compared as e_rc * e_.. >= e_r. * e_.c, where e_rc is the value of
    industry c in region r and a dot is a sum. Relatedness and complexity are measured on these yes and no.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: region, the column `of`[, year], specialised (truth), one row for each row
        of the frame, ordered by region, industry and year.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.

    Notes:
        Null where the region's or the industry's total is zero, as the location quotient is. Whole numbers are compared
        exactly, whatever their size: products of a thousand million by a country's total do not fit in 64 bits, and a
        rounded quotient of 1 can come out on either side. Values with fractions have rounded sums, so a quotient less
        than 1 by a part in 10**12 counts as 1: the country's own share is specialised. Every region with any value is
        specialised in some industry, and in every industry with any value some region is.

    References:
        Balassa, B. (1965). Trade liberalisation and "revealed" comparative advantage. The Manchester School 33(2),
        99-123.

    Example:
        Software is a quarter of Reno and of the country: exactly the share that counts.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["reno", "reno", "boise", "boise"],
        ...     "industry": ["gaming", "software", "gaming", "software"],
        ...     "employment": [30, 10, 60, 20],
        ... })
        >>> specialised(frame)["specialised"].to_pylist()
        [True, True, True, True]
    """
    years = SpecialisedYears.read(frame, value, of)
    rows = years.rows("region", of, specialised=pa.bool_())
    for year in years:
        has, places = year.specialised, np.nonzero(year.present)
        found = pa.array(has[places], mask=year.undefined[places])
        rows.add(year.year, (year.regions[places[0]], year.industries[places[1]]), specialised=found)
    return like(frame, rows.table())
