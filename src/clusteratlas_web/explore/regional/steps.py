"""How the columns are computed that a rule book compares beside quotients and counts: shares, growth, wages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.diagnosis import Condition
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation.numbers import change, count, share, signed_difference

DECIMALS = 4


@dataclass(frozen=True)
class Step:
    """A formula with its numbers, and what comes out."""

    title: str
    formula: str
    figures: str


def other_steps(subject: RegionalCluster, industries: list[Row]) -> list[Step]:
    """A step for every column the rule book compares that is neither a quotient nor a count, each once."""
    asked = subject.explanation.conditions if subject.explanation else ()
    columns = {each.column: each for each in asked}.values()
    return [step for step in (_other(subject, each, industries) for each in columns) if step]


def _other(subject: RegionalCluster, condition: Condition, industries: list[Row]) -> Step | None:
    """How a column that is neither a quotient nor a count is computed; None where there is nothing to compute."""
    makers: dict[str, Callable[[Row, list[Row]], Step | None]] = {
        "employment_share_all": lambda now, _: _share(subject, now),
        "employment_growth": lambda now, _: _growth(now),
        "location_quotient_change": lambda now, _: _rise(subject, now),
        "industries_above_one": lambda _, listed: _above_one(subject, listed),
        "wages_per_head": lambda now, _: _wages(now),
    }
    if subject.now is None or condition.column not in makers or condition.value is None:
        return None
    return makers[condition.column](subject.now, industries)


def _share(subject: RegionalCluster, now: Row) -> Step:
    jobs, total = now["employment"], subject.totals_all[0]
    figures = f"{count(jobs)} / {count(total)} = {share(jobs / total, 2)}"
    return Step(gettext("Share of all jobs"), "e / E", figures)


def _growth(now: Row) -> Step:
    before, gained = now["employment_before"], now["employment_change"]
    figures = f"({count(before + gained)} − {count(before)}) / {count(before)} = {change(gained / before, 2)}"
    return Step(gettext("Growth of jobs since the year before"), "(e₁ − e₀) / e₀", figures)


def _rise(subject: RegionalCluster, now: Row) -> Step | None:
    before = subject.before
    if before is None or before["location_quotient"] is None:
        return None
    quotients = now["location_quotient"], before["location_quotient"]
    written = " − ".join(f"{quotient:.{DECIMALS}f}" for quotient in quotients)
    figures = f"{written} = {signed_difference(quotients[0] - quotients[1], DECIMALS)}"
    return Step(gettext("Change of the location quotient since the year before"), "LQ₁ − LQ₀", figures)


def _above_one(subject: RegionalCluster, industries: list[Row]) -> Step | None:
    above, listed = industries_above_one(subject, industries)
    if not listed:
        return None
    title = gettext("Share of its industries whose location quotient over all jobs is above 1")
    return Step(
        wording(subject.edition.manifest).spoken(title), "k / n", f"{above} / {listed} = {share(above / listed)}"
    )


def industries_above_one(subject: RegionalCluster, industries: list[Row]) -> tuple[int, int]:
    """How many industries of the cluster are above 1 over all jobs, and how many have jobs in the nation at all."""
    (region, nation), listed = subject.totals_all, [row for row in industries if row["national_employment"]]
    above = sum(
        (row["employment"] or 0) * nation > region * row["national_employment"] for row in listed if region and nation
    )
    return above, len(listed)


def _wages(now: Row) -> Step:
    figures = f"{count(now['wages'])} / {count(now['employment'])} = {count(now['wages_per_head'])}"
    return Step(gettext("Wages per job"), "w / e", figures)
