"""A figure as a quiet link to the page that explains it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.utils.html import conditional_escape, escape, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from clusteratlas.editions.explained import KEYS, OPTIONAL
from clusteratlas.glossary import column_term
from clusteratlas_web.explore.addresses import Addresses

STANDING = "standing"
_MISSING = 'class="missing"'  # a word in place of a figure has nothing to explain


def explained_figure(to: Addresses, figure: Any, name: str, row: Mapping[str, Any], at: str = "") -> SafeString:
    """A written figure, leading to the explanation of the column of a row; unlinked where there is nothing to explain.

    `name` is table and column: "portfolio.location_quotient". `at` is the part of the page it leads to: STANDING for a
    place among all.
    """
    text = conditional_escape(figure)
    address = "" if not text or _MISSING in text else explained_address(to, name, row)
    if not address:
        return SafeString(text)
    label = _label(name, at, get_language() or "en")
    address = f"{address}#{at}" if at else address
    said = escape(f"{strip_tags(text).strip()}: {label}") if "<" in text else f"{text}: {label}"
    return SafeString(f'<a class="explained" href="{address.replace("&", "&amp;")}" aria-label="{said}">{text}</a>')


def explained_address(to: Addresses, name: str, row: Mapping[str, Any]) -> str:
    """The address of the explanation; empty where the row does not say which number it is."""
    table, _, column = name.partition(".")
    parts = []
    for key in KEYS[table]:
        value = row.get(key)
        if value is None:
            if key in OPTIONAL:
                continue
            return ""
        parts.append(f"{key}={_quoted(value)}")
    return f"{_page(to, table, column, get_language() or 'en')}?{'&'.join(parts)}"


@lru_cache(maxsize=4096)
def _quoted(value: str | int) -> str:
    return quote(str(value))


@lru_cache(maxsize=4096)
def _page(to: Addresses, table: str, column: str, language: str) -> str:
    return to.page("explained", table=table, column=column)


@lru_cache(maxsize=1024)
def _label(name: str, at: str, language: str) -> str:
    """What a link says besides its figure, escaped: Location quotient, how it comes about."""
    table, _, column = name.partition(".")
    said = gettext("%(name)s, place among all") if at == STANDING else gettext("%(name)s, how it comes about")
    return escape(said % {"name": column_term(column, table).label(language)})
