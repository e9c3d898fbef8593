"""What an organisation does with its assessment: begins it, takes over what is known, enters values, hands it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext

from clusteratlas_web.designations import refusals
from clusteratlas_web.designations.actions.letters import officers_of, tell_of_assessment
from clusteratlas_web.designations.dates import day_in, months_after, whole_months
from clusteratlas_web.designations.models import Answer, Assessment, Designation, Improvement, Indicator, Level
from clusteratlas_web.designations.permissions import may_fill
from clusteratlas_web.designations.queries.assessments import Sheet, read_sheet
from clusteratlas_web.designations.queries.designations import current_set
from clusteratlas_web.designations.queries.figures import pin
from clusteratlas_web.designations.queries.prefill import Found, find_values
from clusteratlas_web.designations.refusals import Incomplete, TooEarly
from clusteratlas_web.designations.states import ASSESSMENT, DRAFT, IN_FORCE, UNDER_WAY
from clusteratlas_web.designations.words import OWN, SHARE, YES_NO
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.foundation.states import CANNOT, WrongState
from clusteratlas_web.registry.permissions import manages

RANGES = {YES_NO: (0, 1), SHARE: (0, 1)}  # where an indicator does not give its own
HANDED_IN_NOW = gettext_lazy("An assessment was handed in")


@dataclass(frozen=True)
class Beginning:
    """What an assessment is begun with: the place its figures are of, what it renews, the entry it belongs to."""

    region: str = ""
    cluster: str = ""
    renews: Designation | None = None
    entry: Any = None


@transaction.atomic
def start_assessment(person: Any, organisation: Any, level: Level, begins: Beginning) -> Assessment:
    """A draft with everything that is known already."""
    require(manages, person, organisation)
    the_set = current_set(level) if level.rule else None
    if the_set is None:
        raise Refusal(refusals.NO_SET)
    if Assessment.objects.filter(organisation=organisation, level=level, state__in=UNDER_WAY).exists():
        raise Refusal(refusals.ONE_IS_OPEN)
    if begins.renews is None and _holds(organisation, level):
        raise Refusal(refusals.HELD_ALREADY)
    if begins.entry is not None and begins.entry.application.organisation_id != organisation.pk:
        raise Refusal(refusals.NOT_THEIRS)
    made = Assessment(
        level=level, set=the_set, organisation=organisation, renews=begins.renews, entry=begins.entry, made_by=person
    )
    pin(made, begins.region, begins.cluster)
    made.save()
    record(person, "create", made, {}, _kept(made))
    _take_over(made)
    return made


@transaction.atomic
def prefill(person: Any, assessment: Assessment, version: int) -> Assessment:
    """What is known is read again; what was entered over it stays, beside what is found now."""
    held = _draft(person, assessment, version)
    _take_over(held)
    save_next(held)
    record(person, "prefill", held)
    return held


def _holds(organisation: Any, level: Level) -> bool:
    return Designation.objects.filter(holder=organisation, level=level, state__in=IN_FORCE).exists()


Values = Mapping[str, tuple[Decimal | None, str]]


@transaction.atomic
def save_answers(person: Any, assessment: Assessment, version: int, values: Values) -> Assessment:
    """Values with notes, by the codes of indicators; one that differs from what was found is the organisation's own."""
    held = _draft(person, assessment, version)
    answers = {each.indicator.code: each for each in held.answers.select_related("indicator")}
    for indicator in held.set.indicators.filter(code__in=list(values)):
        value, note = values[indicator.code]
        check_value(indicator, value)
        answer = answers.get(indicator.code) or Answer(assessment=held, indicator=indicator, origin=OWN)
        _give(answer, indicator, value, note)
    save_next(held)
    record(person, "answer", held, {}, {"codes": sorted(values)})
    return held


@transaction.atomic
def move_assessment(person: Any, assessment: Assessment, version: int, verb: str) -> Assessment:
    """Handed in, taken back, given up."""
    held = lock(assessment, version)
    before = _kept(held)
    ASSESSMENT.move(held, verb, person)
    if verb == "hand_in":
        today = day_in(held.scheme.time_zone, timezone.now())
        check_complete(read_sheet(held), today)
        check_level_before(held, today)
        held.handed_in, held.returned_for = timezone.now(), ""
    save_next(held)
    record(person, verb, held, before, _kept(held))
    if verb == "hand_in" and not held.is_sample:
        for officer in officers_of(held.scheme, held.organisation_id):
            tell_of_assessment(held, officer, f"hand_in:{held.version}", HANDED_IN_NOW)
    return held


