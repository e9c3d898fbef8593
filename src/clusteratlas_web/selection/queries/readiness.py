"""What a call lacks before it can be published, and what would be good to have: each with where it is added."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.selection.awards import grantable
from clusteratlas_web.selection.conditions import fault_of
from clusteratlas_web.selection.models import Call, Round
from clusteratlas_web.selection.words import LABEL

LANGUAGES = ("en", "zh-hans")
NOT_GRANTED = said("It grants %(grants)s, which its department does not grant, so that no award would bring it.")


@dataclass(frozen=True)
class Lack:
    """Something that is missing: a sentence (a message id with facts), and the round it is missing in, if any."""

    sentence: str
    facts: dict[str, Any] = field(default_factory=dict)
    round: int | None = None

    @property
    def said(self) -> str:
        """The sentence in the reader's language."""
        return gettext(self.sentence) % self.facts if self.facts else gettext(self.sentence)


def hindrances(call: Call, now: datetime) -> list[Lack]:
    """What is missing before a call can be published."""
    rounds = list(call.rounds.prefetch_related("criteria", "conditions"))
    found = [Lack(sentence) for sentence in _of_call(call)]
    if call.grants and call.grants not in grantable(call.department):
        found.append(Lack(NOT_GRANTED, {"grants": call.grants}))
    if not rounds:
        found.append(Lack(said("It has no round.")))
    for each in rounds:
        found += [Lack(sentence, {"number": each.number}, each.number) for sentence in _of_round(call, each, now)]
    for first, then in pairwise(rounds):
        ends = first.decision_due or first.reviews_due or first.closes
        if ends and then.opens and then.opens <= ends:
            sentence = said("Round %(number)s opens before the round before it is decided.")
            found.append(Lack(sentence, {"number": then.number}, then.number))
    return found


def advice(call: Call) -> list[Lack]:
    """What does not stand in the way of publishing, and what readers will miss."""
    rounds = list(call.rounds.prefetch_related("conditions"))
    found = []
    if not all(call.names.get(each) and call.about.get(each) for each in LANGUAGES):
        found.append(Lack(said("Its name or its text is missing in one of the two languages.")))
    if call.programme_id is None:
        found.append(Lack(said("It belongs to no programme.")))
    if not call.for_kinds and not any(each.conditions.all() for each in rounds):
        found.append(Lack(said("It sets no condition: every organisation may apply.")))
    for each in rounds:
        if each.decision_due is None:
            sentence = said("Round %(number)s does not say when it will be decided.")
            found.append(Lack(sentence, {"number": each.number}, each.number))
    return found


def _of_call(call: Call) -> list[str]:
    found = []
    if not any(call.names.values()):
        found.append(said("It has no name."))
    if not any(call.about.values()):
        found.append(said("It does not say what it is about."))
    return found


def _of_round(call: Call, the_round: Round, now: datetime) -> list[str]:
    found = []
    if the_round.number == 1 and the_round.opens is None:
        found.append(said("Round %(number)s does not say when it opens."))
    if the_round.closes is None and (the_round.number == 1 and call.kind != LABEL):
        found.append(said("Round %(number)s has no deadline."))
    if the_round.closes is not None and the_round.closes <= now:
        found.append(said("The deadline of round %(number)s is past."))
    if not the_round.criteria.all():
        found.append(said("Round %(number)s has no criterion."))
    if not the_round.asks:
        found.append(said("Round %(number)s does not say what is handed in."))
    if not all(any(each.names.values()) for each in the_round.criteria.all()):
        found.append(said("A criterion of round %(number)s has no name."))
    if any(fault_of(each.kind, each.value, each.says) for each in the_round.conditions.all()):
        found.append(said("A condition of round %(number)s is not complete."))
    return found
