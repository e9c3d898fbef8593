"""The ranking of a round as somebody may see it.

It is there for those who run the call and for its jury, once the reviews have ended; for nobody else, ever.

Whoever is clear of every application of the round sees it whole. Whoever a conflict of interest keeps out of one sees
neither its row nor its counts, and of the others only what depends on their own reviews: the scores as the jurors gave
them. Rank, places, shares of runs, severity and proposals all depend on the hidden reviews too, and are not shown: a
gap in the numbers, or a score that severity moved, would tell of what is hidden.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db.models import Count, QuerySet, prefetch_related_objects
from django.http import Http404
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.models import Application, Conflict, Entry, Juror, Review, Round
from clusteratlas_web.selection.permissions import chairs, may_run, may_sit
from clusteratlas_web.selection.proposals import proposal
from clusteratlas_web.selection.queries.reading import JUDGED, clear_for, round_for
from clusteratlas_web.selection.queries.scores import Computed, Scored, compute, read_scored
from clusteratlas_web.selection.ranking import Firmness, Standing
from clusteratlas_web.selection.states import ACCEPTED, DISMISSED, FINAL, MEETING, NOTICED, WITHDRAWN
from clusteratlas_web.selection.words import ALWAYS

RANKED = (MEETING, NOTICED, FINAL)  # the states of a round in which its ranking is shown
NOT_YET = said("The ranking is there once the reviews have ended, so that nobody reviews with it in mind.")
NO_CRITERIA = said("This round has no criteria, so there is nothing to rank by.")


class NotRanked(Refusal):
    """There is no ranking yet."""

    status = HTTPStatus.CONFLICT


@dataclass(frozen=True)
class Place:
    """An application in the ranking: where it stands and how firmly; None where that is not shown or there is none."""

    entry: Entry
    standing: Standing | None
    firmness: Firmness | None
    proposal: str
    reviews: int
    reviews_due: int
    kept_out: int

    @property
    def number(self) -> int:
        """Of the application."""
        return int(self.entry.application.number)


@dataclass(frozen=True)
class Ranked:
    """The ranking of a round for somebody. `is_whole`: nothing keeps the reader out of any application of it."""

    round: Round
    is_whole: bool
    scored: Scored
    computed: Computed
    places: tuple[Place, ...]
    jurors: tuple[Juror, ...]
    conflicts: tuple[Conflict, ...]
    sees_reviews: bool  # whether the reader sees what each juror gave
    inside: bool  # whether the reader runs the call or has the chair

    @property
    def labels(self) -> dict[int, int]:
        """The number of each juror's seat, by key."""
        return {juror.pk: number for number, juror in enumerate(self.jurors, start=1)}

    def of(self, number: int) -> Place:
        """An application in it; raises Http404 where the reader sees none of that number."""
        found = next((place for place in self.places if place.number == number), None)
        if found is None:
            raise Http404
        return found

    def proposed(self, what: str) -> tuple[Place, ...]:
        """The applications with a proposal, in the order of the ranking."""
        return tuple(place for place in self.places if place.proposal == what)


def ranking_for(person: Any, slug: str, number: int) -> Ranked:
    """The ranking for those who run the call and for its jury; to everybody else there is no such page."""
    the_round = round_for(person, slug, number)
    if not may_sit(person, the_round):
        raise Http404
    if the_round.state not in RANKED:
        raise NotRanked(NOT_YET)
    return ranked(person, the_round)


def judged(the_round: Round) -> QuerySet[Entry]:
    """The entries that a jury ranks and decides on."""
    return Entry.objects.filter(round=the_round, state__in=JUDGED)


def judged_clear(person: Any, the_round: Round) -> QuerySet[Entry]:
    """Those of them that nothing keeps a person out of."""
    return judged(the_round).filter(
        application__in=clear_for(person, Application.objects.filter(call=the_round.call_id))
    )


