"""An explanation: the conditions of a class for one regional cluster, and the smallest changes that would pass them."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a remedy names no number."""

    UNREACHABLE = "unreachable"  # no whole number passes: adding jobs moves the totals too
    NO_RANKED_REGION = "no_ranked_region"  # no region has the cluster, so there is no percentile to pass
    OTHER_TOTALS = (
        "other_totals"  # the portfolio's quotients are not those of its own totals, so they cannot be recomputed
    )


@dataclass(frozen=True)
class Condition:
    """One condition: what stands, what is asked, whether it holds, and what would make it hold.

    `change` is in the column's own unit: jobs, establishments, or points of location quotient (with ">" the quotient
    must rise by more than that); None where the condition holds or has no threshold. `held` and `recomputed` are whole
    jobs (whole establishments for a condition on establishments) that make this condition alone hold, as the remedies
    of the same name count them; 0 where nothing is needed, None where no number does.
    """

    id: str
    column: str
    value: float | None
    operator: str
    threshold: float | None
    passes: bool
    change: float | None
    held: int | None
    recomputed: int | None


@dataclass(frozen=True)
class Remedy:
    """The smallest whole numbers of jobs and establishments to add that make every condition hold; None, and a reason,
    where there is no such number.
    """

    jobs: int | None
    establishments: int | None
    reason: Reason | None = None


@dataclass(frozen=True)
class Explanation:
    """Why a regional cluster is, or is not, in a class.

    `held` keeps every other region and the thresholds as they are; the added jobs move the region's own total, the
    cluster's and the nation's. `recomputed` lets them move everything else as well: the quotients of all other regions,
    and the percentiles. `ranked` is how many regions the percentiles rest on.
    """

    region: str
    cluster: str
    year: int | None
    level: str | None
    class_: str
    verdict: bool
    ranked: int
    conditions: tuple[Condition, ...]
    held: Remedy
    recomputed: Remedy
