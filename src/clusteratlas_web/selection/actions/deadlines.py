"""What comes too early or too late is refused with the deadline and the instant at which it arrived."""

from datetime import datetime
from http import HTTPStatus

from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.deadlines import is_before
from clusteratlas_web.selection.models import Entry, Round
from clusteratlas_web.selection.states import CANCELLED, CONCLUDED, OPEN, PLANNED, RETURNED

TOO_LATE = said(
    "The deadline was %(deadline)s. This arrived %(arrived)s, and is refused. Nothing was changed. "
    "Only the department that runs the call can open the round again."
)
CLOSED = said(
    "The round is closed; its deadline was %(deadline)s. This arrived %(arrived)s, and is refused. Nothing was changed."
)
CLOSED_EARLY = said("The round is closed. This arrived %(arrived)s, and is refused. Nothing was changed.")
TOO_EARLY = said("The round is not open yet; it opens %(opens)s. What you have entered is kept as a draft.")
NO_DAY_YET = said("The round is not open yet. What you have entered is kept as a draft.")
NO_CALL = said("The call is over. Nothing can be handed in any more.")
AMENDMENT_LATE = said(
    "The amendment could be handed in until %(deadline)s. This arrived %(arrived)s, and is refused. "
    "Nothing was changed."
)


class TooLate(Refusal):
    """Something that arrived at its deadline or after it."""

    status = HTTPStatus.CONFLICT


class TooEarly(Refusal):
    """Something that arrived before its round opened."""

    status = HTTPStatus.CONFLICT


def require_open(the_round: Round, arrived: datetime) -> None:
    """Raises TooEarly or TooLate unless the round takes applications at that instant."""
    _call_stands(the_round)
    if the_round.state == PLANNED:
        raise (
            TooEarly(TOO_EARLY, opens=_moment(the_round, the_round.opens)) if the_round.opens else TooEarly(NO_DAY_YET)
        )
    if not is_before(arrived, the_round.closes):
        raise TooLate(TOO_LATE, **_facts(the_round, the_round.closes, arrived))
    if the_round.state != OPEN:
        sentence = CLOSED if the_round.closes else CLOSED_EARLY
        raise TooLate(sentence, **_facts(the_round, the_round.closes, arrived))


def require_time(entry: Entry, arrived: datetime) -> None:
    """Raises TooLate unless an entry can still be edited: a draft until the close, what was returned until its day."""
    if entry.state == RETURNED or entry.round.state != PLANNED:
        require_to_hand_in(entry, entry.state, arrived)


def require_to_hand_in(entry: Entry, state: str, arrived: datetime) -> None:
    """Raises TooEarly or TooLate unless an entry in this state can be handed in at that instant."""
    if state != RETURNED:
        require_open(entry.round, arrived)
        return
    _call_stands(entry.round)
    if not is_before(arrived, entry.amend_until):
        raise TooLate(AMENDMENT_LATE, **_facts(entry.round, entry.amend_until, arrived))


def _call_stands(the_round: Round) -> None:
    if the_round.call.state in (CONCLUDED, CANCELLED):
        raise Refusal(NO_CALL)


def _facts(the_round: Round, deadline: datetime | None, arrived: datetime) -> dict[str, object]:
    facts: dict[str, object] = {"arrived": _moment(the_round, arrived)}
    return facts | ({"deadline": _moment(the_round, deadline)} if deadline else {})


def _moment(the_round: Round, moment: datetime) -> Moment:
    return Moment(moment, the_round.call.time_zone)
