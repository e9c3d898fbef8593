"""Sections that apps add to the pages of apps below them: the calls of a programme, the designations of a region.

What they show is public: the same for everybody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

# The pages that take sections, and what each hands to the apps.
ORGANISATION, PROGRAMME = "organisation", "programme"  # the stored thing
REGION, CLUSTER = "region", "cluster"  # its code; its key: us/automotive
OPEN = "open"  # the day of the page of what is open
PLACES = (ORGANISATION, PROGRAMME, REGION, CLUSTER, OPEN)


@dataclass(frozen=True)
class Section:
    """A section as its template and what that is drawn from."""

    template: str
    context: dict[str, Any]


Draw = Callable[[Any], Section | None]
DRAWN: dict[str, list[Draw]] = {place: [] for place in PLACES}


def adds_section(place: str, draw: Draw) -> None:
    """Says that an app has a section for a page, None where there is nothing to show; said when the app is ready."""
    if draw not in DRAWN[place]:
        DRAWN[place].append(draw)


def sections_of(place: str, thing: Any) -> list[SafeString]:
    """The sections of a page, in the order in which the apps stand in the settings."""
    drawn = [draw(thing) for draw in DRAWN[place]]
    return [render_to_string(section.template, section.context) for section in drawn if section is not None]
