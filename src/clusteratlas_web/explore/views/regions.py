"""The pages on regions: the list of a level, the profile of one, and what can be taken away from it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clusteratlas.editions import Edition
from clusteratlas.editions.queries import regions
from clusteratlas_web.explore.choices import chosen, chosen_year
from clusteratlas_web.explore.editions import edition_data, edition_page
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.levels import level_links, year_links
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.pictures import picture_answer
from clusteratlas_web.explore.region.contents import region_contents
from clusteratlas_web.explore.region.listing import list_regions
from clusteratlas_web.explore.region.profile import read_profile
from clusteratlas_web.explore.region.taken import taken_table
from clusteratlas_web.explore.tables import table_answer


@edition_page
def regions_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The regions of a level with their headlines, 50 a page."""
    to, names, place = addresses(edition), naming(edition), chosen(request, edition)
    address = to.page("regions")
    listed = list_regions(request, edition, place, to, names)
    context = {
        "frame": frame(edition, "regions"),
        "list": listed,
        "names_are_own": not all(names.has_region_name(row["region"]) for row in listed.rows),
        "place": place,
        "address": address,
        "level": names.level(place.level),
        "level_in_text": names.level_in_text(place.level),
        "count": regions.counts_by_level(edition)[place.level],
        "levels": level_links(request, edition, address, place.level),
        "years": year_links(request, edition, address, place.year),
        "together": f"{to.page('custom-regions')}?level={place.level}",
        "country": {"name": names.region(edition.manifest.country), "address": to.region(edition.manifest.country)},
    }
    return render(request, "explore/regions.html", context)


@edition_page
def region_page(request: HttpRequest, edition: Edition, region: str) -> HttpResponse:
    """One region: its clusters, what is related to them, why its jobs grew, whom it is like, how sure that is."""
    return render(request, "explore/region.html", region_contents(request, read_profile(request, edition, region)))


@edition_data
def region_chart(request: HttpRequest, edition: Edition, region: str, chart: str, format: str) -> HttpResponse:  # noqa: A002
    """A chart of a region's page as SVG, PNG or its specification."""
    regions.region(edition, region)
    return picture_answer(edition, region, chosen_year(request, edition), chart, format)


@edition_data
def region_table(request: HttpRequest, edition: Edition, region: str, table: str, format: str) -> HttpResponse:  # noqa: A002
    """A table of a region's page."""
    return table_answer(edition, taken_table(request, edition, region, table), format)
