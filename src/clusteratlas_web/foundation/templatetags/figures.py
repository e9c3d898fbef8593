"""Filters that write figures in the page's language, and tags that draw rails and marks.

What is not known is written as a word in grey, never as 0 and never as a bare dash.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.drawings import draw_class, draw_mark, draw_rail, draw_rail_head, rail_label
from clusteratlas_web.foundation.marks import mark_of
from clusteratlas_web.foundation.rail import WIDTH, lay_rail

register = template.Library()


def language() -> str:
    """The language numbers are written in."""
    return get_language() or "en"


def no_data() -> SafeString:
    """The word for a figure that is not there."""
    return format_html('<span class="missing">{}</span>', gettext("no data"))


def _written(write: Callable[[float], str]) -> Callable[[float | None], str]:
    return lambda value: write(value) if numbers.is_known(value) and value is not None else no_data()


register.filter("count", _written(numbers.count))
register.filter("signed_count", _written(numbers.signed_count))
register.filter("in_words", _written(lambda value: numbers.count_in_words(value, language())))
register.filter("share", _written(numbers.share))
register.filter("change", _written(numbers.change))
register.filter("quotient", _written(numbers.location_quotient))
register.filter("quotient_on_map", _written(lambda value: numbers.location_quotient(value, decimals=1)))
register.filter("difference", _written(numbers.signed_difference))


@register.filter
def day(value: date) -> str:
    """A day, written out."""
    return numbers.day(value, language())


@register.filter
def rank_of(value: float | None, of: float | None) -> str:
    """`{{ row.rank|rank_of:row.ranked }}`: 119 of 381."""
    if value is None or of is None or not (numbers.is_known(value) and numbers.is_known(of)):
        return no_data()
    return numbers.rank(value, of, language())


@register.simple_tag
def rail(row: Mapping[str, Any], threshold: float | None = None, chosen: bool = False, width: int = WIDTH) -> str:
    """`{% rail row threshold=row.line %}`: a portfolio row's quotient with its range and mark; nothing without one."""
    value = row["location_quotient"]
    if not numbers.is_known(value):
        return ""
    low, high = row["location_quotient_low"], row["location_quotient_high"]
    line = threshold if numbers.is_known(threshold) else None
    mark = mark_of(bool(row["strong"]), bool(row["robust"]))
    return draw_rail(lay_rail(value, line, width, low, high), rail_label(line, low, high), mark, bool(chosen))


@register.simple_tag
def rail_head(width: int = WIDTH) -> str:
    """The head of a column of rails of the same width."""
    return draw_rail_head(width)


@register.simple_tag
def mark(strong: bool | None, robust: bool | None, worded: bool = False) -> str:
    """`{% mark row.strong row.robust %}`: filled, half or hollow; nothing where the rule does not apply."""
    return "" if strong is None else draw_mark(mark_of(strong, bool(robust)), worded)


@register.simple_tag
def class_mark(row: Mapping[str, Any]) -> str:
    """`{% class_mark row %}`: the dot of a strong cluster with its word, robust or borderline."""
    return draw_class(mark_of(bool(row["strong"]), bool(row["robust"])))
