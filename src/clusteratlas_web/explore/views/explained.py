"""The page of one number, and what can be taken away from it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clusteratlas.editions import Edition
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.editions import edition_data, edition_page
from clusteratlas_web.explore.explained.asked import asked_number
from clusteratlas_web.explore.explained.contents import explained_contents
from clusteratlas_web.explore.explained.taken import taken_part
from clusteratlas_web.explore.tables import table_answer


@edition_page
def explained_page(request: HttpRequest, edition: Edition, table: str, column: str) -> HttpResponse:
    """Where one number comes from: its formula, its inputs, its thresholds, its place among all regions."""
    explained = asked_number(request, edition, table, column)
    return render(request, "explore/explained.html", explained_contents(request, edition, explained))


@edition_data
def explained_table(
    request: HttpRequest,
    edition: Edition,
    table: str,
    column: str,
    part: str,
    format: str,  # noqa: A002 - the word people use
) -> HttpResponse:
    """What a number is set beside, or what goes into it, as a file."""
    if format != "csv":
        raise UnknownChoice("format", format, ["csv"])
    return table_answer(edition, taken_part(edition, asked_number(request, edition, table, column), part), format)
