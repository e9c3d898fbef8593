"""Who may do what with calls, applications, reviews and decisions; a conflict of interest stands before every role."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.permissions import rule
from clusteratlas_web.programmes.permissions import departments_of, is_officer
from clusteratlas_web.registry.permissions import acts_for, manages
from clusteratlas_web.selection.words import CHAIR, DEPUTY

ACCEPTED, DISMISSED = "accepted", "dismissed"  # of jurors and of conflicts: states.py reads this file


def call_of(thing: Any) -> Any:
    """The call that a call, round, juror, application, entry, review, decision or appeal belongs to."""
    return getattr(thing, "call", thing)


def application_of(thing: Any) -> Any:
    """The application that an entry, review, decision, appeal or the application itself is about."""
    return getattr(thing, "application", thing)


@rule(said("Only an officer of the department that runs this call may do this."))
def runs(person: Any, thing: Any) -> bool:
    """Officer of the department of a call."""
    if not person.is_authenticated:
        return False
    return bool(departments_of(person).filter(organisation=call_of(thing).department_id).exists())


@rule(said("Only a juror of this call may do this."))
def sits(person: Any, thing: Any) -> bool:
    """Juror, chair or deputy of a call who accepted."""
    return bool(person.is_authenticated and person.seats.filter(call=call_of(thing), state=ACCEPTED).exists())


@rule(said("Only the chair of the jury, or the deputy, may do this."))
def chairs(person: Any, thing: Any) -> bool:
    """Chair or deputy of the jury of a call."""
    seats = person.is_authenticated and person.seats.filter(
        call=call_of(thing), state=ACCEPTED, seat__in=(CHAIR, DEPUTY)
    )
    return bool(seats) and bool(seats.exists())


@rule(said("Only those who act for the applicant may do this."))
def applies(person: Any, thing: Any) -> bool:
    """Somebody who acts for the organisation that leads an application."""
    return bool(acts_for(person, application_of(thing).organisation_id))


@rule(said("Only a manager of the applicant may do this."))
def answers_for(person: Any, thing: Any) -> bool:
    """Manager of the organisation that leads an application."""
    return bool(manages(person, application_of(thing).organisation_id))


@rule(said("Only those who act for a partner of this application may do this."))
def is_partner(person: Any, thing: Any) -> bool:
    """Somebody who acts for an organisation of the consortium."""
    if not person.is_authenticated:
        return False
    mine = person.acting.values("organisation")
    return bool(application_of(thing).partners_ever().filter(organisation__in=mine).exists())


@rule(said("A conflict of interest keeps you out of this application."))
def is_clear(person: Any, thing: Any) -> bool:
    """Nobody with a conflict that was not dismissed, and nobody who acts for an organisation of the consortium."""
    application = application_of(thing)
    if not person.is_authenticated or applies(person, application) or is_partner(person, application):
        return False
    return not application.conflicts.filter(juror__person=person).exclude(state=DISMISSED).exists()


@rule(said("Only the juror who has this review may do this."))
def is_reviewer(person: Any, review: Any) -> bool:
    """The juror of a review, while in the jury."""
    return bool(person == review.juror.person and review.juror.state == ACCEPTED)


@rule(said("Only the juror whose seat it is may do this."))
def holds_seat(person: Any, juror: Any) -> bool:
    """The juror."""
    return bool(person.is_authenticated and person == juror.person)


@rule(said("There is no such call."))
def is_public(person: Any, call: Any) -> bool:
    """Anybody, once it is published."""
    return bool(call_of(call).state != "draft")


may_create = is_officer | is_administrator
may_run = is_administrator | runs
may_see_call = is_public | may_run
may_sit = sits | may_run
may_run_clear = is_clear & may_run  # what a manager of the call does with one application
may_decide = is_clear & (chairs | is_administrator | runs)
may_apply_for = answers_for
may_edit_application = applies
may_review = is_clear & is_reviewer
may_read_as_applicant = applies | is_partner
may_hold_meeting = chairs | may_run
may_read_letter = may_read_as_applicant | may_run_clear
