"""What django-allauth does is written into the history."""

from typing import Any

from allauth.account import signals
from allauth.mfa import signals as second_factor
from allauth.mfa.models import Authenticator
from django.dispatch import receiver
from django.http import HttpRequest

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.history import history_of, record


@receiver(signals.user_signed_up)
def signed_up(request: HttpRequest, user: Person, **kwargs: Any) -> None:
    """Somebody came whose address the identity provider knows; who has a letter to answer first came once they did."""
    if user.emailaddress_set.filter(verified=True).exists():
        record(user, "sign_up", user)


@receiver(signals.email_confirmed)
def address_confirmed(request: HttpRequest, email_address: Any, **kwargs: Any) -> None:
    """An address is theirs; with the first one somebody came."""
    person = email_address.user
    if not history_of(person).filter(verb="sign_up").exists():
        record(person, "sign_up", person)
    record(person, "confirm_address", person)


@receiver(signals.email_changed)
def address_changed(request: HttpRequest, user: Person, from_email_address: Any, **kwargs: Any) -> None:
    """Another address took its place; the first one took nobody's."""
    if from_email_address:
        record(user, "change_address", user)


@receiver([signals.password_changed, signals.password_set, signals.password_reset])
def password_changed(request: HttpRequest, user: Person, **kwargs: Any) -> None:
    """Django ends the sessions that rest on the earlier password."""
    record(user, "change_password", user)


@receiver(second_factor.authenticator_added)
def second_factor_added(request: HttpRequest, user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    """Signing in takes a code from now on."""
    if authenticator.type == Authenticator.Type.TOTP:
        record(user, "set_up_second_factor", user)


@receiver(second_factor.authenticator_removed)
def second_factor_removed(request: HttpRequest, user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    """Signing in takes the password alone again."""
    if authenticator.type == Authenticator.Type.TOTP:
        record(user, "remove_second_factor", user)
