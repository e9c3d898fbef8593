"""An explanation: the conditions of a class for one regional cluster, and the smallest changes that would pass them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from clusteratlas.diagnosis.small_sets import SmallSet


class Reason(StrEnum):
    """Why a remedy names no number."""

    UNREACHABLE = "unreachable"  # no whole number passes: adding jobs moves the totals too
    NO_RANKED_REGION = "no_ranked_region"  # no region has the cluster, so there is no percentile to pass
    OTHER_TOTALS = (
        "other_totals"  # the portfolio's quotients are not those of its own totals, so they cannot be recomputed
    )
    NOT_MEASURED = "not_measured"  # nobody knows the figure that fails, or the percentile it is compared with
    NOT_BY_JOBS = "not_by_jobs"  # what fails does not follow from jobs of one year: growth, change, wages, industries
    ASKS_FOR_LESS = "asks_for_less"  # the class asks to be below a threshold; a remedy only adds


@dataclass(frozen=True)
class Condition:
    """One condition: what stands, what is asked, whether it holds, and what would make it hold.

    `passes` is None where it is not measured. `change` is in the column's own unit: jobs, establishments, points of
    location quotient (with ">" the quotient must rise by more than that), below zero where less is asked; None where
    the condition holds, has no threshold or no value. `held` and `recomputed` are whole jobs (whole establishments for
    a condition on establishments) that make this condition alone hold, as the remedies of the same name count them; 0
    where nothing is needed, None where no number does.
    """

    id: str
    column: str
    value: float | None
    operator: str
    threshold: float | None
    passes: bool | None
    change: float | None
    held: int | None
    recomputed: int | None


@dataclass(frozen=True)
class Remedy:
    """The smallest whole numbers of jobs and establishments to add that make the class hold; None, and a reason, where
    there is no such number.
    """

    jobs: int | None
    establishments: int | None
    reason: Reason | None = None


@dataclass(frozen=True)
class Explanation:
    """Why a regional cluster is, or is not, in a class.

    `held` keeps every other region and the thresholds as they are; the added jobs move the region's own total, the
    cluster's and the nation's. `recomputed` lets them move everything else as well: the quotients of all other regions,
    and the percentiles. `ranked` is how many regions have the cluster, `resting_on` on how many of them the percentile
    of each condition rests. `verdict` is None where what is measured does not decide it.

    The conditions in `stars` are counted: `grade` of the `measured` ones pass and the class asks for `least_stars`;
    both are None where the rule book has no stars. `small` is there where a percentile rests on few regions.
    """

    region: str
    cluster: str
    year: int | None
    level: str | None
    class_: str
    verdict: bool | None
    ranked: int
    conditions: tuple[Condition, ...]
    held: Remedy
    recomputed: Remedy
    rules: str = ""
    resting_on: Mapping[str, int] = field(default_factory=dict)
    stars: tuple[str, ...] = ()
    least_stars: int = 0
    grade: int | None = None
    measured: int | None = None
    small: SmallSet | None = None
