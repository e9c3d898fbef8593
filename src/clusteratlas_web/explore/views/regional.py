"""The page of a cluster in a region: why it is, or is not, strong there; its tables and its chart to take away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from clusteratlas.diagnosis import SMALL_RANKED_SET
from clusteratlas.editions import Edition
from clusteratlas.editions.queries import clusters
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.choices import chosen_year
from clusteratlas_web.explore.editions import edition_data, edition_page
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.levels import year_links
from clusteratlas_web.explore.regional import listing
from clusteratlas_web.explore.regional.computation import make_computation
from clusteratlas_web.explore.regional.conditions import condition_lines
from clusteratlas_web.explore.regional.headlines import headline_tiles
from clusteratlas_web.explore.regional.reading import RegionalCluster, read_regional_cluster
from clusteratlas_web.explore.regional.verdict import make_verdict
from clusteratlas_web.explore.tables import TakenTable, table_answer
from clusteratlas_web.foundation.page import Link

CHART = "standing"


@edition_page
def regional_page(request: HttpRequest, edition: Edition, region: str, cluster: str) -> HttpResponse:
    """A cluster in a region; the country has no such page, its clusters' own pages are about it."""
    year = chosen_year(request, edition)
    if region == edition.manifest.country:
        clusters.cluster(edition, cluster)
        return redirect(addresses(edition).cluster(cluster, year=year if "year" in request.GET else None))
    subject = read_regional_cluster(edition, region, cluster, year)
    return render(request, "explore/regional.html", _context(request, subject))


@edition_data
def regional_table(request: HttpRequest, edition: Edition, region: str, cluster: str, table: str, format: str) -> HttpResponse:  # noqa: A002
    """The industries or the subclusters of a cluster in a region."""
    tables = {
        "industries": (listing.industries, listing.INDUSTRY_COLUMNS),
        "subclusters": (listing.subclusters, listing.SUBCLUSTER_COLUMNS),
    }
    if table not in tables:
        raise UnknownChoice("table", table, list(tables))
    subject = read_regional_cluster(edition, region, cluster, chosen_year(request, edition))
    rows, columns = tables[table]
    title = _name(subject)
    stem = f"{region}-{cluster}-{table}-{subject.year}"
    return table_answer(edition, TakenTable(title, stem, columns, rows(subject), "portfolio"), format)


@edition_data
def regional_chart(request: HttpRequest, edition: Edition, region: str, cluster: str, chart: str, format: str) -> HttpResponse:  # noqa: A002
    """The chart of where the region stands, to take away."""
    if chart != CHART:
        raise UnknownChoice("chart", chart, [CHART])
    subject = read_regional_cluster(edition, region, cluster, chosen_year(request, edition))
    raise NotImplementedError


def _context(request: HttpRequest, subject: RegionalCluster) -> dict[str, Any]:
    region, cluster, year = subject.region["region"], subject.cluster["cluster"], subject.year
    to, edition = subject.to, subject.edition
    return {
        "frame": frame(edition, "regions"),
        "subject": subject,
        "crumbs": [Link(subject.place, to.region(region, year)), Link(subject.names.cluster(cluster), "")],
        "verdict": make_verdict(subject),
        "tiles": headline_tiles(subject),
        "years": year_links(request, edition, to.regional(region, cluster), year),
        "rule_book": _rule_book(subject),
        "cluster_address": to.cluster(cluster, subject.region["level"], year),
        "conditions": condition_lines(subject),
        "drawings": _drawings(subject),
        "subclusters": listing.subclusters(subject),
        "industries": listing.industries(subject),
        "around": listing.around_the_line(subject),
        "near_misses": listing.other_near_misses(subject),
        "computation": make_computation(subject),
        "small": subject.explanation is not None and subject.explanation.ranked < SMALL_RANKED_SET,
        "tools": _tools(subject),
        "methods": f"{to.page('edition')}#methods",
        "source": edition.manifest.inputs[0],
    }
