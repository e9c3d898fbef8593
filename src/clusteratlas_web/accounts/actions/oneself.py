"""What people change about themselves: settings, and everything by leaving."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as said

from clusteratlas_web.accounts.actions.standing import stays_administered
from clusteratlas_web.accounts.models import Person
from clusteratlas_web.accounts.permissions import is_oneself
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.models import Letter
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.personal import erase_everything_of
from clusteratlas_web.foundation.refusals import Refusal

LAST_MANAGER = said(
    "You are the last one who manages %(organisation)s. Let somebody else manage it first, or close it."
)
MANAGING = ("manager", "officer")


@transaction.atomic
def change_settings(person: Person, other: Person, name: str, language: str, unwanted: list[str]) -> Person:
    """Name, language, and the letters that are not wanted."""
    require(is_oneself, person, other)
    held = Person.objects.select_for_update().get(pk=other.pk)
    before = state_of(held)
    held.name, held.language, held.unwanted = name, language, sorted(unwanted)
    held.save(update_fields=["name", "language", "unwanted"])
    record(person, "change_settings", held, before, state_of(held))
    return held


@transaction.atomic
def erase(person: Person, other: Person) -> Person:
    """Takes name, address and every way to sign in from the row, and lets each app erase its part; history stays."""
    require(is_oneself, person, other)
    held = Person.objects.select_for_update().get(pk=other.pk)
    if held.is_staff:
        stays_administered(held)
    erase_everything_of(held)
    before = state_of(held)
    held.email, held.name, held.unwanted, held.erased = None, "", [], timezone.now()
    held.is_active = held.is_staff = held.is_moderator = False
    held.sessions += 1
    held.set_unusable_password()
    held.last_login = None
    held.save()
    record(held, "erase", held, before, state_of(held))
    return held


def leave_organisations(person: Any) -> None:
    """Who acts for organisations acts for them no longer; the last who manages one cannot go."""
    for acting in person.acting.select_related("organisation"):
        organisation = acting.organisation
        others = organisation.acting.exclude(person=person).filter(role__in=MANAGING, person__is_active=True)
        if acting.role in MANAGING and organisation.state != "closed" and not others.exists():
            raise Refusal(LAST_MANAGER, organisation=organisation)
    person.acting.all().delete()


def forget_ways_to_sign_in(person: Any) -> None:
    """Addresses, second factor and accounts at an identity provider."""
    for kept in (person.emailaddress_set, person.authenticator_set, person.socialaccount_set):
        kept.all().delete()


def forget_letters(person: Any) -> None:
    """What was not sent is not sent, and of what was sent nothing personal stays."""
    letters = Letter.objects.filter(person=person)
    letters.exclude(state__in=(Letter.SENT, Letter.SENDING)).delete()
    letters.update(address="", subject="", text="", html="")
