"""A location quotient with its numbers put in, so that a reader can compute it again from what the page shows."""

from dataclasses import dataclass

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters
from clusteratlas_web.explore.region_profile import Profile


@dataclass(frozen=True)
class ComputedQuotient:
    """The four counts of a location quotient and its two shares; the cluster's row has its thresholds."""

    cluster: Row
    total: int
    national: int
    national_total: int

    @property
    def share(self) -> float:
        """The cluster's share of the region's jobs."""
        return float(self.cluster["employment"] / self.total)

    @property
    def national_share(self) -> float:
        """The cluster's share of the reference's jobs."""
        return self.national / self.national_total


def computed_quotient(profile: Profile) -> ComputedQuotient | None:
    """The largest strong cluster of a region, else its largest traded one; None where there is none."""
    candidates = profile.strong or profile.of_kind("traded")
    if profile.is_country or not candidates:
        return None
    cluster = candidates[0]
    national = {row["year"]: row["employment"] for row in clusters.national(profile.edition, cluster["cluster"])}
    return ComputedQuotient(
        cluster=cluster,
        total=_denominator(profile, profile.now),
        national=national[profile.year],
        national_total=_denominator(profile, profile.reference),
    )


def _denominator(profile: Profile, headlines: Row) -> int:
    """Jobs in traded clusters, or in all clusters where the edition takes quotients over all."""
    if profile.edition.manifest.within == "all":
        return int(headlines["traded_employment"] + headlines["local_employment"])
    return int(headlines["traded_employment"])
