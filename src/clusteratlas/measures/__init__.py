"""Measures of regional economies, one concept to a file: any dataframe in, the same kind of dataframe out."""

from clusteratlas.measures.coagglomeration import coagglomeration, coagglomeration_kernel
from clusteratlas.measures.complexity import (
    complexity_outlook,
    complexity_outlook_kernel,
    economic_complexity,
    economic_complexity_kernel,
    fitness,
    fitness_kernel,
    product_space,
)
from clusteratlas.measures.contribution import contribution, contribution_kernel
from clusteratlas.measures.ellison_glaeser import ellison_glaeser, ellison_glaeser_kernel
from clusteratlas.measures.expected_change import expected_change, expected_change_kernel
from clusteratlas.measures.growth import compound_growth, compound_growth_kernel, growth, growth_kernel
from clusteratlas.measures.herfindahl import herfindahl, herfindahl_kernel
from clusteratlas.measures.hoover import hoover, hoover_kernel
from clusteratlas.measures.krugman_specialisation import krugman_specialisation, krugman_specialisation_kernel
from clusteratlas.measures.location_quotient_interval import (
    location_quotient_interval,
    location_quotient_interval_kernel,
)
from clusteratlas.measures.locational_gini import locational_gini, locational_gini_kernel
from clusteratlas.measures.lorenz_curve import lorenz_curve, lorenz_curve_kernel
from clusteratlas.measures.maurel_sedillot import maurel_sedillot, maurel_sedillot_kernel
from clusteratlas.measures.plants import plant_herfindahl_kernel
from clusteratlas.measures.rank_changes import rank_changes
from clusteratlas.measures.ranks import descending_ranks, linear_percentile, percentile_ranks, ranks
from clusteratlas.measures.relatedness import (
    proximity,
    proximity_kernel,
    relatedness_density,
    relatedness_density_kernel,
    specialised,
    specialised_kernel,
)
from clusteratlas.measures.shares import national_share_kernel, national_shares, region_share_kernel, region_shares
from clusteratlas.measures.shift_share import shift_share, shift_share_kernel
from clusteratlas.measures.size_classes import size_class_herfindahl_kernel
from clusteratlas.measures.spatial import getis_ord, k_density, local_morans_i, m_function, morans_i, ripley_k
from clusteratlas.measures.specialisation import location_quotient, location_quotient_kernel
from clusteratlas.measures.standardised_location_quotient import (
    standardised_location_quotient,
    standardised_location_quotient_kernel,
)
from clusteratlas.measures.symmetric_location_quotient import (
    symmetric_location_quotient,
    symmetric_location_quotient_kernel,
)
from clusteratlas.measures.theil import theil, theil_kernel
from clusteratlas.measures.variety import variety, variety_kernel

__all__ = [
    "coagglomeration",
    "coagglomeration_kernel",
    "complexity_outlook",
    "complexity_outlook_kernel",
    "compound_growth",
    "compound_growth_kernel",
    "contribution",
    "contribution_kernel",
    "descending_ranks",
    "economic_complexity",
    "economic_complexity_kernel",
    "ellison_glaeser",
    "ellison_glaeser_kernel",
    "expected_change",
    "expected_change_kernel",
    "fitness",
    "fitness_kernel",
    "getis_ord",
    "growth",
    "growth_kernel",
    "herfindahl",
    "herfindahl_kernel",
    "hoover",
    "hoover_kernel",
    "k_density",
    "krugman_specialisation",
    "krugman_specialisation_kernel",
    "linear_percentile",
    "local_morans_i",
    "location_quotient",
    "location_quotient_interval",
    "location_quotient_interval_kernel",
    "location_quotient_kernel",
    "locational_gini",
    "locational_gini_kernel",
    "lorenz_curve",
    "lorenz_curve_kernel",
    "m_function",
    "maurel_sedillot",
    "maurel_sedillot_kernel",
    "morans_i",
    "national_share_kernel",
    "national_shares",
    "percentile_ranks",
    "plant_herfindahl_kernel",
    "product_space",
    "proximity",
    "proximity_kernel",
    "rank_changes",
    "ranks",
    "region_share_kernel",
    "region_shares",
    "relatedness_density",
    "relatedness_density_kernel",
    "ripley_k",
    "shift_share",
    "shift_share_kernel",
    "size_class_herfindahl_kernel",
    "specialised",
    "specialised_kernel",
    "standardised_location_quotient",
    "standardised_location_quotient_kernel",
    "symmetric_location_quotient",
    "symmetric_location_quotient_kernel",
    "theil",
    "theil_kernel",
    "variety",
    "variety_kernel",
]
