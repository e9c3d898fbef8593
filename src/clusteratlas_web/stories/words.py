"""The words of stories: steps of their life, fields, as message ids."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

VERBS = {
    "create": said("begun"),
    "edit": said("changed"),
    "add-step": said("view added"),
    "edit-step": said("view changed"),
    "move-step": said("view moved"),
    "remove-step": said("view removed"),
    "publish": said("published"),
    "withdraw": said("withdrawn"),
}
FIELDS = {
    "state": said("Status"),
    "titles": said("Title"),
    "leads": said("In short"),
    "texts": said("Text"),
    "address": said("View"),
    "place": said("Place in the order"),
    "organisation": said("Organisation"),
}


def verb_word(verb: str) -> str:
    """What the history calls a verb."""
    return gettext(VERBS[verb]) if verb in VERBS else verb


def field_word(name: str) -> str:
    """What the history calls a field."""
    return gettext(FIELDS[name]) if name in FIELDS else name
