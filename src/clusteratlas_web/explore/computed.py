"""A location quotient with its numbers put in, so that a reader can compute it again from what the page shows."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters
from clusteratlas_web.explore.region.profile import Profile
from clusteratlas_web.foundation.numbers import count, location_quotient


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

    @property
    def rule(self) -> str:
        """What the rule book asks of it, where its thresholds are percentiles."""
        cluster = self.cluster
        if cluster["location_quotient_p75"] is None or cluster["employment_p25"] is None:
            return ""
        facts = {
            "n": count(cluster["threshold_regions"]),
            "lq": location_quotient(cluster["location_quotient_p75"]),
            "jobs": _threshold(cluster["employment_p25"]),
        }
        asked = gettext(
            "Among the %(n)s regions of its level that have the cluster, it is strong with a location quotient of at "
            "least %(lq)s and at least 1, and more than %(jobs)s jobs."
        )
        if cluster["establishments_p25"] is not None:
            facts["places"] = _threshold(cluster["establishments_p25"])
            asked = gettext(
                "Among the %(n)s regions of its level that have the cluster, it is strong with a location quotient of "
                "at least %(lq)s and at least 1, more than %(jobs)s jobs and more than %(places)s establishments."
            )
        return asked % facts

    @property
    def here(self) -> str:
        """What it has of that."""
        if not self.rule:
            return ""
        facts = {"jobs": count(self.cluster["employment"])}
        if self.cluster["establishments_p25"] is None:
            return gettext("Here: %(jobs)s jobs.") % facts
        facts["places"] = count(self.cluster["establishments"])
        return gettext("Here: %(jobs)s jobs, %(places)s establishments.") % facts


def _threshold(value: float) -> str:
    """A percentile may lie between two counts."""
    return count(value) if float(value).is_integer() else f"{value:,.2f}"


def computed_quotient(profile: Profile) -> ComputedQuotient | None:
    """The largest strong cluster of a region, else its largest traded one; None where there is none."""
    candidates = profile.strong or profile.traded
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
