"""The three marks: strong whatever withheld figures are, strong unless they are otherwise, not strong."""

from enum import Enum

from django.utils.translation import gettext


class Mark(Enum):
    """A class with its certainty; the value is the style class of its dot."""

    ROBUST = "r"
    BORDERLINE = "b"
    NOT_STRONG = "o"

    @property
    def word(self) -> str:
        """The mark in words, for a legend, a column and a screen reader."""
        return {
            Mark.ROBUST: gettext("strong, robust"),
            Mark.BORDERLINE: gettext("strong, borderline"),
            Mark.NOT_STRONG: gettext("not strong"),
        }[self]

    @property
    def short_word(self) -> str:
        """The word where all are strong: robust or borderline."""
        return {
            Mark.ROBUST: gettext("robust"),
            Mark.BORDERLINE: gettext("borderline"),
            Mark.NOT_STRONG: gettext("not strong"),
        }[self]


def mark_of(strong: bool, robust: bool) -> Mark:
    """Filled where strong stands at the low end, at the high end and with 5 % more or less; half where it does not."""
    if not strong:
        return Mark.NOT_STRONG
    return Mark.ROBUST if robust else Mark.BORDERLINE
