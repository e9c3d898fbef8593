"""The letters about a call: to whoever has an application in it, to its jurors, to the officers who run it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.outbox import write_to
from clusteratlas_web.registry.words import OFFICER
from clusteratlas_web.selection.models import Application, Call, Round
from clusteratlas_web.selection.states import ACCEPTED, INVITED, WITHDRAWN

EXTENDED, REOPENED, CLOSED = "extended", "reopened", "closed"
HEADLINES = {
    EXTENDED: gettext_lazy("The deadline is extended"),
    REOPENED: gettext_lazy("The round is open again"),
    CLOSED: gettext_lazy("The round was closed"),
    "cancelled": gettext_lazy("The call is cancelled"),
    "open": gettext_lazy("The round has opened"),
    "close": gettext_lazy("The round has closed"),
}


def tell_applicants(the_round: Round, occasion: str, reason: str) -> None:
    """A letter to everybody who acts for an organisation with a draft or a submission in a round."""
    own = Application.objects.filter(entries__in=the_round.entries.exclude(state=WITHDRAWN))
    key = f"call-{occasion}:{the_round.pk}:{the_round.version}"
    _write(acting_for(own), "call-round", key, the_round.call, occasion, reason, the_round=the_round)


def tell_of_cancellation(call: Call, reason: str) -> None:
    """A letter to everybody with an application that was not withdrawn, and to the jury."""
    own = call.applications.exclude(entries__state=WITHDRAWN)
    seats = call.jurors.filter(state__in=(INVITED, ACCEPTED)).values("person")
    concerned = Q(acting__organisation__in=own.values("organisation")) | Q(pk__in=seats)
    people = Person.objects.filter(concerned, is_active=True).distinct()
    _write(people, "call-cancelled", f"call-cancelled:{call.pk}", call, "cancelled", reason)


def tell_officers(the_round: Round, verb: str) -> None:
    """A letter to the officers of the department when the clock turned a round; it may be declined."""
    people = officers_of(the_round.call)
    key = f"round-turned:{the_round.pk}:{the_round.version}"
    _write(people, "round-turned", key, the_round.call, verb, "", the_round=the_round)


def acting_for(applications: Any) -> Any:
    """Everybody who acts for the organisations that lead these applications."""
    return Person.objects.filter(
        acting__organisation__in=applications.values("organisation"), is_active=True
    ).distinct()


def officers_of(call: Call) -> Any:
    """The officers of the department that runs a call."""
    return Person.objects.filter(
        acting__organisation=call.department_id, acting__role=OFFICER, is_active=True
    ).distinct()


def _write(
    people: Iterable[Person], template: str, key: str, call: Call, occasion: str, reason: str, **facts: Any
) -> None:
    for person in people:
        told = {"call": call, "headline": HEADLINES[occasion], "occasion": occasion, "reason": reason}
        write_to(person, template, key, **told, **facts)
