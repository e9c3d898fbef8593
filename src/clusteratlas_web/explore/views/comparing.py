"""The page of a comparison, how it is picked, and what can be taken away from it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from clusteratlas.editions import Edition
from clusteratlas_web.explore.comparing.asked import compare_address, is_as_said, kind_of, said_by
from clusteratlas_web.explore.comparing.contents import compare_contents
from clusteratlas_web.explore.comparing.picking import (
    SUGGESTED,
    answers,
    read_picker,
    sent_words,
    start_contents,
    the_one,
)
from clusteratlas_web.explore.comparing.pictures import charts_of, taken_chart
from clusteratlas_web.explore.comparing.reading import read_comparison
from clusteratlas_web.explore.comparing.taken import taken_table
from clusteratlas_web.explore.editions import edition_data, edition_page
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.pictures import require_picture, specification_answer
from clusteratlas_web.explore.tables import table_answer


@edition_page
def compare_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Regions, clusters or years side by side; without any, where they are picked.

    What a form sends leads to the address that says it, in the one way that it is said.
    """
    words, said = sent_words(request), said_by(request)
    if words:
        return _picked(request, edition, words)
    if not is_as_said(request, said):
        return redirect(compare_address(addresses(edition), said))
    if not kind_of(said):
        return render(request, "explore/compare_start.html", start_contents(request, edition, ""))
    return render(request, "explore/compare.html", compare_contents(read_comparison(request, edition)))


def _picked(request: HttpRequest, edition: Edition, words: str) -> HttpResponse:
    """One more by its name or code; where several are called so, or none, the page of picking says it."""
    picker = read_picker(request, edition)
    code = the_one(picker, words)
    if code is not None:
        return redirect(picker.with_code(code))
    return render(request, "explore/compare_start.html", start_contents(request, edition, words))


@edition_page
def compare_suggestions(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The likeliest regions or clusters for the words of the box, as options that lead to the comparison."""
    found = answers(read_picker(request, edition), sent_words(request), SUGGESTED)
    return render(request, "parts/suggestions.html", {"suggestions": found})


@edition_data
def compare_table(request: HttpRequest, edition: Edition, table: str, format: str) -> HttpResponse:  # noqa: A002
    """A table of a comparison as a file."""
    return table_answer(edition, taken_table(read_comparison(request, edition), table), format)


@edition_data
def compare_chart(request: HttpRequest, edition: Edition, chart: str, format: str) -> HttpResponse:  # noqa: A002
    """A chart of a comparison as a file."""
    comparison = read_comparison(request, edition)
    kind = comparison.asked.kind
    require_picture(chart, charts_of(kind), format)
    stem = f"{edition.manifest.identity}-compare-{kind}-{chart}-{comparison.asked.year}"
    return specification_answer(taken_chart(comparison, chart), format, stem)
