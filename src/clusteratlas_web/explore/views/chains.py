"""The page of the chain of a cluster in a region; its table and its drawing to take away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clusteratlas.editions import Edition
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.chain.contents import CHART, COLUMNS, TABLE, chain_contents, taken_rows
from clusteratlas_web.explore.chain.drawing import taken_chain
from clusteratlas_web.explore.chain.reading import Chain, read_chain
from clusteratlas_web.explore.choices import chosen_year
from clusteratlas_web.explore.editions import edition_data, edition_page
from clusteratlas_web.explore.pictures import require_picture, specification_answer
from clusteratlas_web.explore.tables import TakenTable, table_answer


@edition_page
def chain_page(request: HttpRequest, edition: Edition, region: str, cluster: str) -> HttpResponse:
    """Who supplies a cluster and who buys from it, and what of that stands in the region."""
    chain = read_chain(edition, region, cluster, chosen_year(request, edition))
    return render(request, "explore/chain.html", chain_contents(request, chain))


@edition_data
def chain_table(
    request: HttpRequest,
    edition: Edition,
    region: str,
    cluster: str,
    table: str,
    format: str,  # noqa: A002 - the word people use
) -> HttpResponse:
    """Both sides of the chain as a file."""
    chain = _known(request, edition, region, cluster)
    if table != TABLE:
        raise UnknownChoice("table", table, [TABLE])
    title = f"{chain.names.cluster(cluster)}, {chain.names.region(region)}, {chain.year}"
    stem = f"{region}-{cluster}-chain-{chain.year}"
    return table_answer(edition, TakenTable(title, stem, COLUMNS, taken_rows(chain), "portfolio"), format)


@edition_data
def chain_chart(
    request: HttpRequest,
    edition: Edition,
    region: str,
    cluster: str,
    chart: str,
    format: str,  # noqa: A002 - the word people use
) -> HttpResponse:
    """The drawing of the chain as a file."""
    chain = _known(request, edition, region, cluster)
    require_picture(chart, [CHART], format)
    stem = f"{edition.manifest.identity}-{region}-{cluster}-chain-{chain.year}"
    return specification_answer(taken_chain(chain), format, stem)


def _known(request: HttpRequest, edition: Edition, region: str, cluster: str) -> Chain:
    """The chain; raises UnknownChoice where the sales between the edition's clusters are not known."""
    chain = read_chain(edition, region, cluster, chosen_year(request, edition))
    if not chain.rows:
        raise UnknownChoice("table", TABLE, [])
    return chain
