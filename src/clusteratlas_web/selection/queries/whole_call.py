"""Everything that is recorded of one call, read with a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from clusteratlas_web.foundation.files import files_of
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.models import HistoryEntry, PrivateFile
from clusteratlas_web.selection.models import Call, Criterion, Round
from clusteratlas_web.selection.queries.awards import Award, awards_of_call

CHANGES = ("open", "close", "reopen", "extend", "cancel")  # steps of the history whose reasons a page tells


@dataclass(frozen=True)
class Whole:
    """A call with its rounds, papers, awards, and the steps that were taken by hand with their reasons."""

    call: Call
    rounds: list[Round]
    documents: list[PrivateFile]
    awards: list[Award]
    changes: list[HistoryEntry]


def read_whole(call: Call) -> Whole:
    """A call with all that belongs to it, except applications."""
    steps = history_of(call).filter(verb__in=CHANGES).exclude(note="")
    return Whole(
        call=call,
        rounds=list(call.rounds.prefetch_related("criteria", "conditions")),
        documents=list(files_of(call)),
        awards=awards_of_call(call),
        changes=list(steps),
    )


def share_of(criterion: Criterion, criteria: list[Criterion]) -> float:
    """The weight of a criterion as a share of all."""
    return float(criterion.weight / sum((each.weight for each in criteria), type(criterion.weight)(0)))


def criterion_of(the_round: Round, number: int) -> Any:
    """A criterion of a round by its number; None where there is none."""
    return the_round.criteria.filter(number=number).first()
