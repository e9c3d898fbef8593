"""Reviews: those that count, those of others that somebody sees, one's own, and what a juror has to read."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, FloatField, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from clusteratlas_web.registry.models import Acting
from clusteratlas_web.selection import ranking
from clusteratlas_web.selection.models import Application, Conflict, Entry, Juror, Partner, Review, Round, Score
from clusteratlas_web.selection.permissions import chairs, may_run
from clusteratlas_web.selection.queries.reading import (
    JUDGED,
    clear_for,
    entries_judged_by,
    entries_read_by,
    entry_read_by,
)
from clusteratlas_web.selection.states import (
    ACCEPTED,
    ASSIGNED,
    DISMISSED,
    FINAL,
    MEETING,
    NOT_SELECTED,
    NOTICED,
    REVIEWING,
    SELECTED,
    SUBMITTED,
    WITHDRAWN,
)
from clusteratlas_web.selection.words import AFTER_OWN, ALL_CLEAR, ALWAYS

SETTLED = (NOTICED, FINAL)  # what counted when decisions were published goes on counting when a juror leaves
IS_CURRENT = Q(submitted__gte=F("entry__submitted")) & (
    Q(read_version=F("entry__version")) | Q(entry__state__in=(SELECTED, NOT_SELECTED))
)


def kept_out() -> Q:
    """Reviews of jurors whom a conflict, or acting for the consortium, keeps out of the application."""
    same = {"application": OuterRef("entry__application"), "juror": OuterRef("juror")}
    lead = Acting.objects.filter(
        person=OuterRef("juror__person"), organisation=OuterRef("entry__application__organisation")
    )
    partner = Partner.objects.filter(
        entry__application=OuterRef("entry__application"), organisation__acting__person=OuterRef("juror__person")
    )
    conflict = Conflict.objects.filter(**same).exclude(state=DISMISSED)
    return Q(Exists(conflict)) | Q(Exists(lead)) | Q(Exists(partner))


def counting(the_round: Round) -> QuerySet[Review]:
    """The reviews of a round that count: handed in, of who is in the jury and clear, on the application as it is.

    Once decisions are published, those count that counted then, though their juror may have left since.
    """
    rows = Review.objects.filter(IS_CURRENT, entry__round=the_round, entry__state__in=JUDGED, state=SUBMITTED)
    if the_round.state == FINAL:
        return rows
    rows = rows.exclude(kept_out())
    return rows if the_round.state in SETTLED else rows.filter(juror__state=ACCEPTED)


def counted_reviews(the_round: Round) -> list[ranking.Score]:
    """Their scores as selection.ranking takes them: by the numbers of entry, juror and criterion."""
    criteria = the_round.criteria.count()
    rows = Score.objects.filter(review__in=counting(the_round), criterion__round=the_round)
    found: dict[int, list[ranking.Score]] = {}
    # As a float from the database: thirty thousand decimals take longer to make than the ranking of them to read.
    values = ("review", "review__entry", "review__juror", "criterion", Cast("value", FloatField()))
    for review, entry, juror, criterion, value in rows.order_by("review", "criterion").values_list(*values).iterator():
        found.setdefault(review, []).append(ranking.Score(entry, juror, str(criterion), value))
    return [score for scores in found.values() if len(scores) == criteria for score in scores]


def reviews_read_by(person: Any, the_round: Round) -> QuerySet[Review]:
    """All reviews of a round that somebody may know of: of the entries that the person reads."""
    return Review.objects.filter(entry__in=entries_read_by(person, the_round)).exclude(state=WITHDRAWN)


def reviews_seen_by(person: Any, entry: Entry) -> QuerySet[Review]:
    """The reviews of others on an entry that somebody sees: those handed in, as the round says.

    Who runs the call sees them always; chair and deputy once the jury meets, and before as every juror does.
    """
    rows = Review.objects.filter(entry=entry, entry__in=entries_read_by(person, entry.round), state=SUBMITTED)
    rows = rows.exclude(juror__person=person).exclude(kept_out())
    return rows if _sees_others(person, entry) else rows.none()


def _sees_others(person: Any, entry: Entry) -> bool:
    the_round = entry.round
    if may_run(person, the_round) or the_round.sees_reviews == ALWAYS:
        return True
    if the_round.state != REVIEWING and chairs(person, the_round):
        return True
    own = Review.objects.filter(entry=entry, juror__person=person, state=SUBMITTED)
    return the_round.sees_reviews == AFTER_OWN and own.exists()


def names_shown_to(person: Any, the_round: Round) -> bool:
    """Whether somebody sees who applies: those who run the call always, the jury as the round says."""
    return the_round.shows_applicants or bool(may_run(person, the_round))


@dataclass(frozen=True)
class OnDesk:
    """An entry on somebody's desk: with the seat of a juror, and the juror's review if there is one."""

    entry: Entry
    juror: Juror | None
    review: Review | None

    @property
    def may_write(self) -> bool:
        """Whether a review can be written here: it was assigned, or the round lets all read all."""
        return self.juror is not None and (self.review is not None or self.entry.round.reads == ALL_CLEAR)

    @property
    def is_handed_in(self) -> bool:
        """Whether the own review is in."""
        return self.review is not None and self.review.state == SUBMITTED

    @property
    def is_outdated(self) -> bool:
        """Whether the application was changed since the own review was handed in."""
        return self.review is not None and is_outdated(self.review, self.entry)


def desk_of(person: Any, slug: str, number: int, application: int) -> OnDesk:
    """An entry for somebody who judges it or runs the call, with the person's own review, or there is none."""
    entry = entry_read_by(person, slug, number, application)
    juror = Juror.objects.filter(call=entry.round.call, person=person, state=ACCEPTED).select_related("call").first()
    judges = juror is not None and entries_judged_by(person, entry.round).filter(pk=entry.pk).exists()
    if juror is None or not judges:
        return OnDesk(entry, None, None)
    review = Review.objects.filter(entry=entry, juror=juror).exclude(state=WITHDRAWN).first()
    return OnDesk(entry, juror, review)


