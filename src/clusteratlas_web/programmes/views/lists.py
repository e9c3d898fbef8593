"""The list of programmes: search, facets, pages, and the same as a table to take away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.facets import Selection, chosen_shown, facets_shown, values_asked, words_asked
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.models import Instrument
from clusteratlas_web.programmes.models.instrument import open_on
from clusteratlas_web.programmes.named import country_name, organisation_name, place_name, programme_named
from clusteratlas_web.programmes.permissions import may_create
from clusteratlas_web.programmes.queries.programmes import (
    FACETS,
    UNRECORDED,
    departments_at,
    facet_counts,
    partners_of,
    selected,
    with_departments,
    with_leads,
)
from clusteratlas_web.programmes.states import PROGRAMME
from clusteratlas_web.programmes.views.framing import framed
from clusteratlas_web.programmes.words import DIMENSIONS, LEAD, LEVELS, PARTNER, TYPES

SIZE = 25


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The programmes of a selection."""
    selection = _selection(request)
    found = selected(request.user, selection, today())
    pages = lay_pages(found.count(), SIZE, request.GET)
    rows = list(with_leads(found)[pages.start : pages.stop])
    open_ones, partners = _open_programmes(rows), partners_of(rows)
    context = framed(request, here="list") | {
        "rows": [_row(each, each.pk in open_ones, partners.get(each.pk, 0)) for each in rows],
        "pages": pages,
        "facets": _facets(request, selection),
        "chosen": _chosen(selection),
        "words": selection.words,
        "hidden": selection.values,
        "tools": sheet_links("programmes:list-table", query=request.GET.urlencode()),
        "may_create": may_create(request.user),
    }
    return render(request, "programmes/list.html", context)


@require_safe
def list_table(request: HttpRequest, format: str) -> HttpResponse:  # noqa: A002 - as the address calls it
    """The same selection as a table."""
    found = with_departments(selected(request.user, _selection(request), today()))
    heads = [
        *(gettext("Code"), gettext("Name"), gettext("Country or union"), gettext("Level"), gettext("Type")),
        *(
            gettext("Status"),
            gettext("Since"),
            gettext("Until"),
            gettext("Lead"),
            gettext("Partners"),
            gettext("Source"),
        ),
    ]
    return sheet_answer(Sheet("programmes", heads, [_cells(each) for each in found]), format)


def _cells(programme: Any) -> list[Any]:
    lead, partners = _departments(programme)
    names = [programme.code, programme.name, country_name(programme.country), worded(LEVELS, programme.level)]
    facts = [worded(TYPES, programme.type), PROGRAMME.label(programme.state), programme.since, programme.until]
    return [*names, *facts, lead or "", gettext("; ").join(partners), programme.source]


def _departments(programme: Any) -> tuple[Any, list[str]]:
    lead = next((organisation_name(part.organisation) for part in programme.parts.all() if part.part == LEAD), None)
    return lead, [str(organisation_name(part.organisation)) for part in programme.parts.all() if part.part == PARTNER]


def _row(programme: Any, is_open: bool, partners: int) -> dict[str, Any]:
    return {
        "programme": programme,
        "named": programme_named(programme),
        "country": country_name(programme.country),
        "level": worded(LEVELS, programme.level),
        "type": worded(TYPES, programme.type),
        "state": PROGRAMME.label(programme.state),
        "lead": next((organisation_name(part.organisation) for part in programme.leads), None),
        "partners": partners,
        "is_open": is_open,
    }


def _open_programmes(rows: list[Any]) -> set[int]:
    found = Instrument.objects.filter(open_on(today()), of__programme__in=[each.pk for each in rows])
    return set(found.values_list("of__programme", flat=True))


def _selection(request: HttpRequest) -> Selection:
    return Selection(words_asked(request.GET), values_asked(request.GET, FACETS))


def _facets(request: HttpRequest, selection: Selection) -> list[dict[str, Any]]:
    counts = facet_counts(request.user, selection, today())
    departments = departments_at([value for value, _ in counts["department"]])
    in_order = {name: counts[name] for name in FACETS}
    return facets_shown(selection, in_order, facet_words(), lambda name, value: value_word(name, value, departments))


def facet_words() -> dict[str, str]:
    """What each facet is called."""
    return {
        "country": gettext("Country or union"),
        "level": gettext("Level"),
        "type": gettext("Type"),
        "department": gettext("Department"),
        "dimension": gettext("Dimension treated"),
        "region": gettext("Region"),
        "cluster": gettext("Cluster"),
        "open": gettext("Open"),
    }


def value_word(facet: str, value: str, departments: dict[str, Any]) -> str:
    """What a value of a facet is called."""
    if facet == "department":
        return str(organisation_name(departments[value])) if value in departments else value
    if facet in ("region", "cluster"):
        return str(place_name(facet, value))
    if value == UNRECORDED:
        return gettext("not recorded")
    if facet == "open":
        return gettext("open now")
    if facet == "country":
        return country_name(value)
    return worded({"level": LEVELS, "type": TYPES, "dimension": DIMENSIONS}[facet], value)


def _chosen(selection: Selection) -> list[Link]:
    slug = selection.values.get("department")
    departments = departments_at([slug]) if slug else {}
    return chosen_shown(selection, facet_words(), lambda name, value: value_word(name, value, departments))
