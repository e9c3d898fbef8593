"""The pages on clusters: the list, and the profile of one over all regions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters, regional
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.amounts import money_measures, per_head_label, with_certainty
from clusteratlas_web.explore.choices import chosen, one_of
from clusteratlas_web.explore.downloads import table_tools
from clusteratlas_web.explore.editions import edition_page
from clusteratlas_web.explore.figure import make_figure
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.headings import Heading, make_headings
from clusteratlas_web.explore.levels import level_links, year_links
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.views.home import crossed
from clusteratlas_web.explore.wording import (
    LOCAL,
    TRADED,
    Wording,
    classification_name,
    kind_name,
    kind_titles,
    wording,
)
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.pagination import lay_pages

ROWS = 25
LIST_ORDERS = ("position", "employment", "employment_growth", "employment_share", "strong_regions")


@edition_page
def clusters_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All clusters with their reference totals and in how many regions they are strong."""
    to, names, place = addresses(edition), naming(edition), chosen(request, edition)
    order = one_of(request, "order", LIST_ORDERS)
    rows = [_listed(row, to, names) for row in clusters.listed(edition, place.level, place.year)]
    rows.sort(key=lambda row: row["position"] if order == "position" else -(row[order] or 0))
    address = to.page("clusters")
    context = {
        "frame": frame(edition, "clusters"),
        "groups": _by_kind(rows),
        "headings": make_headings(request, address, _list_headings(), order),
        "levels": level_links(request, edition, address, place.level),
        "years": year_links(request, edition, address, place.year),
        "level": names.level(place.level),
        "place": place,
        "has_local": any(row["kind"] == LOCAL for row in rows),
    }
    return render(request, "explore/clusters.html", context)


@edition_page
def cluster_page(request: HttpRequest, edition: Edition, cluster: str) -> HttpResponse:
    """One cluster: reference totals, map, regions, subclusters, industries."""
    to, names, place = addresses(edition), naming(edition), chosen(request, edition)
    row, words = clusters.cluster(edition, cluster), wording(edition.manifest)
    address = to.cluster(cluster)
    order = one_of(request, "order", clusters.ORDERS)
    rows = clusters.regions(edition, cluster, place.level, place.year, order)
    with_jobs = [each for each in rows if each["employment"]]
    pages = lay_pages(len(with_jobs), ROWS, request.GET)
    methods = f"{to.page('edition')}#methods"
    figure = make_figure(request, edition, to, names, address, cluster)
    context = {
        "frame": frame(edition, "clusters"),
        "cluster": row | {"name": names.cluster(cluster)},
        "kind": kind_name(row["kind"]),
        "words": words,
        "crumbs": [Link(gettext("Clusters"), to.page("clusters")), Link(names.cluster(cluster), "")],
        "figure": figure,
        "crossed": crossed(edition, figure, to, names),
        "tiles": _tiles(edition, row, place.level, place.year, with_jobs, names),
        "levels": level_links(request, edition, address, place.level),
        "years": year_links(request, edition, address, place.year),
        "place": place,
        "level": names.level(place.level),
        "rows": [
            _in_region(with_certainty(edition, each), to, names, cluster, place.year)
            for each in with_jobs[pages.start : pages.stop]
        ],
        "without": len(rows) - len(with_jobs),
        "reasons": figure.without_jobs,
        "classification": classification_name(edition.manifest, place.year),
        "pages": pages,
        "headings": make_headings(request, address, _region_headings(edition, words), order),
        "threshold": figure.threshold,
        "subclusters": _subclusters(edition, cluster, place.year, names),
        "industries": _industries(edition, cluster, place.year, to, names),
        "tools": {
            table: table_tools(_table(to, cluster, table), methods, level=place.level, year=place.year)
            for table in ("regions", "subclusters", "industries")
        },
        "reference": names.reference,
    }
    return render(request, "explore/cluster.html", context)


def _table(to: Addresses, cluster: str, table: str) -> str:
    return to.page("cluster-table", cluster=cluster, table=table, format="csv").removesuffix(".csv")


