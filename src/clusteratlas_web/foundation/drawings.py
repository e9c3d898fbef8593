"""Rails and marks as inline SVG and HTML, coloured by the style sheet's variables."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from clusteratlas_web.foundation.numbers import location_quotient
from clusteratlas_web.foundation.rail import HIGHEST, Rail, position

_AXIS = (
    '<line class="gr" x1="0" x2="{0}" y1="8" y2="8"/>'
    '<line class="one" x1="{1}" x2="{1}" y1="2" y2="14" stroke-opacity=".45"/>'
)
_THRESHOLD = '<path d="M{},7l-3.5,-6h7z" fill="var(--ink)"/>'
_STRONG = '<circle cx="{}" cy="8" r="4" fill="var(--q4)" stroke="var(--paper)"/>'
_WEAK = '<circle cx="{}" cy="8" r="3.6" fill="var(--paper)" stroke="var(--field)" stroke-width="1.5"/>'
_CHOSEN = '<circle cx="{}" cy="8" r="4.5" fill="var(--accent)" stroke="var(--paper)"/>'
_ARROWS = {
    -1: '<path d="M-1,8l5,-4v8z" fill="var(--{})"/>',
    1: '<path d="M{},8l-5,-4v8z" fill="var(--{})"/>',
}


def draw_rail(rail: Rail, threshold: float | None, strong: bool, chosen: bool) -> SafeString:
    """The rail; it is named by its threshold, since the value stands beside it."""
    label = "" if threshold is None else gettext("threshold %(value)s") % {"value": location_quotient(threshold)}
    return format_html(
        '<svg class="rail" width="{0}" height="16" viewBox="0 0 {0} 16" {1}>{2}{3}{4}</svg>',
        rail.width,
        format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"'),
        format_html(_AXIS, rail.width, rail.one),
        "" if rail.threshold is None else format_html(_THRESHOLD, rail.threshold),
        _value_mark(rail, strong, chosen),
    )


def _value_mark(rail: Rail, strong: bool, chosen: bool) -> SafeString:
    colour = "accent" if chosen else "q4" if strong else "field"
    if rail.beyond < 0:
        return format_html(_ARROWS[-1], colour)
    if rail.beyond > 0:
        return format_html(_ARROWS[1], rail.width + 1, colour)
    return format_html(_CHOSEN if chosen else _STRONG if strong else _WEAK, rail.value)


def draw_rail_head(width: int) -> SafeString:
    """The axis of a column of rails: a quarter, one, twenty-five."""
    return format_html(
        '<svg class="rail" width="{0}" height="12" viewBox="0 0 {0} 12" role="img" aria-label="{1}">'
        '<text class="t12 mu" x="0" y="10">¼</text><text class="t12 mu" x="{2}" y="10" text-anchor="middle">1</text>'
        '<text class="t12 mu" x="{0}" y="10" text-anchor="end">{3}</text></svg>',
        width,
        gettext("location quotient, logarithmic axis from ¼ to 25"),
        position(1.0, width),
        int(HIGHEST),
    )


def draw_mark(strong: bool, worded: bool) -> SafeString:
    """A filled dot for strong, a hollow one for not; the word beside it, or for screen readers only."""
    dot = format_html('<span class="mk {}"></span>', "r" if strong else "o")
    word = gettext("strong") if strong else gettext("not strong")
    if worded:
        return format_html('<span class="nw">{}{}</span>', dot, word)
    return format_html('{}<span class="vh">{}</span>', dot, word)
