"""The letters about an application: to those who answer for the applicant, and to the officers who run the call."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.outbox import write_to
from clusteratlas_web.registry.words import MANAGER, OFFICER
from clusteratlas_web.selection.models import Entry
from clusteratlas_web.selection.permissions import is_clear
from clusteratlas_web.selection.states import ADMITTED as IS_ADMITTED

ARRIVED = gettext_lazy("Your application has arrived")
AMENDED = gettext_lazy("Your amended application has arrived")
TAKEN_BACK = gettext_lazy("Your application is a draft again")
WITHDRAWN = gettext_lazy("Your application is withdrawn")
RETURNED = gettext_lazy("Your application is to be amended")
ADMITTED = gettext_lazy("Your application is admitted")
EXCLUDED = gettext_lazy("Your application was found not eligible")
FINDING_UPHELD = gettext_lazy("Your appeal is upheld")
FINDING_DISMISSED = gettext_lazy("Your appeal is dismissed")
NEXT_ROUND = gettext_lazy("Your application is in the next round")
AMENDED_HERE = gettext_lazy("An amended application has arrived")
WITHDRAWN_HERE = gettext_lazy("An application was withdrawn")


def tell_applicant(entry: Entry, occasion: str, headline: Any, reasons: str = "") -> None:
    """A letter to the managers of the applicant, and to who made the application while acting for it."""
    for person in _applicants(entry):
        facts = {"reasons": reasons, "title": entry.application.title, "until": _until(entry, occasion)}
        facts["admitted"] = entry.state == IS_ADMITTED
        _write(person, entry, occasion, headline, _own_page(entry), **facts)


def tell_officers(entry: Entry, occasion: str, headline: Any) -> None:
    """A letter to the officers of the department whom nothing keeps out of the application."""
    officers = Person.objects.filter(
        acting__organisation=entry.call.department_id, acting__role=OFFICER, is_active=True
    ).distinct()
    for person in officers:
        if is_clear(person, entry):
            _write(person, entry, f"{occasion}-here", headline, _read_page(entry), title=entry.application.title)


def _applicants(entry: Entry) -> Iterable[Person]:
    application = entry.application
    manages = Q(acting__organisation=application.organisation_id, acting__role__in=(MANAGER, OFFICER))
    made = Q(pk=application.made_by_id, acting__organisation=application.organisation_id)
    return Person.objects.filter(manages | made, is_active=True).distinct().order_by("pk")


def _until(entry: Entry, occasion: str) -> Moment | None:
    moments = {"returned": entry.amend_until, "excluded": entry.appeal_until, "next-round": entry.round.closes}
    moment = moments.get(occasion)
    return Moment(moment, entry.call.time_zone) if moment else None


def _own_page(entry: Entry) -> tuple[str, tuple[Any, ...]]:
    return "selection:application", (entry.call.slug, entry.application.number)


def _read_page(entry: Entry) -> tuple[str, tuple[Any, ...]]:
    return "selection:entry", (entry.call.slug, entry.round.number, entry.application.number)


def _write(
    person: Person, entry: Entry, occasion: str, headline: Any, path: tuple[str, tuple[Any, ...]], **facts: Any
) -> None:
    """What is told is lazy, and the address is made in the language of the person."""
    with translation.override(person.language):
        way = reverse(path[0], args=path[1])
    key = f"application-{occasion}:{entry.pk}:{entry.version}"
    told = {"headline": headline, "call": entry.call, "round": entry.round, "way": way}
    write_to(person, "application", key, number=entry.application.number, occasion=occasion, **told, **facts)
