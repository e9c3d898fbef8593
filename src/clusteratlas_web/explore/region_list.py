"""The list of regions: its columns, its choice of state, its rows."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import regions
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.choices import Chosen, one_of
from clusteratlas_web.explore.headings import Heading, make_headings
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.foundation.pagination import Pages, lay_pages

ROWS = 50


@dataclass(frozen=True)
class RegionList:
    """One page of the regions of a level."""

    rows: list[Row]
    pages: Pages
    headings: list[Heading]
    order: str
    state: str
    states: list[str]


def list_regions(request: HttpRequest, edition: Edition, place: Chosen, to: Addresses, names: Naming) -> RegionList:
    """The regions that the address asks for; raises UnknownChoice for another state or order."""
    states = regions.states(edition, place.level)
    state, order = one_of(request, "state", ["", *states]), one_of(request, "order", regions.LIST_ORDERS)
    pages = lay_pages(regions.listed_count(edition, place.level, state), ROWS, request.GET)
    rows = regions.listed(edition, place.level, place.year, order, state, ROWS, pages.start)
    return RegionList(
        rows=[_named(row, place.year, to, names) for row in rows],
        pages=pages,
        headings=make_headings(request, to.page("regions"), _headings(), order),
        order=order,
        state=state,
        states=states,
    )


def _named(row: Row, year: int, to: Addresses, names: Naming) -> Row:
    code, largest = row["region"], row["largest_cluster"]
    facts = {"name": names.region(code), "address": to.region(code, year)}
    if largest is None:
        return row | facts
    cluster = {
        "cluster_name": names.cluster(largest),
        "cluster_short": names.short_cluster(largest),
        "cluster_address": to.regional(code, largest, year),
    }
    return row | facts | cluster


def _headings() -> list[Heading]:
    return [
        Heading("name", gettext("Region"), figure=False),
        Heading("employment", gettext("Jobs")),
        Heading("growth", gettext("Growth"), wide=True),
        Heading("traded", gettext("Traded jobs"), wide=True),
        Heading("strong", gettext("Strong clusters")),
        Heading("strong_share", gettext("Traded jobs in strong clusters"), wide=True),
        Heading("", gettext("Largest traded cluster"), figure=False, wide=True),
        Heading("largest_share", gettext("Its share of traded jobs"), wide=True),
        Heading("coverage", gettext("Jobs in published cells"), wide=True),
    ]
