"""The rule book a page goes by: the one its address asks for, what it is called, what it asks, and the others."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from clusteratlas.diagnosis import RuleBook
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.glossary import column_term
from clusteratlas_web.explore.choices import Option, one_of
from clusteratlas_web.explore.edition_page.rule_words import strong_in_words
from clusteratlas_web.foundation.numbers import location_quotient

QUOTIENT = "location_quotient"


@dataclass(frozen=True)
class RuleChoice:
    """A rule book of the edition, and what a menu of rule books needs."""

    book: RuleBook
    is_first: bool  # whether it is the one that the classes of the edition's own tables follow
    options: list[Option]
    about: str  # the address that says all its conditions

    @property
    def query(self) -> str | None:
        """What an address says of it; nothing of the first, which it means where it says nothing."""
        return None if self.is_first else self.book.name

    @property
    def compares(self) -> bool:
        """Whether there is another to choose."""
        return len(self.options) > 1

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of_book(self.book)

    @property
    def asked(self) -> str:
        """What it asks of a strong cluster, in words."""
        return strong_in_words(self.book)


def choose_rules(request: HttpRequest, edition: Edition, about: str) -> RuleChoice:
    """The rule book the address asks for, else the edition's first; raises UnknownChoice for any other."""
    books = edition.manifest.books
    book = edition.book(one_of(request, "rules", list(books)))
    options = [Option(name, title_of_book(each), name == book.name) for name, each in books.items()]
    return RuleChoice(book, book.name == edition.manifest.book.name, options, about)


def title_of_book(book: RuleBook) -> str:
    """The title of a rule book in the language that is spoken."""
    return book.title.get(get_language() or "en") or book.title["en"]


def class_name(book: RuleBook, code: str | None) -> str:
    """What a rule book calls one of its classes: Two stars; empty for none."""
    if code is None:
        return ""
    language = get_language() or "en"
    return book.label(code, language) if code in book.labels else column_term(code).label(language)


def line_of(book: RuleBook, limits: Row) -> float | None:
    """What the location quotient of a strong cluster is held against: a percentile where there is one, else a number.

    None where the rule book asks nothing of it, as where it takes quotients over all jobs.
    """
    ranked, fixed = _lines(book, limits)
    return ranked if ranked is not None else fixed


def line_in_words(book: RuleBook, limits: Row) -> str:
    """The same in words: threshold 1.25, and at least 1."""
    ranked, fixed = _lines(book, limits)
    if ranked is not None and fixed is not None:
        facts = {"value": location_quotient(ranked), "least": f"{fixed:g}"}
        return gettext("threshold %(value)s, and at least %(least)s") % facts
    line = ranked if ranked is not None else fixed
    return "" if line is None else gettext("threshold %(value)s") % {"value": location_quotient(line)}


def _lines(book: RuleBook, limits: Row) -> tuple[float | None, float | None]:
    """The percentile and the fixed number that a quotient must reach, by what must hold or else by the stars."""
    for rules in (book.of_class(book.agreement), book.starred()):
        asked = [rule for rule in rules if rule.column == QUOTIENT and rule.operator in (">", ">=")]
        ranked = [limits[rule.id] for rule in asked if rule.percentile is not None and limits.get(rule.id) is not None]
        fixed = [rule.value for rule in asked if rule.value is not None]
        if ranked or fixed:
            return max(ranked, default=None), max(fixed, default=None)
    return None, None
