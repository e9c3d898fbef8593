"""Who would read what: an assignment computed for a round, as far as whoever asks may read, and what it rests on."""

import hashlib
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from clusteratlas_web.registry.models import Acting
from clusteratlas_web.selection.assigning import Assignment, Lack, assign
from clusteratlas_web.selection.models import Call, Conflict, Entry, Juror, Review, Round
from clusteratlas_web.selection.permissions import may_run
from clusteratlas_web.selection.queries.conflicts import found_now
from clusteratlas_web.selection.queries.reading import entries_run_by, round_for
from clusteratlas_web.selection.queries.ties import applicants_of
from clusteratlas_web.selection.states import ACCEPTED, ADMITTED, ASSIGNED, CHECKING, DISMISSED, REVIEWING, WITHDRAWN
from clusteratlas_web.selection.suitability import (
    Knowledge,
    Subject,
    Suitability,
    language_of,
    suitabilities,
    suitability,
    words_that_tell,
)

ASSIGNABLE = (CHECKING, REVIEWING)
Pair = tuple[Hashable, Hashable]


@dataclass(frozen=True)
class Given:
    """An application that a juror has or would get, and how well they suit; `review` where the juror has it."""

    juror: Juror
    suits: Suitability
    review: Review | None


@dataclass(frozen=True)
class Row:
    """An entry with its jurors, and what it lacks."""

    entry: Entry
    given: list[Given]
    lack: Lack | None


@dataclass(frozen=True)
class Load:
    """How many applications a juror has, would have, and takes at most."""

    juror: Juror
    has: int
    will_have: int
    most: int


@dataclass(frozen=True)
class Plan:
    """An assignment as it would be applied: `new` pairs of entry and juror, `dropped` reviews that nobody began.

    `mark` tells it from every other assignment: what is applied is what was looked at.
    """

    the_round: Round
    rows: list[Row]
    loads: list[Load]
    new: tuple[tuple[int, int], ...]
    dropped: tuple[int, ...]
    mark: str

    @property
    def lacking(self) -> int:
        """Reviews that nobody could be found for."""
        return sum(row.lack.lacking for row in self.rows if row.lack)


@dataclass(frozen=True)
class Jury:
    """What an assignment is computed from."""

    entries: dict[int, Entry]
    jurors: dict[int, Juror]
    subjects: dict[int, Subject]
    knowledge: dict[int, Knowledge]
    conflicts: frozenset[Pair]  # entry and juror
    reviews: dict[Pair, Review]  # not withdrawn, of these entries, without a conflict
    taken_off: frozenset[Pair]  # that somebody withdrew by hand
    elsewhere: Counter[int]  # what jurors have in this round beside these entries


def assignment_for(person: Any, slug: str, number: int) -> Round:
    """A round whose jurors somebody assigns, or there is none."""
    the_round = round_for(person, slug, number)
    if not may_run(person, the_round):
        raise Http404
    return the_round


def plan(person: Any, the_round: Round, anew: bool = False) -> Plan:
    """The assignment that would be applied; `anew` gives away again what nobody began and nobody assigned by hand."""
    jury = jury_of(person, the_round)
    kept = {pair: each for pair, each in jury.reviews.items() if not anew or _stays(each)}
    loads = {key: most_load(each, the_round) for key, each in jury.jurors.items()}
    found = assign(
        list(jury.entries),
        list(jury.jurors),
        at_least=the_round.least_reviews,
        load={key: max(most - jury.elsewhere[key], 0) for key, most in loads.items()},
        suitability=suitabilities(jury.knowledge, jury.subjects),
        conflicts=jury.conflicts | (jury.taken_off - kept.keys()),
        already=list(kept),
    )
    return _plan(the_round, jury, found, kept, loads)


def most_load(juror: Juror, the_round: Round) -> int:
    """How many applications of a round a juror reads at most."""
    return the_round.most_load if juror.most_load is None else min(juror.most_load, the_round.most_load)


