"""What a rule book asks of a strong cluster, in one sentence of either language."""

from collections.abc import Iterable

from clusteratlas.diagnosis import Rule, RuleBook
from clusteratlas.editions.edition import Row
from clusteratlas.glossary import column_term
from clusteratlas.reports.spoken import Spoken

QUOTIENT, OVER_ALL = "location_quotient", "location_quotient_all"
_OPERATORS = {">=": "ge", ">": "gt", "<=": "le", "<": "lt"}
_WRITTEN = {"share": "share", "rate": "change", "percentile": "share"}


def title_of(book: RuleBook, language: str) -> str:
    """What a rule book is called."""
    return book.title.get(language) or book.title["en"]


def rule_in_words(spoken: Spoken, book: RuleBook) -> str:
    """All that a rule book asks of a cluster that counts as strong."""
    asked = [condition_in_words(spoken, rule) for rule in book.of_class(book.agreement)]
    least = book.least_stars.get(book.agreement)
    if least:
        starred = _joined(spoken, book.starred())
        asked.append(spoken.say("condition_stars", least=least, conditions=starred))
    conditions = spoken.say("semicolon").join(asked)
    return spoken.say("rule_in_words", book=title_of(book, spoken.language), conditions=conditions)


def condition_in_words(spoken: Spoken, rule: Rule) -> str:
    """Jobs above the 25th percentile."""
    term, operator = column_term(rule.column), _OPERATORS[rule.operator]
    figure = term.label(spoken.language)
    if rule.percentile is not None:
        return spoken.say(f"condition_{operator}_percentile", figure=figure, place=f"{rule.percentile:g}")
    kind = _WRITTEN.get(term.unit)
    value = spoken.write(kind, rule.value) if kind else f"{rule.value or 0:g}"
    return spoken.say(f"condition_{operator}", figure=figure, value=value)


def _joined(spoken: Spoken, rules: Iterable[Rule]) -> str:
    return spoken.say("semicolon").join(condition_in_words(spoken, rule) for rule in rules)


def quotient_of(book: RuleBook) -> str:
    """The quotient a rule book compares: of its own kind of clusters, or over all jobs."""
    return OVER_ALL if any(rule.column == OVER_ALL for rule in book.rules.values()) else QUOTIENT


def line_of(book: RuleBook, limits: Row) -> float | None:
    """What the quotient of a strong cluster is held against: a percentile where there is one, else a fixed number."""
    for rules in (book.of_class(book.agreement), book.starred()):
        asked = [rule for rule in rules if rule.column == quotient_of(book) and rule.operator in (">", ">=")]
        ranked = [limits.get(rule.id) for rule in asked if rule.percentile is not None]
        for line in (*ranked, *(rule.value for rule in asked)):
            if line is not None:
                return float(line)
    return None
