"""All that the page of a custom region shows, as its template takes it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.charts import LEAST_EMPLOYMENT, drawable
from clusteratlas_web.explore.custom_regions.address import pages
from clusteratlas_web.explore.custom_regions.clusters import cluster_table, few_ranked, strong_rows
from clusteratlas_web.explore.custom_regions.headlines import headline_tiles
from clusteratlas_web.explore.custom_regions.parts import map_of, read_parts
from clusteratlas_web.explore.custom_regions.picking import ranked_options
from clusteratlas_web.explore.custom_regions.pictures import pictures_of
from clusteratlas_web.explore.custom_regions.reading import CustomPage
from clusteratlas_web.explore.custom_regions.taken import PORTFOLIO, UNITS
from clusteratlas_web.explore.downloads import chart_tools, table_tools
from clusteratlas_web.explore.framing import frame
from clusteratlas_web.explore.quadrants import lay_quadrants
from clusteratlas_web.explore.region.contents import legend_classes
from clusteratlas_web.explore.region.tiles import quality_badge, tiles_in_a_row
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation.page import Link

NAMED = 6  # units named in a line; of more the rest stand behind their number


def custom_contents(request: HttpRequest, page: CustomPage) -> dict[str, Any]:
    """The context of explore/custom_region.html."""
    at, names = pages(page.to), page.names
    title = {
        "frame": frame(page.edition, "regions"),
        "page": page,
        "crumbs": _crumbs(page),
        "at": at,
        "edit": page.at("pick"),
        "years": [Link(str(year), page.at("region", year=year), year == page.year) for year in page.edition.years],
        "ranked": ranked_options(page.edition, page.wanted, names),
        "kept": _kept(page),
        "members": [Link(names.region(unit), page.to.region(unit, page.year)) for unit in page.asked.units],
        "named": NAMED,
        "words": wording(page.edition.manifest),
        "badge": quality_badge(page.now) if page.now else "",
    }
    return title | _figures(request, page) if page.now else title


def _figures(request: HttpRequest, page: CustomPage) -> dict[str, Any]:
    tiles, strong, drawn = headline_tiles(page), strong_rows(page), drawable(page.traded)
    return {
        "tiles": tiles,
        "in_a_row": tiles_in_a_row(tiles),
        "pictures": pictures_of(page),
        "classes": legend_classes("location_quotient"),
        "quadrants": lay_quadrants(drawn),
        "left_out": len(page.traded) - len(drawn),
        "least": LEAST_EMPLOYMENT,
        "strong": strong,
        "strong_jobs": sum(row["employment"] for row in strong),
        "few": few_ranked(page),
        "parts": read_parts(page),
        "map": map_of(page),
        "table": cluster_table(request, page),
        "tools": _tools(page),
        "example": next(iter(strong or page.traded), None),
    }


def _crumbs(page: CustomPage) -> list[Link]:
    listed = page.to.page("regions")
    return [Link(gettext("Regions"), listed), Link(gettext("Custom region"), page.at("pick")), Link(page.title, "")]


def _kept(page: CustomPage) -> list[tuple[str, object]]:
    """What a form on the page sends along unchanged."""
    return [(name, value) for name, value in page.wanted.query.items() if value and name in ("units", "name", "year")]


def _tools(page: CustomPage) -> dict[str, tuple[Link, ...]]:
    query, edition = page.wanted.query, page.to.page("edition")
    table, units = (_address(page, "custom-region-table", table=name) for name in (PORTFOLIO, UNITS))
    quotients = f"{edition}#location-quotient"
    drawn = {chart: _address(page, "custom-region-chart", chart=chart) for chart in ("portfolio", "growth")}
    return {
        "portfolio": (*table_tools(table, **query), *chart_tools(drawn["portfolio"], quotients, **query)),
        "growth": chart_tools(drawn["growth"], quotients, **query),
        "strong": table_tools(table, f"{edition}#rules", **query),
        "parts": table_tools(units, "#computed", **query),
        "table": table_tools(table, "#computed", **query),
    }


def _address(page: CustomPage, name: str, **codes: str) -> str:
    return page.to.page(name, **codes, format="csv").removesuffix(".csv")
