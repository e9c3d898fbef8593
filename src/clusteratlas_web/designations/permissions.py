"""Who may do what with designations and assessments; acting for the holder stands before every other role."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.permissions import rule
from clusteratlas_web.programmes.permissions import departments_of, is_officer, is_officer_of
from clusteratlas_web.registry.permissions import acts_for, manages


def scheme_of(thing: Any) -> Any:
    """The scheme that a level, designation, assessment or the scheme itself belongs to."""
    return getattr(getattr(thing, "level", thing), "scheme", thing)


def concerned(thing: Any) -> int | None:
    """The organisation that a designation or an assessment is about; none for a scheme, a level or a mere place."""
    return getattr(thing, "holder_id", None) or getattr(thing, "organisation_id", None)


@rule(said("Only an officer of a department that grants this may do this."))
def runs(person: Any, thing: Any) -> bool:
    """Officer of a department that runs the scheme."""
    if not person.is_authenticated:
        return False
    granting = scheme_of(thing).grantors.values("department")
    return bool(departments_of(person).filter(organisation__in=granting).exists())


@rule(said("Only an officer of the department that drafts this scheme may do this."))
def drafts(person: Any, draft: Any) -> bool:
    """Officer of the department of a draft."""
    return bool(is_officer_of(person, draft.department_id))


@rule(said("You act for the holder, so you may not judge it."))
def is_clear(person: Any, thing: Any) -> bool:
    """Nobody who acts for the organisation it is about."""
    about = concerned(thing)
    return about is None or not acts_for(person, about)


@rule(said("Only a manager of the holder may do this."))
def holds(person: Any, designation: Any) -> bool:
    """Manager of the organisation that holds a designation."""
    return designation.holder_id is not None and bool(manages(person, designation.holder_id))


@rule(said("It has a holder, who gives it back."))
def has_no_organisation(person: Any, designation: Any) -> bool:
    """Whether a place holds it for which nobody acts here."""
    return bool(designation.holder_id is None)


@rule(said("It expires by the clock, after its last day."))
def is_the_clock(person: Any, thing: Any) -> bool:
    """Nobody: the platform itself."""
    return person is None


@rule(said("Only those who act for this organisation may do this."))
def is_of_applicant(person: Any, assessment: Any) -> bool:
    """Somebody who acts for the organisation that assesses itself."""
    return bool(acts_for(person, assessment.organisation_id))


@rule(said("Only a manager of this organisation may do this."))
def fills(person: Any, assessment: Any) -> bool:
    """Manager of the organisation that assesses itself."""
    return bool(manages(person, assessment.organisation_id))


@rule(said("Only an expert who was assigned this assessment may do this."))
def is_expert(person: Any, assessment: Any) -> bool:
    """Expert of an assessment, until released."""
    return bool(person.is_authenticated and assessment.experts.filter(person=person, ended=None).exists())


may_run = is_administrator | runs
may_create = is_officer | is_administrator
may_draft_for = is_administrator | is_officer_of
may_draft = is_administrator | drafts
may_run_clear = is_clear & may_run
may_give_back = holds | (has_no_organisation & may_run)
may_fill = fills
may_verify = is_clear & is_expert
may_judge = is_clear & (is_expert | is_administrator | runs)
