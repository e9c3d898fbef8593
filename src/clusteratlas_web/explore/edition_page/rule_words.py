"""The rule books in words, from their own data: what each asks for, star by star and class by class."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, ngettext, pgettext

from clusteratlas.diagnosis import Rule, RuleBook
from clusteratlas.glossary import column_term
from clusteratlas_web.explore.regional.conditions import condition_name

RECONSTRUCTION = ("(reconstruction)", "复原版")


@dataclass(frozen=True)
class ClassWords:
    """A class of a rule book: its name, all it asks, and what it asks beside the minima and the stars named above."""

    name: str
    conditions: str
    asks: str
    is_strong: bool  # whether it counts as strong where rule books are compared


@dataclass(frozen=True)
class RuleBookWords:
    """A rule book: its title, its name, what it asks, its classes, what it rests on."""

    title: str
    name: str
    classes: list[ClassWords]  # the one that counts as strong first, then from the lowest
    citation: tuple[str, ...]
    in_use: bool  # whether its classes are those of the tables
    minima: str  # what must hold before a star counts; empty where there is nothing
    stars: list[tuple[str, str]]  # the name of each star, and what it asks
    exclusive: bool  # whether a regional cluster is in one class only
    parameters: list[tuple[str, str]]  # what may be chosen otherwise, and as it is chosen here
    has_percentiles: bool
    is_reconstruction: bool


def rule_book_words(book: RuleBook, in_use: bool) -> RuleBookWords:
    """A rule book as its page says it, the class that counts as strong first."""
    order = sorted(book.classes, key=lambda name: name != book.agreement)
    title = book.title[_language()]
    return RuleBookWords(
        title=title,
        name=book.name,
        classes=[_class(book, name) for name in order],
        citation=book.citation,
        in_use=in_use,
        minima=_joined(book.rules[rule] for rule in book.minima),
        stars=[(book.label(rule.id, _language()), condition_name(rule)) for rule in book.starred()],
        exclusive=book.exclusive,
        parameters=[(name, f"{value:g}") for name, value in book.parameters.items()],
        has_percentiles=bool(book.percentiles()),
        is_reconstruction=any(word in title for word in RECONSTRUCTION),
    )


def strong_in_words(book: RuleBook) -> str:
    """All that a rule book asks of a cluster that counts as strong."""
    return _conditions(book, book.agreement)


def _class(book: RuleBook, name: str) -> ClassWords:
    label = book.label(name, _language()) if name in book.labels else column_term(name).label(_language())
    return ClassWords(label, _conditions(book, name), _asks(book, name), name == book.agreement)


def _conditions(book: RuleBook, name: str) -> str:
    asked = [condition_name(rule) for rule in book.of_class(name)]
    least = book.least_stars.get(name)
    if least:
        starred = _joined(book.starred())
        asked.append(gettext("at least %(least)s of these: %(conditions)s") % {"least": least, "conditions": starred})
    return pgettext("between conditions", "; ").join(asked)


def _asks(book: RuleBook, name: str) -> str:
    """What sets a class apart: its stars where it counts stars, its own conditions else."""
    if not book.stars:
        return _conditions(book, name)
    least = book.least_stars.get(name, 0)
    if not least:
        return gettext("no star is asked for")
    return ngettext("at least %(n)s star", "at least %(n)s stars", least) % {"n": least}


def _joined(rules: Iterable[Rule]) -> str:
    return pgettext("between conditions", "; ").join(condition_name(rule) for rule in rules)


def _language() -> str:
    return get_language() or "en"
