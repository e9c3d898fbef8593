"""What the reader says of a broken cell, in the reader's language; what has no translation stays as it is."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.names import Name

# The rules of sources.tidy and its cells, years and spellings, and the sentences that say them.
RULES = (
    (r"is empty(?:; say in \[cells\] what it means)?", said("is empty: say what an empty cell means, or fill it")),
    (r"is not a number(?:; say in \[cells\] what it means)?", said("is not a number: say what this mark means")),
    (r"is negative", said("is negative")),
    (r"is not a whole number", said("is not a whole number")),
    (r"is too large for (?P<what>.+)", said("is too large for %(what)s")),
    (r"has a sign it does not need", said("has a sign it does not need")),
    (
        r"has more than the (?P<count>\d+) decimals (?P<what>.+) has",
        said("has more than %(count)s decimals of %(what)s"),
    ),
    (r"is not a year from (?P<first>\d+) to (?P<last>\d+)", said("is not a year from %(first)s to %(last)s")),
    (r"stands more than once in the file", said("stands more than once in the file")),
    (r"is not one of (?P<what>.+)", said("is not one of %(what)s")),
    (r"is not an industry of (?P<what>.+)", said("is not an industry of %(what)s")),
    (r"may be (?P<what>.+): write codes", said("may be any of %(what)s: write codes")),
    (r"has (?P<count>\d+) fields, (?P<what>\d+) expected", said("has %(count)s fields where %(what)s are expected")),
)


def rule_said(rule: str) -> Name | str:
    """A rule in the reader's language."""
    for pattern, sentence in RULES:
        match = re.fullmatch(pattern, rule)
        if match:
            return gettext(sentence) % match.groupdict()
    return Name(rule, "en")
