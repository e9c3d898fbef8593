"""The public register of designations: as of a day, and one designation with all its steps."""

from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import VISITOR, Asked, current_document, current_rows
from clusteratlas_web.api.columns import COUNT, DATE, Column, own_shape
from clusteratlas_web.api.commons.subjects import DESIGNATIONS
from clusteratlas_web.api.commons.wording import NAME, PAGE, SAMPLE, or_none, word
from clusteratlas_web.api.parameters import WORDS, Parameter, one_of, text
from clusteratlas_web.api.problems import ProblemFound, bad_value, not_there
from clusteratlas_web.api.schemas import TEXTS, document, every, perhaps, some
from clusteratlas_web.designations.models import Designation, Level
from clusteratlas_web.designations.queries.asof import standing_on
from clusteratlas_web.designations.queries.designations import designation_for, whole
from clusteratlas_web.designations.queries.register import FACETS, DatedSelection, levels, selected, shown
from clusteratlas_web.designations.states import DESIGNATION
from clusteratlas_web.designations.views.designation import facts_of
from clusteratlas_web.designations.views.register import level_code
from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.facets import values_asked, words_asked
from clusteratlas_web.foundation.names import in_words

_STATES = tuple(DESIGNATION.states)
_ON = Parameter("on", date | None, "The day as of which the register is read; today if none is given.", "2026-01-31")
_ASKED = (
    _ON,
    WORDS,
    text("scheme", "Only designations of this scheme.", "gold-label"),
    text("level", "Only designations of this level, as scheme/level.", "gold-label/gold"),
    one_of("state", _STATES, "Only designations that stood so."),
    text("country", "Only designations of this country or union.", "DE"),
    text("region", "Only designations in this region.", "eu-nuts2-DE11"),
    text("cluster", "Only designations for this cluster, by atlas and code.", "eu/automotive"),
)
_FACTS = (
    Column("number", COUNT, "Its number.", is_key=True),
    NAME,
    word("scheme", "The scheme, by the name its address has."),
    word("level", "The level, as scheme/level."),
    word("state", "How it stood on the day.", _STATES),
    Column("since", DATE, "Since when it stood so."),
    Column("granted_on", DATE, "When it was granted; the first of January where only the year is known."),
    word("precision", "Whether the day or only the year of the grant is known.", ("day", "year")),
    Column("until", DATE, "Its last day, as it was known on the day; empty where it has no end."),
    word("holder", "The organisation that holds it; empty for a place without a public record."),
    word("country", "Its country or union."),
    word("region", "Its region."),
    word("cluster", "Its cluster, by atlas and code."),
    Column("as_of", DATE, "The day as of which this is so.", is_key=True),
    word("source", "Where that is said; empty where its departments recorded it."),
    SAMPLE,
    PAGE,
)
_SHAPE = own_shape("Designation", _FACTS)


@current_rows("/designations", said("Register of designations"), DESIGNATIONS, _SHAPE, *_ASKED)
def designations(asked: Asked) -> Rows:
    """The designations of a selection as they stood on a day, the latest granted first."""
    day, given, window = asked["on"] or today(), asked.request.GET, asked.window
    if day > today():
        raise ProblemFound(bad_value("on", day, gettext("That day has not come yet, so nobody knows how it will be.")))
    found = selected(DatedSelection(words=words_asked(given), values=values_asked(given, FACETS), day=day))
    known, rows = levels(), shown(found)[window.start : window.start + window.limit]
    return Rows(_SHAPE, [_row(each, known, day) for each in rows], count=found.count())


def _row(held: Any, known: dict[int, Level], day: date) -> dict[str, Any]:
    level, holder = known[held.level_then], held.holder
    return {
        "number": held.pk,
        "name": str(held.name),
        "scheme": level.scheme.slug,
        "level": level_code(level),
        "state": held.state_then,
        "since": held.since_then,
        "granted_on": held.granted_on,
        "precision": held.precision,
        "until": held.until_then,
        "holder": holder.slug if holder is not None and holder.is_public else None,
        **{name: or_none(getattr(held, name)) for name in ("country", "region", "cluster", "source")},
        "as_of": day,
        "is_sample": held.is_sample,
        "page": reverse("designations:designation", args=(held.pk,)),
    }