def _listed(row: Row, to: Addresses, names: Naming) -> Row:
    code = row["cluster"]
    return row | {"name": names.cluster(code), "address": to.cluster(code)}


def _by_kind(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    groups = [(title, [row for row in rows if row["kind"] == kind]) for kind, title in kind_titles().items()]
    return [(title, found) for title, found in groups if found]


def _list_headings() -> list[Heading]:
    return [
        Heading("position", gettext("Cluster"), figure=False),
        Heading("employment", gettext("Jobs")),
        Heading("employment_growth", gettext("Growth")),
        Heading("employment_share", gettext("Share of jobs of its kind"), wide=True),
        Heading("strong_regions", gettext("Regions where strong")),
    ]


def _region_headings(edition: Edition, words: Wording) -> list[Heading]:
    establishments = [Heading("establishments", gettext("Establishments"), large=True)] if words.establishments else []
    return [
        Heading("region", gettext("Region"), figure=False),
        Heading("location_quotient", gettext("Location quotient")),
        Heading("", "", rail=True),
        Heading("employment", gettext("Jobs")),
        Heading("", gettext("Source"), figure=False, wide=True),
        *establishments,
        Heading("employment_share", gettext("Share of jobs"), wide=True),
        Heading("employment_growth", gettext("Growth"), wide=True),
        *(Heading("", per_head_label(name), large=True) for name in money_measures(edition)),
    ]


def _in_region(row: Row, to: Addresses, names: Naming, cluster: str, year: int) -> Row:
    code = row["region"]
    return row | {"name": names.region(code), "address": to.regional(code, cluster, year)}


def _tiles(
    edition: Edition, row: Row, level: str, year: int, with_jobs: list[Row], names: Naming
) -> list[dict[str, str]]:
    history = {each["year"]: each for each in clusters.national(edition, row["cluster"])}
    now = history.get(year)
    if now is None:
        return []
    growth = now["employment_growth"]
    tiles = [
        _tile(
            gettext("Jobs"),
            numbers.count(now["employment"]),
            gettext("in %(reference)s") % {"reference": names.reference},
        ),
        _tile(
            gettext("Growth since the year before"),
            gettext("no data") if growth is None else numbers.change(growth),
            "" if growth is None else numbers.signed_count(now["employment_change"]),
        ),
        _tile(gettext("Share of jobs"), numbers.share(now["employment_share"]), _of_jobs(row["kind"])),
    ]
    if now["establishments"] is not None:
        tiles.append(_tile(gettext("Establishments"), numbers.count(now["establishments"])))
    tiles.append(_tile(gettext("Regions with jobs in it"), numbers.count(len(with_jobs)), names.level(level)))
    if any(each["strong"] is not None for each in with_jobs):
        strong = sum(bool(each["strong"]) for each in with_jobs)
        tiles.append(_tile(gettext("Regions where strong"), numbers.count(strong), names.level(level)))
    return tiles


def _tile(label: str, figure: str, note: str = "") -> dict[str, str]:
    return {"label": label, "figure": figure, "note": note}


def _of_jobs(kind: str) -> str:
    """What a cluster's share is taken of."""
    of = {TRADED: gettext("of all traded jobs"), LOCAL: gettext("of all local jobs")}
    return of.get(kind, gettext("of all jobs"))


def _subclusters(edition: Edition, cluster: str, year: int, names: Naming) -> list[Row]:
    rows = regional.subclusters(edition, edition.manifest.country, cluster, year)
    return [row | {"name": names.subcluster(cluster, row["subcluster"])} for row in rows]


def _industries(edition: Edition, cluster: str, year: int, to: Addresses, names: Naming) -> list[Row]:
    return [
        row
        | {
            "title": names.industry(row["industry"]),
            "address": to.industry(row["industry"]),
            "subcluster_name": names.subcluster(cluster, row["subcluster"]) if row["subcluster"] else "",
        }
        for row in regional.national_industries(edition, cluster, year)
    ]
