"""What the page of an application says to its makers: where it stands, what is next, and how each round went."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.names import Name
from clusteratlas_web.selection.deadlines import is_before
from clusteratlas_web.selection.models import Entry
from clusteratlas_web.selection.states import (
    ADMITTED,
    DRAFT,
    ENTRY,
    FINAL,
    INELIGIBLE,
    MEETING,
    NOT_SELECTED,
    NOTICED,
    OPEN,
    PLANNED,
    RETURNED,
    REVIEWING,
    SELECTED,
    SUBMITTED,
    WITHDRAWN,
)


@dataclass(frozen=True)
class Step:
    """What is next, and how urgent it is: good, info, warn or bad."""

    kind: str
    text: str


@dataclass(frozen=True)
class RoundRow:
    """How an entry fared in a round."""

    name: Name
    state: str
    submitted: Moment | None
    closes: Moment | None


def next_step(entry: Entry, now: datetime) -> Step:
    """What the applicant does next, or waits for."""
    kind, text = (
        _of_draft(entry, now)
        if entry.state == DRAFT
        else _of_returned(entry, now)
        if entry.state == RETURNED
        else _waiting(entry)
    )
    return Step(kind, gettext(text))


def rounds_shown(entries: list[Entry]) -> list[RoundRow]:
    """The rounds it took part in, the latest first."""
    return [
        RoundRow(
            each.round.name, ENTRY.label(each.state), _moment(each, each.submitted), _moment(each, each.round.closes)
        )
        for each in entries
    ]


def _of_draft(entry: Entry, now: datetime) -> tuple[str, str]:
    the_round = entry.round
    if the_round.state == PLANNED:
        return "info", said("The round is not open yet. The draft can be prepared.")
    if the_round.state == OPEN and is_before(now, the_round.closes):
        return "info", said("Complete the application and submit it before the deadline.")
    return "warn", said("The round closed before the application was submitted. It does not take part.")


def _of_returned(entry: Entry, now: datetime) -> tuple[str, str]:
    if is_before(now, entry.amend_until):
        return "warn", said("Amend what is asked for below, and submit the application again.")
    return "bad", said("The day until which it could be amended is over. The department decides on what it has.")


def _waiting(entry: Entry) -> tuple[str, str]:
    if entry.state == ADMITTED:
        return "info", _BEFORE_JURY.get(entry.round.state, _ADMITTED)
    return _SETTLED[entry.state]


def _moment(entry: Entry, moment: datetime | None) -> Moment | None:
    return Moment(moment, entry.round.call.time_zone) if moment else None


_ADMITTED = said("It is admitted. The jury reads it next.")
_BEFORE_JURY = {
    REVIEWING: said("It is admitted. Jurors read and score it now."),
    MEETING: said("It is admitted and scored. The jury decides next."),
    NOTICED: said("The decisions are published."),
    FINAL: said("The decisions are final."),
}
_SETTLED = {
    SUBMITTED: ("good", said("It has arrived. The department checks whether it is complete.")),
    INELIGIBLE: ("bad", said("The department found it not eligible, for the reasons below.")),
    SELECTED: ("good", said("It is selected.")),
    NOT_SELECTED: ("info", said("It is not selected.")),
    WITHDRAWN: ("info", said("It is withdrawn.")),
}
