"""The columns a rule book may compare: where each comes from, and what it needs to be asked of a portfolio."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class RankedColumn:
    """One column: its derivation, its least value, whether a portfolio must have it, and whether 5 % less moves it."""

    derivation: str
    minimum: float | None = 0
    needed: bool = False  # a condition on any other column is "not measured" where the portfolio lacks it
    perturbed: bool = False  # proportional to a level of the year, so that a few per cent of error move it


COLUMNS: Mapping[str, RankedColumn] = {
    "employment": RankedColumn("Jobs in the cluster.", needed=True, perturbed=True),
    "establishments": RankedColumn("Establishments in the cluster.", needed=True),
    "location_quotient": RankedColumn(
        "The cluster's share of the region over its share of the country, with the denominators of the edition: jobs of"
        " the same kind (traded over traded) or all jobs.",
        needed=True,
        perturbed=True,
    ),
    "location_quotient_all": RankedColumn(
        "The same with the jobs of all clusters, traded and local, as denominators.", perturbed=True
    ),
    "employment_share_all": RankedColumn(
        "The cluster's part of the region's jobs in all clusters, traded and local.", perturbed=True
    ),
    "employment_growth": RankedColumn(
        "Jobs less jobs of the year before, over jobs of the year before; unknown in the first year and where there"
        " were none.",
        minimum=None,
    ),
    "location_quotient_change": RankedColumn(
        "The location quotient less that of the year before; unknown in the first year.", minimum=None
    ),
    "wages_per_head": RankedColumn(
        "Wages of the cluster over its jobs; unknown where the source has no wages.", minimum=None, perturbed=True
    ),
    "industries_above_one": RankedColumn(
        "Of the cluster's industries that have jobs in the country that year, the share whose location quotient over"
        " all jobs is above 1 in the region. An industry without a job in the region counts as not above."
    ),
    "sme_performance": RankedColumn(
        "How small and medium-sized enterprises of the cluster do, such as the share of its jobs in fast-growing ones;"
        " more is better. No source of ours has it: a portfolio of one's own may.",
        minimum=None,
        perturbed=True,
    ),
}
