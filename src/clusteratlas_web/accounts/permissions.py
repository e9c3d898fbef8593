"""Who somebody is to the whole platform."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.permissions import rule


@rule(said("Sign in first."))
def is_signed_in(person: Any, thing: Any = None) -> bool:
    """Anybody who signed in."""
    return bool(person.is_authenticated)


@rule(said("Administrators set up the second factor first: your account, sign-in."))
def has_second_factor(person: Any, thing: Any = None) -> bool:
    """Anybody but an administrator whose sign-in takes no more than a password."""
    return bool(not person.is_authenticated or not person.is_staff or person.has_second_factor)


@rule(said("Only an administrator of the platform may do this."))
def is_staff(person: Any, thing: Any = None) -> bool:
    """Named administrator, with the second factor or without."""
    return bool(person.is_authenticated and person.is_staff)


@rule(said("Only a moderator or an administrator of the platform may do this."))
def is_moderator_or_staff(person: Any, thing: Any = None) -> bool:
    """Moderator, or named administrator."""
    return bool(person.is_authenticated and (person.is_moderator or person.is_staff))


# Nobody acts as administrator before the second factor is set up, whichever page or action asks.
is_administrator = is_staff & has_second_factor
is_moderator = is_moderator_or_staff & has_second_factor


@rule(said("This is somebody else’s account."))
def is_oneself(person: Any, other: Any) -> bool:
    """The person whose account it is."""
    return bool(person.is_authenticated and person == other)