_STANDING = document(
    "A step: how it stood from a day on.",
    {
        "on": some("string", "The day.", format="date"),
        "precision": some("string", "Whether the day or only the year is known."),
        "step": some("string", "What was done."),
        "state": some("string", "How it stood from then on."),
        "level": some("string", "The level, as scheme/level."),
        "valid_until": perhaps("string", "Its last day, as it was then.", format="date"),
        "deadline": perhaps("string", "Until when a probation asks for improvement.", format="date"),
        "reasons": some("string", "The reasons; empty where none are recorded."),
    },
)
_TERM = document(
    "What the holder is to reach.",
    {
        "number": some("integer", "Its number."),
        "name": some("string", "What is to be reached."),
        "target": perhaps("number", "The figure."),
        "unit": perhaps("string", "Its unit."),
        "due": perhaps("string", "By when.", format="date"),
        "outcome": perhaps("string", "met or not_met; empty while it is open."),
        "assessed_on": perhaps("string", "When that was said.", format="date"),
    },
)
_ONE = document(
    "A designation as it stands today.",
    {column.name: column.schema for column in _FACTS}
    | {
        "names": TEXTS,
        "about": some("string", "What it is for; empty where nothing is recorded."),
        "department": perhaps("string", "The department that granted it."),
        "programme": perhaps("string", "The programme it was granted under, where that is public."),
        "call": perhaps("string", "The call it was won in, where that is public."),
        "code": some("string", "What its certificate is verified by."),
        "steps": every(_STANDING, "Every step, the latest first. Lines are only added."),
        "terms": every(_TERM, "What the holder is to reach."),
    },
)


@current_document("/designations/{number}", said("A designation"), DESIGNATIONS, _ONE)
def designation(asked: Asked) -> dict[str, Any]:
    """One designation: how it stands and stood with reasons, its terms, where it comes from."""
    held = _designation(asked["number"])
    then, everything, facts = standing_on(held, today()), whole(held), facts_of(VISITOR, held)
    if then is None:
        raise _absent(asked["number"])
    row = _row(then, levels(), today())
    return {
        **{name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()},
        "names": held.names,
        "about": str(in_words(held.about)),
        "department": facts["department"].code if facts["department"] else None,
        "programme": facts["programme"].code if facts["programme"] else None,
        "call": facts["call"].slug if facts["call"] else None,
        "code": held.code,
        "steps": [_standing(each) for each in everything.standings],
        "terms": [_term(each) for each in everything.terms],
    }


def _designation(number: str) -> Designation:
    if not number.isdecimal() or not number.isascii() or len(number) > 9:
        raise _absent(number)
    try:
        return designation_for(VISITOR, int(number))
    except Http404:
        raise _absent(number) from None


def _absent(number: str) -> ProblemFound:
    return ProblemFound(not_there(gettext("There is no designation “%(code)s”"), number))


def _standing(each: Any) -> dict[str, Any]:
    return {
        "on": each.on.isoformat(),
        "precision": each.precision,
        "step": each.verb,
        "state": each.state,
        "level": level_code(each.level),
        "valid_until": each.valid_until and each.valid_until.isoformat(),
        "deadline": each.deadline and each.deadline.isoformat(),
        "reasons": str(each.reason),
    }


def _term(each: Any) -> dict[str, Any]:
    return {
        "number": each.number,
        "name": str(each.name),
        "target": None if each.target is None else float(each.target),
        "unit": or_none(each.unit),
        "due": each.due and each.due.isoformat(),
        "outcome": or_none(each.outcome),
        "assessed_on": each.assessed_on and each.assessed_on.isoformat(),
    }
