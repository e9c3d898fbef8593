"""Tags of comparisons: the mark of a thing, and the bars of its figures."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clusteratlas_web.explore.comparing.dots import marks_of, single_mark
from clusteratlas_web.explore.comparing.units import Unit
from clusteratlas_web.foundation import numbers

register = template.Library()
_MIDDLE = 50.0  # hundredths: where a signed bar begins
_RECTANGLE = '<rect class="{}" x="{}" width="{}" height="4"/>'
_FRAME = 'viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"'
_BAR = f'<svg class="bar" {_FRAME}>{_RECTANGLE}</svg>'
_SIGNED_BAR = f'<svg class="bar signed" {_FRAME}>{_RECTANGLE}<path class="zero" d="M50,0V4"/></svg>'


@register.simple_tag
def unit_mark(unit: Unit, filled: bool = True) -> SafeString:
    """`{% unit_mark unit %}`: its shape in its colour, as everywhere on the page."""
    return single_mark(unit.number, filled)


@register.simple_tag
def unit_marks(units: list[Unit]) -> SafeString:
    """The marks of several things with their names for who does not see them."""
    names = ", ".join(str(unit.short) for unit in units)
    return format_html('<span class="marks">{}<span class="vh"> {}</span></span>', marks_of(units), names)


@register.simple_tag
def bar(start: float, length: float, number: int = 0) -> SafeString:
    """`{% bar cell.start cell.length unit.number %}`: a bar in hundredths of its cell, signed without a number."""
    kind = f"u{number}" if number else "less" if start < _MIDDLE else "more"
    return format_html(_BAR if number else _SIGNED_BAR, kind, start, length)


@register.filter
def at(things: list[Unit], place: int) -> Unit:
    """The thing at a place."""
    return things[place]


@register.filter
def points(value: float | None) -> str:
    """A share of growth in percentage points: it carries its sign and its word."""
    if value is None:
        return ""
    return gettext("%(points)s pp") % {"points": numbers.signed_difference(100 * value)}
