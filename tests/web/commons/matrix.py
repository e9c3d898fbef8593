"""Who may what: the form of a row, and the rows of accounts and of private files.

A table is a dictionary from the name of an address to its row. The name is the one of the resolver ("registry:edit",
"account_login"); where one address behaves differently for different things, a word after # tells the rows apart
("registry:organisation#draft"). A row says which roles may read (GET) and which may write (POST); NOBODY stands for a
method that the address does not have. `given` fills in the address from the cast and from what `things` of the same
file stored; `sent` is what a POST carries, such that a refusal is one of permission and not of a missing field.

Refused is 401, 403, 404, 405 and being asked to sign in. Everything else is allowed, also a form shown again with its
errors, or a conflict. Nothing that a request stores outlives it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from tests.web.commons.conftest import NAMES, Cast

from clusteratlas_web.foundation.models import Letter, PrivateFile

Things = dict[str, Any]
Given = Callable[[Cast, Things], dict[str, Any]]

EVERYBODY = frozenset(NAMES)
SIGNED_IN = EVERYBODY - {"visitor"}
NOBODY: frozenset[str] = frozenset()
ADMINISTRATOR = frozenset({"gao"})
MANAGER = frozenset({"ana", "gao"})  # of Valley Optics; an administrator may what managers may
COLLEAGUES = frozenset({"ana", "ben", "gao"})
OFFICER = frozenset({"finn", "gao"})  # of the Ministry of Economy


def nothing(cast: Cast, things: Things) -> dict[str, Any]:
    """An address without places to fill in, a POST that carries nothing."""
    return {}


@dataclass(frozen=True)
class Row:
    """Who may read and who may write at an address."""

    get: frozenset[str] = NOBODY
    post: frozenset[str] = NOBODY
    given: Given = nothing
    sent: Given = nothing
    roles: tuple[str, ...] = NAMES  # more than the cast where the things bring people along: `roles=JURY`


Rows = dict[str, Row]


def things(cast: Cast) -> Things:
    """What the rows need besides the cast, stored."""
    letter = Letter.objects.create(key="doubt", address="ben@example.org", language="en", state=Letter.IN_DOUBT)
    reset = default_token_generator.make_token(cast.ben)
    address = EmailAddress.objects.create(user=cast.carla, email="carla@example.net", verified=False)
    file = PrivateFile.objects.create(
        name="a.txt", media_type="text/plain", size=2, sha256="", path="a" * 48, kind="nobody.spoke", thing=1
    )
    return {
        "letter": letter,
        "reset": {"uidb36": user_pk_to_url_str(cast.ben), "key": reset},
        "confirmation": EmailConfirmationHMAC.create(address).key,
        "file": file,
    }


def about_ben(cast: Cast, things: Things) -> dict[str, Any]:
    """Ben's page among the people."""
    return {"number": cast.ben.pk}


ROWS: Rows = {
    "file": Row(given=lambda cast, things: {"number": things["file"].pk}),
    "accounts:me": Row(get=SIGNED_IN),
    "accounts:settings": Row(get=SIGNED_IN, post=SIGNED_IN),
    "accounts:data": Row(get=SIGNED_IN),
    "accounts:export": Row(get=SIGNED_IN),
    "accounts:erase": Row(get=SIGNED_IN, post=SIGNED_IN),
    "accounts:people": Row(get=ADMINISTRATOR),
    "accounts:person": Row(get=ADMINISTRATOR, given=about_ben),
    "accounts:change": Row(
        post=ADMINISTRATOR, given=lambda cast, things: {"number": cast.ben.pk, "act": "make_moderator"}
    ),
    "accounts:outbox": Row(get=ADMINISTRATOR),
    "accounts:decide": Row(
        post=ADMINISTRATOR, given=lambda cast, things: {"number": things["letter"].pk, "decision": "it_arrived"}
    ),
    # Signing in and up, and the letters that belong to it, are everybody's.
    "account_login": Row(get=EVERYBODY, post=EVERYBODY),
    "mfa_authenticate": Row(get=EVERYBODY, post=EVERYBODY),  # without a sign-in begun, it leads to where one begins
    "account_logout": Row(get=EVERYBODY, post=EVERYBODY),
    "account_signup": Row(get=EVERYBODY, post=EVERYBODY),
    "account_email_verification_sent": Row(get=EVERYBODY),
    "account_confirm_email": Row(
        get=EVERYBODY, post=EVERYBODY, given=lambda cast, things: {"key": things["confirmation"]}
    ),
    "account_inactive": Row(get=EVERYBODY),
    "account_reset_password": Row(get=EVERYBODY, post=EVERYBODY),
    "account_reset_password_done": Row(get=EVERYBODY),
    "account_reset_password_from_key": Row(get=EVERYBODY, post=EVERYBODY, given=lambda cast, things: things["reset"]),
    "account_reset_password_from_key_done": Row(get=EVERYBODY),
    # Keeping one's own account safe.
    "mfa_index": Row(get=SIGNED_IN),
    "account_reauthenticate": Row(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_reauthenticate": Row(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_activate_totp": Row(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_deactivate_totp": Row(get=ADMINISTRATOR, post=ADMINISTRATOR),  # only Gao has one
    "mfa_view_recovery_codes": Row(),  # nobody of the cast has some
    "mfa_generate_recovery_codes": Row(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_download_recovery_codes": Row(),
    "account_email": Row(get=SIGNED_IN, post=SIGNED_IN),
    "account_change_password": Row(get=SIGNED_IN, post=SIGNED_IN),
    "account_set_password": Row(get=SIGNED_IN, post=SIGNED_IN),
}
