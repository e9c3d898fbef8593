"""Who acts for an organisation: invitations, claims of a record, roles."""

import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.accounts.permissions import is_administrator, is_signed_in
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.outbox import post, write_to
from clusteratlas_web.foundation.permissions import NotAllowed, require
from clusteratlas_web.registry.models import Acting, Claim, Invitation, Organisation
from clusteratlas_web.registry.permissions import acts_for, may_edit
from clusteratlas_web.registry.queries.invitations import checksum, invitation_for
from clusteratlas_web.registry.queries.names import name_in
from clusteratlas_web.registry.refusals import (
    ACTS_ALREADY,
    ANSWERED_ALREADY,
    CLAIMED_ALREADY,
    GONE,
    LAST,
    NO_OFFICERS,
    AlreadyThere,
    LastManager,
    Used,
)
from clusteratlas_web.registry.words import (
    AGENCY,
    CLAIM_GRANTED,
    CLAIM_REFUSED,
    CLAIM_WAITING,
    MANAGER,
    OFFICER,
)

HOLDS = timedelta(days=14)  # how long an invitation can be accepted
LEADERS = (MANAGER, OFFICER)


@transaction.atomic
def invite_person(person: Any, organisation: Organisation, email: str, role: str) -> Invitation:
    """Invites somebody by e-mail to act for the organisation; the letter holds the only copy of the secret."""
    require(may_edit, person, organisation)
    _check_role(organisation, role)
    secret = secrets.token_urlsafe(32)
    made = Invitation.objects.create(
        organisation=organisation,
        email=email.lower(),
        role=role,
        secret=checksum(secret),
        invited_by=person,
        expires=timezone.now() + HOLDS,
    )
    record(person, "invite", organisation, after={"role": role, "until": str(made.expires.date())})
    _write_invitation(made, secret)
    return made


@transaction.atomic
def withdraw_invitation(person: Any, invitation: Invitation) -> Invitation:
    """Withdraws an invitation that nobody has used."""
    require(may_edit, person, invitation.organisation)
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if held.used or held.withdrawn:
        raise Used(GONE)
    held.withdrawn = timezone.now()
    held.save(update_fields=["withdrawn"])
    record(person, "withdraw-invitation", held.organisation, before={"role": held.role})
    return held


@transaction.atomic
def accept_invitation(person: Any, secret: str) -> Acting:
    """Accepts an invitation, once, by whoever signs in with the address that it was sent to."""
    require(is_signed_in, person)
    invitation_for(person, secret)
    held = Invitation.objects.select_for_update().get(secret=checksum(secret))
    if held.used or held.withdrawn:
        raise Used(GONE)
    held.used, held.used_by = timezone.now(), person
    held.save(update_fields=["used", "used_by"])
    acting, _ = Acting.objects.get_or_create(
        organisation=held.organisation, person=person, defaults={"role": held.role}
    )
    if acting.role not in LEADERS and held.role in LEADERS:
        acting.role = held.role
        acting.save(update_fields=["role"])
    record(person, "accept-invitation", held.organisation, after={"role": acting.role})
    return acting


@transaction.atomic
def change_role(person: Any, acting: Acting, role: str) -> Acting:
    """Gives somebody another role; the last manager stays one."""
    require(may_edit, person, acting.organisation)
    _check_role(acting.organisation, role)
    held = _locked(acting)
    before, held.role = held.role, role
    _check_led(held, stays=role in LEADERS)
    held.save(update_fields=["role"])
    record(person, "change-role", held.organisation, {"role": before}, {"role": role})
    return held


@transaction.atomic
def remove_person(person: Any, acting: Acting) -> None:
    """Takes somebody's role away, or lays down one's own; the last manager stays."""
    if acting.person_id != person.pk:
        require(may_edit, person, acting.organisation)
    held = _locked(acting)
    _check_led(held, stays=False)
    record(person, "remove-person", held.organisation, before={"role": held.role})
    held.delete()


@transaction.atomic
def ask_claim(person: Any, organisation: Organisation, message: str) -> Claim:
    """Claims a record as one's own; administrators get a letter."""
    require(is_signed_in, person)
    if acts_for(person, organisation):
        raise AlreadyThere(ACTS_ALREADY)
    if organisation.claims.filter(person=person, state=CLAIM_WAITING).exists():
        raise AlreadyThere(CLAIMED_ALREADY)
    made = Claim.objects.create(organisation=organisation, person=person, message=message)
    record(person, "claim", organisation)
    for administrator in Person.objects.filter(is_staff=True, is_active=True):
        name = name_in(organisation, administrator.language)
        write_to(administrator, "organisation-claimed", f"claim:{made.pk}", name=name, claim=made)
    return made


@transaction.atomic
def answer_claim(person: Any, claim: Claim, granted: bool, answer: str = "") -> Claim:
    """Answers a claim; if it is granted the claimant becomes manager."""
    require(is_administrator, person, claim)
    held = Claim.objects.select_for_update().get(pk=claim.pk)
    if held.state != CLAIM_WAITING:
        raise AlreadyThere(ANSWERED_ALREADY)
    held.state = CLAIM_GRANTED if granted else CLAIM_REFUSED
    held.answered, held.answered_by, held.answer = timezone.now(), person, answer
    held.save()
    if granted:
        Acting.objects.update_or_create(organisation=held.organisation, person=held.person, defaults={"role": MANAGER})
    record(person, "grant-claim" if granted else "refuse-claim", held.organisation, note=answer)
    name = name_in(held.organisation, held.person.language)
    write_to(
        held.person, "organisation-claim-answered", f"claim-answer:{held.pk}", name=name, claim=held, granted=granted
    )
    return held


def _check_role(organisation: Organisation, role: str) -> None:
    if role == OFFICER and organisation.kind != AGENCY:
        raise NotAllowed(NO_OFFICERS)


def _locked(acting: Acting) -> Acting:
    """The row read again, after the organisation's: two managers who remove each other wait for one another."""
    Organisation.objects.select_for_update().get(pk=acting.organisation_id)
    return Acting.objects.select_for_update().select_related("organisation").get(pk=acting.pk)


def _check_led(acting: Acting, stays: bool) -> None:
    others = acting.organisation.acting.exclude(pk=acting.pk).filter(role__in=LEADERS)
    was = Acting.objects.filter(pk=acting.pk, role__in=LEADERS).exists()
    if was and not stays and not others.exists():
        raise LastManager(LAST)


def _write_invitation(invitation: Invitation, secret: str) -> None:
    known = Person.objects.filter(email=invitation.email).first()
    language = known.language if known else translation.get_language() or "en"
    post(
        "organisation-invitation",
        invitation.email,
        language,
        f"invitation:{invitation.pk}",
        name=name_in(invitation.organisation, language),
        role=invitation.role,
        secret=secret,
        until=invitation.expires.date(),
    )
