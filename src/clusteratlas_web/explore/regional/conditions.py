"""The conditions of the class: what stands, what is asked, how far apart they are, and how regions are spread."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from clusteratlas.diagnosis import Condition, Rule
from clusteratlas_web.explore.regional.figures import (
    DIFFERENCE,
    GROWTH,
    WAGES,
    decimals_of,
    figure_name,
    is_logarithmic,
    write_distance,
    write_figure,
    write_fixed,
)
from clusteratlas_web.explore.regional.histogram import Histogram, lay_histogram
from clusteratlas_web.explore.regional.subject import RegionalCluster

SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<"}


@dataclass(frozen=True)
class ConditionLine:
    """One line of the table, its figures written; empty where there is no figure.

    `label` is the rule book's own word for it, if it has one. `is_star` says that it is counted and need not hold;
    `why` says why it is not measured, where it is not. `id` and `column` say which figures are explained.
    """

    name: str
    label: str
    value: str
    threshold: str
    distance: str
    passes: bool | None
    why: str
    is_star: bool
    histogram: Histogram
    id: str
    column: str


@dataclass(frozen=True)
class ConditionTable:
    """The conditions that must hold, and those that are counted as stars."""

    required: list[ConditionLine]
    stars: list[ConditionLine]
    least_stars: int

    @property
    def lines(self) -> list[ConditionLine]:
        """All of them."""
        return [*self.required, *self.stars]

    @property
    def title(self) -> str:
        """The head of the section."""
        if self.stars:
            return gettext("Minimum and stars") if self.required else gettext("The stars")
        return {
            2: gettext("The two conditions"),
            3: gettext("The three conditions"),
            4: gettext("The four conditions"),
        }.get(len(self.required), gettext("The conditions"))

    @property
    def asks(self) -> str:
        """What is asked of the stars."""
        if not self.least_stars:
            return gettext("Stars: none is asked for strong; they make its grade")
        asked = ngettext("Stars: %(least)s is asked", "Stars: %(least)s are asked", self.least_stars)
        return asked % {"least": self.least_stars}

    @property
    def all_logarithmic(self) -> bool:
        """Whether every small histogram has a logarithmic axis."""
        return all(line.histogram.is_log for line in self.lines)


def condition_name(rule: Rule) -> str:
    """What a condition of a rule book says: Jobs above the 25th percentile."""
    figure = figure_name(rule.column)
    if rule.percentile is not None:
        return _sentence_of_percentiles(rule.operator) % {"figure": figure, "place": f"{rule.percentile:g}"}
    if rule.column == DIFFERENCE and rule.value == 0 and rule.operator == ">":
        return gettext("Location quotient rising")
    return _sentence_of_values(rule.operator) % {"figure": figure, "value": write_fixed(rule.column, rule.value or 0)}


def _sentence_of_percentiles(operator: str) -> str:
    return {
        ">": gettext("%(figure)s above the %(place)sth percentile"),
        ">=": gettext("%(figure)s at or above the %(place)sth percentile"),
        "<": gettext("%(figure)s below the %(place)sth percentile"),
        "<=": gettext("%(figure)s at or below the %(place)sth percentile"),
    }[operator]


def _sentence_of_values(operator: str) -> str:
    return {
        ">": gettext("%(figure)s above %(value)s"),
        ">=": gettext("%(figure)s at least %(value)s"),
        "<": gettext("%(figure)s below %(value)s"),
        "<=": gettext("%(figure)s at most %(value)s"),
    }[operator]


def short_name(subject: RegionalCluster, code: str) -> str:
    """A condition in a list of several: the rule book's own word, else what it says."""
    book = subject.book
    return book.label(code, subject.names.language) if code in book.labels else condition_name(book.rules[code])


def condition_table(subject: RegionalCluster) -> ConditionTable | None:
    """The table of conditions; None where no rule book ranks the cluster."""
    explanation = subject.explanation
    if explanation is None:
        return None
    lines = [_line(condition, subject) for condition in explanation.conditions]
    required, stars = ([line for line in lines if line.is_star == is_star] for is_star in (False, True))
    return ConditionTable(required, stars, explanation.least_stars)


def _line(condition: Condition, subject: RegionalCluster) -> ConditionLine:
    column, threshold = condition.column, condition.threshold
    published = condition.value if subject.now else None
    decimals = decimals_of(column, condition.value or 0.0, threshold or 0.0)
    currency, book = subject.edition.manifest.currency, subject.book
    known = [row[column] for row in subject.ranked if row.get(column) is not None]
    asked = "" if threshold is None else write_figure(column, threshold, decimals, currency)
    distance = ""
    if published is not None and threshold is not None:
        distance = write_distance(column, published, threshold, decimals)
    return ConditionLine(
        name=condition_name(book.rules[condition.id]),
        label=book.label(condition.id, subject.names.language) if condition.id in book.labels else "",
        value="" if published is None else write_figure(column, published, decimals, currency),
        threshold=f"{SIGNS[condition.operator]} {asked}" if asked else "",
        distance=distance,
        passes=condition.passes,
        why=_why_not_measured(condition, subject) if condition.passes is None and subject.now else "",
        is_star=condition.id in (subject.explanation.stars if subject.explanation else ()),
        histogram=lay_histogram(known, threshold, published, is_logarithmic(column)),
        id=condition.id,
        column=f"portfolio.{column}",
    )


def _why_not_measured(condition: Condition, subject: RegionalCluster) -> str:
    """Why nobody can say whether a condition holds."""
    if condition.value is not None:
        return gettext("Of no region is the figure known, so there is no percentile.")
    if condition.column == "sme_performance":
        return gettext("No source of this edition counts it.")
    if condition.column == WAGES:
        if "wages" not in subject.edition.manifest.measures:
            return gettext("The source of this edition has no wages.")
        return gettext("The source publishes no wages of it here.")
    if condition.column in (GROWTH, DIFFERENCE):
        if subject.year == subject.edition.years[0]:
            return gettext("%(year)s is the first year of this edition.") % {"year": subject.year}
        return gettext("There is no figure for %(before)s to compare with.") % {"before": subject.year - 1}
    return gettext("The source publishes no figure of it here.")
