"""Reading people and letters: what a person may not see does not exist for them."""

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.models import Letter
from clusteratlas_web.foundation.permissions import require

URGENT = (Letter.IN_DOUBT, Letter.FAILED)


def people_for(person: Any) -> QuerySet[Person]:
    """Everybody, the latest first, for an administrator; raises NotAllowed."""
    _for_administrators(person)
    return Person.objects.order_by("-pk")


def person_for(person: Any, number: int) -> Person:
    """Somebody, for an administrator."""
    found = people_for(person).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def letters_for(person: Any) -> QuerySet[Letter]:
    """Letters, those that wait for a decision first, for an administrator."""
    _for_administrators(person)
    order = Case(When(state__in=URGENT, then=Value(0)), default=Value(1), output_field=IntegerField())
    return Letter.objects.select_related("person").defer("text", "html").order_by(order, "-pk")


def letter_for(person: Any, number: int) -> Letter:
    """A letter, for an administrator."""
    found = letters_for(person).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def acting_of(person: Person) -> list[Any]:
    """For which organisations a person acts, in one query with the organisations and their names."""
    return list(person.acting.select_related("organisation").prefetch_related("organisation__names"))


def _for_administrators(person: Any) -> None:
    require(is_administrator, person)
