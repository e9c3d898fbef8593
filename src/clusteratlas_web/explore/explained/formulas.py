"""A formula as markup: in symbols, and with its numbers put in."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from clusteratlas.editions.explained import Explained, Value, in_symbols, with_numbers
from clusteratlas_web.explore.explained.figures import write_to_compute

_LETTER = re.compile(r"\b([A-Za-z])(?:_(\w+|\([^)]*\)))?(?![A-Za-z0-9_(])")


_NOTHING_BUT_ROWS = re.compile(r"(?:count|percentile|gini|slope)\([^()]*(?:\([^()]*\))?[^()]*\)")


def symbols(explained: Explained) -> SafeString:
    """The formula with its letters; what stands below a letter is set below it."""
    working = explained.working
    text = in_symbols(working.formula)
    return marked(f"{working.sign} = {text}" if working.sign else text)


def marked(text: str) -> SafeString:
    """Letters of a formula with what stands below them."""
    # The text was escaped before anything was put into it.
    return mark_safe(_LETTER.sub(_italic, str(escape(text))))  # noqa: S308


def _italic(letter: re.Match[str]) -> str:
    first, below = letter.groups()
    return f"<i>{first}<sub>{below}</sub></i>" if below else f"<i>{first}</i>"


def legend(explained: Explained) -> list[str]:
    """What the signs of a formula mean that are not arithmetic, each in a sentence."""
    formula = explained.working.formula
    said = {
        "count(": gettext("n(…) is how many rows of the table below hold what stands in it."),
        "count()": gettext("n is how many rows the table below has."),
        "mean(": gettext("n is how many rows the table below has."),
        "percentile(": gettext("P75 is the 75th percentile of the column, linear between neighbours; others likewise."),
        "gini(": gettext(
            "X and Y are running shares, region by region in ascending order of the location quotient: X of the jobs "
            "in all clusters, Y of the jobs in this one."
        ),
        "slope(": gettext("slope is that of the straight line of least squares through the years."),
    }
    plain = formula.replace("count()", "")
    there = [sign for sign in said if sign in (formula if sign == "count()" else plain)]
    return list(dict.fromkeys(said[sign] for sign in there))


def filled(explained: Explained) -> str:
    """The formula with its numbers; nothing where these are all in the table."""
    working = explained.working
    if _NOTHING_BUT_ROWS.fullmatch(working.formula):
        return ""
    names = {number.letter: number.name for number in working.numbers}
    names |= working.parts.letters if working.parts else {}

    def write(letter: str, value: Value) -> str:
        return write_to_compute(names.get(letter, ""), value)

    return with_numbers(working.formula, working.values, working.rows, write)
