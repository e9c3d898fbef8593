"""Links to the same page at another level or in another year."""

from django.http import HttpRequest

from clusteratlas.editions import Edition
from clusteratlas_web.explore.addresses import with_query
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.foundation.page import Link


def year_links(request: HttpRequest, edition: Edition, address: str, year: int) -> list[Link]:
    """The years of the edition; the one of the page is marked."""
    return [Link(str(each), _with(request, address, year=each), current=each == year) for each in edition.years]


def level_links(request: HttpRequest, edition: Edition, address: str, level: str) -> list[Link]:
    """The levels of the edition; the one of the page is marked."""
    names = naming(edition)
    return [
        Link(names.level(each), _with(request, address, level=each), current=each == level)
        for each in edition.manifest.levels
    ]


def _with(request: HttpRequest, address: str, **values: object) -> str:
    kept = {name: value for name, value in request.GET.items() if name != "page"}
    return with_query(address, **(kept | values))
