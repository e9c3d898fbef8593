"""The jury decides on an application, with reasons; two who decide at once do not undo each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.editing import MEANWHILE, Changed, lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.states import WrongState
from clusteratlas_web.selection.actions.deciding_steps import insist_on_meeting
from clusteratlas_web.selection.deciding_refusals import (
    AGAINST,
    FEW,
    FEW_CLEAR,
    NO_CURRENCY,
    NO_MEETING,
    NOT_ADMITTED,
    NOT_BEGUN,
    NOT_MONEY,
    ONLY_SELECTED,
    REASONS,
    TAKEN,
    TOO_MUCH,
    BadAmount,
    NoPlace,
    NoQuorum,
    NoReason,
)
from clusteratlas_web.selection.deciding_words import Proposed
from clusteratlas_web.selection.models import Call, Decision, Entry, JuryMeeting, Round
from clusteratlas_web.selection.permissions import may_decide
from clusteratlas_web.selection.proposals import is_against
from clusteratlas_web.selection.queries.decisions import kept_out_pairs, latest_meeting, quorum_of, quorum_on
from clusteratlas_web.selection.queries.ranking import is_clear_of_all, judged, judged_clear, proposals
from clusteratlas_web.selection.states import ADMITTED, ENTRY
from clusteratlas_web.selection.words import SELECTED
from clusteratlas_web.selection.written import Amount

AFTER_APPEAL = "decide after appeal"
NONE_YET = 0  # the version of a decision that is not there yet


@dataclass(frozen=True)
class Ruling:
    """What is decided: the outcome, the reasons by language, the amount, and why it is not as the ranking proposes."""

    outcome: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    amount: Decimal | None = None
    against_ranking: str = ""


@dataclass(frozen=True)
class EntryState:
    """The state of an entry, called in the language of whoever reads the refusal."""

    state: str

    def __str__(self) -> str:
        return ENTRY.label(self.state)


@transaction.atomic
def decide(person: Any, entry: Entry, ruling: Ruling, version: int = NONE_YET) -> Decision:
    """Decides on an admitted entry, in the latest meeting of its round; `version` is that of the decision before.

    Whoever a conflict keeps out of another application of the round is not told of it by a refusal: for them places
    are counted over what they see, and the ranking is not asked. Publication checks both over all.
    """
    the_round = lock(entry.round)  # one after the other: places are counted over all entries
    held = lock(entry)
    require(may_decide, person, held)
    insist_on_meeting(the_round)
    if held.state != ADMITTED:
        raise WrongState(NOT_ADMITTED, number=held.application.number, state=EntryState(held.state))
    meeting = _deciding_meeting(the_round, held)
    check_ruling(the_round.call, ruling)
    decision = _at(held, version)
    whole = is_clear_of_all(person, the_round)
    _check_places(the_round, held, ruling, judged(the_round) if whole else judged_clear(person, the_round))
    if whole:
        _check_ranking(the_round, held, ruling)
    return rule_on(person, decision, ruling, meeting, "decide again" if decision.pk else "decide")


def rule_on(person: Any, decision: Decision, ruling: Ruling, meeting: JuryMeeting, verb: str) -> Decision:
    """Stores a ruling as the decision, with its history; everything was checked before."""
    before = kept(decision) if decision.pk else {}
    decision.meeting, decision.outcome, decision.amount = meeting, ruling.outcome, ruling.amount
    decision.reasons = {language: text.strip() for language, text in ruling.reasons.items() if text.strip()}
    decision.against_ranking = ruling.against_ranking.strip()
    decision.after_appeal = verb == AFTER_APPEAL
    decision.decided_by, decision.decided = person, timezone.now()
    if decision.pk:
        save_next(decision)
    else:
        decision.save()
    record(person, verb, decision, before, kept(decision))
    return decision


def kept(decision: Decision) -> dict[str, Any]:
    """What the history keeps of a decision."""
    names = ("outcome", "reasons", "amount", "against_ranking", "after_appeal")
    return {name: value for name, value in state_of(decision).items() if name in names}


def check_ruling(call: Call, ruling: Ruling) -> None:
    """Raises NoReason or BadAmount."""
    if not any(text.strip() for text in ruling.reasons.values()):
        raise NoReason(REASONS)
    if ruling.amount is None:
        return
    if ruling.outcome != SELECTED:
        raise BadAmount(ONLY_SELECTED)
    if ruling.amount <= 0:
        raise BadAmount(NOT_MONEY)
    if not call.currency:
        raise BadAmount(NO_CURRENCY)
    if call.most_amount is not None and ruling.amount > call.most_amount:
        raise BadAmount(TOO_MUCH, most=Amount(call.most_amount, call.currency))


def _deciding_meeting(the_round: Round, entry: Entry) -> JuryMeeting:
    meeting = latest_meeting(the_round)
    if meeting is None:
        raise NoQuorum(NO_MEETING)
    if meeting.held > timezone.now():
        raise NoQuorum(NOT_BEGUN, held=Moment(meeting.held, the_round.call.time_zone))
    present = list(meeting.present.values_list("pk", flat=True))
    whole = quorum_of(the_round, present)
    if not whole.is_met:
        raise NoQuorum(FEW, present=whole.present, needed=whole.needed, seats=whole.seats)
    clear = quorum_on(the_round, present, entry.application_id, kept_out_pairs(the_round))
    if not clear.is_met:
        facts = {"present": clear.present, "needed": clear.needed, "seats": clear.seats}
        raise NoQuorum(FEW_CLEAR, number=entry.application.number, **facts)
    return meeting


def _at(entry: Entry, version: int) -> Decision:
    """The decision at the version that somebody saw, locked; a new one where nobody has decided."""
    found = Decision.objects.filter(entry=entry).first()
    if found is not None:
        return lock(found, version)
    if version != NONE_YET:
        raise Changed(MEANWHILE)
    return Decision(entry=entry)


def _check_places(the_round: Round, entry: Entry, ruling: Ruling, counted: Any) -> None:
    if the_round.places is None or ruling.outcome != SELECTED:
        return
    others = counted.exclude(pk=entry.pk).filter(state=ADMITTED, decision__outcome=SELECTED).count()
    if others >= the_round.places:
        raise NoPlace(TAKEN, places=the_round.places)


def _check_ranking(the_round: Round, entry: Entry, ruling: Ruling) -> None:
    proposed = proposals(the_round).get(entry.pk, "")
    if is_against(proposed, ruling.outcome) and not ruling.against_ranking.strip():
        raise NoReason(AGAINST, number=entry.application.number, proposal=Proposed(proposed))
