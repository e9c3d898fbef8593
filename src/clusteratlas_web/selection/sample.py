"""What the demo has of selection: an open call with applications, and one whose reviews wait for the jury."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from clusteratlas_web.foundation.history import record
from clusteratlas_web.selection.actions.calls import create_call
from clusteratlas_web.selection.deadlines import instant, on_the_clock
from clusteratlas_web.selection.models import Call, Entry, Review, Round, Score
from clusteratlas_web.selection.plans import OPENS, timetable
from clusteratlas_web.selection.queries.plans import shipped
from clusteratlas_web.selection.sample_applications import make_applications
from clusteratlas_web.selection.sample_calls import ZONE, make_calls
from clusteratlas_web.selection.sample_jury import make_jury
from clusteratlas_web.selection.states import ACCEPTED, DISMISSED, MEETING, PUBLISHED, SUBMITTED

TEMPLATE = "leading-edge-competition"
NAMES = {"en": "Leading-edge cluster competition, round before the jury", "zh-hans": "尖端集群竞赛（待评委会评议）"}
DAYS_AGO = 130  # when the judged call began
JURORS, REVIEWS = 7, 4  # in the jury, and of each application
SEED = 15  # of the invented scores


def make_sample(people: Mapping[str, Any], organisations: Sequence[Any]) -> list[Call]:
    """Makes the calls with applications of these organisations; made twice, they are there once.

    `people` are sign-ins by part: officer, manager, chair, juror.
    """
    calls = make_calls(dict(people))
    if not calls:
        return []
    make_applications(calls[0], organisations, people)
    make_jury(calls[0], people)
    return [*calls, _judged(people, calls[0].department, organisations)]


@transaction.atomic
def _judged(people: Mapping[str, Any], department: Any, organisations: Sequence[Any]) -> Call:
    """A call whose first round was reviewed: its scores are invented, its evidence is real."""
    there = Call.objects.filter(is_sample=True, names=NAMES).first()
    if there is not None:
        return there
    call = _begun(people["officer"], department)
    the_round = call.rounds.order_by("number")[0]
    Round.objects.filter(pk=the_round.pk).update(state=MEETING, places=3)
    make_applications(call, organisations, people)
    make_jury(call, people, JURORS)
    _review(call)
    return call


def _begun(officer: Any, department: Any) -> Call:
    plan = shipped()[TEMPLATE]
    first = on_the_clock(timezone.now(), ZONE).date() - timedelta(days=DAYS_AGO)
    dates = timetable(plan, instant(first, OPENS, ZONE), first, ZONE)
    facts = {"time_zone": ZONE, "is_sample": True, "names": NAMES}
    call = create_call(officer, department, plan, dates, facts)
    call.state = PUBLISHED
    call.save()
    record(None, "publish", call, {}, {"state": PUBLISHED}, "sample")
    return call


def _review(call: Call) -> None:
    """Each application by jurors whom nothing keeps out: what it is worth, how severe the juror is, and some chance."""
    chance = np.random.default_rng(SEED)
    seats = list(call.jurors.filter(state=ACCEPTED))
    severity = {seat.pk: chance.uniform(-0.8, 0.8) for seat in seats}
    for number, entry in enumerate(Entry.objects.filter(application__call=call).select_related("round", "application")):
        clear = [seat for seat in seats if not _is_kept_out(seat, entry)]
        worth = chance.uniform(5, 8.5)
        for step in range(min(REVIEWS, len(clear))):
            seat = clear[(number * REVIEWS + step) % len(clear)]
            _score(entry, seat, worth - severity[seat.pk], chance)


def _is_kept_out(seat: Any, entry: Entry) -> bool:
    return bool(seat.conflicts.filter(application=entry.application).exclude(state=DISMISSED).exists())


def _score(entry: Entry, seat: Any, middle: float, chance: np.random.Generator) -> None:
    review = Review.objects.create(
        entry=entry,
        juror=seat,
        state=SUBMITTED,
        comment="An invented comment (sample).",
        read_version=entry.version,
        submitted=timezone.now(),
    )
    for criterion in entry.round.criteria.all():
        value = round(middle + chance.normal(0, 0.7))
        Score.objects.create(
            review=review, criterion=criterion, value=min(max(value, criterion.low), criterion.high), reason=""
        )
