"""The conditions of a rule book in words, from its own data."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext, pgettext

from clusteratlas.diagnosis import Rule, RuleBook
from clusteratlas.glossary import column_term
from clusteratlas_web.foundation import numbers

MEDIAN = 50


@dataclass(frozen=True)
class ClassWords:
    """A class of a rule book: its name and what it asks."""

    name: str
    conditions: str


@dataclass(frozen=True)
class RuleBookWords:
    """A rule book: its title, its name, its classes, what it rests on."""

    title: str
    name: str
    classes: list[ClassWords]
    citation: tuple[str, ...]
    in_use: bool  # whether its classes are those of the tables


def rule_book_words(book: RuleBook, in_use: bool) -> RuleBookWords:
    """A rule book as its page says it, the class of strong first."""
    order = sorted(book.classes, key=lambda name: name != "strong")
    classes = [ClassWords(_class(name), _conditions(book, name)) for name in order]
    return RuleBookWords(book.title[_language()], book.name, classes, book.citation, in_use)


def _conditions(book: RuleBook, name: str) -> str:
    return pgettext("between conditions", "; ").join(_condition(rule) for rule in book.of_class(name))


def _condition(rule: Rule) -> str:
    words = {"column": column_term(rule.column).label(_language()), "value": _threshold(rule)}
    if rule.operator == ">":
        return gettext("%(column)s above %(value)s") % words
    return gettext("%(column)s at or above %(value)s") % words


def _threshold(rule: Rule) -> str:
    if rule.percentile is None:
        value = float(rule.value or 0)
        return numbers.count(value) if rule.column != "location_quotient" else f"{value:g}"
    if rule.percentile == MEDIAN:
        return gettext("the median")
    return gettext("the %(percentile)sth percentile") % {"percentile": f"{rule.percentile:g}"}


def _class(name: str) -> str:
    return column_term(name).label(_language())


def _language() -> str:
    return get_language() or "en"
