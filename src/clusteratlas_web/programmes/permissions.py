"""Who may do what with programmes and questions."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.permissions import rule
from clusteratlas_web.programmes.words import LEAD
from clusteratlas_web.registry.permissions import acts_for
from clusteratlas_web.registry.words import AGENCY, OFFICER


def departments_of(person: Any) -> Any:
    """The acting of a person as an officer of departments."""
    return person.acting.filter(role=OFFICER, organisation__kind=AGENCY)


@rule(said("Only an officer of a department, or an administrator of the platform, may do this."))
def is_officer(person: Any, thing: Any = None) -> bool:
    """Officer of some department."""
    return bool(person.is_authenticated and departments_of(person).exists())


@rule(said("Only an officer of this department may do this."))
def is_officer_of(person: Any, department: Any) -> bool:
    """Officer of this department."""
    return bool(person.is_authenticated and departments_of(person).filter(organisation=department).exists())


@rule(said("Only an officer of the lead department, or an administrator of the platform, may do this."))
def leads(person: Any, programme: Any) -> bool:
    """Officer of the department that leads a programme."""
    if not person.is_authenticated:
        return False
    lead = programme.parts.filter(part=LEAD).values("organisation")
    return bool(departments_of(person).filter(organisation__in=lead).exists())


@rule(said("Only an officer of a department that takes part in this programme may do this."))
def takes_part(person: Any, programme: Any) -> bool:
    """Officer of a department with a part in a programme."""
    if not person.is_authenticated:
        return False
    return bool(departments_of(person).filter(organisation__in=programme.parts.values("organisation")).exists())


@rule(said("Officers of a partner department change what is their own department’s; the lead changes everything."))
def is_in_charge(person: Any, piece: Any) -> bool:
    """Officer of the lead, or of the department whose matter a piece of the programme is."""
    if leads(person, piece.whole):
        return True
    mine = person.is_authenticated and piece.in_charge and departments_of(person).filter(organisation=piece.in_charge)
    return bool(mine) and bool(takes_part(person, piece.whole))


may_create = is_officer | is_administrator
may_lead = is_administrator | leads
may_take_part = is_administrator | takes_part
may_edit_piece = is_administrator | is_in_charge
may_set_desk = is_administrator | is_officer_of


@rule(said("There is no such programme."))
def is_public(person: Any, programme: Any) -> bool:
    """Anybody, once it is published."""
    return bool(programme.state != "draft")


may_see = is_public | is_administrator | takes_part


@rule(said("Only the department that this question is with may do this."))
def answers(person: Any, question: Any) -> bool:
    """Officer of the department that has the question."""
    return bool(is_officer_of(person, question.department))


@rule(said("Only the organisation that asked may do this."))
def asked(person: Any, question: Any) -> bool:
    """Somebody who acts for the organisation that asked."""
    return bool(acts_for(person, question.organisation))


@rule(said("There is no such question."))
def is_answered_in_public(person: Any, question: Any) -> bool:
    """Anybody, once the answer is published."""
    return bool(question.state == "published")


@rule(said("It can be published when the organisation that asked has agreed."))
def has_agreed(person: Any, question: Any) -> bool:
    """Whether those who asked agree to a publication."""
    return bool(question.consents)


may_follow = is_administrator | asked | answers
may_see_question = is_answered_in_public | may_follow
may_answer = is_administrator | answers
may_publish = may_answer & has_agreed
