"""Values that are known already: from the registry, the service log of twelve months, and the pinned edition."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from clusteratlas_web.designations.dates import months_after
from clusteratlas_web.designations.queries.figures import read_pinned
from clusteratlas_web.designations.words import EDITION, GROWTH, JOBS, QUOTIENT, RANK, REGISTRY, SERVICES
from clusteratlas_web.registry.listing_rule import members_by_kind
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.queries.profile import current
from clusteratlas_web.registry.words import FIRM

EXACTLY = Decimal("0.0001")


@dataclass(frozen=True)
class Found:
    """A value, where it was found (a funding year, the days of a log, an edition), and the day it was read."""

    value: Decimal
    origin: str
    found_in: str
    as_of: date


def find_values(assessment: Any, day: date) -> dict[str, Found]:
    """What is known of an organisation, by the keys that indicators name; what is not recorded is not there."""
    organisation = assessment.organisation
    values = (
        *((REGISTRY, *each) for each in _of_registry(organisation, day)),
        *((REGISTRY, *each) for each in _of_funding(organisation)),
        *((SERVICES, *each) for each in _of_services(organisation, day)),
        *((EDITION, *each) for each in _of_edition(assessment)),
    )
    return {
        f"{origin}:{name}": Found(Decimal(value).quantize(EXACTLY), origin, where, day)
        for origin, name, value, where in values
        if value is not None
    }


Values = Iterator[tuple[str, Any, str]]


def _of_registry(organisation: Organisation, day: date) -> Values:
    named = organisation.memberships.filter(current()).values("kind").annotate(number=Count("pk")).order_by("kind")
    declared = {each.kind: each.number for each in organisation.declared_members.all()}
    members = members_by_kind({row["kind"]: row["number"] for row in named}, declared)
    total = sum(members.values())
    yield "staff", organisation.staff_fte, ""
    yield "members", total or None, ""
    yield "member-kinds", sum(1 for number in members.values() if number) or None, ""
    yield "firm-share", Decimal(members.get(FIRM, 0)) / total if total else None, ""
    yield "age", day.year - organisation.founded if organisation.founded else None, ""
    yield "services", organisation.services.count() or None, ""
    yield "page", int(bool(organisation.web)), ""


def _of_funding(organisation: Organisation) -> Values:
    """The shares of the latest year, as percent in the registry."""
    latest = organisation.funding.order_by("year").last()
    if latest is not None:
        year = str(latest.year)
        yield "public-share", Decimal(latest.public) / 100, year
        yield "earned-share", Decimal(latest.services + latest.projects) / 100, year
        yield "dues-share", Decimal(latest.dues) / 100, year


def _of_services(organisation: Organisation, day: date) -> Values:
    """The log of the last twelve months; an organisation without a log in them has given nothing that is recorded."""
    since = months_after(day, -12)
    log = organisation.service_log.filter(day__gt=since, day__lte=day)
    sums = log.aggregate(hours=Sum("hours"), firms=Sum("firms_helped"), introductions=Sum("introductions"))
    for name, value in sums.items():
        yield name, value, f"{since}/{day}"


def _of_edition(assessment: Any) -> Values:
    reading = read_pinned(assessment)
    if reading is None or not reading.row:
        return
    where = f"{reading.name} ({reading.year})"
    for measure in (JOBS, QUOTIENT, RANK, GROWTH):
        yield measure, reading.value(measure), where
    rank, ranked = reading.value(RANK), reading.row.get("ranked")
    yield "rank-share", rank / ranked if rank is not None and ranked else None, where
