"""The portfolio of a year: cells summed into clusters with their bounds, then measured, ranked and classified."""

from clusteratlas.editions.portfolio.classes import Classified, classified
from clusteratlas.editions.portfolio.measured import measured
from clusteratlas.editions.portfolio.stored_sums import YearSums, read_sums, write_sums
from clusteratlas.editions.portfolio.sums import industries_above_one, sums_of
from clusteratlas.editions.portfolio.units import Membership, Units

__all__ = [
    "Classified",
    "Membership",
    "Units",
    "YearSums",
    "classified",
    "industries_above_one",
    "measured",
    "read_sums",
    "sums_of",
    "write_sums",
]
