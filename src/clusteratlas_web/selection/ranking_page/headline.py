"""The headline numbers of a ranking, and how firm it is under each change that was tried."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.selection.deadlines import on_the_clock
from clusteratlas_web.selection.deciding_words import CHANGES
from clusteratlas_web.selection.proposals import DISCUSS
from clusteratlas_web.selection.queries.ranking import Ranked
from clusteratlas_web.selection.ranking import (
    MEAN,
    MEDIAN,
    OTHER_CENTRE,
    SEVERITY,
    Method,
)
from clusteratlas_web.selection.states import ACCEPTED


@dataclass(frozen=True)
class Tile:
    """A headline number with its label and note."""

    label: str
    figure: str
    unit: str
    note: str


def tiles(seen: Ranked) -> list[Tile]:
    """What a meeting wants to know first; to whom it is not shown whole, only what the own rows tell."""
    due = seen.round.decision_due
    found = [_reviews_in(seen), *(_settled(seen) if seen.is_whole else []), _kept_out(seen)]
    if due is not None:
        moment = Moment(due, seen.round.call.time_zone)
        found.append(
            Tile(gettext("Decision due"), f"{on_the_clock(due, moment.zone):%Y-%m-%d}", "", _due_note(seen, moment))
        )
    return found


def _reviews_in(seen: Ranked) -> Tile:
    counted, due = (sum(getattr(each, name) for each in seen.places) for name in ("reviews", "reviews_due"))
    least = min((each.reviews for each in seen.places), default=0)
    note = gettext("at least %(least)s of each application") % {"least": least}
    return Tile(gettext("Reviews in"), str(counted), gettext("of %(all)s") % {"all": due}, note)


def _settled(seen: Ranked) -> list[Tile]:
    clear = len(seen.proposed("award"))
    first = gettext("have a place in at least 95 of 100 runs")
    discuss = gettext("the borderline band")
    return [
        Tile(gettext("Clear awards"), str(clear), "", first),
        Tile(gettext("To discuss"), str(len(seen.proposed(DISCUSS))), "", discuss),
    ]


def _kept_out(seen: Ranked) -> Tile:
    pairs = {(each.juror_id, each.application_id) for each in seen.conflicts}
    note = gettext("these jurors see neither file nor score")
    return Tile(gettext("Conflicts kept out"), str(len(pairs)), "", note)


def _due_note(seen: Ranked, moment: Moment) -> str:
    days = seen.round.call.notice_days
    notice = ngettext("then %(days)s day of public notice", "then %(days)s days of public notice", days)
    return gettext("%(moment)s; %(notice)s") % {"moment": moment, "notice": notice % {"days": days}}


@dataclass(frozen=True)
class ChangeRow:
    """A kind of change that was tried: in words, its runs, in how many the first places differ."""

    what: str
    runs: int
    differ: str


def changes(seen: Ranked) -> list[ChangeRow]:
    """The changes that were tried on all scores; shares where there are many runs."""
    found = seen.computed.robustness
    if found is None or not seen.is_whole:
        return []
    return [
        ChangeRow(
            change_word(each.change, seen.scored.method),
            each.runs,
            numbers.share(each.share, 0) if each.share is not None and each.runs >= 100 else str(each.differing),
        )
        for each in found.changes
    ]


def change_word(change: str, method: Method) -> str:
    """What was changed, as this method has it."""
    if change == OTHER_CENTRE:
        return gettext("Median instead of mean") if method.centre == MEAN else gettext("Mean instead of median")
    if change == SEVERITY:
        return gettext("Severity not removed") if method.severity else gettext("Severity removed")
    return gettext(CHANGES[change])


def accepted(seen: Ranked) -> int:
    """How many jurors there are."""
    return sum(each.state == ACCEPTED for each in seen.jurors)


def reading(seen: Ranked) -> str:
    """How the scores are to be read."""
    if not seen.is_whole:
        return gettext("Score of 100 as the jurors gave it, in the order of this score among the applications you see.")
    return {
        (MEAN, True): gettext(
            "Score of 100: the weighted criteria, mean of the reviews, juror severity removed; "
            "the score as given stands below it."
        ),
        (MEAN, False): gettext("Score of 100: the weighted criteria, mean of the reviews as given."),
        (MEDIAN, True): gettext(
            "Score of 100: the weighted criteria, median of the reviews, juror severity removed; "
            "the score as given stands below it."
        ),
        (MEDIAN, False): gettext("Score of 100: the weighted criteria, median of the reviews as given."),
    }[seen.scored.method.centre, seen.scored.method.severity]
