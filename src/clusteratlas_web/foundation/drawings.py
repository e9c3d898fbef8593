"""Rails and marks as inline SVG and HTML, coloured by the style sheet's variables."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from clusteratlas_web.foundation.marks import Mark
from clusteratlas_web.foundation.numbers import location_quotient, span
from clusteratlas_web.foundation.rail import HIGHEST, Rail, position

_AXIS = (
    '<line class="gr" x1="0" x2="{0}" y1="8" y2="8"/>'
    '<line class="one" x1="{1}" x2="{1}" y1="2" y2="14" stroke-opacity=".45"/>'
)
_BAND = '<rect x="{}" y="5.5" width="{}" height="5" fill="var(--q3)" fill-opacity=".75"/>'
_LEAST_BAND = 2.0  # pixels, so that a narrow range can still be seen
_THRESHOLD = '<path d="M{},7l-3.5,-6h7z" fill="var(--ink)"/>'
_CHOSEN = '<circle cx="{}" cy="8" r="4.5" fill="var(--accent)" stroke="var(--paper)"/>'
_VALUES = {
    Mark.ROBUST: '<circle cx="{0}" cy="8" r="4" fill="var(--q4)" stroke="var(--paper)"/>',
    Mark.BORDERLINE: (
        '<circle cx="{0}" cy="8" r="3.6" fill="var(--paper)" stroke="var(--q4)" stroke-width="1.5"/>'
        '<path d="M{0},4.4a3.6,3.6 0 0 0 0,7.2z" fill="var(--q4)"/>'
    ),
    Mark.NOT_STRONG: '<circle cx="{0}" cy="8" r="3.6" fill="var(--paper)" stroke="var(--field)" stroke-width="1.5"/>',
}
_ARROWS = {
    -1: '<path d="M-1,8l5,-4v8z" fill="var(--{})"/>',
    1: '<path d="M{},8l-5,-4v8z" fill="var(--{})"/>',
}


def draw_rail(rail: Rail, label: str, mark: Mark, chosen: bool) -> SafeString:
    """The rail; its label says threshold and range, since the value stands beside it."""
    return format_html(
        '<svg class="rail" width="{0}" height="16" viewBox="0 0 {0} 16" {1}>{2}{3}{4}{5}</svg>',
        rail.width,
        format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"'),
        format_html(_AXIS, rail.width, rail.one),
        _band(rail),
        "" if rail.threshold is None else format_html(_THRESHOLD, rail.threshold),
        _value_mark(rail, mark, chosen),
    )


def rail_label(threshold: float | None, low: float | None, high: float | None) -> str:
    """What a rail adds to the figure beside it: the threshold, and the range that withheld figures leave."""
    parts = []
    if threshold is not None:
        parts.append(gettext("threshold %(value)s") % {"value": location_quotient(threshold)})
    if low is not None and high is not None:
        ends = span(location_quotient(low), location_quotient(high))
        parts.append(gettext("range %(range)s") % {"range": ends})
    elif low is not None:
        parts.append(gettext("at least %(low)s") % {"low": location_quotient(low)})
    return gettext("; ").join(parts)


def _band(rail: Rail) -> SafeString | str:
    if rail.band is None:
        return ""
    low, high = rail.band
    width = max(high - low, _LEAST_BAND)
    return format_html(_BAND, round(min(low, rail.width - width), 1), round(width, 1))


def _value_mark(rail: Rail, mark: Mark, chosen: bool) -> SafeString:
    colour = "accent" if chosen else "field" if mark == Mark.NOT_STRONG else "q4"
    if rail.beyond < 0:
        return format_html(_ARROWS[-1], colour)
    if rail.beyond > 0:
        return format_html(_ARROWS[1], rail.width + 1, colour)
    return format_html(_CHOSEN if chosen else _VALUES[mark], rail.value)


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


def draw_mark(mark: Mark, worded: bool) -> SafeString:
    """A filled, a half or a hollow dot; the word beside it, or for screen readers only."""
    dot = format_html('<span class="mk {}"></span>', mark.value)
    if worded:
        return format_html('<span class="nw">{}{}</span>', dot, mark.word)
    return format_html('{}<span class="vh">{}</span>', dot, mark.word)


def draw_class(mark: Mark) -> SafeString:
    """The dot in a column where all are strong: with robust or borderline beside it, on a phone for the ear only."""
    dot, word = format_html('<span class="mk {}"></span>', mark.value), mark.short_word
    return format_html('<span class="nw">{}<span class="word">{}</span></span>', dot, word)
