"""All that the page of a brief shows, as its template takes it."""

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clusteratlas.charts import PAGE
from clusteratlas.editions import Edition
from clusteratlas.reports.brief import Ink
from clusteratlas.reports.html import sections_of
from clusteratlas_web.explore.addresses import with_query
from clusteratlas_web.explore.briefs.asked import REGION, Asked
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.levels import year_links
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.foundation.names import Name
from clusteratlas_web.foundation.page import Link

FORMATS = ("pdf", "xlsx")


def brief_contents(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """The context of explore/brief.html."""
    brief = asked.read()
    page = asked.to.page(f"{asked.kind}-brief", **{asked.kind: asked.code})
    ink = Ink(PAGE, asked.to.page("boundary-sheet"))
    return {
        "frame": frame(asked.edition, "regions" if asked.kind == REGION else "clusters"),
        "brief": brief,
        "name": _name(asked),
        "crumbs": _crumbs(asked),
        "years": year_links(request, asked.edition, page, asked.choice.year or 0),
        "files": [Link(name.upper(), asked.file(name)) for name in FORMATS],
        # Every name and sentence in it was escaped where it was written, every drawing by the drawing engine.
        "sections": SafeString(sections_of(brief, ink)),
    }


def _name(asked: Asked) -> Name:
    names = naming(asked.edition)
    return names.region(asked.code) if asked.kind == REGION else names.cluster(asked.code)


def _crumbs(asked: Asked) -> list[Link]:
    to, query = asked.to, asked.query
    if asked.kind == REGION:
        above, page = Link(gettext("Regions"), to.page("regions")), to.region(asked.code)
        query = {name: value for name, value in query.items() if name != "level"}
    else:
        above, page = Link(gettext("Clusters"), to.page("clusters")), to.cluster(asked.code)
    return [above, Link(_name(asked), with_query(page, **query)), Link(gettext("Brief"), "")]


def brief_link(edition: Edition, kind: str, code: str, **query: object) -> str:
    """The address of the brief of a region or a cluster, from its page."""
    page = addresses(edition).page(f"{kind}-brief", **{kind: code})
    return with_query(page, **query)
