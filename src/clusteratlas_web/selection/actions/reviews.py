"""A review from its draft to handing in; reviews that are looked at again, and those that are withdrawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import pgettext

from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.editing import MEANWHILE, Changed, lock, save_next
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.actions.jury_letters import LOOK_AGAIN, TAKEN_OFF, tell_of_review
from clusteratlas_web.selection.deadlines import is_before
from clusteratlas_web.selection.jury_refusals import (
    AMENDED,
    CHANGED,
    CURRENT,
    HANDED_IN,
    LATE,
    NO_COMMENT,
    NOT_REVIEWED,
    NOT_YOURS,
    OFF_SCALE,
    UNSCORED,
    Late,
    NotOpen,
    Unfinished,
)
from clusteratlas_web.selection.models import Criterion, Entry, Juror, Review, Round, Score
from clusteratlas_web.selection.permissions import is_clear, may_review, sits
from clusteratlas_web.selection.queries.reviewing import is_outdated
from clusteratlas_web.selection.states import (
    ACCEPTED,
    ADMITTED,
    ASSIGNED,
    REVIEW,
    REVIEWING,
    ROUND,
    SUBMITTED,
    WITHDRAWN,
)
from clusteratlas_web.selection.words import ALL_CLEAR


@dataclass(frozen=True)
class Draft:
    """What a juror writes: by criterion a value, if there is one, and a reason; `read` is the entry's version read."""

    values: Mapping[int, tuple[Decimal | None, str]]
    comment: str
    comment_inside: str
    read: int


@transaction.atomic
def save_review(person: Any, entry: Entry, version: int, draft: Draft) -> Review:
    """Stores a draft, however little of it there is; until the round stops being reviewed."""
    review = _held(person, entry, version)
    require(may_review, person, review)
    _check_written(review)
    _check_open(review)
    before = _kept(review)
    _fill(review, draft)
    save_next(review)
    record(person, "save", review, before, _kept(review))
    return review


@transaction.atomic
def submit_review(person: Any, entry: Entry, version: int, draft: Draft) -> Review:
    """Hands a review in: complete, in time, and on the application as it is."""
    review = _held(person, entry, version)
    before = _kept(review)
    REVIEW.move(review, "submit", person)
    _check_open(review)
    _check_in_time(review.entry.round)
    if draft.read != review.entry.version:
        raise Changed(CHANGED)
    _check_complete(review.entry.round, draft)
    _fill(review, draft)
    review.submitted, review.read_version = timezone.now(), review.entry.version
    save_next(review)
    record(person, "submit", review, before, _kept(review))
    return review


@transaction.atomic
def reaffirm_review(person: Any, review: Review, version: int) -> Review:
    """After the application was amended: what was handed in holds for it as it is now."""
    held = lock(review, version)
    require(may_review, person, held)
    if not is_outdated(held, held.entry):
        raise Refusal(CURRENT)
    _check_open(held)
    _check_in_time(held.entry.round)
    before = _kept(held)
    held.submitted, held.read_version = timezone.now(), held.entry.version
    save_next(held)
    record(person, "reaffirm", held, before, _kept(held))
    return held


@transaction.atomic
def reopen_review(person: Any, review: Review, version: int, note: str) -> Review:
    """Who runs the call asks the juror for another look."""
    held = lock(review, version)
    before = _kept(held)
    REVIEW.move(held, "reopen", person)
    _check_open(held)
    return _reopened(person, held, before, note)


@transaction.atomic
def reopen_reviews(entry: Entry, note: str = "") -> int:
    """After an amendment: every review of what was handed in before goes back to its juror; returns how many.

    Reviews of an entry that moved and was not handed in anew hold for it as it stands.
    """
    rows = Review.objects.select_for_update().filter(entry=entry, state=SUBMITTED)
    rows.filter(submitted__gte=F("entry__submitted")).update(read_version=entry.version)
    old = rows.filter(submitted__lt=F("entry__submitted"), juror__state=ACCEPTED)
    found = list(old.select_related("juror__person", "juror__call", "entry__application"))
    for review in found:
        before = _kept(review)
        review.state = ASSIGNED
        _reopened(None, review, before, note)
    return len(found)


