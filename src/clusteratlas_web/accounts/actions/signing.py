"""How people come to be, and what happens when they sign in otherwise than before."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.history import record, state_of


@transaction.atomic
def add_person(email: str, password: str | None, name: str, **facts: Any) -> Person:
    """A person whose address needs no letter: of the sample, or named by an operator."""
    person = Person.objects.create_user(email, password, name=name, **facts)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    record(None, "sign_up", person)
    return person


@transaction.atomic
def become_first_administrator(person: Person, address: str) -> Person:
    """Makes who confirmed the operator's address an administrator; while there is one, nobody becomes it this way."""
    wanted = settings.ADMINISTRATOR
    if wanted and address.lower() == wanted and not Person.objects.filter(is_staff=True, is_active=True).exists():
        before = state_of(person)
        person.is_staff = True
        person.save(update_fields=["is_staff"])
        record(None, "make_administrator", person, before, state_of(person))
    return person


@transaction.atomic
def end_other_sessions(person: Person) -> Person:
    """Whoever signed in elsewhere is signed out there."""
    person.sessions += 1
    person.save(update_fields=["sessions"])
    return person
