"""What experts and officers do with an assessment: assign, verify, visit, audit, conclude, return, close and grant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.designations import refusals
from clusteratlas_web.designations.actions.assessing import check_value
from clusteratlas_web.designations.actions.granting import Grant, Texts, granted
from clusteratlas_web.designations.actions.letters import managers_of, tell_of_assessment
from clusteratlas_web.designations.actions.life import Step, move_designation
from clusteratlas_web.designations.models import Assessment, Expert, Improvement, Verification, Visit
from clusteratlas_web.designations.permissions import may_run_clear, may_verify
from clusteratlas_web.designations.queries.assessments import Sheet, read_sheet
from clusteratlas_web.designations.refusals import Incomplete
from clusteratlas_web.designations.states import ASSESSMENT, HANDED_IN
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.foundation.states import CANNOT, WrongState
from clusteratlas_web.registry.models import Membership
from clusteratlas_web.registry.queries.profile import current

TO_EXPERT = gettext_lazy("You are asked to assess an organisation")
RETURNED = gettext_lazy("Your assessment was returned for more")
PASSED = gettext_lazy("Your assessment is closed: passed")
NOT_PASSED = gettext_lazy("Your assessment is closed: not passed")


@transaction.atomic
def assign_expert(person: Any, assessment: Assessment, email: str, country: str) -> Expert:
    """An expert by e-mail address; nobody who acts for the organisation or for one of its members."""
    require(may_run_clear, person, assessment)
    _not_closed(assessment)
    expert = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if expert is None:
        raise Refusal(refusals.NO_SUCH_PERSON)
    if is_tied(expert, assessment):
        raise Refusal(refusals.TIED_EXPERT, person=expert)
    home = assessment.organisation.country
    facts = {"country": country, "is_foreign": bool(home and country and home != country), "ended": None}
    made, _ = Expert.objects.update_or_create(assessment=assessment, person=expert, defaults=facts)
    record(person, "assign", assessment, {}, {"expert": made.pk})
    if not assessment.is_sample:
        tell_of_assessment(assessment, expert, f"assign:{made.pk}", TO_EXPERT)
    return made


@transaction.atomic
def release_expert(person: Any, expert: Expert) -> Expert:
    """An expert no more; what was found is kept and does not count."""
    require(may_run_clear, person, expert.assessment)
    _not_closed(expert.assessment)
    expert.ended = timezone.now()
    expert.save()
    record(person, "release", expert.assessment, {"expert": expert.pk}, {})
    return expert


def is_tied(person: Person, assessment: Assessment) -> bool:
    """Whether somebody acts for the organisation, for a member of it, or for one that it is a member of."""
    about, mine = assessment.organisation_id, person.acting.values("organisation")
    if person.acting.filter(organisation=about).exists():
        return True
    members = Membership.objects.filter(current(), organisation=about, member__in=mine)
    return members.exists() or Membership.objects.filter(current(), member=about, organisation__in=mine).exists()


Found = Mapping[str, tuple[Decimal | None, str]]


@transaction.atomic
def verify_values(person: Any, assessment: Assessment, values: Found) -> Expert:
    """What an expert found, with a note that the organisation does not read; an empty value takes it back."""
    expert = _seat(person, assessment)
    for indicator in assessment.set.indicators.filter(code__in=list(values)):
        value, note = values[indicator.code]
        check_value(indicator, value)
        if value is None:
            expert.verifications.filter(indicator=indicator).delete()
        else:
            facts = {"value": value, "note": note}
            Verification.objects.update_or_create(expert=expert, indicator=indicator, defaults=facts)
    record(person, "verify", assessment, {}, {"codes": sorted(values)})
    return expert


@transaction.atomic
def record_visit(person: Any, assessment: Assessment, begins: date, ends: date, report: str) -> Visit:
    """Days on which an expert was there."""
    made = Visit.objects.create(expert=_seat(person, assessment), begins=begins, ends=ends, report=report)
    record(person, "visit", assessment, {}, {"begins": str(begins), "ends": str(ends)})
    return made


@transaction.atomic
def audit_improvement(person: Any, improvement: Improvement, version: int, audited: str, note: str) -> Improvement:
    """Whether something that was promised to be better is."""
    _seat(person, improvement.assessment)
    held = lock(improvement, version)
    held.audited, held.audit_note, held.audited_by = audited, note, person
    save_next(held)
    record(person, "audit", held.assessment, {}, {"number": held.number, "audited": audited})
    return held


@transaction.atomic
def conclude_assessment(person: Any, assessment: Assessment, version: int) -> Assessment:
    """The experts are through: enough of them, every value found and the same, visits long enough, audits done."""
    held = lock(assessment, version)
    before = _kept(held)
    ASSESSMENT.move(held, "assess", person)
    check_judged(read_sheet(held))
    held.assessed = timezone.now()
    save_next(held)
    record(person, "assess", held, before, _kept(held))
    return held


@transaction.atomic
def return_assessment(person: Any, assessment: Assessment, version: int, verb: str, words: str = "") -> Assessment:
    """Back to the organisation with what is missing, or back to the experts."""
    held = lock(assessment, version)
    before = _kept(held)
    ASSESSMENT.move(held, verb, person)
    if verb == "return":
        if not words.strip():
            raise Refusal(refusals.NO_REASON)
        held.returned_for = words
    held.assessed = None
    save_next(held)
    record(person, verb, held, before, _kept(held))
    if verb == "return" and not held.is_sample:
        for manager in managers_of(held.organisation_id):
            tell_of_assessment(held, manager, f"return:{held.version}", RETURNED, words=words)
    return held


@dataclass(frozen=True)
class Closing:
    """The reasons of a closing; whether what was passed is granted, and from which day."""

    reasons: Texts = field(default_factory=dict)
    grants: bool = True
    on: date | None = None


@transaction.atomic
def close_assessment(person: Any, assessment: Assessment, version: int, closing: Closing) -> Assessment:
    """The rule speaks on what was verified; what passes is granted, renewed or confirmed, unless reasons say no."""
    held = lock(assessment, version)
    before = _kept(held)
    ASSESSMENT.move(held, "close", person)
    sheet = read_sheet(held)
    held.passed = sheet.verdict(sheet.verified).passed and sheet.done >= sheet.needed
    if not (held.passed and closing.grants) and not any(closing.reasons.values()):
        raise Refusal(refusals.NO_REASON)
    held.reasons = {language: text for language, text in closing.reasons.items() if text}
    held.closed, held.closed_by = timezone.now(), person
    save_next(held)
    record(person, "close", held, before, _kept(held))
    if held.passed and closing.grants:
        _grant(person, held, closing)
        held.refresh_from_db()
    if not held.is_sample:
        for manager in managers_of(held.organisation_id):
            headline = PASSED if held.passed else NOT_PASSED
            tell_of_assessment(held, manager, f"close:{held.version}", headline)
    return held


def check_judged(sheet: Sheet) -> None:
    """What it takes for a verdict; raises Incomplete with what is missing."""
    level = sheet.assessment.level
    if not level.experts:
        return
    names = {each.code: str(each.name) for each in sheet.indicators}
    between = pgettext("between names", ", ")
    for codes, sentence in (
        (sheet.unverified, refusals.NOT_VERIFIED),
        (sheet.differing, refusals.EXPERTS_DIFFER),
    ):
        if codes:
            raise Incomplete(sentence, indicators=between.join(names[code] for code in codes))
    there, abroad = len(sheet.experts), sum(each.is_foreign for each in sheet.experts)
    if there < level.experts or abroad < level.foreign_experts:
        asked = {"needed": level.experts, "foreign": level.foreign_experts, "there": there, "abroad": abroad}
        raise Incomplete(refusals.TOO_FEW_EXPERTS, **asked)
    days = min(sum(visit.days for visit in each.visits.all()) for each in sheet.experts)
    if days < level.visit_days:
        raise Incomplete(refusals.TOO_FEW_DAYS, needed=level.visit_days, days=days)
    if any(not each.audited for each in sheet.improvements):
        raise Incomplete(refusals.TOO_FEW_IMPROVEMENTS, needed=len(sheet.improvements), done=sheet.done)


def _grant(person: Any, held: Assessment, closing: Closing) -> None:
    """What was assessed anew is renewed, or confirmed; else there is a new designation with these figures."""
    if held.renews is not None:
        move_designation(person, held.renews, held.renews.version, verb_of(held), Step(closing.on, closing.reasons))
        held.refresh_from_db()
        if held.granted is None:
            held.granted = held.renews
            save_next(held)
        return
    pinned = {name: getattr(held, name) for name in PINNED}
    cluster = f"{held.pinned_atlas}/{held.pinned_cluster}" if held.pinned_cluster else ""
    facts = {"country": held.organisation.country, "region": held.pinned_region, "cluster": cluster}
    facts |= {"programme": held.scheme.programme, "is_sample": held.is_sample}
    made = granted(
        person, held.level, Grant(held.organisation, {}, closing.on, reasons=closing.reasons, facts=facts | pinned)
    )
    held.granted = made
    save_next(held)


def verb_of(assessment: Assessment) -> str:
    """What passing means: what has an end is renewed; what has none, a pilot, is confirmed; the first time granted."""
    if assessment.renews is None:
        return "grant"
    return "renew" if assessment.level.valid_months else "confirm"


PINNED = ("pinned_atlas", "pinned_edition", "pinned_checksum", "pinned_region", "pinned_cluster")


def _seat(person: Any, assessment: Assessment) -> Expert:
    """The seat of an expert, while it is to be judged."""
    require(may_verify, person, assessment)
    if assessment.state != HANDED_IN:
        states = {"state": ASSESSMENT.label(assessment.state), "sources": ASSESSMENT.label(HANDED_IN)}
        raise WrongState(CANNOT, **states)
    return Expert.objects.select_for_update().get(assessment=assessment, person=person, ended=None)


def _not_closed(assessment: Assessment) -> None:
    if assessment.state != HANDED_IN:
        states = {"state": ASSESSMENT.label(assessment.state), "sources": ASSESSMENT.label(HANDED_IN)}
        raise WrongState(CANNOT, **states)


def _kept(assessment: Assessment) -> dict[str, Any]:
    return {name: value for name, value in state_of(assessment).items() if name != "made"}
