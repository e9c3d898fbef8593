"""Custom regions: picking units, running totals while one picks, the page of what is put together, its files."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from clusteratlas.editions import Edition
from clusteratlas.errors import NoSuchEntry
from clusteratlas_web.explore.custom_regions.address import Wanted, pages, read_address
from clusteratlas_web.explore.custom_regions.choosing import choose
from clusteratlas_web.explore.custom_regions.contents import custom_contents
from clusteratlas_web.explore.custom_regions.picking import picker_contents
from clusteratlas_web.explore.custom_regions.pictures import picture_answer
from clusteratlas_web.explore.custom_regions.reading import read_custom
from clusteratlas_web.explore.custom_regions.refusals import no_such_unit
from clusteratlas_web.explore.custom_regions.taken import taken_table
from clusteratlas_web.explore.custom_regions.totals import running_totals
from clusteratlas_web.explore.editions import REVALIDATED, edition_data, edition_page
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.serving import served_edition
from clusteratlas_web.explore.tables import table_answer


def _wanted(request: HttpRequest, edition: Edition) -> Wanted:
    try:
        return read_address(request, edition)
    except NoSuchEntry as error:
        raise no_such_unit(error, request.get_full_path()) from error


@edition_page
def pick_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The map and the list to pick units from; what the address has is picked."""
    return render(request, "explore/custom_pick.html", picker_contents(request, edition, _wanted(request, edition)))


@require_safe
def totals_part(request: HttpRequest, atlas: str, edition: str) -> HttpResponse:
    """The running totals alone, which a script fetches while somebody picks.

    They are not kept as pages are: every click asks for others, and they are made as fast as they would be found.
    """
    opened = served_edition(atlas, edition)
    context = {"totals": running_totals(opened, _wanted(request, opened))}
    response = render(request, "explore/_custom_totals.html", context)
    response.headers["Cache-Control"] = REVALIDATED
    return response


@csrf_exempt  # it changes nothing: it writes an address, and nobody is known to it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_units(request: HttpRequest, atlas: str, edition: str) -> HttpResponseBase:
    """Where the form of the picker is sent: leads to the address that says the same, or says what cannot be read.

    A form and no address, since a list of codes is longer than an address may be.
    """
    opened = served_edition(atlas, edition)
    page = pages(addresses(opened))["pick"]
    if request.method != "POST":
        return redirect(page)
    wanted, pasted, target = choose(request, opened)
    if pasted.is_clean:
        return redirect(wanted.at(pages(addresses(opened))[target]), permanent=False)
    status = 400 if pasted.refused_count else 200
    return render(request, "explore/custom_pick.html", picker_contents(request, opened, wanted, pasted), status=status)


@edition_page
def custom_region_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Regions put together as one; another order of codes leads to the one address it has."""
    page = read_custom(request, edition)
    canonical = page.wanted.query["units"]
    if request.GET.get("units") != canonical:
        query = request.GET.copy()
        query["units"] = str(canonical)
        return redirect(f"{pages(page.to)['region']}?{query.urlencode()}")
    return render(request, "explore/custom_region.html", custom_contents(request, page))


@edition_data
def custom_region_table(request: HttpRequest, edition: Edition, table: str, format: str) -> HttpResponse:  # noqa: A002
    """A table of that page: its clusters, or its units."""
    return table_answer(edition, taken_table(read_custom(request, edition), table), format)


@edition_data
def custom_region_chart(request: HttpRequest, edition: Edition, chart: str, format: str) -> HttpResponse:  # noqa: A002
    """A chart of that page as SVG, PNG or its specification."""
    return picture_answer(read_custom(request, edition), chart, format)
