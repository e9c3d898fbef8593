"""Tags for the frame of a page: assets, icons, languages and the way home."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from clusteratlas_web.foundation.assets import asset_address
from clusteratlas_web.foundation.icons import ICONS
from clusteratlas_web.foundation.languages import TAGS, LanguageLink, in_language, language_links
from clusteratlas_web.foundation.sections import sections_of

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """`{% asset "atlas.css" %}`: the address of a built file."""
    return asset_address(name)


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "search" %}`: one of the drawings in icons.py."""
    return SafeString(ICONS[name])


@register.simple_tag
def language_tag() -> str:
    """The page's language for the lang attribute: zh-Hans."""
    return TAGS[get_language() or settings.LANGUAGE_CODE]


@register.simple_tag
def home_address() -> str:
    """The first page in the page's language."""
    return in_language("/", get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def redraws_figure(address: str, trigger: str = "change, submit") -> SafeString:
    """`<form action="…" {% redraws_figure address %}>`: choices fetch the whole page and put its #figure in place.

    The address bar and the language links follow. On a link the trigger is "click".
    """
    return format_html(
        'hx-get="{}" hx-trigger="{}" hx-target="#figure" hx-select="#figure" hx-swap="outerHTML" '
        'hx-select-oob="#languages" hx-push-url="true" hx-sync="this:replace"',
        address,
        trigger,
    )


@register.simple_tag
def sections(place: str, thing: Any) -> SafeString:
    """`{% sections "organisation" record %}`: what other apps have to say on this page."""
    return SafeString("".join(sections_of(place, thing)))


@register.simple_tag(name="language_links", takes_context=True)
def links_to_languages(context: template.Context) -> list[LanguageLink]:
    """`{% language_links as languages %}`: this page in the other languages; none without a request."""
    request = context.get("request")
    return language_links(request.get_full_path()) if isinstance(request, HttpRequest) else []