def is_clear_of_all(person: Any, the_round: Round) -> bool:
    """Whether nothing keeps a person out of any application that a round decides on."""
    return not judged(the_round).exclude(pk__in=judged_clear(person, the_round).values("pk")).exists()


def ranked(person: Any, the_round: Round) -> Ranked:
    """The ranking as a person may see it."""
    entries = {each.pk: each for each in _read(the_round, judged_clear(person, the_round))}
    whole = is_clear_of_all(person, the_round)
    scored = read_scored(the_round, entries)
    if not scored.criteria:
        raise NotRanked(NO_CRITERIA)
    scored = scored if whole else scored.plain()
    computed = compute(scored)
    conflicts = _conflicts(entries.values())
    inside = bool(may_run(person, the_round) or chairs(person, the_round))
    return Ranked(
        round=the_round,
        is_whole=whole,
        scored=scored,
        computed=computed,
        places=tuple(_places(the_round, entries, computed, conflicts, whole)),
        jurors=tuple(Juror.objects.filter(call=the_round.call_id).select_related("person").order_by("pk")),
        conflicts=conflicts,
        sees_reviews=inside or the_round.sees_reviews == ALWAYS,
        inside=inside,
    )


def proposals(the_round: Round) -> dict[int, str]:
    """What the whole ranking proposes, by entry: for checks, never for a page as it is."""
    entries = _order(judged(the_round)).values_list("pk", flat=True)
    scored = read_scored(the_round, entries)
    if not scored.criteria:
        return {}
    computed = compute(scored)
    found, least = computed.ranking.by_application, _least(the_round)
    return {each: proposal(found.get(each), computed.firmness.get(each), least) for each in entries}


def named(places: Sequence[Place]) -> Sequence[Place]:
    """Places with what a row says of an application besides its figures: who applies, and its evidence.

    It is read for the rows that are shown only: a ranking of thousands is shown page by page.
    """
    entries = [each.entry for each in places]
    prefetch_related_objects(entries, "application__organisation__names", "evidence")
    return places


def _read(the_round: Round, entries: QuerySet[Entry]) -> list[Entry]:
    """The entries in the order of their numbers; `reviews_due` is how many reviews of each were assigned."""
    rows = list(_order(entries).select_related("application", "decision"))
    due = Review.objects.filter(entry__round=the_round).exclude(state=WITHDRAWN).values_list("entry")
    assigned = dict(due.annotate(number=Count("pk")))
    for each in rows:
        each.round, each.application.call = the_round, the_round.call
        each.reviews_due = assigned.get(each.pk, 0)  # type: ignore[attr-defined]
    return rows


def _order(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    return entries.order_by("application__number")


def _conflicts(entries: Any) -> tuple[Conflict, ...]:
    applications = [each.application_id for each in entries]
    rows = Conflict.objects.filter(application__in=applications, juror__state=ACCEPTED).exclude(state=DISMISSED)
    return tuple(rows.select_related("juror__person", "application").order_by("application__number", "juror", "pk"))


def _places(
    the_round: Round, entries: dict[int, Entry], computed: Computed, conflicts: Sequence[Conflict], whole: bool
) -> list[Place]:
    found, least = computed.ranking.by_application, _least(the_round)
    order = [*(each.application for each in computed.ranking.standings), *computed.ranking.unranked]
    out = Counter(application for application, _ in {(each.application_id, each.juror_id) for each in conflicts})

    def place(entry: Entry) -> Place:
        standing, firmness = found.get(entry.pk), computed.firmness.get(entry.pk)
        return Place(
            entry=entry,
            standing=standing,
            firmness=firmness if whole else None,
            proposal=proposal(standing, firmness, least) if whole else "",
            reviews=standing.reviews if standing else 0,
            reviews_due=entry.reviews_due,  # type: ignore[attr-defined]
            kept_out=out[entry.application_id],
        )

    return [place(entries[each]) for each in order if isinstance(each, int)]


def _least(the_round: Round) -> float | None:
    return None if the_round.least_score is None else float(the_round.least_score)
