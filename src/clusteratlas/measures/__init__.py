"""Measures of regional economies, one concept to a file: any dataframe in, the same kind of dataframe out."""

from clusteratlas.measures.growth import compound_growth, compound_growth_kernel, growth, growth_kernel
from clusteratlas.measures.ranks import descending_ranks, linear_percentile, percentile_ranks, ranks
from clusteratlas.measures.shares import national_share_kernel, national_shares, region_share_kernel, region_shares
from clusteratlas.measures.specialisation import location_quotient, location_quotient_kernel

__all__ = [
    "compound_growth",
    "compound_growth_kernel",
    "descending_ranks",
    "growth",
    "growth_kernel",
    "linear_percentile",
    "location_quotient",
    "location_quotient_kernel",
    "national_share_kernel",
    "national_shares",
    "percentile_ranks",
    "ranks",
    "region_share_kernel",
    "region_shares",
]
