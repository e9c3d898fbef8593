"""The letters of designations: to the managers of a holder, the officers who grant, and the experts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import translation

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.designations.models import Assessment, Designation, Scheme
from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.outbox import write_to
from clusteratlas_web.registry.words import MANAGER, OFFICER

HOLDER, GRANTOR, EXPERT = "holder", "grantor", "expert"


def managers_of(organisation: int | None) -> Iterable[Person]:
    """Who manages an organisation; nobody where there is none."""
    rows = Person.objects.filter(acting__organisation=organisation, acting__role__in=(MANAGER, OFFICER), is_active=True)
    return rows.distinct() if organisation else rows.none()


def officers_of(scheme: Scheme, but: int | None = None) -> Iterable[Person]:
    """The officers of the departments that grant a scheme, but for those who act for an organisation."""
    granting = scheme.grantors.values("department")
    rows = Person.objects.filter(acting__organisation__in=granting, acting__role=OFFICER, is_active=True)
    return (rows.exclude(acting__organisation=but) if but else rows).distinct()


def tell_holder(designation: Designation, occasion: str, headline: Any, **facts: Any) -> None:
    """To whoever manages the holder."""
    for person in managers_of(designation.holder_id):
        write_about(designation, person, "designation", occasion, headline=headline, side=HOLDER, **facts)


def tell_grantors(designation: Designation, occasion: str, headline: Any, **facts: Any) -> None:
    """To the officers who grant."""
    for person in officers_of(designation.scheme, designation.holder_id):
        write_about(designation, person, "designation", occasion, headline=headline, side=GRANTOR, **facts)


def write_about(designation: Designation, person: Person, template: str, occasion: str, **facts: Any) -> None:
    """A letter about a designation; `occasion` makes it once. Names are spoken in the language of the person."""
    with translation.override(person.language):
        told = {"name": str(designation.name), "title": title_of(designation)}
    write_to(person, template, f"designation:{designation.pk}:{occasion}", designation=designation, **told, **facts)


def tell_of_assessment(assessment: Assessment, person: Person, occasion: str, headline: Any, **facts: Any) -> None:
    """A letter about an assessment."""
    key = f"assessment:{assessment.pk}:{occasion}"
    with translation.override(person.language):
        title = f"{assessment.level.scheme.name}, {assessment.level.name}"
    write_to(person, "assessment", key, assessment=assessment, title=title, headline=headline, **facts)


def clock(moment: datetime | None, zone: str) -> Moment | None:
    """An instant as the clock of a zone reads it, in the language of the letter."""
    return Moment(moment, zone) if moment else None


def title_of(designation: Designation) -> str:
    """Scheme and level in the language that is spoken."""
    return f"{designation.level.scheme.name}, {designation.level.name}"
