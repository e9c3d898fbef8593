"""Meetings and decisions of a round: who was present, what is decided, what is missing before it is published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.registry.models import Acting
from clusteratlas_web.selection.deciding_refusals import (
    AGAINST,
    BEING_AMENDED,
    FEW,
    FINDINGS_APPEALED,
    FINDINGS_OPEN,
    MORE_THAN_PLACES,
    NOTHING_TO_DECIDE,
    UNDECIDED,
    NoPlace,
    NoQuorum,
    NoReason,
    NotReady,
)
from clusteratlas_web.selection.deciding_words import Proposed
from clusteratlas_web.selection.models import (
    Appeal,
    Application,
    Conflict,
    Decision,
    Entry,
    Juror,
    JuryMeeting,
    Partner,
    Round,
)
from clusteratlas_web.selection.permissions import may_sit
from clusteratlas_web.selection.proposals import is_against
from clusteratlas_web.selection.queries.notices import open_findings
from clusteratlas_web.selection.queries.ranking import NOT_YET, RANKED, NotRanked, judged, judged_clear, proposals
from clusteratlas_web.selection.queries.reading import round_for
from clusteratlas_web.selection.states import ACCEPTED, ADMITTED, DISMISSED, LODGED, RETURNED, SUBMITTED
from clusteratlas_web.selection.words import FINDING, SELECTED
from clusteratlas_web.selection.written import listed

Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Quorum:
    """How many jurors are there, of how many, and how many are needed."""

    present: int
    seats: int
    needed: int

    @property
    def is_met(self) -> bool:
        """Whether there are enough."""
        return self.present >= self.needed


def seats_of_jury(the_round: Round) -> QuerySet[Juror]:
    """The jurors who accepted, in the order of their seats."""
    rows = Juror.objects.filter(call=the_round.call_id, state=ACCEPTED).select_related("person")
    return rows.order_by("pk")


def kept_out_pairs(the_round: Round) -> Pairs:
    """Jurors and the applications they are kept out of: by a conflict, or by acting for the consortium."""
    call, jurors = the_round.call_id, dict(seats_of_jury(the_round).values_list("person", "pk"))
    conflicts = Conflict.objects.filter(juror__call=call, application__call=call).exclude(state=DISMISSED)
    acting: dict[int, set[int]] = {}
    for organisation, person in Acting.objects.filter(person__in=jurors).values_list("organisation", "person"):
        acting.setdefault(organisation, set()).add(jurors[person])
    leads = Application.objects.filter(call=call, organisation__in=acting).values_list("pk", "organisation")
    partners = Partner.objects.filter(entry__application__call=call, organisation__in=acting)
    rows = {*leads, *partners.values_list("entry__application", "organisation")}
    own = {(juror, application) for application, organisation in rows for juror in acting[organisation]}
    return frozenset({*conflicts.values_list("juror", "application"), *own})


def quorum_of(the_round: Round, present: Iterable[int]) -> Quorum:
    """The quorum of a meeting with these jurors."""
    return quorum_among(the_round, {juror.pk for juror in seats_of_jury(the_round)}, set(present))


def quorum_on(the_round: Round, present: Iterable[int], application: int, out: Pairs) -> Quorum:
    """The quorum on one application: whom a conflict keeps out of it is neither there nor counted."""
    seats = {juror.pk for juror in seats_of_jury(the_round) if (juror.pk, application) not in out}
    return quorum_among(the_round, seats, set(present))


def quorum_among(the_round: Round, seats: set[int], present: set[int]) -> Quorum:
    """The quorum of those who are present, of these seats."""
    needed = (Decimal(str(the_round.quorum)) * len(seats)).to_integral_value(ROUND_CEILING)
    return Quorum(len(seats & present), len(seats), int(needed))


def latest_meeting(the_round: Round) -> JuryMeeting | None:
    """The meeting that decides: the latest one."""
    return the_round.meetings.order_by("-held", "-pk").first()


def meetings_of(the_round: Round) -> QuerySet[JuryMeeting]:
    """All meetings, the latest first."""
    return the_round.meetings.prefetch_related("present__person").order_by("-held", "-pk")


def deciding_round(person: Any, slug: str, number: int) -> Round:
    """A round that is decided on, for its jury and those who run the call; to everybody else there is no such page."""
    the_round = round_for(person, slug, number)
    if not may_sit(person, the_round):
        raise Http404
    if the_round.state not in RANKED:
        raise NotRanked(NOT_YET)
    return the_round


def entry_decided_by(person: Any, slug: str, number: int, application: int) -> Entry:
    """An entry to decide on, for whom nothing keeps out of it, or there is none."""
    the_round = deciding_round(person, slug, number)
    rows = judged_clear(person, the_round).select_related(
        "application__organisation", "application__call", "round__call", "decision", "evidence"
    )
    entry = rows.filter(application__number=application).first()
    if entry is None:
        raise Http404
    return entry


def decision_of(entry: Entry) -> Decision | None:
    """What was decided on an entry; None while nothing is."""
    return Decision.objects.filter(entry=entry).select_related("meeting", "decided_by", "entry__round__call").first()


def hindrances(the_round: Round, proposed: Mapping[int, str] | None = None) -> list[Refusal]:
    """What stands between the decisions of a round and their publication; of all applications, hidden ones too.

    `proposed` is what the whole ranking proposes, by entry, where somebody has read it already.
    """
    entries = list(judged(the_round).filter(state=ADMITTED).select_related("application", "decision"))
    decisions = {each.pk: each.decision for each in entries if hasattr(each, "decision")}
    found = [_waiting(the_round), *_findings(the_round), _undecided(entries)]
    found.append(_too_many(the_round, list(decisions.values())))
    found += _without_quorum(the_round, decisions.values())
    proposed = proposals(the_round) if proposed is None else proposed
    found += [_against(each, proposed.get(each.pk, "")) for each in entries if each.pk in decisions]
    return [each for each in found if each is not None]


def _waiting(the_round: Round) -> Refusal | None:
    waiting = the_round.entries.filter(state__in=(SUBMITTED, RETURNED)).select_related("application")
    numbers = sorted(each.application.number for each in waiting)
    return NotReady(BEING_AMENDED, applications=listed(numbers)) if numbers else None


def _findings(the_round: Round) -> list[Refusal]:
    """Who was found not eligible can come back by an appeal, so nothing is published before that is settled."""
    found: list[Refusal] = []
    open_ones = list(open_findings(the_round, timezone.now()))
    if open_ones:
        ends = max(each.appeal_until for each in open_ones if each.appeal_until)
        numbers = sorted(each.application.number for each in open_ones)
        facts = {"ends": Moment(ends, the_round.call.time_zone), "applications": listed(numbers)}
        found.append(NotReady(FINDINGS_OPEN, **facts))
    waiting = Appeal.objects.filter(entry__round=the_round, against=FINDING, state=LODGED)
    numbers = sorted(waiting.values_list("entry__application__number", flat=True))
    return [*found, NotReady(FINDINGS_APPEALED, applications=listed(numbers))] if numbers else found


def _undecided(entries: list[Entry]) -> Refusal | None:
    if not entries:
        return NotReady(NOTHING_TO_DECIDE)
    numbers = [each.application.number for each in entries if not hasattr(each, "decision")]
    return NotReady(UNDECIDED, applications=listed(numbers)) if numbers else None


def _too_many(the_round: Round, decisions: list[Decision]) -> Refusal | None:
    selected = sum(each.outcome == SELECTED for each in decisions)
    if the_round.places is None or selected <= the_round.places:
        return None
    return NoPlace(MORE_THAN_PLACES, selected=selected, places=the_round.places)


def _without_quorum(the_round: Round, decisions: Iterable[Decision]) -> list[Refusal]:
    meetings = JuryMeeting.objects.filter(pk__in={each.meeting_id for each in decisions}).prefetch_related("present")
    found = [quorum_of(the_round, [juror.pk for juror in each.present.all()]) for each in meetings]
    return [
        NoQuorum(FEW, present=each.present, needed=each.needed, seats=each.seats) for each in found if not each.is_met
    ]


def _against(entry: Entry, proposed: str) -> Refusal | None:
    decision = entry.decision
    if not is_against(proposed, decision.outcome) or decision.against_ranking.strip():
        return None
    return NoReason(AGAINST, number=entry.application.number, proposal=Proposed(proposed))
