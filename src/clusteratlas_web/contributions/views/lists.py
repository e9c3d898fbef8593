"""The lists: what is accepted, for everybody and to take away; one's own; what waits for a review."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.page import Row, coverage_said, row_of
from clusteratlas_web.contributions.permissions import OWN, may_offer
from clusteratlas_web.contributions.queries import accepted, editions_naming, of_person, reviewed, waiting_for
from clusteratlas_web.contributions.states import DATA_SET
from clusteratlas_web.contributions.views.framing import framed
from clusteratlas_web.foundation.names import in_words
from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links

SIZE, JUDGED = 30, 20


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The accepted data sets, with label, terms, and the editions that name them."""
    found = accepted()
    pages = lay_pages(found.count(), SIZE, request.GET)
    rows = list(found[pages.start : pages.stop])
    editions = editions_naming(each.slug for each in rows)
    context = framed(request, here="list") | {
        "pages": pages,
        "rows": [row_of(each, editions) for each in rows],
        "tools": sheet_links("contributions:table"),
        "may_offer": bool(may_offer(request.user)),
    }
    response: HttpResponse = render(request, "contributions/list.html", context)
    return response


@require_safe
def list_table(request: HttpRequest, format: str) -> HttpResponse:  # noqa: A002 - as the address calls it
    """The accepted data sets to take away."""
    found = list(accepted())
    editions = editions_naming(each.slug for each in found)
    heads = (
        *(gettext("Title"), gettext("Organisation"), gettext("Producer"), gettext("Years"), gettext("Licence")),
        *(gettext("Figures"), gettext("Quality"), gettext("Share that it covers"), gettext("Limits")),
        *(gettext("Status"), gettext("Accepted on"), gettext("Name among the sources"), gettext("Editions")),
    )
    return sheet_answer(Sheet("contributed-data", heads, [_cells(row_of(each, editions)) for each in found]), format)


@signed_in
@require_safe
def mine_page(request: HttpRequest) -> HttpResponse:
    """The data sets of the organisations that somebody acts for."""
    found = of_person(request.user)
    pages = lay_pages(found.count(), SIZE, request.GET)
    context = framed(request, (gettext("Of my organisations"), ""), here="mine") | {
        "pages": pages,
        "rows": [row_of(each) for each in found[pages.start : pages.stop]],
        "may_offer": bool(may_offer(request.user)),
    }
    response: HttpResponse = render(request, "contributions/mine.html", context)
    return response


@signed_in
@require_safe
def queue_page(request: HttpRequest) -> HttpResponse:
    """What waits for a review, the longest waiting first; and what was decided last."""
    waiting = waiting_for(request.user)
    pages = lay_pages(waiting.count(), SIZE, request.GET)
    mine = set(request.user.acting.values_list("organisation", flat=True))
    context = framed(request, (gettext("To review"), ""), here="queue") | {
        "pages": pages,
        "rows": [row_of(each, note=_own(each, mine)) for each in waiting[pages.start : pages.stop]],
        "judged": [row_of(each) for each in reviewed()[:JUDGED]],
    }
    response: HttpResponse = render(request, "contributions/queue.html", context)
    return response


def _own(data_set: DataSet, mine: set[int]) -> str:
    return gettext(OWN) if data_set.organisation_id in mine else ""


def _cells(row: Row) -> list[Any]:
    each = row.data_set
    facts = [row.title, row.organisation, each.producer, row.period, each.licence, row.publication]
    label = [row.quality, coverage_said(each), in_words(each.limits)]
    named = pgettext("between names", ", ").join(edition.identity for edition in row.editions)
    return [*facts, *label, DATA_SET.label(each.state), each.accepted, each.source, named]
