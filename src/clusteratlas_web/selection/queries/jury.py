"""The jury of a call: its seats, who is invited, how far its reviews are; and the reviews that count."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from clusteratlas_web.registry.queries.invitations import checksum
from clusteratlas_web.registry.refusals import GONE, OTHER_ADDRESS, NotForYou, Used
from clusteratlas_web.selection.models import Application, Call, Conflict, Entry, Juror, Round, SeatInvitation
from clusteratlas_web.selection.permissions import chairs, may_run
from clusteratlas_web.selection.queries.reading import call_for, clear_for, entries_read_by
from clusteratlas_web.selection.queries.reviewing import counted_reviews, counting, reviews_read_by, reviews_seen_by
from clusteratlas_web.selection.states import ADMITTED, DISMISSED, SUBMITTED

__all__ = [
    "Progress",
    "counted_reviews",
    "counting",
    "invitation_to_seat",
    "jurors_of",
    "jury_for",
    "open_invitations",
    "progress_of",
    "reviews_seen_by",
    "seat_for",
    "seats_of",
]


@dataclass(frozen=True)
class Progress:
    """How far the reviews of a round are, as far as somebody may know: by juror, and the entries that lack some."""

    the_round: Round
    assigned: dict[int, int]  # by juror
    handed_in: dict[int, int]
    begun: dict[int, int]
    entries: int
    lacking: int  # entries with fewer jurors than the round asks for

    @property
    def all_assigned(self) -> int:
        """Reviews that somebody has."""
        return sum(self.assigned.values())

    @property
    def all_handed_in(self) -> int:
        """Reviews that are in."""
        return sum(self.handed_in.values())


def jury_for(person: Any, slug: str) -> Call:
    """A call whose jury somebody may see: who runs it, its chair and its deputies; or there is none."""
    call = call_for(person, slug)
    if not (may_run(person, call) or chairs(person, call)):
        raise Http404
    return call


def jurors_of(call: Call) -> QuerySet[Juror]:
    """All seats, in the order in which they were given."""
    rows = Juror.objects.filter(call=call).select_related("person", "organisation", "call")
    return rows.prefetch_related("organisation__names", "ties__organisation__names").order_by("pk")


def seats_of(person: Any) -> QuerySet[Juror]:
    """The seats that somebody has, in any call."""
    if not person.is_authenticated:
        return Juror.objects.none()
    return Juror.objects.filter(person=person).select_related("call").order_by("-pk")


def seat_for(person: Any, slug: str) -> Juror:
    """Somebody's own seat in the jury of a call, in whatever state, or there is none."""
    rows = seats_of(person).filter(call__slug=slug).select_related("person", "organisation", "call__department")
    seat = rows.prefetch_related("organisation__names", "ties__organisation__names").first()
    if seat is None:
        raise Http404
    return seat


def open_invitations(call: Call) -> QuerySet[SeatInvitation]:
    """The invitations by e-mail that can still be accepted."""
    return call.seat_invitations.filter(used=None, withdrawn=None, expires__gt=timezone.now())


def invitation_to_seat(person: Any, secret: str) -> SeatInvitation:
    """The invitation of a secret, for the address it was sent to, while it holds; raises Used or NotForYou."""
    rows = SeatInvitation.objects.select_related("call__department", "invited_by")
    held = rows.filter(secret=checksum(secret)).first()
    if held is None or held.used or held.withdrawn or held.expires < timezone.now():
        raise Used(GONE)
    if held.email != person.email.lower():
        raise NotForYou(OTHER_ADDRESS)
    return held


def conflicts_by_juror(person: Any, call: Call) -> Counter[int]:
    """How many applications each juror is kept out of, of those that somebody may read."""
    clear = clear_for(person, Application.objects.filter(call=call, entries__submitted__isnull=False))
    rows = Conflict.objects.filter(juror__call=call, application__in=clear).exclude(state=DISMISSED)
    return Counter(juror for juror, _ in set(rows.values_list("juror", "application")))


def progress_of(person: Any, the_round: Round) -> Progress:
    """Counted over what the person may read, and over nothing else."""
    reviews = list(reviews_read_by(person, the_round).values_list("juror", "entry", "state", "comment", "scores"))
    held = {(juror, entry): state for juror, entry, state, _, _ in reviews}
    begun = {(juror, entry) for juror, entry, _, comment, score in reviews if comment or score}
    entries = set(_to_judge(person, the_round).values_list("pk", flat=True))
    jurors = Counter(entry for _, entry in held)
    return Progress(
        the_round,
        assigned=_by_juror(held),
        handed_in=_by_juror(pair for pair, state in held.items() if state == SUBMITTED),
        begun=_by_juror(pair for pair in begun if held[pair] != SUBMITTED),
        entries=len(entries),
        lacking=sum(jurors[each] < the_round.least_reviews for each in entries),
    )


def _to_judge(person: Any, the_round: Round) -> QuerySet[Entry]:
    return entries_read_by(person, the_round).filter(state=ADMITTED)


def _by_juror(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    return dict(Counter(juror for juror, _ in pairs))