@transaction.atomic
def take_off_review(person: Any, review: Review, version: int) -> Review:
    """Who runs the call takes an application from a juror; the computation does not give it back."""
    held = lock(review, version)
    before = _kept(held)
    REVIEW.move(held, "withdraw", person)
    held.by_hand = True
    save_next(held)
    record(person, "withdraw", held, before, _kept(held))
    tell_of_review(held, "taken-off", TAKEN_OFF)
    return held


def withdraw_reviews(person: Any, rows: Iterable[Review], note: str) -> int:
    """Takes reviews back because of what happened to their juror: a conflict found, a seat left. Scores stay stored."""
    count = 0
    for review in rows:
        before = _kept(review)
        review.state = WITHDRAWN
        save_next(review)
        record(person, "withdraw", review, before, _kept(review), note)
        tell_of_review(review, "taken-off", TAKEN_OFF)
        count += 1
    return count


def _held(person: Any, entry: Entry, version: int) -> Review:
    """The person's own review of an entry, locked at a version; version 0 begins it where all read all."""
    found = Review.objects.filter(entry=entry, juror__person=person).first()
    if found is not None:
        return lock(found, version)
    if entry.round.reads != ALL_CLEAR:
        raise NotOpen(NOT_YOURS)
    require(is_clear & sits, person, entry)
    if version:
        raise Changed(MEANWHILE)
    juror = Juror.objects.get(call=entry.call, person=person)
    return Review.objects.create(entry=entry, juror=juror)


def _check_written(review: Review) -> None:
    if review.state == SUBMITTED:
        raise NotOpen(HANDED_IN)
    if review.state == WITHDRAWN:
        raise NotOpen(NOT_YOURS)


def _check_open(review: Review) -> None:
    the_round = review.entry.round
    if the_round.state != REVIEWING:
        raise NotOpen(NOT_REVIEWED, state=ROUND.label(the_round.state))
    if review.entry.state != ADMITTED:
        raise NotOpen(AMENDED)


def _check_in_time(the_round: Round) -> None:
    now, due = timezone.now(), the_round.reviews_due
    if due is not None and not is_before(now, due):
        zone = the_round.call.time_zone
        raise Late(LATE, due=Moment(due, zone), now=Moment(now.replace(microsecond=0), zone))


def _check_complete(the_round: Round, draft: Draft) -> None:
    criteria = list(the_round.criteria.all())
    given = {each.pk: draft.values.get(each.pk, (None, ""))[0] for each in criteria}
    if missing := [each for each in criteria if given[each.pk] is None]:
        raise Unfinished(UNSCORED, criteria=_names(missing))
    if not draft.comment.strip():
        raise Unfinished(NO_COMMENT)


def _fill(review: Review, draft: Draft) -> None:
    """What is written into a review; a value off its scale is refused in a draft too."""
    criteria = list(review.entry.round.criteria.all())
    values = {each: draft.values.get(each.pk, (None, "")) for each in criteria}
    off = [each for each, (value, _) in values.items() if value is not None and not each.low <= value <= each.high]
    if off:
        raise Unfinished(OFF_SCALE, criteria=_names(off))
    review.comment, review.comment_inside = draft.comment, draft.comment_inside
    review.scores.exclude(criterion__in=[each for each, (value, _) in values.items() if value is not None]).delete()
    for criterion, (value, reason) in values.items():
        if value is not None:
            told = {"value": value, "reason": reason}
            Score.objects.update_or_create(review=review, criterion=criterion, defaults=told)


def _reopened(person: Any, review: Review, before: dict[str, Any], note: str) -> Review:
    save_next(review)
    record(person, "reopen", review, before, _kept(review), note)
    tell_of_review(review, "reopened", LOOK_AGAIN, note)
    return review


def _kept(review: Review) -> dict[str, Any]:
    """What the history keeps of a review: where it stands, what it says, its values by criterion."""
    values = review.scores.values_list("criterion__number", "value").order_by("criterion__number")
    return {
        "state": review.state,
        "comment": review.comment,
        "comment_inside": review.comment_inside,
        "read_version": review.read_version,
        "scores": {str(number): f"{value:.2f}" for number, value in values},
    }


def _names(criteria: Iterable[Criterion]) -> str:
    return pgettext("between names", ", ").join(str(each.name) for each in criteria)
