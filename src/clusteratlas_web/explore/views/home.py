"""The first page of an edition: search, the map of a cluster, what crossed the line."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.queries import clusters, regions
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.crossed import Crossed, read_crossed
from clusteratlas_web.explore.doors import doors
from clusteratlas_web.explore.editions import edition_page
from clusteratlas_web.explore.figure import Figure, make_figure
from clusteratlas_web.explore.framing import addresses, all_clusters, frame, years
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation.numbers import count
from clusteratlas_web.foundation.page import Link


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
        "examples": _examples(figure, to, names),
        "crossed": _crossed(edition, figure, to, names),
        "doors": doors(to),
    }
    return render(request, "explore/home.html", context)


def _counts(edition: Edition, names: Naming) -> list[dict[str, str]]:
    level, year = edition.manifest.levels[0], edition.manifest.latest_year
    by_level = regions.counts_by_level(edition)
    counted = [(names.level_in_text(each), by_level[each]) for each in edition.manifest.levels]
    strong = clusters.strong_count(edition, level, year)
    label = gettext("strong clusters in %(level)s, %(year)s") % {"level": names.level_in_text(level), "year": year}
    defined = gettext("clusters, %(years)s") % {"years": years(edition.manifest)}
    entries = [(label, strong), *counted, (defined, all_clusters(edition))]
    return [{"label": label, "figure": count(figure)} for label, figure in entries]


def _examples(figure: Figure, to: Addresses, names: Naming) -> list[Link]:
    """Where to begin: the region most specialised in the cluster shown, why it is strong there, and the cluster."""
    cluster, strong = figure.regions.cluster, figure.regions.strong
    everywhere = Link(names.cluster(cluster), to.cluster(cluster))
    if not strong:
        return [everywhere]
    top = max(strong, key=lambda row: row["location_quotient"])["region"]
    words = {"cluster": names.short_cluster(cluster), "region": names.short_region(top)}
    why = gettext("Why is %(cluster)s strong in %(region)s?") % words
    return [Link(names.short_region(top), to.region(top)), Link(why, figure.regions.address(to, top)), everywhere]


def _crossed(edition: Edition, figure: Figure, to: Addresses, names: Naming) -> Crossed | None:
    return read_crossed(edition, figure.regions, to, names, figure.title_address)
