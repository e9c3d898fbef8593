"""Filters that print names and say in which language they are."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from clusteratlas_web.foundation.languages import TAGS
from clusteratlas_web.foundation.names import Name

register = template.Library()


@register.filter
def named(value: str) -> str | SafeString:
    """`{{ row.name|named }}`: a name, marked with its language where that is not the page's; other text as it is."""
    if not isinstance(value, Name) or value.language == (get_language() or "en"):
        return value
    return format_html('<span lang="{}">{}</span>', TAGS.get(value.language, value.language), str(value))
