"""The letters of a jury: to its jurors, to those who decide conflicts, to the officers of the department.

A letter names an application by its number alone: what it is called stands behind the sign-in, for who may read it.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.outbox import post, write_to
from clusteratlas_web.registry.words import OFFICER
from clusteratlas_web.selection.models import Call, Conflict, Juror, Review, Round, SeatInvitation
from clusteratlas_web.selection.permissions import is_clear
from clusteratlas_web.selection.states import ACCEPTED
from clusteratlas_web.selection.words import CHAIR, DEPUTY, SEATS

INVITED = gettext_lazy("You are invited into a jury")
ASSIGNED = gettext_lazy("Applications to review")
DUE_SOON = gettext_lazy("Reviews are due soon")
LATER = gettext_lazy("Reviews are due later")
LOOK_AGAIN = gettext_lazy("Please look at an application again")
TAKEN_OFF = gettext_lazy("An application was taken out of your queue")
RELEASED = gettext_lazy("You are released from a jury")
DECLINES = gettext_lazy("Somebody declined a seat in the jury")
HAS_LEFT = gettext_lazy("A juror has left the jury")
DOUBT = gettext_lazy("A question of a conflict of interest is open")
IS_NONE = gettext_lazy("A conflict of interest was decided: there is none")
IS_ONE = gettext_lazy("A conflict of interest was decided: there is one")


def tell_juror(juror: Juror, occasion: str, headline: Any, **facts: Any) -> None:
    """A letter to a juror that leads to the seat, or to where `path` says."""
    path = facts.pop("path", ("selection:seat", (juror.call.slug,)))
    _write(juror.person, "jury", f"jury-{occasion}:{juror.pk}", juror.call, headline, path, **facts)


def tell_of_reviews(juror: Juror, the_round: Round, occasion: str, headline: Any, count: int = 0) -> None:
    """A letter about the reviews that a juror owes: how many, and until when."""
    template = "review-reminder" if occasion.startswith("due") else "jury"
    due = the_round.reviews_due and Moment(the_round.reviews_due, the_round.call.time_zone)
    key = f"reviews-{occasion}:{juror.pk}:{the_round.pk}"
    path = ("selection:queue", ())
    _write(juror.person, template, key, the_round.call, headline, path, due=due, count=count)


def tell_of_review(review: Review, occasion: str, headline: Any, note: str = "") -> None:
    """A letter to a juror about one application, by its number; none to who has left."""
    if review.juror.state != ACCEPTED:
        return
    key = f"review-{occasion}:{review.pk}:{review.version}"
    number = review.entry.application.number
    path = ("selection:queue", ())
    _write(review.juror.person, "jury", key, review.juror.call, headline, path, number=number, note=note)


def tell_deciders(conflict: Conflict) -> None:
    """That a question is open: to the chair and the deputies who are clear, or else to the officers who are."""
    for person in _deciders(conflict):
        path = ("selection:conflicts", (conflict.call.slug,))
        key = f"conflict-asked:{conflict.pk}:{conflict.version}"
        _write(person, "jury", key, conflict.call, DOUBT, path, number=conflict.application.number)


def invite_by_letter(invitation: SeatInvitation, secret: str) -> None:
    """The letter to an address without account; it holds the only copy of the secret."""
    language = translation.get_language() or "en"
    with translation.override(language):
        way = reverse("selection:seat-invitation", args=(secret,))
    post(
        "jury",
        invitation.email,
        language,
        f"seat-invitation:{invitation.pk}",
        call=invitation.call,
        headline=INVITED,
        way=way,
        seat=seat_word(invitation.seat),
        until=invitation.expires.date(),
    )


def seat_word(seat: str) -> Any:
    """What a seat is called, spoken later."""
    return gettext_lazy(dict(SEATS)[seat])


def tell_officers(call: Call, key: str, headline: Any, path: str) -> None:
    """A letter to each officer of the department."""
    for person in officers_of(call):
        _write(person, "jury", key, call, headline, (path, (call.slug,)))


def officers_of(call: Call) -> Iterable[Person]:
    """The officers of the department of a call."""
    return Person.objects.filter(
        acting__organisation=call.department_id, acting__role=OFFICER, is_active=True
    ).distinct()


def _deciders(conflict: Conflict) -> list[Person]:
    seats = Q(seats__call=conflict.call, seats__state=ACCEPTED, seats__seat__in=(CHAIR, DEPUTY))
    jury = [each for each in Person.objects.filter(seats).distinct() if is_clear(each, conflict)]
    return jury or [each for each in officers_of(conflict.call) if is_clear(each, conflict)]


def _write(
    person: Any, template: str, key: str, call: Call, headline: Any, path: tuple[str, tuple[Any, ...]], **facts: Any
) -> None:
    """Headline and facts are lazy: they are spoken, and the address is made, in the language of the person."""
    with translation.override(person.language):
        way = reverse(path[0], args=path[1])
    write_to(person, template, key, call=call, headline=headline, way=way, **facts)
