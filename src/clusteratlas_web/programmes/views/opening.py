"""What is open now: for an organisation with the reasons and what stands between, for everybody else all of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.programmes.models import Instrument
from clusteratlas_web.programmes.named import department_named, organisation_name, programme_named
from clusteratlas_web.programmes.page import audience, dimension_word
from clusteratlas_web.programmes.queries.opening import Opening, open_instruments, openings_for, whole
from clusteratlas_web.programmes.reasons import miss, reasons
from clusteratlas_web.programmes.views.framing import framed
from clusteratlas_web.registry.models import Organisation

SIZE, NEAR = 20, 10


@require_safe
def open_page(request: HttpRequest) -> HttpResponse:
    """What is open for the organisation that somebody acts for; for whoever acts for none, all that is open."""
    mine = _organisations(request)
    chosen = _chosen(request, mine)
    tools = sheet_links("programmes:open-table", query=request.GET.urlencode())
    if chosen is None:
        framing = framed(request, (gettext("Support that is open now"), ""), here="open")
        return render(request, "programmes/open_to_all.html", framing | _for_all(request) | {"tools": tools})
    context = framed(request, (gettext("Open for me"), ""), here="open") | _for_one(request, chosen)
    context |= {"mine": [(each, organisation_name(each)) for each in mine], "chosen": chosen, "tools": tools}
    return render(request, "programmes/open.html", context)


def _for_one(request: HttpRequest, chosen: Organisation) -> dict[str, Any]:
    found = openings_for(chosen, today())
    pages = lay_pages(len(found.fitting), SIZE, request.GET)
    page = found.fitting[pages.start : pages.stop]
    near = found.near[:NEAR]
    shown = {each.instrument.pk: _shown(each) for each in found.read(page + near)}
    return {
        "name": organisation_name(chosen),
        "found": found,
        "pages": pages,
        "fitting": [shown[number] for number in page if number in shown],
        "near": [shown[number] for number in near if number in shown],
    }


def _for_all(request: HttpRequest) -> dict[str, Any]:
    found = open_instruments(today())
    pages = lay_pages(found.count(), SIZE, request.GET)
    rows = whole(found)[pages.start : pages.stop]
    return {"pages": pages, "rows": [_public(each) | {"audience": audience(each)} for each in rows]}


@require_safe
def open_table(request: HttpRequest, format: str) -> HttpResponse:  # noqa: A002 - as the address calls it
    """The same as a table, near misses too."""
    chosen = _chosen(request, _organisations(request))
    return sheet_answer(_sheet_for_all() if chosen is None else _sheet_for_one(chosen), format)


def _sheet_for_one(chosen: Organisation) -> Sheet:
    found = openings_for(chosen, today())
    every = map(_shown, found.read(found.fitting + found.near))
    rows = [[*_cells(each), " ".join(each["reasons"]), " ".join(each["misses"])] for each in every]
    return Sheet("open-for-me", [*_heads(), gettext("Fits because"), gettext("What does not fit")], rows)


def _sheet_for_all() -> Sheet:
    rows = [[*_cells(_public(each)), _for_whom(each)] for each in whole(open_instruments(today()))]
    return Sheet("open-now", [*_heads(), gettext("For whom")], rows)


def _heads() -> list[str]:
    names = [gettext("Instrument"), gettext("Programme"), gettext("Department")]
    return [*names, gettext("Open from"), gettext("Open to")]


def _cells(shown: dict[str, Any]) -> list[Any]:
    own = shown["instrument"]
    names = [str(each) for each in (own.name, shown["programme"].name, shown["department"].name)]
    return [*names, own.opens, own.closes]


def _for_whom(instrument: Instrument) -> str:
    asked = audience(instrument)
    told = [gettext("%(label)s: %(value)s") % {"label": label, "value": values} for label, values in asked]
    return pgettext("between conditions", "; ").join(told) or gettext("It is for everybody.")


def _organisations(request: HttpRequest) -> list[Any]:
    if not request.user.is_authenticated:
        return []
    found = Organisation.objects.filter(acting__person=request.user).prefetch_related("names").distinct()
    return list(found.order_by("acting__pk"))


def _chosen(request: HttpRequest, mine: list[Any]) -> Any:
    """The organisation of `for=`, if it is one of theirs; else the first."""
    wanted = request.GET.get("for", "")
    return next((each for each in mine if each.slug == wanted), mine[0] if mine else None)


def _shown(opening: Opening) -> dict[str, Any]:
    misses = [miss(each) for each in opening.fit.misses]
    return _public(opening.instrument) | {"reasons": reasons(opening.fit), "misses": misses}


def _public(instrument: Instrument) -> dict[str, Any]:
    part = instrument.of
    return {
        "instrument": instrument,
        "programme": programme_named(part.programme),
        "department": department_named(part.organisation),
        "dimension": dimension_word(instrument.dimension),
    }