@transaction.atomic
def add_improvement(person: Any, assessment: Assessment, version: int, text: str, indicator: str = "") -> Improvement:
    """Something that was made better, while it is a draft."""
    held = _draft(person, assessment, version)
    last = held.improvements.aggregate(last=Max("number"))["last"] or 0
    made = Improvement.objects.create(assessment=held, number=last + 1, text=text, indicator=indicator)
    save_next(held)
    record(person, "improve", held, {}, {"number": made.number, "text": text})
    return made


def missing_of(sheet: Sheet, day: date) -> tuple[list[Indicator], list[Indicator]]:
    """The indicators without a value, and those with a value of one's own that is to be proved and is not."""
    given = sheet.values
    without = [each for each in sheet.indicators if given.get(each.code) is None]
    unproved = [
        each
        for each in sheet.indicators
        if each.evidence and given.get(each.code) is not None and not sheet.proofs(each.code, day)
        if sheet.answers[each.code].origin == OWN
    ]
    return without, unproved


def check_complete(sheet: Sheet, day: date) -> None:
    """Every value, a proof of each that needs one, and the improvements it takes; names all that is missing."""
    without, unproved = missing_of(sheet, day)
    between = pgettext("between names", ", ")
    missing = [each.name for each in without] + [f"{each.name} ({each.proof})" for each in unproved]
    if missing:
        raise Incomplete(refusals.INCOMPLETE, missing=between.join(map(str, missing)))
    if len(sheet.improvements) < sheet.needed:
        facts = {"needed": sheet.needed, "done": len(sheet.improvements)}
        raise Incomplete(refusals.TOO_FEW_IMPROVEMENTS, **facts)


def check_level_before(assessment: Assessment, day: date) -> None:
    """The level that has to stand before, in force and held for the months that the rules ask."""
    level = assessment.level
    if level.before is None or assessment.renews_id:
        return
    least, most = level.before_least_months or 0, level.before_most_months
    facts = {"level": level.before.name, "least": least, "most": most if most is not None else "…"}
    rows = Designation.objects.filter(level=level.before, holder=assessment.organisation_id, state__in=IN_FORCE)
    held = [whole_months(each.granted_on, day) for each in rows]
    if not held:
        raise TooEarly(refusals.NEEDS_LEVEL, **facts)
    if not any(each.granted_on <= day and _in_time(each.granted_on, day, least, most) for each in rows):
        raise TooEarly(refusals.HELD_TOO_SHORT, held=max(held), **facts)


def _in_time(since: date, day: date, least: int, most: int | None) -> bool:
    return months_after(since, least) <= day and (most is None or day <= months_after(since, most))


def check_value(indicator: Indicator, value: Decimal | None) -> None:
    """A value in the range of its kind; raises a Refusal."""
    low, high = RANGES.get(indicator.kind, (None, None))
    least = indicator.low if indicator.low is not None else low
    most = indicator.high if indicator.high is not None else high
    outside = value is not None and ((least is not None and value < least) or (most is not None and value > most))
    if outside or (indicator.kind == YES_NO and value not in (None, 0, 1)):
        raise Refusal(refusals.OUT_OF_SCALE)


def _take_over(held: Assessment) -> None:
    found = find_values(held, timezone.now().date())
    answers = {each.indicator_id: each for each in held.answers.all()}
    for indicator in held.set.indicators.exclude(prefill=""):
        known = found.get(indicator.prefill)
        answer = answers.get(indicator.pk) or Answer(assessment=held, indicator=indicator, origin=OWN)
        if known is not None:
            _take(answer, known)
            answer.save()


def _take(answer: Answer, known: Found) -> None:
    """What is found is the value, unless the organisation entered another over it."""
    if answer.value is None or answer.origin != OWN:
        answer.value, answer.origin = known.value, known.origin
    answer.found, answer.found_in, answer.as_of = known.value, known.found_in, known.as_of


def _give(answer: Answer, indicator: Indicator, value: Decimal | None, note: str) -> None:
    as_found = answer.found is not None and value == answer.found
    answer.origin = indicator.prefill.partition(":")[0] if as_found else OWN
    answer.value, answer.note = value, note
    answer.save()


def _draft(person: Any, assessment: Assessment, version: int) -> Assessment:
    require(may_fill, person, assessment)
    held = lock(assessment, version)
    if held.state != DRAFT:
        states = {"state": ASSESSMENT.label(held.state), "sources": ASSESSMENT.label(DRAFT)}
        raise WrongState(CANNOT, **states)
    return held


def _kept(assessment: Assessment) -> dict[str, Any]:
    return {name: value for name, value in state_of(assessment).items() if name != "made"}
