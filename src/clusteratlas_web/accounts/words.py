"""The words of accounts: verbs of the history, fields, roles on the whole platform, as message ids."""

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said


def languages() -> list[tuple[str, str]]:
    """The languages that a person can choose, each called by its own name."""
    return list(settings.LANGUAGES)


VERBS = {
    "sign_up": said("signed up"),
    "confirm_address": said("confirmed the e-mail address"),
    "change_address": said("changed the e-mail address"),
    "change_password": said("changed the password"),
    "set_up_second_factor": said("set up the second factor"),
    "remove_second_factor": said("removed the second factor"),
    "change_settings": said("changed the settings"),
    "erase": said("erased the account"),
    "make_administrator": said("made administrator"),
    "unmake_administrator": said("made administrator no longer"),
    "make_moderator": said("made moderator"),
    "unmake_moderator": said("made moderator no longer"),
    "deactivate": said("deactivated"),
    "reactivate": said("activated again"),
    "send_again": said("told to send the letter again"),
    "it_arrived": said("said that the letter arrived"),
}
FIELDS = {
    "email": said("e-mail address"),
    "name": said("name"),
    "password": said("password"),
    "language": said("language"),
    "unwanted": said("letters declined"),
    "is_staff": said("administrator"),
    "is_moderator": said("moderator"),
    "is_active": said("active"),
    "erased": said("erased"),
    "state": said("state"),
}


def verb(name: str) -> str:
    """What a verb of the history is called."""
    return gettext(VERBS[name]) if name in VERBS else name


def field(name: str) -> str:
    """What a field is called."""
    return gettext(FIELDS[name]) if name in FIELDS else name
