"""The figure of a cluster over all regions: choices, map, and the table beside it, for the home and the map page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.choices import chosen, one_of
from clusteratlas_web.explore.mapping import ClusterMap, Subject, lay_map
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.scales import MEASURES, SCALES
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.pagination import Pages, lay_pages

ROWS = 15


@dataclass(frozen=True)
class Option:
    """One choice of a list."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Figure:
    """All a template needs to draw the figure."""

    address: str
    cluster: Row
    title: str
    title_address: str
    lead: str
    measure: str
    level: str
    year: int
    options: dict[str, list[Option]]
    groups: list[tuple[str, list[Option]]]
    years: list[Link]
    orders: list[Link]
    map: ClusterMap | None
    rows: list[Row]
    pages: Pages
    threshold: Row
    order: str
    selected: str
    tip_labels: str

    @property
    def line(self) -> float | None:
        """The location quotient that a strong cluster reaches; None where the rule book does not rank."""
        return self.threshold.get("location_quotient_p75")

    @property
    def first_rank(self) -> int:
        """The place in the order of the first row of the page."""
        return self.pages.start + 1


def make_figure(
    request: HttpRequest, edition: Edition, to: Addresses, names: Naming, address: str, cluster: str = ""
) -> Figure:
    """The figure that the address asks for; of one cluster only, if the page is about it."""
    listed = clusters.listed(edition, *_place(request, edition))
    code = cluster or one_of(request, "cluster", [row["cluster"] for row in listed])
    measure = one_of(request, "measure", MEASURES)
    order = one_of(request, "order", MEASURES, measure)  # a map's table can be ordered by what a map can show
    level, year = _place(request, edition)
    rows = clusters.regions(edition, code, level, year, order)
    with_jobs = [row for row in rows if row["employment"]]
    pages = lay_pages(len(with_jobs), ROWS, request.GET)
    selected = request.GET.get("region", "")
    subject = Subject(code, year, level, SCALES[measure], rows, selected)
    chosen_cluster = next(row for row in listed if row["cluster"] == code)
    return Figure(
        address=address,
        cluster=chosen_cluster,
        title=names.cluster(code),
        title_address=to.cluster(code, level, year),
        lead=_lead(measure, chosen_cluster["kind"], names.level(level), year),
        measure=measure,
        level=level,
        year=year,
        options=_options(edition, names, measure, level),
        groups=_groups(listed, names, code),
        years=[_same(request, address, str(each), year=each, current=each == year) for each in edition.years],
        orders=_orders(request, address, order),
        map=lay_map(edition, subject, to, names),
        rows=[_row(row, to, names, code, year, selected) for row in with_jobs[pages.start : pages.stop]],
        pages=pages,
        threshold=clusters.thresholds(edition, code, level, year),
        order=order,
        selected=selected,
        tip_labels="|".join(_tip_labels(measure)),
    )


def measure_names() -> dict[str, str]:
    """What the measures of a map are called."""
    return {
        "location_quotient": gettext("Location quotient"),
        "employment": gettext("Jobs"),
        "employment_share": gettext("Share of jobs"),
        "employment_growth": gettext("Growth of jobs"),
    }


def _tip_labels(measure: str) -> tuple[str, ...]:
    """What the figures of a tooltip are called, in the order mapping.py gives them."""
    labels = measure_names()
    growth = gettext("Change since the year before")
    return labels[measure], gettext("Jobs"), gettext("Share of jobs"), gettext("Rank by location quotient"), growth


def _place(request: HttpRequest, edition: Edition) -> tuple[str, int]:
    place = chosen(request, edition)
    return place.level, place.year


def _lead(measure: str, kind: str, level: str, year: int) -> str:
    """How to read the map."""
    traded = kind == "traded"
    sentences = {
        "location_quotient": gettext("How many times its national share of traded jobs the cluster has in each region.")
        if traded
        else gettext("How many times its national share of local jobs the cluster has in each region."),
        "employment": gettext("Jobs of the cluster in each region."),
        "employment_share": gettext("The cluster’s share of all traded jobs of each region.")
        if traded
        else gettext("The cluster’s share of all local jobs of each region."),
        "employment_growth": gettext("Change of the cluster’s jobs since the year before."),
    }
    return gettext("%(sentence)s %(level)s, %(year)s.") % {"sentence": sentences[measure], "level": level, "year": year}


def _options(edition: Edition, names: Naming, measure: str, level: str) -> dict[str, list[Option]]:
    measures = [Option(name, label, name == measure) for name, label in measure_names().items()]
    levels = [Option(name, names.level(name), name == level) for name in edition.manifest.levels]
    return {"measure": measures, "level": levels}


def _groups(listed: list[Row], names: Naming, code: str) -> list[tuple[str, list[Option]]]:
    titles = {"traded": gettext("Traded clusters"), "local": gettext("Local clusters")}
    return [
        (
            title,
            sorted(
                (
                    Option(row["cluster"], names.cluster(row["cluster"]), row["cluster"] == code)
                    for row in listed
                    if row["kind"] == kind
                ),
                key=lambda option: option.label,
            ),
        )
        for kind, title in titles.items()
    ]


def _orders(request: HttpRequest, address: str, order: str) -> list[Link]:
    labels = {
        "location_quotient": gettext("Highest"),
        "employment": gettext("Largest"),
        "employment_growth": gettext("Fastest growing"),
    }
    return [_same(request, address, label, order=name, current=name == order) for name, label in labels.items()]


def _same(request: HttpRequest, address: str, label: str, current: bool = False, **values: object) -> Link:
    """The same page with other values; a changed choice begins at the first page of the table."""
    kept = {name: value for name, value in request.GET.items() if name != "page"}
    return Link(label, with_query(address, **(kept | values)), current=current)


def _row(row: Row, to: Addresses, names: Naming, cluster: str, year: int, selected: str) -> Row:
    code = row["region"]
    facts = {
        "name": names.short_region(code),
        "full_name": names.region(code),
        "address": to.regional(code, cluster, year),
        "selected": code == selected,
    }
    return row | facts
