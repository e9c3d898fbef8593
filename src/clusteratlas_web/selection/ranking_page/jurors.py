"""The jurors beside a ranking: how severe each is, and who is kept out of what."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clusteratlas_web.foundation import numbers
from clusteratlas_web.selection.drawings import Ball, draw_severity
from clusteratlas_web.selection.queries.conflicts import kind_said, organisations_named, reason_said
from clusteratlas_web.selection.queries.ranking import Ranked
from clusteratlas_web.selection.ranking_page.rows import sheet_address, title_of
from clusteratlas_web.selection.states import ASKED

MARKED = 1 / 12  # of the scale: a juror this much more severe or generous is marked, 0.75 on a scale from 1 to 10


@dataclass(frozen=True)
class Severity:
    """A juror's severity, written."""

    label: str
    name: str
    value: str
    error: str
    reviews: int
    marked: bool
    undefined: bool


def severities(seen: Ranked) -> list[Severity]:
    """The severity of each juror, the most generous first; nothing where the reader may not see it."""
    if not (seen.is_whole and seen.sees_reviews):
        return []
    report, labels = seen.computed.ranking.severity, seen.labels
    people = {juror.pk: str(juror.person) for juror in seen.jurors} if seen.inside else {}
    return [
        Severity(
            label=str(labels.get(each.juror, "?")),  # type: ignore[call-overload]
            name=people.get(each.juror, ""),  # type: ignore[call-overload]
            value=numbers.signed_difference(each.severity),
            error="" if each.standard_error is None else f"{each.standard_error:.2f}",
            reviews=each.reviews,
            marked=abs(each.severity) > report.scale.span * MARKED,
            undefined=not each.is_defined,
        )
        for each in sorted(report.jurors, key=lambda each: each.severity)
    ]


def severity_pictures(seen: Ranked) -> tuple[SafeString, SafeString] | None:
    """Jurors on the line of severity, for wide and narrow screens; None where there is nothing to draw."""
    report = seen.computed.ranking.severity
    found = [each for each in report.jurors if each.is_defined]
    if not (seen.is_whole and seen.sees_reviews and found):
        return None
    limit, labels = report.scale.span * MARKED, seen.labels
    balls = [
        Ball(str(labels.get(each.juror, "?")), each.severity, abs(each.severity) > limit)  # type: ignore[call-overload]
        for each in found
    ]
    words = gettext("Juror severity"), gettext("← more generous"), gettext("more severe →")
    wide, narrow = (draw_severity(balls, report.scale.span, *words, narrow=each) for each in (False, True))
    return wide, narrow


@dataclass(frozen=True)
class ConflictRow:
    """Who is kept out of which application, why, and how that is known."""

    who: str
    name: str
    title: str
    address: str
    reason: str
    how: str
    is_open: bool


def conflict_rows(seen: Ranked, names: bool, reasons: bool) -> list[ConflictRow]:
    """The conflicts on the applications that the reader sees; `reasons`: whether the reader reads whom they name."""
    labels, shows = seen.labels, reasons and seen.inside
    organisations = organisations_named(seen.conflicts) if shows else {}
    return [
        ConflictRow(
            who=juror_word(labels[each.juror_id]),
            name=str(each.juror.person) if seen.inside else "",
            title=title_of(each.application, names),
            address=sheet_address(seen, each.application.number),
            reason=reason_said(each, organisations) if shows else kind_said(each),
            how=gettext("declared") if each.is_declared else gettext("found"),
            is_open=each.state == ASKED,
        )
        for each in seen.conflicts
    ]


def juror_word(number: int) -> str:
    """What a juror is called: by the number of the seat."""
    return gettext("Juror %(number)s") % {"number": number}
