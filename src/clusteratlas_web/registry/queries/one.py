"""One organisation for somebody: who may not see it does not find it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.permissions import may_see
from clusteratlas_web.registry.states import CLOSED, VERIFIED

_PUBLIC = Q(merged_into=None) & (Q(state=VERIFIED) | Q(state=CLOSED, verified_on__isnull=False))


def public_organisations() -> QuerySet[Organisation]:
    """The records that everybody sees."""
    return Organisation.objects.filter(_PUBLIC)


def seen_by(person: Any) -> QuerySet[Organisation]:
    """The records that somebody sees: the public ones, those the person acts for, and all for an administrator."""
    if not person.is_authenticated:
        return public_organisations()
    if is_administrator(person):
        return Organisation.objects.filter(merged_into=None)
    own = person.acting.values("organisation")
    return Organisation.objects.filter(_PUBLIC | Q(merged_into=None, pk__in=own))


def mine(person: Any) -> QuerySet[Organisation]:
    """The records a person acts for."""
    if not person.is_authenticated:
        return Organisation.objects.none()
    return Organisation.objects.filter(acting__person=person, merged_into=None).prefetch_related("names")


def organisation_for(person: Any, slug: str) -> Organisation:
    """The record at an address, for somebody who may see it; the one that it was merged into, if it was."""
    found = Organisation.objects.select_related("merged_into").filter(slug=slug).first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    if found is None or not may_see(person, found):
        raise Http404
    return found
