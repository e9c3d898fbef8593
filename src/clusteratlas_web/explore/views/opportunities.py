"""The pages on opportunities: those of a region, and the back-test of an edition; what can be taken away from them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from clusteratlas.editions import Edition
from clusteratlas.editions.queries import clusters, regions
from clusteratlas_web.explore.choices import chosen, chosen_year
from clusteratlas_web.explore.editions import edition_data, edition_page
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.opportunities.backtest import backtest_contents, backtest_table_of, chosen_model
from clusteratlas_web.explore.opportunities.backtest import picture_of as reliability_of
from clusteratlas_web.explore.opportunities.choosing import asked_weights, kept_choices, sent_weights, weighted
from clusteratlas_web.explore.opportunities.cluster_regions import taken_of_cluster
from clusteratlas_web.explore.opportunities.contents import LIST, opportunity_contents
from clusteratlas_web.explore.opportunities.picture import PROSPECTS, RELIABILITY, Place, taken_prospects
from clusteratlas_web.explore.opportunities.reading import read_board
from clusteratlas_web.explore.opportunities.taken import taken_table
from clusteratlas_web.explore.pictures import require_picture, specification_answer
from clusteratlas_web.explore.tables import table_answer


@edition_page
def opportunities_page(request: HttpRequest, edition: Edition, region: str) -> HttpResponse:
    """What a region is not strong in but near to, scored with the weights of the address.

    What the form sends leads to the address that has it; the country, which is the reference, has no opportunities.
    """
    regions.region(edition, region)
    year, to = chosen_year(request, edition), addresses(edition)
    if region == edition.manifest.country:
        return redirect(to.region(region, year))
    sent = sent_weights(request)
    if sent is not None:
        page = to.page("opportunities", region=region)
        return redirect(f"{weighted(page, sent, **kept_choices(request))}#{LIST}")
    board = read_board(edition, region, year, asked_weights(request))
    return render(request, "explore/opportunities.html", opportunity_contents(request, board))


@edition_data
def opportunities_table(request: HttpRequest, edition: Edition, region: str, table: str, format: str) -> HttpResponse:  # noqa: A002
    """A table of that page; scores are those of the weights in the address."""
    regions.region(edition, region)
    board = read_board(edition, region, chosen_year(request, edition), asked_weights(request))
    return table_answer(edition, taken_table(board, table), format)


@edition_data
def opportunities_chart(request: HttpRequest, edition: Edition, region: str, chart: str, format: str) -> HttpResponse:  # noqa: A002
    """The picture of presence and fit as a file."""
    regions.region(edition, region)
    require_picture(chart, [PROSPECTS], format)
    place = Place(region, chosen_year(request, edition))
    stem = f"{edition.manifest.identity}-{region}-{PROSPECTS}-{place.year}"
    return specification_answer(taken_prospects(edition, place), format, stem)


@edition_data
def cluster_opportunities(request: HttpRequest, edition: Edition, cluster: str, format: str) -> HttpResponse:  # noqa: A002
    """All regions of a level that a cluster is an opportunity of, as a table."""
    clusters.cluster(edition, cluster)
    return table_answer(edition, taken_of_cluster(edition, cluster, chosen(request, edition)), format)


@edition_page
def backtest_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Whether opportunities of earlier years came true."""
    return render(request, "explore/backtest.html", backtest_contents(request, edition))


@edition_data
def backtest_table(request: HttpRequest, edition: Edition, table: str, format: str) -> HttpResponse:  # noqa: A002
    """The models that were compared, or how reliable each is."""
    return table_answer(edition, backtest_table_of(edition, table), format)


@edition_data
def backtest_chart(request: HttpRequest, edition: Edition, chart: str, format: str) -> HttpResponse:  # noqa: A002
    """The reliability diagram of a model as a file."""
    require_picture(chart, [RELIABILITY], format)
    model = chosen_model(request, edition)
    stem = f"{edition.manifest.identity}-{RELIABILITY}-{model}"
    return specification_answer(reliability_of(edition, model), format, stem)