def jury_of(person: Any, the_round: Round) -> Jury:
    """The admitted entries that somebody reads who runs the call, its jurors, and what stands between them."""
    rows = entries_run_by(person, the_round).filter(state=ADMITTED).order_by("application__number")
    rows = rows.select_related("application__organisation", "evidence")
    rows = rows.prefetch_related("statements", "application__organisation__names")
    entries = {each.pk: each for each in rows}
    seats = Juror.objects.filter(call=the_round.call, state=ACCEPTED).select_related("person").order_by("pk")
    jurors = {each.pk: each for each in seats}
    conflicts = _conflicts(the_round.call, entries, jurors)
    reviews = Review.objects.filter(entry__round=the_round, juror__in=jurors).prefetch_related("scores")
    mine = {(each.entry_id, each.juror_id): each for each in reviews if each.entry_id in entries}
    return Jury(
        entries,
        jurors,
        {key: _subject(each) for key, each in entries.items()},
        {key: _knowledge(each) for key, each in jurors.items()},
        conflicts,
        {pair: each for pair, each in mine.items() if each.state != WITHDRAWN and pair not in conflicts},
        frozenset(pair for pair, each in mine.items() if each.state == WITHDRAWN and each.by_hand),
        Counter(each.juror_id for each in reviews if each.entry_id not in entries and each.state != WITHDRAWN),
    )


def candidates(jury: Jury, entry: Entry) -> list[Given]:
    """The jurors who could still get an entry, the most suitable first."""
    subject = jury.subjects[entry.pk]
    out = {juror for key, juror in (*jury.conflicts, *jury.reviews) if key == entry.pk}
    found = [
        Given(each, suitability(jury.knowledge[key], subject), None)
        for key, each in jury.jurors.items()
        if key not in out
    ]
    return sorted(found, key=lambda each: (-each.suits.value, each.juror.pk))


def _plan(the_round: Round, jury: Jury, found: Assignment, kept: dict[Pair, Review], loads: dict[int, int]) -> Plan:
    given: dict[Hashable, list[Given]] = {}
    for seat in found.seats:
        suits = suitability(jury.knowledge[seat.juror], jury.subjects[seat.application])
        review = kept.get((seat.application, seat.juror))
        given.setdefault(seat.application, []).append(Given(jury.jurors[seat.juror], suits, review))
    lacks = {each.application: each for each in found.lacks}
    new = tuple(sorted((seat.application, seat.juror) for seat in found.new))
    dropped = tuple(sorted(each.pk for pair, each in jury.reviews.items() if pair not in kept and pair not in new))
    has = Counter(juror for _, juror in jury.reviews)
    return Plan(
        the_round,
        [Row(each, given.get(key, []), lacks.get(key)) for key, each in jury.entries.items()],
        [Load(each, has[key], found.loads[key], loads[key]) for key, each in jury.jurors.items()],
        tuple(pair for pair in new if pair not in jury.reviews),
        dropped,
        _mark(new, dropped),
    )


def _mark(new: tuple[Any, ...], dropped: tuple[int, ...]) -> str:
    return hashlib.sha256(repr((new, dropped)).encode()).hexdigest()[:32]


def _stays(review: Review) -> bool:
    """Whether an assignment computed anew leaves a review with its juror."""
    begun = bool(review.comment or review.comment_inside or review.scores.all())
    return review.state != ASSIGNED or review.by_hand or begun


def _conflicts(call: Call, entries: dict[int, Entry], jurors: dict[int, Juror]) -> frozenset[Pair]:
    """Entry and juror: what stands or is asked, what is recorded and not noticed yet, and whoever acts for it."""
    rows = Conflict.objects.filter(juror__in=jurors).values_list("juror", "application", "kind", "state")
    states = {(juror, application, kind): state for juror, application, kind, state in rows}
    keeping = {(juror, application) for (juror, application, _), state in states.items() if state != DISMISSED}
    keeping |= {(juror, application) for juror, application, kind in found_now(call).keys() - states.keys()}
    keeping |= _acting(call, jurors)
    numbers = {each.application_id: key for key, each in entries.items()}
    return frozenset((numbers[application], juror) for juror, application in keeping if application in numbers)


def _acting(call: Call, jurors: dict[int, Juror]) -> set[tuple[int, int]]:
    """Juror and application: a decision on a conflict does not let in who acts for the consortium."""
    people = {each.person_id: key for key, each in jurors.items()}
    acting = Acting.objects.filter(person__in=people).values_list("person", "organisation")
    return {
        (people[person], applicant.number)
        for applicant in applicants_of(call)
        for person, organisation in acting
        if organisation in applicant.organisations
    }


def _subject(entry: Entry) -> Subject:
    application, evidence = entry.application, getattr(entry, "evidence", None)
    texts = [application.title, application.summary, *(each.text for each in entry.statements.all())]
    clusters = {application.cluster, f"{evidence.atlas}/{evidence.cluster}" if evidence else ""} - {""}
    return Subject(frozenset(clusters), words_that_tell(texts), language_of(" ".join(texts)))


def _knowledge(juror: Juror) -> Knowledge:
    return Knowledge(frozenset(juror.clusters), words_that_tell([juror.fields]), juror.person.language)
