"""The outlines of a map as SVG: written here and not in a template, which takes five times as long for hundreds."""

from collections.abc import Iterable
from html import escape
from typing import Protocol

from django.utils.safestring import SafeString

HATCH = "depends"  # the pattern laid over a region whose class withheld cells decide


class Outline(Protocol):
    """What is written of a region: code, colour, address, label, tooltip, whether the tab key stops, and a pattern."""

    region: str
    colour: str
    address: str
    label: str
    tip: str
    stop: bool
    pattern: str


def written_outlines(shapes: Iterable[Outline], sheet: str) -> SafeString:
    """Every region as a link around its outline in the sheet."""
    return SafeString("".join(_outline(each, escape(sheet)) for each in shapes))


def _outline(shape: Outline, sheet: str) -> str:
    outline, stop = f"{sheet}#{escape(shape.region)}", "0" if shape.stop else "-1"
    over = f'<use fill="url(#{shape.pattern})" href="{outline}"/>' if shape.pattern else ""
    return (
        f'<a href="{escape(shape.address)}" data-region="{escape(shape.region)}" tabindex="{stop}" '
        f'aria-label="{escape(shape.label)}" data-tip="{escape(shape.tip)}">'
        f'<use class="m {shape.colour}" href="{outline}"/>{over}</a>\n'
    )
