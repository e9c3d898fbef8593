"""What the steps from meeting to final have in common: the state of the round, and who is clear of all of it."""

from typing import Any

from clusteratlas_web.foundation.states import WrongState
from clusteratlas_web.selection.deciding_refusals import NOT_FOR_YOU, NOT_MEETING, KeptOut
from clusteratlas_web.selection.models import Round
from clusteratlas_web.selection.queries.ranking import is_clear_of_all
from clusteratlas_web.selection.states import MEETING, ROUND


class RoundState:
    """The state of a round, called in the language of whoever reads the refusal."""

    def __init__(self, the_round: Round) -> None:
        self.state = the_round.state

    def __str__(self) -> str:
        return ROUND.label(self.state)


def insist_on_meeting(the_round: Round) -> None:
    """Raises WrongState unless the round is before its jury."""
    if the_round.state != MEETING:
        raise WrongState(NOT_MEETING, state=RoundState(the_round))


def insist_on_clear(person: Any, the_round: Round) -> None:
    """Raises KeptOut where a conflict keeps the person out of any application of the round."""
    if not is_clear_of_all(person, the_round):
        raise KeptOut(NOT_FOR_YOU)
