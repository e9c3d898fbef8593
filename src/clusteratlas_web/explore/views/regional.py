"""The page of a cluster in a region: why it is, or is not, strong there; its tables and its chart to take away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from clusteratlas.editions import Edition
from clusteratlas.editions.queries import clusters
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.choices import chosen_year, one_of
from clusteratlas_web.explore.editions import edition_data, edition_page
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.pictures import require_picture, specification_answer
from clusteratlas_web.explore.regional.contents import regional_contents
from clusteratlas_web.explore.regional.reading import read_regional_cluster
from clusteratlas_web.explore.regional.strip import taken_strip
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.explore.regional.taking import CHART, TABLES
from clusteratlas_web.explore.tables import TakenTable, table_answer


@edition_page
def regional_page(request: HttpRequest, edition: Edition, region: str, cluster: str) -> HttpResponse:
    """A cluster in a region; the country has no such page, its clusters' own pages are about it."""
    year = chosen_year(request, edition)
    if region == edition.manifest.country:
        clusters.cluster(edition, cluster)
        return redirect(addresses(edition).cluster(cluster, year=year if "year" in request.GET else None))
    return render(
        request, "explore/regional.html", regional_contents(request, _read(request, edition, region, cluster))
    )


@edition_data
def regional_table(
    request: HttpRequest,
    edition: Edition,
    region: str,
    cluster: str,
    table: str,
    format: str,  # noqa: A002 - the word people use
) -> HttpResponse:
    """A table of a cluster in a region: its conditions, its industries, its change."""
    subject = _read(request, edition, region, cluster)
    if table not in TABLES:
        raise UnknownChoice("table", table, list(TABLES))
    taken = TABLES[table]
    columns = taken.columns(edition)
    rows = [{name: row[name] for name in columns} for row in taken.rows(subject)]
    title = f"{subject.names.cluster(cluster)}, {subject.place}, {subject.year}"
    stem = "-".join(filter(None, (region, cluster, table, str(subject.year), subject.rules)))
    return table_answer(edition, TakenTable(title, stem, columns, rows, taken.table), format)


@edition_data
def regional_chart(
    request: HttpRequest,
    edition: Edition,
    region: str,
    cluster: str,
    chart: str,
    format: str,  # noqa: A002 - the word people use
) -> HttpResponse:
    """The chart of where the region stands, as a file."""
    subject = _read(request, edition, region, cluster)
    require_picture(chart, [CHART], format)
    named = filter(None, (edition.manifest.identity, region, cluster, str(subject.year), subject.rules))
    return specification_answer(taken_strip(subject), format, "-".join(named))


def _read(request: HttpRequest, edition: Edition, region: str, cluster: str) -> RegionalCluster:
    """The cluster in the region, in the year and by the rule book that the query asks for."""
    rules = one_of(request, "rules", list(edition.manifest.books))
    return read_regional_cluster(edition, region, cluster, chosen_year(request, edition), rules)
