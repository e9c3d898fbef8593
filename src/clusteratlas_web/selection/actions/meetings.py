"""The sitting of a jury is recorded: when, where, who was there, what was said."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.selection.actions.deciding_steps import insist_on_meeting
from clusteratlas_web.selection.deciding_refusals import STRANGERS, NoQuorum
from clusteratlas_web.selection.models import Juror, JuryMeeting, Round
from clusteratlas_web.selection.permissions import may_hold_meeting
from clusteratlas_web.selection.queries.decisions import seats_of_jury


@dataclass(frozen=True)
class Sitting:
    """What is recorded of a meeting."""

    held: datetime
    place: str
    present: Collection[Juror]
    minutes: str


@transaction.atomic
def hold_meeting(person: Any, the_round: Round, sitting: Sitting) -> JuryMeeting:
    """A meeting of the jury on a round that is before it."""
    require(may_hold_meeting, person, the_round)
    held = lock(the_round)
    insist_on_meeting(held)
    meeting = JuryMeeting(round=held)
    _fill(meeting, sitting)
    meeting.save()
    meeting.present.set(_seated(held, sitting))
    record(person, "hold", meeting, {}, _kept(meeting))
    return meeting


@transaction.atomic
def edit_meeting(person: Any, meeting: JuryMeeting, version: int, sitting: Sitting) -> JuryMeeting:
    """The same meeting, recorded otherwise, until decisions are published."""
    held = lock(meeting, version)
    require(may_hold_meeting, person, held)
    insist_on_meeting(held.round)
    before = _kept(held)
    _fill(held, sitting)
    held.present.set(_seated(held.round, sitting))
    save_next(held)
    record(person, "edit", held, before, _kept(held))
    return held


def _fill(meeting: JuryMeeting, sitting: Sitting) -> None:
    meeting.held, meeting.place, meeting.minutes = sitting.held, sitting.place, sitting.minutes


def _seated(the_round: Round, sitting: Sitting) -> list[Juror]:
    seats = {juror.pk for juror in seats_of_jury(the_round)}
    if not {juror.pk for juror in sitting.present} <= seats:
        raise NoQuorum(STRANGERS)
    return list(sitting.present)


def _kept(meeting: JuryMeeting) -> dict[str, Any]:
    """What the history keeps; jurors by the number of their seat, which stays when a person is erased."""
    seats = list(Juror.objects.filter(call=meeting.round.call_id).order_by("pk").values_list("pk", flat=True))
    present = sorted(seats.index(each) + 1 for each in meeting.present.values_list("pk", flat=True))
    held = meeting.held.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    facts = {"held": held, "place": meeting.place, "minutes": meeting.minutes}
    return facts | {"present": [f"#{number}" for number in present]}
