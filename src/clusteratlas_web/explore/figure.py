"""The figure of a cluster over all regions: choices, map, and the table beside it, for the home and the map page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.editions import Edition, Manifest
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.choices import Option, chosen, one_of
from clusteratlas_web.explore.cluster_regions import ClusterRegions, read_cluster_regions
from clusteratlas_web.explore.first_cluster import first_shown
from clusteratlas_web.explore.mapping.cluster_map import Subject, lay_map
from clusteratlas_web.explore.mapping.region_map import RegionMap
from clusteratlas_web.explore.mapping.shapes import Counted, counted_reasons
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.rule_choice import RuleChoice, choose_rules
from clusteratlas_web.explore.scales import MEASURES, SCALES
from clusteratlas_web.explore.wording import LOCAL, TRADED, kind_titles, within_kind
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.pagination import Pages, lay_pages

ROWS = 15


@dataclass(frozen=True)
class Figure:
    """All a template needs to draw the figure."""

    address: str
    regions: ClusterRegions
    title: str
    title_address: str
    lead: str
    measure: str
    level_name: str
    options: dict[str, list[Option]]
    groups: list[tuple[str, list[Option]]]
    years: list[Link]
    orders: list[Link]
    map: RegionMap | None
    without_jobs: list[Counted]
    rows: list[Row]
    pages: Pages
    selected: str

    @property
    def rules(self) -> RuleChoice:
        """The rule book that its marks go by."""
        return self.regions.rules

    @property
    def order(self) -> str:
        """The measure that its table is ordered by."""
        return self.regions.order

    @property
    def year(self) -> int:
        """The year of its figures."""
        return self.regions.place.year

    @property
    def line(self) -> float | None:
        """The location quotient that a strong cluster reaches; None where the rule book asks for none."""
        return self.regions.line

    @property
    def first_rank(self) -> int:
        """The place in the order of the first row of the page."""
        return self.pages.start + 1


def make_figure(request: HttpRequest, edition: Edition, to: Addresses, names: Naming, address: str) -> Figure:
    """The figure that the address asks for."""
    place = chosen(request, edition)
    rules = choose_rules(request, edition, f"{to.page('edition')}#rules")
    listed = clusters.listed(edition, place.level, place.year)
    codes = [row["cluster"] for row in listed]
    code = one_of(request, "cluster", codes, first_shown(edition, listed, place.level))
    measure = one_of(request, "measure", MEASURES)
    order = one_of(request, "order", MEASURES, measure)  # a map's table can be ordered by what a map can show
    kind = next(row["kind"] for row in listed if row["cluster"] == code)
    here = read_cluster_regions(edition, code, place, rules, order)
    selected = request.GET.get("region", "")
    reasons = clusters.without_jobs(edition, code, place.level, place.year)
    pages = lay_pages(len(here.with_jobs), ROWS, request.GET)
    return Figure(
        address=address,
        regions=here,
        title=names.cluster(code),
        title_address=with_query(to.cluster(code), level=place.level, year=place.year, rules=rules.query),
        lead=measure_lead(measure, edition.manifest, kind, names.level(place.level), place.year),
        measure=measure,
        level_name=names.level_in_text(place.level),
        options=_options(edition, names, measure, place.level),
        groups=_groups(listed, names, code),
        years=[_same(request, address, str(each), year=each, current=each == place.year) for each in edition.years],
        orders=_orders(request, address, order),
        map=lay_map(edition, Subject(here, SCALES[measure], selected, reasons, tip_labels(measure)), to, names),
        without_jobs=counted_reasons(reasons),
        rows=[_row(row, here, to, names, selected) for row in here.with_jobs[pages.start : pages.stop]],
        pages=pages,
        selected=selected,
    )


def measure_names() -> dict[str, str]:
    """What the measures of a map are called."""
    return {
        "location_quotient": gettext("Location quotient"),
        "employment": gettext("Jobs"),
        "employment_share": gettext("Share of jobs"),
        "employment_growth": gettext("Growth of jobs"),
    }


def tip_labels(measure: str) -> tuple[str, ...]:
    """What the figures of a tooltip are called, in the order mapping.py gives them."""
    labels = measure_names()
    growth = gettext("Change since the year before")
    ranks = gettext("Share of jobs"), gettext("Rank by location quotient")
    return labels[measure], gettext("Jobs"), *ranks, growth, gettext("Class")


def measure_lead(measure: str, manifest: Manifest, kind: str, level: str, year: int) -> str:
    """How to read the map."""
    sentences = {
        "location_quotient": _quotient(within_kind(manifest, kind)),
        "employment": gettext("Jobs of the cluster in each region."),
        "employment_share": _share(kind),
        "employment_growth": gettext("Change of the cluster’s jobs since the year before."),
    }
    return gettext("%(sentence)s %(level)s, %(year)s.") % {"sentence": sentences[measure], "level": level, "year": year}


def _quotient(kind: str) -> str:
    """What a location quotient is, over the jobs of a kind of clusters."""
    if kind == TRADED:
        return gettext(
            "The cluster’s share of traded jobs in each region, as a multiple of its share in the reference."
        )
    if kind == LOCAL:
        return gettext("The cluster’s share of local jobs in each region, as a multiple of its share in the reference.")
    return gettext("The cluster’s share of jobs in each region, as a multiple of its share in the reference.")


def _share(kind: str) -> str:
    """What a share is taken of."""
    if kind == TRADED:
        return gettext("The cluster’s share of all traded jobs of each region.")
    if kind == LOCAL:
        return gettext("The cluster’s share of all local jobs of each region.")
    return gettext("The cluster’s share of all jobs of each region.")


def _options(edition: Edition, names: Naming, measure: str, level: str) -> dict[str, list[Option]]:
    measures = [Option(name, label, name == measure) for name, label in measure_names().items()]
    levels = [Option(name, names.level(name), name == level) for name in edition.manifest.levels]
    return {"measure": measures, "level": levels}


def _groups(listed: list[Row], names: Naming, code: str) -> list[tuple[str, list[Option]]]:
    kinds = {row["kind"] for row in listed}
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
        for kind, title in kind_titles().items()
        if kind in kinds
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


def _row(row: Row, here: ClusterRegions, to: Addresses, names: Naming, selected: str) -> Row:
    code = row["region"]
    return row | {
        "cluster": here.cluster,
        "year": here.place.year,
        "name": names.short_region(code),
        "full_name": names.region(code),
        "address": here.address(to, code),
        "selected": code == selected,
    }
