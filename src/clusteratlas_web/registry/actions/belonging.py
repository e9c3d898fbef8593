"""Members of organisations, the log of services, and evidence for a verification."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clusteratlas_web.foundation.files import keep
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.models import Membership, Organisation, ServiceEntry
from clusteratlas_web.registry.permissions import may_edit, may_read_inside
from clusteratlas_web.registry.refusals import MEMBER_ALREADY, AlreadyThere


@dataclass(frozen=True)
class MemberFacts:
    """As what, in which role and since when an organisation is a member."""

    kind: str
    role: str = ""
    since: datetime.date | None = None


@dataclass(frozen=True)
class ServiceFacts:
    """A service that was given: when, which, how long, to how many firms, with how many introductions."""

    day: datetime.date
    service: str
    hours: Decimal
    firms_helped: int = 0
    introductions: int = 0
    follow_up: str = ""


@transaction.atomic
def add_member(person: Any, organisation: Organisation, member: Organisation, facts: MemberFacts) -> Membership:
    """Adds a registered organisation as a member."""
    require(may_edit, person, organisation)
    if member.pk == organisation.pk or organisation.memberships.filter(Q(until=None), member=member).exists():
        raise AlreadyThere(MEMBER_ALREADY)
    made = Membership.objects.create(organisation=organisation, member=member, **vars(facts))
    record(person, "add-member", organisation, after={"member": member.slug, "kind": facts.kind})
    return made


@transaction.atomic
def end_membership(person: Any, membership: Membership) -> Membership:
    """Ends a membership today; either side may."""
    if not may_edit(person, membership.member):
        require(may_edit, person, membership.organisation)
    today = timezone.now().date()
    membership.until = max(today, membership.since or today)
    membership.save(update_fields=["until"])
    told = {"member": membership.member.slug, "until": str(membership.until)}
    record(person, "end-membership", membership.organisation, after=told)
    return membership


@transaction.atomic
def log_service(person: Any, organisation: Organisation, facts: ServiceFacts) -> ServiceEntry:
    """Writes a service into the log."""
    require(may_read_inside, person, organisation)
    made = ServiceEntry.objects.create(organisation=organisation, recorded_by=person, **vars(facts))
    record(person, "log-service", organisation, after={"service": facts.service, "day": str(facts.day)})
    return made


@transaction.atomic
def add_evidence(person: Any, organisation: Organisation, upload: UploadedFile) -> PrivateFile:
    """Keeps a file as evidence for the verification; only those who act for it and administrators read it."""
    require(may_edit, person, organisation)
    made = keep(upload, organisation, person)
    record(person, "add-evidence", organisation, after={"file": made.name})
    return made
