"""The first page of an edition: search, the map of a cluster, what crossed the line."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from clusteratlas.diagnosis import load as load_rule_book
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters, regions
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.choices import year_before
from clusteratlas_web.explore.editions import edition_page
from clusteratlas_web.explore.figure import Figure, make_figure
from clusteratlas_web.explore.framing import addresses, all_clusters, frame, years
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation.numbers import count
from clusteratlas_web.foundation.page import Link

SHOWN = 6  # regions named on each side of the line


@edition_page
def home(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Search and map on one page, with what changed below."""
    to, names = addresses(edition), naming(edition)
    figure = make_figure(request, edition, to, names, to.page("home"))
    context = {
        "frame": frame(edition),
        "figure": figure,
        "counts": _counts(edition, names),
        "words": wording(edition.manifest),
        "examples": _examples(edition, figure, to, names),
        "crossed": crossed(edition, figure, to, names),
    }
    return render(request, "explore/home.html", context)


@edition_page
def map_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The map alone, with all its regions in the table."""
    to, names = addresses(edition), naming(edition)
    figure = make_figure(request, edition, to, names, to.page("map"))
    context = {"frame": frame(edition, "map"), "figure": figure, "crossed": crossed(edition, figure, to, names)}
    return render(request, "explore/map.html", context)


def _counts(edition: Edition, names: Naming) -> list[dict[str, str]]:
    level, year = edition.manifest.levels[0], edition.manifest.latest_year
    by_level = regions.counts_by_level(edition)
    counted = [(names.level_in_text(each), by_level[each]) for each in edition.manifest.levels]
    strong = clusters.strong_count(edition, level, year)
    label = gettext("strong clusters in %(level)s, %(year)s") % {"level": names.level_in_text(level), "year": year}
    defined = gettext("clusters, %(years)s") % {"years": years(edition.manifest)}
    entries = [(label, strong), *counted, (defined, all_clusters(edition))]
    return [{"label": label, "figure": count(figure)} for label, figure in entries]


def _examples(edition: Edition, figure: Figure, to: Addresses, names: Naming) -> list[Link]:
    """Where to begin: the region most specialised in the cluster shown, why it is strong there, and the cluster."""
    cluster = figure.cluster["cluster"]
    found = clusters.regions(edition, cluster, figure.level, figure.year)
    top = next((row["region"] for row in found if row["strong"]), None)
    everywhere = Link(names.cluster(cluster), to.cluster(cluster))
    if top is None:
        return [everywhere]
    words = {"cluster": names.short_cluster(cluster), "region": names.short_region(top)}
    strong = gettext("Why is %(cluster)s strong in %(region)s?") % words
    return [Link(names.short_region(top), to.region(top)), Link(strong, to.regional(top, cluster)), everywhere]


def crossed(edition: Edition, figure: Figure, to: Addresses, names: Naming) -> dict[str, object] | None:
    """Regions in which the cluster became strong, or no longer is, since the year before."""
    before = year_before(edition, figure.year)
    book = load_rule_book(edition.manifest.rules[0])
    if before is None or figure.cluster["kind"] not in book.kinds:
        return None
    rows = clusters.crossed(edition, figure.cluster["cluster"], figure.level, figure.year, before)
    became = [_named(row, figure, to, names) for row in rows if row["strong"]]
    ceased = [_named(row, figure, to, names) for row in rows if not row["strong"]]
    return {
        "before": before,
        "year": figure.year,
        "became": became[:SHOWN],
        "ceased": ceased[:SHOWN],
        "became_count": len(became),
        "ceased_count": len(ceased),
        "strong_count": figure.cluster["strong_regions"],
        "cluster": to.cluster(figure.cluster["cluster"], figure.level, figure.year),
    }


def _named(row: Row, figure: Figure, to: Addresses, names: Naming) -> Row:
    code = row["region"]
    address = to.regional(code, figure.cluster["cluster"], figure.year)
    return row | {"name": names.short_region(code), "full_name": names.region(code), "address": address}
