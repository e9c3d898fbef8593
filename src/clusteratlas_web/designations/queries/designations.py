"""Designations, schemes and levels: one of each for somebody, and what belongs to a designation."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.designations.models import (
    Designation,
    Grantor,
    Hearing,
    Indicator,
    IndicatorSet,
    Level,
    Scheme,
    Standing,
    Term,
)
from clusteratlas_web.designations.permissions import may_run
from clusteratlas_web.designations.states import EXPIRED, IN_FORCE
from clusteratlas_web.programmes.permissions import departments_of

BESIDE = (
    "level__scheme",
    "level__becomes",
    "edition",
    "holder",
    "programme",
    "department",
    "decision__entry__application__call",
)


@dataclass(frozen=True)
class Whole:
    """A designation with its standings, the latest first, its hearings and its terms."""

    designation: Designation
    standings: list[Standing]
    hearings: list[Hearing]
    terms: list[Term]

    @property
    def hearing_to_come(self) -> Hearing | None:
        """The hearing that is set and not held."""
        return next((each for each in self.hearings if each.held is None and not each.called_off), None)


def named(designations: QuerySet[Designation]) -> QuerySet[Designation]:
    """With scheme, level and the names of holders, read at once."""
    return designations.select_related("level__scheme", "holder").prefetch_related("holder__names")


def designation_for(person: Any, number: int) -> Designation:
    """A designation: the register is public."""
    rows = Designation.objects.select_related(*BESIDE).prefetch_related(
        "holder__names", "programme__names", "department__names"
    )
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def designation_run_by(person: Any, number: int) -> Designation:
    """A designation for those who run its scheme; to others there is no such page."""
    found = designation_for(person, number)
    if not may_run(person, found):
        raise Http404
    return found


def kept_by_assessment(holders: Any) -> QuerySet[Designation]:
    """What organisations hold, or held until it expired, of levels that are kept by passing an assessment."""
    rows = Designation.objects.filter(holder__in=holders, state__in=(*IN_FORCE, EXPIRED)).exclude(level__rule="")
    return rows.select_related("level__scheme")


def whole(designation: Designation) -> Whole:
    """Everything that is recorded of a designation."""
    return Whole(
        designation,
        list(designation.standings.select_related("level").order_by("-on", "-pk")),
        list(designation.hearings.all()),
        list(designation.terms.all()),
    )


def schemes() -> QuerySet[Scheme]:
    """All schemes with their levels, counts and departments."""
    grantors = Grantor.objects.select_related("department").prefetch_related("department__names")
    levels = Level.objects.prefetch_related("figures", Prefetch("sets", IndicatorSet.objects.filter(is_current=True)))
    return Scheme.objects.prefetch_related(Prefetch("grantors", grantors), Prefetch("levels", levels))


def scheme_at(slug: str) -> Scheme:
    """A scheme."""
    found = schemes().select_related("programme").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def level_at(slug: str, code: str) -> Level:
    """A level of a scheme."""
    found = Level.objects.select_related("scheme", "before", "becomes").filter(scheme__slug=slug, code=code).first()
    if found is None:
        raise Http404
    return found


def levels_run_by(person: Any) -> QuerySet[Level]:
    """The levels that a person may grant."""
    rows = Level.objects.select_related("scheme")
    if is_administrator(person):
        return rows
    mine = departments_of(person).values("organisation") if person.is_authenticated else []
    return rows.filter(scheme__in=Grantor.objects.filter(department__in=mine).values("scheme"))


def current_set(level: Level) -> IndicatorSet | None:
    """The indicators that a level asks for now."""
    return IndicatorSet.objects.filter(level=level, is_current=True).first()


def indicators_of(the_set: IndicatorSet | None) -> list[Indicator]:
    """The indicators of a set with their groups, in order."""
    return list(the_set.indicators.select_related("group")) if the_set else []
