"""Seats in a jury: people are invited, accept with what they know, declare ties, leave or are released."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.accounts.permissions import is_signed_in
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.queries.invitations import checksum
from clusteratlas_web.registry.refusals import GONE, Used
from clusteratlas_web.selection.actions.conflicts import find_conflicts
from clusteratlas_web.selection.actions.jury_letters import (
    DECLINES,
    HAS_LEFT,
    INVITED,
    RELEASED,
    invite_by_letter,
    seat_word,
    tell_juror,
    tell_officers,
)
from clusteratlas_web.selection.actions.reviews import withdraw_reviews
from clusteratlas_web.selection.jury_refusals import (
    CALL_OVER,
    CHAIRED,
    DECLARED_TIE,
    INVITED_ALREADY,
    SEATED,
    NotOpen,
    Occupied,
)
from clusteratlas_web.selection.models import Call, Juror, Review, SeatInvitation, Tie
from clusteratlas_web.selection.permissions import holds_seat, may_run
from clusteratlas_web.selection.queries.conflicts import IN_JURY
from clusteratlas_web.selection.queries.jury import invitation_to_seat
from clusteratlas_web.selection.states import CANCELLED, CONCLUDED, FINAL, JUROR, NOTICED, WITHDRAWN

HOLDS = timedelta(days=14)  # how long an invitation to an address without account can be accepted
LEFT, LET_GO = "left the jury", "released from the jury"  # notes of the history on reviews that are withdrawn


@dataclass(frozen=True)
class Known:
    """What a juror says of oneself: where one works, the country, clusters and fields, how many one reads at most."""

    organisation: Any
    country: str
    clusters: tuple[str, ...]
    fields: str
    most_load: int | None


@transaction.atomic
def invite_juror(person: Any, call: Call, email: str, seat: str) -> Juror | SeatInvitation:
    """Invites who has the address: into a seat if there is an account, else by a letter that becomes one."""
    require(may_run, person, call)
    _check_running(call)
    known = Person.objects.filter(email=email.lower(), is_active=True).first()
    return _seat(person, call, known, seat) if known else _invite(person, call, email.lower(), seat)


@transaction.atomic
def withdraw_seat_invitation(person: Any, invitation: SeatInvitation) -> SeatInvitation:
    """Withdraws an invitation that nobody has used."""
    require(may_run, person, invitation)
    held = SeatInvitation.objects.select_for_update().get(pk=invitation.pk)
    if held.used or held.withdrawn:
        raise Used(GONE)
    held.withdrawn = timezone.now()
    held.save(update_fields=["withdrawn"])
    record(person, "withdraw", held, {"seat": held.seat}, {})
    return held


@transaction.atomic
def take_seat_invitation(person: Any, secret: str) -> Juror:
    """Makes a seat of an invitation, once, for whoever signs in with its address; the seat is accepted after that."""
    require(is_signed_in, person)
    invitation_to_seat(person, secret)
    held = SeatInvitation.objects.select_for_update().select_related("call").get(secret=checksum(secret))
    if held.used or held.withdrawn:
        raise Used(GONE)
    _check_running(held.call)
    held.used = timezone.now()
    held.save(update_fields=["used"])
    standing = Juror.objects.filter(call=held.call, person=person).first()
    if standing is not None:
        return standing
    made = _with_one_chair(lambda: Juror.objects.create(call=held.call, person=person, seat=held.seat))
    record(held.invited_by, "invite", made, {}, _kept(made))
    return made


@transaction.atomic
def accept_seat(person: Any, juror: Juror, version: int, known: Known) -> Juror:
    """Accepts the seat with what one knows; conflicts are looked for at once."""
    held, before = _moved(person, juror, version, "accept")
    _fill(held, known)
    held.answered = timezone.now()
    _store(person, held, "accept", before)
    find_conflicts(held.call)
    return held


@transaction.atomic
def decline_seat(person: Any, juror: Juror, version: int, note: str = "") -> Juror:
    """Declines; the officers of the department are told."""
    held, before = _moved(person, juror, version, "decline")
    held.answered = timezone.now()
    _store(person, held, "decline", before, note)
    tell_officers(held.call, f"jury-declined:{held.pk}:{held.version}", DECLINES, "selection:jury")
    return held


@transaction.atomic
def edit_seat(person: Any, juror: Juror, version: int, known: Known) -> Juror:
    """Changes what a juror says of oneself; a new organisation may bring conflicts."""
    require(holds_seat, person, juror)
    held = lock(juror, version)
    before = _kept(held)
    _fill(held, known)
    _store(person, held, "edit", before)
    find_conflicts(held.call)
    return held


@transaction.atomic
def declare_tie(person: Any, juror: Juror, organisation: Any, kind: str, note: str = "") -> Tie:
    """Declares a tie to an organisation, once for all its applications."""
    require(holds_seat, person, juror)
    Juror.objects.select_for_update().get(pk=juror.pk)
    if juror.ties.filter(organisation=organisation, kind=kind).exists():
        raise Occupied(DECLARED_TIE)
    made = Tie.objects.create(juror=juror, organisation=organisation, kind=kind, note=note)
    record(person, "tie", juror, {}, {"tie": f"{organisation.slug} {kind}"})
    find_conflicts(juror.call)
    return made


@transaction.atomic
def take_back_tie(person: Any, tie: Tie) -> None:
    """Takes a tie back; the conflicts it made stand until somebody decides on them."""
    require(holds_seat, person, tie.juror)
    record(person, "untie", tie.juror, {"tie": f"{tie.organisation.slug} {tie.kind}"}, {})
    call = tie.juror.call
    tie.delete()
    find_conflicts(call)


@transaction.atomic
def leave_jury(person: Any, juror: Juror, version: int, note: str = "") -> Juror:
    """A juror leaves: what was to be read, and what was handed in and not decided on, is withdrawn."""
    held, before = _moved(person, juror, version, "leave")
    _store(person, held, "leave", before, note)
    _withdraw_reviews_of(person, held, LEFT)
    tell_officers(held.call, f"jury-left:{held.pk}:{held.version}", HAS_LEFT, "selection:jury")
    return held


@transaction.atomic
def release_juror(person: Any, juror: Juror, version: int, note: str = "") -> Juror:
    """Who runs the call releases a juror, or withdraws the invitation."""
    held, before = _moved(person, juror, version, "release")
    _store(person, held, "release", before, note)
    _withdraw_reviews_of(person, held, LET_GO)
    tell_juror(held, f"released:{held.version}", RELEASED)
    return held


@transaction.atomic
def invite_again(person: Any, juror: Juror, version: int) -> Juror:
    """Invites somebody again who declined or left."""
    _check_running(juror.call)
    held, before = _moved(person, juror, version, "invite_again")
    held.answered = None
    _with_one_chair(lambda: _store(person, held, "invite_again", before))
    _write_invitation(held)
    return held


@transaction.atomic
def change_seat(person: Any, juror: Juror, version: int, seat: str) -> Juror:
    """Makes a juror chair, deputy or juror."""
    require(may_run, person, juror)
    held = lock(juror, version)
    before, held.seat = _kept(held), seat
    _with_one_chair(lambda: _store(person, held, "seat", before))
    return held


@transaction.atomic
def give_up_seats(person: Any) -> None:
    """When a person is erased: seats are left, and nothing is kept of what the person said of oneself."""
    for juror in Juror.objects.select_for_update().filter(person=person).select_related("call"):
        juror.ties.all().delete()
        before, was_in = _kept(juror), juror.state in IN_JURY
        _fill(juror, Known(None, "", (), "", None))
        if was_in:
            juror.state = WITHDRAWN
        _store(None, juror, "leave", before)
        if was_in:
            _withdraw_reviews_of(None, juror, LEFT)
            tell_officers(juror.call, f"jury-left:{juror.pk}:{juror.version}", HAS_LEFT, "selection:jury")
    SeatInvitation.objects.filter(email=person.email or "").delete()


def _seat(person: Any, call: Call, known: Person, seat: str) -> Juror:
    standing = Juror.objects.filter(call=call, person=known).first()
    if standing is not None:
        raise Occupied(SEATED, state=JUROR.label(standing.state))
    made = _with_one_chair(lambda: Juror.objects.create(call=call, person=known, seat=seat))
    record(person, "invite", made, {}, _kept(made))
    _write_invitation(made)
    find_conflicts(call)
    return made


def _invite(person: Any, call: Call, email: str, seat: str) -> SeatInvitation:
    now = timezone.now()
    call.seat_invitations.filter(email=email, used=None, withdrawn=None, expires__lte=now).update(withdrawn=now)
    if call.seat_invitations.filter(email=email, used=None, withdrawn=None).exists():
        raise Occupied(INVITED_ALREADY)
    secret = secrets.token_urlsafe(32)
    made = SeatInvitation.objects.create(
        call=call, email=email, seat=seat, secret=checksum(secret), invited_by=person, expires=now + HOLDS
    )
    record(person, "invite", made, {}, {"seat": seat, "until": str(made.expires.date())})
    invite_by_letter(made, secret)
    return made


def _write_invitation(juror: Juror) -> None:
    tell_juror(juror, f"invited:{juror.version}", INVITED, seat=seat_word(juror.seat))


def _check_running(call: Call) -> None:
    if call.state in (CONCLUDED, CANCELLED):
        raise NotOpen(CALL_OVER)


def _with_one_chair(store: Callable[[], Any]) -> Any:
    try:
        with transaction.atomic():
            return store()
    except IntegrityError as trouble:
        raise Occupied(CHAIRED) from trouble


def _moved(person: Any, juror: Juror, version: int, verb: str) -> tuple[Juror, dict[str, Any]]:
    held = lock(juror, version)
    before = _kept(held)
    JUROR.move(held, verb, person)
    return held, before


def _store(person: Any, juror: Juror, verb: str, before: dict[str, Any], note: str = "") -> None:
    save_next(juror)
    record(person, verb, juror, before, _kept(juror), note)


def _fill(juror: Juror, known: Known) -> None:
    juror.organisation, juror.country = known.organisation, known.country
    juror.clusters, juror.fields, juror.most_load = known.clusters, known.fields, known.most_load


def _withdraw_reviews_of(person: Any, juror: Juror, note: str) -> None:
    """Rounds whose decisions are published keep theirs."""
    rows = Review.objects.filter(juror=juror).exclude(state=WITHDRAWN)
    rows = rows.exclude(entry__round__state__in=(NOTICED, FINAL)).select_related("juror__person", "entry__application")
    withdraw_reviews(person, list(rows), note)


def _kept(juror: Juror) -> dict[str, Any]:
    """What the history keeps; not where a juror lives, nor who it is: that is the seat itself."""
    slug = juror.organisation.slug if juror.organisation else ""
    told = {"state": juror.state, "seat": juror.seat, "organisation": slug, "fields": juror.fields}
    return told | {"clusters": list(juror.clusters), "most_load": juror.most_load}
