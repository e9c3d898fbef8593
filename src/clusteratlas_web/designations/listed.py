"""Designations as rows of a list, wherever one stands."""

from typing import Any

from clusteratlas_web.designations.models import Designation, Level
from clusteratlas_web.designations.named import cluster_named, designation_named, region_named
from clusteratlas_web.designations.states import DESIGNATION
from clusteratlas_web.designations.wording import STATE_BADGES
from clusteratlas_web.designations.words import YEAR
from clusteratlas_web.programmes.named import country_name


def row_of(designation: Designation, known: dict[int, Level]) -> dict[str, Any]:
    """What a row says of a designation as it stood."""
    then: Any = designation
    level = known[then.level_then]
    return {
        "designation": designation,
        "named": designation_named(designation),
        "scheme": level.scheme.name,
        "level": level.name,
        "state": DESIGNATION.label(then.state_then),
        "badge": STATE_BADGES[then.state_then],
        "since": then.since_then,
        "until": then.until_then,
        "granted": granted_said(designation),
        "country": country_name(designation.country) if designation.country else "",
        "region": region_named(designation.region),
        "cluster": cluster_named(designation.cluster),
    }


def granted_said(designation: Designation) -> str:
    """The day it was granted; the year where the source says no more."""
    return str(designation.granted_on.year) if designation.precision == YEAR else designation.granted_on.isoformat()
