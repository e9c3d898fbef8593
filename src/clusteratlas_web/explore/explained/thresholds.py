"""What a rule book compares a number with: each condition on its column, the threshold, and whether it holds."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from clusteratlas.diagnosis import Rule, RuleBook
from clusteratlas.editions import Edition
from clusteratlas.editions.explained import Explained
from clusteratlas.editions.queries.thresholds import thresholds
from clusteratlas_web.explore.addresses import with_query
from clusteratlas_web.explore.choices import one_of
from clusteratlas_web.explore.explained.figures import data, write
from clusteratlas_web.explore.explained.linking import explained_address
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.regional.conditions import SIGNS, condition_name
from clusteratlas_web.foundation.page import Link


@dataclass(frozen=True)
class ThresholdLine:
    """One condition: what it says, the threshold, and whether it holds; None where there is none."""

    name: str
    value: str
    threshold: SafeString
    holds: bool | None


@dataclass(frozen=True)
class Compared:
    """The rule book, the others that compare the column too, the conditions; `line` is what is asked for strong."""

    title: str
    books: list[Link]
    lines: list[ThresholdLine]
    line: float | None
    sign: str


def compared(request: HttpRequest, edition: Edition, explained: Explained) -> Compared | None:
    """The section; None for what no rule book compares. Raises UnknownChoice for a rule book it was not built with."""
    asked = one_of(request, "rules", list(edition.manifest.books)) if "rules" in request.GET else None
    books = [book for book in edition.manifest.books.values() if _compares(book, explained)]
    if explained.subject.table != "portfolio" or not books:
        return None
    book = next((each for each in books if each.name == asked), books[0])
    limits = _limits(edition, explained, book)
    rules = _rules(book, explained.subject.column)
    lines = [_line(edition, explained, book, rule, limits.get(rule.id)) for rule in rules]
    line, sign = _highest(book, rules, limits)
    language = get_language() or "en"
    links = [Link(each.title[language], _address(edition, explained, each), each is book) for each in books]
    return Compared(book.title[language], links, lines, line, sign)


def _highest(book: RuleBook, rules: list[Rule], limits: dict[str, float | None]) -> tuple[float | None, str]:
    """What is asked for the class that counts as strong: of several conditions the one that asks for most."""
    asked = {rule.id for rule in (*book.of_class(book.agreement), *book.starred())}
    known = [(limits[rule.id], rule.operator) for rule in rules if rule.id in asked and limits.get(rule.id) is not None]
    line, operator = max(known, default=(None, ""), key=lambda each: each[0] or 0.0)
    return line, SIGNS.get(operator, "")


def _compares(book: RuleBook, explained: Explained) -> bool:
    """Whether a rule book ranks the row and has a condition on the column."""
    row = explained.row
    if row.get("subcluster") is not None or row.get("kind") not in book.kinds:
        return False
    return row["level"] not in book.levels_not_ranked and bool(_rules(book, explained.subject.column))


def _rules(book: RuleBook, column: str) -> list[Rule]:
    return [rule for rule in book.rules.values() if rule.column == column]


def _limits(edition: Edition, explained: Explained, book: RuleBook) -> dict[str, float | None]:
    found = thresholds(edition, explained.row["level"], explained.row["year"], book.name)
    return {name: value for name, value in found.get(explained.row["cluster"], {}).items() if name in book.rules}


def _address(edition: Edition, explained: Explained, book: RuleBook) -> str:
    name = f"{explained.subject.table}.{explained.subject.column}"
    address, _, query = explained_address(addresses(edition), name, dict(explained.subject.key)).partition("?")
    return f"{with_query(address)}?{query}&rules={book.name}#rules"


def _line(edition: Edition, explained: Explained, book: RuleBook, rule: Rule, limit: float | None) -> ThresholdLine:
    name, currency = f"portfolio.{rule.column}", edition.manifest.currency
    value = explained.value
    holds = None if limit is None or value is None else bool(rule.holds(value, limit)) and _has_jobs(explained, book)
    return ThresholdLine(
        name=condition_name(rule),
        value=write(name, value, currency),
        threshold=SafeString("") if limit is None else _linked(edition, explained, book, rule, limit),
        holds=holds,
    )


def _has_jobs(explained: Explained, book: RuleBook) -> bool:
    """A region without the cluster passes nothing."""
    return bool(explained.row.get(book.present))


def _linked(edition: Edition, explained: Explained, book: RuleBook, rule: Rule, limit: float) -> SafeString:
    row = {**explained.row, "rules": book.name, "condition": rule.id}
    address = explained_address(addresses(edition), "thresholds.threshold", row)
    text = write(f"portfolio.{rule.column}", int(limit) if limit.is_integer() else limit, edition.manifest.currency)
    return format_html('{} <a class="explained" href="{}">{}</a>', SIGNS[rule.operator], address, data(text, limit))
