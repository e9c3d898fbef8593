"""Tags that write instants on the clock of a call."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from clusteratlas_web.foundation.clocks import Moment

register = template.Library()


@register.simple_tag
def on_clock(moment: datetime, zone: str) -> SafeString:
    """`{% on_clock round.closes call.time_zone %}`: 30 September 2026, 17:00 (Berlin; 15:00 UTC)."""
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), Moment(moment, zone))


@register.simple_tag
def clock_text(moment: datetime, zone: str) -> str:
    """The same as plain text, for letters."""
    return str(Moment(moment, zone))
