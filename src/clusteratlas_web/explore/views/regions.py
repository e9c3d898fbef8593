"""The pages on regions: the list of a level, the profile of one, and what can be taken away from it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clusteratlas.editions import Edition
from clusteratlas.editions.layout import columns_of, per_head
from clusteratlas.editions.queries import regional, regions
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.amounts import money_measures
from clusteratlas_web.explore.choices import chosen, chosen_year
from clusteratlas_web.explore.editions import edition_data, edition_page
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.levels import level_links, year_links
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.pictures import picture_answer
from clusteratlas_web.explore.region_contents import region_contents
from clusteratlas_web.explore.region_list import list_regions
from clusteratlas_web.explore.region_profile import read_profile
from clusteratlas_web.explore.region_sureness import RANGE_COLUMNS, clusters_by_range
from clusteratlas_web.explore.region_sureness import TABLE as RANGES
from clusteratlas_web.explore.tables import TakenTable, table_answer

_KEYS = ("year", "region", "cluster", "kind")
_RATIOS = (
    "employment_share",
    "national_share",
    "location_quotient",
    "location_quotient_low",
    "location_quotient_high",
    "location_quotient_p75",
    "rank_location_quotient",
    "rank_employment",
    "ranked",
    "employment_change",
    "employment_growth",
    "qualifying",
    "significant",
    "strong",
    "strong10",
    "strong_low",
    "strong_high",
    "robust",
)


@edition_page
def regions_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The regions of a level with their headlines, 50 a page."""
    to, names, place = addresses(edition), naming(edition), chosen(request, edition)
    address = to.page("regions")
    context = {
        "frame": frame(edition, "regions"),
        "list": list_regions(request, edition, place, to, names),
        "place": place,
        "address": address,
        "level": names.level(place.level),
        "level_in_text": names.level_in_text(place.level),
        "count": regions.counts_by_level(edition)[place.level],
        "levels": level_links(request, edition, address, place.level),
        "years": year_links(request, edition, address, place.year),
        "country": {"name": names.region(edition.manifest.country), "address": to.region(edition.manifest.country)},
    }
    return render(request, "explore/regions.html", context)


@edition_page
def region_page(request: HttpRequest, edition: Edition, region: str) -> HttpResponse:
    """One region: headlines, portfolio, strong clusters, specialisation and growth, what is published."""
    return render(request, "explore/region.html", region_contents(request, read_profile(request, edition, region)))


@edition_data
def region_chart(request: HttpRequest, edition: Edition, region: str, chart: str, format: str) -> HttpResponse:  # noqa: A002
    """A chart of a region's page as SVG, PNG or its specification."""
    regions.region(edition, region)
    return picture_answer(edition, region, chosen_year(request, edition), chart, format)


@edition_data
def region_table(request: HttpRequest, edition: Edition, region: str, table: str, format: str) -> HttpResponse:  # noqa: A002
    """A table of a region's page: its portfolio, or the ranges of its clusters' figures."""
    regions.region(edition, region)
    tables = {"portfolio": _portfolio_columns(edition), RANGES: RANGE_COLUMNS}
    if table not in tables:
        raise UnknownChoice("table", table, list(tables))
    year = chosen_year(request, edition)
    rows = regional.portfolio(edition, region, year)
    shown = clusters_by_range(rows) if table == RANGES else rows
    title = f"{naming(edition).region(region)}, {year}"
    taken = TakenTable(title, f"{region}-{table}-{year}", tables[table], shown, "portfolio")
    return table_answer(edition, taken, format)


def _portfolio_columns(edition: Edition) -> list[str]:
    """Keys, every measure with its range and what it is per job, ratios, classes and their certainty."""
    measures = columns_of(edition.manifest.measures)
    figures = [f"{name}{end}" for name in measures for end in ("", "_low", "_high")]
    return [*_KEYS, *figures, *(per_head(name) for name in money_measures(edition)), *_RATIOS]
