"""Accounts that nobody confirmed: whoever opened one did not follow the link of the letter, and it goes again."""

import logging
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q, QuerySet

from clusteratlas_web.accounts.actions.oneself import forget_letters
from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.history import kind_of
from clusteratlas_web.foundation.models import HistoryEntry

KEPT_UNCONFIRMED = timedelta(days=30)  # the link of the letter holds for three; asking again makes another one

log = logging.getLogger(__name__)


def remove_unconfirmed(now: datetime) -> int:
    """Removes accounts that nobody confirmed in time, never of somebody who did anything; returns how many."""
    return sum(_remove(person) for person in unconfirmed(now))


def unconfirmed(now: datetime) -> QuerySet[Person]:
    """People with an address that waits for its letter, none confirmed, and without any trace of what they did."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    traces = HistoryEntry.objects.filter(Q(actor=OuterRef("pk")) | Q(kind=kind_of(Person), thing=OuterRef("pk")))
    found = Person.objects.filter(joined__lt=now - KEPT_UNCONFIRMED, last_login=None, erased=None)
    found = found.filter(is_staff=False, is_moderator=False, acting=None, socialaccount=None)
    found = found.filter(Exists(addresses), ~Exists(addresses.filter(verified=True)), ~Exists(traces))
    return found.order_by("pk")


def _remove(person: Person) -> bool:
    number, joined = person.pk, person.joined
    try:
        with transaction.atomic():
            forget_letters(person)
            person.delete()
    except ProtectedError:  # something of theirs is stored after all: they stay
        return False
    log.warning("removed account %s, opened on %s and never confirmed", number, joined.date())
    return True
