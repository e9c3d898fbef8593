"""The page of a cluster in a region: why it is, or is not, strong there; its tables and its chart to take away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from clusteratlas.editions import Edition
from clusteratlas.editions.queries import clusters
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.choices import chosen_year
from clusteratlas_web.explore.editions import edition_data, edition_page
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.pictures import TYPES, specification_answer
from clusteratlas_web.explore.regional import listing
from clusteratlas_web.explore.regional.contents import CHART, regional_contents
from clusteratlas_web.explore.regional.reading import read_regional_cluster
from clusteratlas_web.explore.regional.strip import taken_strip
from clusteratlas_web.explore.tables import TakenTable, table_answer


@edition_page
def regional_page(request: HttpRequest, edition: Edition, region: str, cluster: str) -> HttpResponse:
    """A cluster in a region; the country has no such page, its clusters' own pages are about it."""
    year = chosen_year(request, edition)
    if region == edition.manifest.country:
        clusters.cluster(edition, cluster)
        return redirect(addresses(edition).cluster(cluster, year=year if "year" in request.GET else None))
    subject = read_regional_cluster(edition, region, cluster, year)
    return render(request, "explore/regional.html", regional_contents(request, subject))


@edition_data
def regional_table(
    request: HttpRequest,
    edition: Edition,
    region: str,
    cluster: str,
    table: str,
    format: str,  # noqa: A002 - the word people use
) -> HttpResponse:
    """The industries or the subclusters of a cluster in a region."""
    tables = {
        "industries": (listing.industries, listing.industry_columns),
        "subclusters": (listing.subclusters, listing.subcluster_columns),
    }
    subject = read_regional_cluster(edition, region, cluster, chosen_year(request, edition))
    if table not in tables:
        raise UnknownChoice("table", table, list(tables))
    listed, columns_of = tables[table]
    columns = columns_of(edition)
    rows = [{name: row[name] for name in columns} for row in listed(subject)]
    title = f"{subject.names.cluster(cluster)}, {subject.place}, {subject.year}"
    stem = f"{region}-{cluster}-{table}-{subject.year}"
    taken = TakenTable(title, stem, columns, rows, "portfolio")
    return table_answer(edition, taken, format)


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
    subject = read_regional_cluster(edition, region, cluster, chosen_year(request, edition))
    for argument, value, allowed in (("chart", chart, [CHART]), ("format", format, list(TYPES))):
        if value not in allowed:
            raise UnknownChoice(argument, value, allowed)
    specified = taken_strip(subject)
    return specification_answer(specified, format, f"{edition.manifest.identity}-{region}-{cluster}-{subject.year}")
