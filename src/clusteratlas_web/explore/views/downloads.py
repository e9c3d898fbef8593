"""Files to take away: tables of a cluster's page, and whole tables of the edition."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from clusteratlas.editions import Edition
from clusteratlas.editions.layout import columns_of, has_per_head, per_head
from clusteratlas.editions.queries import clusters, regional
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.choices import chosen
from clusteratlas_web.explore.editions import edition_data
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.tables import TYPES, TakenTable, table_answer

_RANKED = (
    *("region", "location_quotient", "location_quotient_low", "location_quotient_high"),
    *("rank_location_quotient", "ranked"),
)
_RATIOS = (
    "employment_share",
    "national_share",
    "employment_change",
    "employment_growth",
    "qualifying",
    "significant",
    "strong",
    "strong10",
    "strong_low",
    "strong_high",
    "robust",
)
_SUBCLUSTER_COLUMNS = ("cluster", "subcluster", "employment", "establishments", "employment_share", "employment_growth")
_INDUSTRY_COLUMNS = ("industry", "cluster", "subcluster", "employment", "establishments", "employment_growth")


@edition_data
def cluster_table(request: HttpRequest, edition: Edition, cluster: str, table: str, format: str) -> HttpResponse:  # noqa: A002
    """A table of a cluster's page: its regions, subclusters or industries."""
    clusters.cluster(edition, cluster)
    place = chosen(request, edition)
    country, title = edition.manifest.country, f"{naming(edition).cluster(cluster)}, {place.year}"
    stem = f"{cluster}-{table}-{place.year}"
    if table == "regions":
        rows = clusters.regions(edition, cluster, place.level, place.year)
        taken = TakenTable(title, f"{stem}-{place.level}", _region_columns(edition), rows, "portfolio")
    elif table == "subclusters":
        rows = regional.subclusters(edition, country, cluster, place.year)
        rows = [row | {"cluster": cluster} for row in rows]
        taken = TakenTable(title, stem, _SUBCLUSTER_COLUMNS, rows, "portfolio")
    elif table == "industries":
        rows = [row | {"cluster": cluster} for row in regional.national_industries(edition, cluster, place.year)]
        taken = TakenTable(title, stem, _INDUSTRY_COLUMNS, rows, "national")
    else:
        raise UnknownChoice("table", table, ["regions", "subclusters", "industries"])
    return table_answer(edition, taken, format)


def _region_columns(edition: Edition) -> list[str]:
    """The columns of the regions to take away: each measure with its range and what it is per job, ratios, classes."""
    measures = columns_of(edition.manifest.measures)
    figures = [f"{name}{end}" for name in measures for end in ("", "_low", "_high")]
    return [*_RANKED, *figures, *(per_head(name) for name in measures if has_per_head(name)), *_RATIOS]


@edition_data
def edition_table(request: HttpRequest, edition: Edition, table: str, format: str) -> HttpResponseBase:  # noqa: A002
    """A whole table of the edition: its Parquet file as it stands."""
    if table not in edition.manifest.rows:
        raise UnknownChoice("table", table, sorted(edition.manifest.rows))
    if format != "parquet":
        raise Http404
    file = edition.folder / f"{table}.parquet"
    name = f"{edition.manifest.identity}-{table}.parquet"
    return FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=TYPES["parquet"])
