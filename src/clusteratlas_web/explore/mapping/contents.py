"""All that the page of a map shows, as its template takes it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.translation import gettext, pgettext

from clusteratlas.editions import Edition, Manifest
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.crossed import Crossed, read_crossed
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.mapping.asked import Asked, read_asked
from clusteratlas_web.explore.mapping.choosing import lay_choosing
from clusteratlas_web.explore.mapping.figures import read_figures
from clusteratlas_web.explore.mapping.listing import lay_listing
from clusteratlas_web.explore.mapping.panels import Panel, lay_panel
from clusteratlas_web.explore.mapping.words import named_of
from clusteratlas_web.explore.mapping.years import lay_years
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.rule_choice import RuleChoice, choose_rules
from clusteratlas_web.foundation.page import Link

LABELS = {"png": "PNG", "svg": "SVG", "pdf": "PDF", "csv": "CSV", "xlsx": "XLSX", "geojson": "GeoJSON"}
TABLES = ("csv", "xlsx")  # what there is also without a map
_HEIGHT = 720  # pixels that a map with its legend takes on a page of another site


@dataclass(frozen=True)
class View:
    """A view: what is asked for, and its maps."""

    edition: Edition
    asked: Asked
    rules: RuleChoice
    panels: list[Panel]
    to: Addresses
    names: Naming

    @property
    def first(self) -> Panel:
        """The first map, which the table is of."""
        return self.panels[0]

    @property
    def shows_rules(self) -> bool:
        """Whether a rule book has a say in what is shown."""
        return any(each.figures.regions is not None or each.figures.shown.subject.is_whole for each in self.panels)


def read_view(request: HttpRequest, edition: Edition) -> View:
    """The view that an address asks for; raises UnknownChoice or NoSuchEntry."""
    to, names, asked = addresses(edition), naming(edition), read_asked(request.GET, edition)
    rules = choose_rules(request, edition, f"{to.page('edition')}#rules")
    panels = [lay_panel(read_figures(edition, asked, each, rules), asked, to, names) for each in asked.maps]
    return View(edition, asked, rules, panels, to, names)


def map_contents(request: HttpRequest, view: View) -> dict[str, Any]:
    """The context of explore/map.html."""
    edition, asked, to = view.edition, view.asked, view.to
    address = to.page("map")
    return {
        "frame": frame(edition, "map"),
        "view": view,
        "choosing": lay_choosing(edition, asked, address, view.names),
        "years": lay_years(edition, asked, address, view.names),
        "listing": lay_listing(view.panels, asked, request.GET, to, view.names),
        "level_name": view.names.level_in_text(asked.level),
        "crossed": _crossed(view),
        "files": map_files(view),
        "embed": embedding(view),
        "title": map_title(view),
        "canonical": asked.but(address),
    }


def embed_contents(view: View) -> dict[str, Any]:
    """The context of explore/map_embed.html."""
    manifest = view.edition.manifest
    return {
        "view": view,
        "title": map_title(view),
        "address": view.asked.but(view.to.page("map")),
        "edition": manifest.identity,
        "sources": source_of(manifest),
        "level_name": view.names.level_in_text(view.asked.level),
    }


def source_of(manifest: Manifest) -> str:
    """Who published the figures, and under which title."""
    named = dict.fromkeys(f"{origin['producer']}, {origin['title']}" for origin in manifest.inputs)
    return pgettext("between sources", "; ").join(named)


def map_files(view: View) -> tuple[Link, ...]:
    """The view to take away; as a picture and with its boundaries only where there is a map."""
    formats = LABELS if view.first.map is not None else TABLES
    return tuple(Link(LABELS[name], f"{view.to.page('map-file', format=name)}{view.asked.but('')}") for name in formats)


def embedding(view: View) -> dict[str, str]:
    """The page of the map alone, and the line that shows it on another site."""
    address = f"{view.to.page('map-embed')}{view.asked.but('')}"
    whole = escape(f"{settings.PUBLIC_ADDRESS}{address}")
    frame = f'<iframe src="{whole}" title="{escape(map_title(view))}" width="100%" height="{_HEIGHT}" loading="lazy">'
    return {"address": address, "snippet": f"{frame}</iframe>"}


def _crossed(view: View) -> Crossed | None:
    """What crossed the line in the cluster of one map."""
    regions = view.first.figures.regions
    if regions is None or len(view.panels) > 1:
        return None
    return read_crossed(view.edition, regions, view.to, view.names, view.first.title_address)


def map_title(view: View) -> str:
    """What the page is called: its subjects and measures."""
    named = [named_of(each.figures.shown, view.names, each.measure) for each in view.panels]
    return gettext("%(first)s and %(second)s") % {"first": named[0], "second": named[1]} if named[1:] else named[0]
