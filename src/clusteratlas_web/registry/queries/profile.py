"""What the page of an organisation tells: its standing under the listing rule, its members, its services."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from clusteratlas_web.registry.listing_rule import Standing, judge, members_by_kind
from clusteratlas_web.registry.models import Acting, Claim, Invitation, Membership, Organisation, ServiceEntry, Waiver
from clusteratlas_web.registry.queries.one import seen_by
from clusteratlas_web.registry.words import CLAIM_WAITING

BELONGING = (
    "names",
    "aliases",
    "regions",
    "clusters",
    "industries",
    "activities",
    "services",
    "capabilities",
    "certificates",
    "declared_members",
    "funding",
)


@dataclass(frozen=True)
class ServiceTotals:
    """What a log of services adds up to; public, unlike its entries."""

    entries: int
    hours: Decimal
    firms_helped: int
    introductions: int
    first: datetime.date | None
    last: datetime.date | None


def whole(organisation: Organisation) -> Organisation:
    """The record with everything that belongs to it fetched."""
    return Organisation.objects.prefetch_related(*BELONGING).get(pk=organisation.pk)


def members_of(organisation: Organisation, person: Any) -> QuerySet[Membership]:
    """The current members that somebody may see."""
    return (
        organisation.memberships.filter(current(), member__in=seen_by(person))
        .select_related("member")
        .order_by("member__sort_name", "pk")
    )


def memberships_of(organisation: Organisation, person: Any) -> QuerySet[Membership]:
    """What it is a member of, as far as somebody may see that."""
    return (
        organisation.member_of.filter(current(), organisation__in=seen_by(person))
        .select_related("organisation")
        .order_by("organisation__sort_name", "pk")
    )


def current() -> Q:
    """A membership that has not ended."""
    return Q(until=None) | Q(until__gt=timezone.now().date())


def standing_of(organisation: Organisation) -> Standing:
    """How it stands under the listing rule today."""
    named = organisation.memberships.filter(current()).values("kind").annotate(number=Count("pk")).order_by("kind")
    declared = {each.kind: each.number for each in organisation.declared_members.all()}
    members = members_by_kind({row["kind"]: row["number"] for row in named}, declared)
    return judge(organisation.staff_fte, members, organisation.web, waiver_of(organisation) is not None)


def waiver_of(organisation: Organisation) -> Waiver | None:
    """The waiver that holds today, if there is one."""
    return organisation.waivers.filter(until__gte=timezone.now().date()).first()


def service_totals(organisation: Organisation) -> ServiceTotals:
    """The totals of its log of services."""
    log = organisation.service_log.order_by("day").values_list("day", flat=True)
    sums = organisation.service_log.aggregate(
        hours=Sum("hours"), firms_helped=Sum("firms_helped"), introductions=Sum("introductions"), entries=Count("pk")
    )
    return ServiceTotals(
        sums["entries"],
        sums["hours"] or Decimal(0),
        sums["firms_helped"] or 0,
        sums["introductions"] or 0,
        log.first(),
        log.last(),
    )


def service_log(organisation: Organisation) -> QuerySet[ServiceEntry]:
    """The entries of the log, the latest first."""
    return organisation.service_log.select_related("recorded_by")


def people_of(organisation: Organisation) -> QuerySet[Acting]:
    """Who acts for it."""
    return organisation.acting.select_related("person")


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """The invitations that can still be accepted."""
    return organisation.invitations.filter(used=None, withdrawn=None, expires__gt=timezone.now())


def waiting_claims() -> QuerySet[Claim]:
    """The claims nobody has answered, the oldest first."""
    held = Claim.objects.filter(state=CLAIM_WAITING).select_related("organisation", "person")
    return held.prefetch_related("organisation__names")


def waiting_claim(organisation: Organisation, person: Any) -> Claim | None:
    """A person's own claim that waits for an answer."""
    if not person.is_authenticated:
        return None
    return organisation.claims.filter(person=person, state=CLAIM_WAITING).first()
