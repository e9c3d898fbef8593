"""Tags that write instants on the clock of a call."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from clusteratlas_web.selection.clocks import in_utc, written

register = template.Library()


@register.simple_tag
def on_clock(moment: datetime, zone: str) -> SafeString:
    """`{% on_clock round.closes call.time_zone %}`: 30 September, 17:00, Berlin; in the title as UTC has it."""
    attributes = (moment.isoformat(), in_utc(moment), clock_text(moment, zone))
    return format_html('<time datetime="{}" title="{}">{}</time>', *attributes)


@register.simple_tag
def clock_text(moment: datetime, zone: str) -> str:
    """The same as plain text, for letters."""
    return written(moment, zone, get_language() or "en", timezone.now())


@register.simple_tag
def utc_text(moment: datetime) -> str:
    """An instant for everybody: 2026-09-30 15:00 UTC."""
    return in_utc(moment)
