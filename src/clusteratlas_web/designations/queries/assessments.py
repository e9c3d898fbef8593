"""Who reads which assessments, and one with everything that belongs to it.

Whoever acts for the organisation reads it as the organisation does, whatever else the person is: its answers, evidence
and gaps; of what experts found the values, once it is closed, and their notes never.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.designations.levels import Asked, Verdict, judge
from clusteratlas_web.designations.models import (
    Answer,
    Assessment,
    Evidence,
    Expert,
    Grantor,
    Improvement,
    Indicator,
    Level,
    Verification,
)
from clusteratlas_web.designations.queries.designations import current_set, indicators_of
from clusteratlas_web.designations.states import ASSESSED, CLOSED, HANDED_IN
from clusteratlas_web.designations.words import DONE
from clusteratlas_web.foundation.history import kind_of
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.programmes.permissions import departments_of

READ = (HANDED_IN, ASSESSED, CLOSED)  # the states in which others than the organisation read it


def assessments_of(person: Any) -> QuerySet[Assessment]:
    """Those of organisations that a person acts for."""
    if not person.is_authenticated:
        return Assessment.objects.none()
    return Assessment.objects.filter(organisation__in=person.acting.values("organisation"))


def assessments_run_by(person: Any) -> QuerySet[Assessment]:
    """Those that somebody who runs the scheme reads: handed in, and not of an organisation the person acts for."""
    rows = _of_others(person)
    if not person.is_authenticated or is_administrator(person):
        return rows
    granting = Grantor.objects.filter(department__in=departments_of(person).values("organisation"))
    return rows.filter(level__scheme__in=granting.values("scheme"))


def assessments_judged_by(person: Any) -> QuerySet[Assessment]:
    """Those that an expert was assigned."""
    own = Expert.objects.filter(
        assessment=OuterRef("pk"), person=person if person.is_authenticated else None, ended=None
    )
    return _of_others(person).filter(Exists(own))


def assessments_read_by(person: Any) -> QuerySet[Assessment]:
    """All that a person reads."""
    if not person.is_authenticated:
        return Assessment.objects.none()
    keys = [rows(person).values("pk") for rows in (assessments_of, assessments_run_by, assessments_judged_by)]
    return Assessment.objects.filter(Q(pk__in=keys[0]) | Q(pk__in=keys[1]) | Q(pk__in=keys[2]))


def assessment_for(person: Any, number: int) -> Assessment:
    """An assessment that a person reads; to others it does not exist."""
    rows = with_names(assessments_read_by(person)).select_related(
        "set", "renews", "granted", "entry", "level__before", "level__becomes"
    )
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def with_names(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """With scheme, level and organisation, read at once."""
    return rows.select_related("level__scheme", "organisation").prefetch_related("organisation__names")


def evidence_read_by(person: Any, evidence: Evidence) -> bool:
    """Who acts for the organisation; and whoever reads an assessment of it that asks for what this proves."""
    if not person.is_authenticated:
        return False
    if person.acting.filter(organisation=evidence.organisation_id).exists():
        return True
    asks = Indicator.objects.filter(set=OuterRef("set"), code__in=list(evidence.codes))
    rows = assessments_run_by(person) | assessments_judged_by(person)
    return rows.filter(Exists(asks), organisation=evidence.organisation_id).exists()


def locker_of(organisation: Any) -> QuerySet[Evidence]:
    """The evidence that an organisation keeps."""
    return Evidence.objects.filter(organisation=organisation, removed=None)


def evidence_of(organisation: Any, number: int) -> Evidence:
    """A piece of it."""
    found = locker_of(organisation).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Sheet:
    """An assessment with its indicators, answers, evidence with files, experts with what they found, improvements."""

    assessment: Assessment
    indicators: list[Indicator]
    answers: Mapping[str, Answer]
    evidence: list[Evidence]
    files: Mapping[int, list[PrivateFile]]
    experts: list[Expert]
    improvements: list[Improvement]
    found: Mapping[str, list[Verification]] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Decimal | None]:
        """What the organisation says, by code."""
        return {code: answer.value for code, answer in self.answers.items()}

    @cached_property
    def verified(self) -> dict[str, Decimal]:
        """What the experts found, by code, where they found the same; where none are needed, what was said."""
        if not self.assessment.level.experts:
            return {code: value for code, value in self.values.items() if value is not None}
        agreed = {code: {each.value for each in rows} for code, rows in self.found.items()}
        return {code: values.pop() for code, values in agreed.items() if len(values) == 1}

    @property
    def differing(self) -> list[str]:
        """The indicators for which experts found different values."""
        return [code for code, rows in self.found.items() if len({each.value for each in rows}) > 1]

    @property
    def unverified(self) -> list[str]:
        """The indicators that no expert has a value for."""
        return [each.code for each in self.indicators if each.code not in self.found]

    @property
    def done(self) -> int:
        """The improvements that were audited as carried out."""
        return sum(each.audited == DONE for each in self.improvements)

    @property
    def needed(self) -> int:
        """How many improvements it takes."""
        level = self.assessment.level
        return level.improvements_renewal if self.assessment.renews_id else level.improvements_first

    def proofs(self, code: str, day: date) -> list[Evidence]:
        """The evidence for an indicator that is valid on a day."""
        rows = (each for each in self.evidence if code in each.codes)
        return [each for each in rows if each.valid_until is None or each.valid_until >= day]

    def verdict(self, values: Mapping[str, Decimal | None]) -> Verdict:
        """What the rule of the level says of values."""
        return verdict_of(self.assessment.level, self.indicators, values)


def read_sheet(assessment: Assessment) -> Sheet:
    """Everything of an assessment, with a fixed number of queries."""
    held = list(locker_of(assessment.organisation_id))
    experts = list(assessment.experts.select_related("person").prefetch_related("visits").filter(ended=None))
    indicators = indicators_of(assessment.set)
    codes = {each.pk: each.code for each in indicators}
    found: dict[str, list[Verification]] = {}
    for each in Verification.objects.filter(expert__in=experts).order_by("expert"):
        found.setdefault(codes[each.indicator_id], []).append(each)
    return Sheet(
        assessment,
        indicators,
        {codes[each.indicator_id]: each for each in assessment.answers.all()},
        held,
        _files(held),
        experts,
        list(assessment.improvements.all()),
        found,
    )


def verdict_of(level: Level, indicators: list[Indicator], values: Mapping[str, Decimal | None]) -> Verdict:
    """What the rule of a level says of values by code."""
    return judge([asked(each) for each in indicators], values, level.rule, level.least_total)


def asked(indicator: Indicator) -> Asked:
    """An indicator as the arithmetic takes it."""
    bounds = (indicator.baseline, indicator.threshold, indicator.floor, indicator.target)
    return Asked(indicator.code, indicator.direction, *bounds, indicator.points)


def next_level(level: Level) -> tuple[Level, list[Indicator]] | None:
    """The level after one that has indicators, with these."""
    rows = level.scheme.levels.filter(number__gt=level.number).exclude(rule="").order_by("number")
    after = rows.first()
    found = indicators_of(current_set(after)) if after else []
    return (after, found) if after and found else None


def experts_of(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """With the experts who have them."""
    return rows.prefetch_related(Prefetch("experts", Expert.objects.filter(ended=None).select_related("person")))


def _of_others(person: Any) -> QuerySet[Assessment]:
    if not person.is_authenticated:
        return Assessment.objects.none()
    return Assessment.objects.filter(state__in=READ).exclude(organisation__in=person.acting.values("organisation"))


def _files(evidence: list[Evidence]) -> dict[int, list[PrivateFile]]:
    found: dict[int, list[PrivateFile]] = {}
    for each in PrivateFile.objects.filter(kind=kind_of(Evidence), thing__in=[each.pk for each in evidence]):
        found.setdefault(each.thing, []).append(each)
    return found
