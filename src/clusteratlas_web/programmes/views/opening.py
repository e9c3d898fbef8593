"""Open for me: the instruments that an organisation can use now, with the reasons, and what stands between."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.programmes.named import department_named, organisation_name, programme_named
from clusteratlas_web.programmes.page import dimension_word
from clusteratlas_web.programmes.queries.opening import Opening, openings_for
from clusteratlas_web.programmes.reasons import miss, reasons
from clusteratlas_web.programmes.views.framing import framed
from clusteratlas_web.registry.models import Organisation

SIZE, NEAR = 20, 10


@signed_in
@require_safe
def open_page(request: HttpRequest) -> HttpResponse:
    """What is open for the organisation that somebody acts for."""
    mine = _organisations(request)
    chosen = _chosen(request, mine)
    context: dict[str, Any] = framed(request, (gettext("Open for me"), ""), here="open") | {
        "mine": [(each, organisation_name(each)) for each in mine],
        "chosen": chosen,
    }
    if chosen is not None:
        found = openings_for(chosen, today())
        pages = lay_pages(len(found.fitting), SIZE, request.GET)
        page = found.fitting[pages.start : pages.stop]
        near = found.near[:NEAR]
        shown = {each.instrument.pk: _shown(each) for each in found.read(page + near)}
        context |= {
            "name": organisation_name(chosen),
            "found": found,
            "pages": pages,
            "fitting": [shown[number] for number in page if number in shown],
            "near": [shown[number] for number in near if number in shown],
            "tools": sheet_links("programmes:open-table", query=request.GET.urlencode()),
        }
    return render(request, "programmes/open.html", context)


@signed_in
@require_safe
def open_table(request: HttpRequest, format: str) -> HttpResponse:  # noqa: A002 - as the address calls it
    """The same as a table, near misses too."""
    chosen = _chosen(request, _organisations(request))
    heads = [
        *(gettext("Instrument"), gettext("Programme"), gettext("Department"), gettext("Open from"), gettext("Open to")),
        *(gettext("Fits because"), gettext("What does not fit")),
    ]
    rows = []
    if chosen is not None:
        found = openings_for(chosen, today())
        for each in map(_shown, found.read(found.fitting + found.near)):
            own = each["instrument"]
            told = [own.name, each["programme"].name, each["department"].name, own.opens, own.closes]
            rows.append([*map(_plain, told), " ".join(each["reasons"]), " ".join(each["misses"])])
    return sheet_answer(Sheet("open-for-me", heads, rows), format)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _organisations(request: HttpRequest) -> list[Any]:
    found = Organisation.objects.filter(acting__person=request.user).prefetch_related("names").distinct()
    return list(found.order_by("acting__pk"))


def _chosen(request: HttpRequest, mine: list[Any]) -> Any:
    """The organisation of `for=`, if it is one of theirs; else the first."""
    wanted = request.GET.get("for", "")
    return next((each for each in mine if each.slug == wanted), mine[0] if mine else None)


def _shown(opening: Opening) -> dict[str, Any]:
    part = opening.instrument.of
    return {
        "instrument": opening.instrument,
        "programme": programme_named(part.programme),
        "department": department_named(part.organisation),
        "dimension": dimension_word(opening.instrument.dimension),
        "reasons": reasons(opening.fit),
        "misses": [miss(each) for each in opening.fit.misses],
    }
