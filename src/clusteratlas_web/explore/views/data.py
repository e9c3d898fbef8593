"""The page of an edition's open data: every table with its columns, its size, its files, and how to cite it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from clusteratlas.editions import Edition
from clusteratlas.editions.export import DescribedTable, citation, described_tables
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.edition_page.definition_words import definition_words
from clusteratlas_web.explore.editions import edition_page
from clusteratlas_web.explore.framing import addresses, frame, years
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.views.downloads import offered_formats
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation.page import Link


@edition_page
def data_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything of an edition that can be taken away."""
    manifest, to, language = edition.manifest, addresses(edition), get_language() or "en"
    tables = described_tables(edition, language)
    context = {
        "frame": frame(edition, "edition"),
        "manifest": manifest,
        "atlas": naming(edition).atlas,
        "years": years(manifest),
        "words": wording(manifest),
        "tables": [{"table": each, "files": _files(edition, each, to)} for each in tables],
        "size": sum(each.size for each in tables),
        "rows": sum(each.rows for each in tables),
        "citation": citation(manifest, language),
        "definition": definition_words(edition),
        "package": to.page("data-package"),
        "catalogue": to.page("data-catalogue"),
        "api": reverse("api-guide:guide"),
        "first": to.page("edition-table", table=tables[0].name, format="parquet") if tables else "",
    }
    return render(request, "explore/data.html", context)


def _files(edition: Edition, table: DescribedTable, to: Addresses) -> list[Link]:
    return [
        Link(kind.upper() if kind != "geojson" else "GeoJSON", to.page("edition-table", table=table.name, format=kind))
        for kind in offered_formats(edition, table.name)
    ]