def is_outdated(review: Review, entry: Entry) -> bool:
    """Whether an entry was changed since a review of it was handed in: the opposite of IS_CURRENT."""
    if review.state != SUBMITTED or review.submitted is None or entry.submitted is None:
        return False
    decided = entry.state in (SELECTED, NOT_SELECTED)
    return review.submitted < entry.submitted or not (decided or review.read_version == entry.version)


IN_QUEUE = (REVIEWING, MEETING)  # the states of a round whose entries stand in a queue


def queue_of(person: Any) -> list[OnDesk]:
    """What a juror has to read in all calls: what is due first stands first, what is handed in last."""
    if not person.is_authenticated:
        return []
    clear = clear_for(person, Application.objects.all())
    reviews = {each.entry_id: each for each in _own(person).filter(entry__application__in=clear)}
    open_to_all = Entry.objects.filter(
        round__state__in=IN_QUEUE, round__reads=ALL_CLEAR, state__in=JUDGED, application__in=clear
    ).filter(round__call__jurors__person=person, round__call__jurors__state=ACCEPTED)
    entries = Entry.objects.filter(Q(pk__in=list(reviews)) | Q(pk__in=open_to_all.values("pk")))
    rows = entries.select_related("application__organisation", "round__call").prefetch_related(
        "application__organisation__names"
    )
    seats = {each.call_id: each for each in Juror.objects.filter(person=person, state=ACCEPTED)}
    found = [OnDesk(each, seats[each.round.call_id], reviews.get(each.pk)) for each in rows]
    return sorted(found, key=_due_first)


def _own(person: Any) -> QuerySet[Review]:
    rows = Review.objects.filter(juror__person=person, juror__state=ACCEPTED, entry__state__in=JUDGED)
    return rows.filter(entry__round__state__in=IN_QUEUE, state__in=(ASSIGNED, SUBMITTED))


def _due_first(desk: OnDesk) -> tuple[bool, bool, float, int, int]:
    due = desk.entry.round.reviews_due
    moment = due.timestamp() if due else 0.0
    return (
        desk.is_handed_in and not desk.is_outdated,
        due is None,
        moment,
        desk.entry.round_id,
        desk.entry.application.number,
    )
