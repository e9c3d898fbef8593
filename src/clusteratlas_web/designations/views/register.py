"""The public register: as of a day, with search and facets, and the same as a table to take away."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from clusteratlas_web.designations.listed import row_of
from clusteratlas_web.designations.models import Level
from clusteratlas_web.designations.named import cluster_named, region_named
from clusteratlas_web.designations.queries.designations import levels_run_by
from clusteratlas_web.designations.queries.register import (
    FACETS,
    DatedSelection,
    facet_counts,
    levels,
    scheme_names,
    selected,
    shown,
)
from clusteratlas_web.designations.states import DESIGNATION
from clusteratlas_web.designations.views.framing import framed
from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.facets import chosen_shown, facets_shown, values_asked, words_asked
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.programmes.named import country_name

SIZE = 25


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The designations of a selection, as they stood on its day."""
    selection = _selection(request)
    found = selected(selection)
    pages = lay_pages(found.count(), SIZE, request.GET)
    known = levels()
    context = framed(request, here="list") | {
        "rows": [row_of(each, known) for each in shown(found)[pages.start : pages.stop]],
        "pages": pages,
        "facets": _facets(selection, known),
        "chosen": _chosen(selection, known),
        "words": selection.words,
        "hidden": selection.values,
        "day": selection.day,
        "is_today": selection.day == today(),
        "tools": sheet_links("designations:list-table", query=request.GET.urlencode()),
        "may_grant": request.user.is_authenticated and levels_run_by(request.user).exists(),
    }
    return render(request, "designations/list.html", context)


@require_safe
def list_table(request: HttpRequest, format: str) -> HttpResponse:  # noqa: A002 - as the address calls it
    """The whole selection as a table."""
    selection = _selection(request)
    known = levels()
    heads = [
        *(gettext("No."), gettext("Name"), gettext("Scheme"), gettext("Level"), gettext("Status"), gettext("Since")),
        *(gettext("Granted on"), gettext("Valid until"), gettext("Country or union"), gettext("Region")),
        *(gettext("Cluster"), gettext("As of"), gettext("Source"), gettext("Sample data")),
    ]
    rows = [_cells(row_of(each, known), selection.day) for each in shown(selected(selection))]
    return sheet_answer(Sheet(f"designations-{selection.day}", heads, rows), format)


def _cells(row: dict[str, Any], day: date) -> list[Any]:
    designation, region, cluster = row["designation"], row["region"], row["cluster"]
    names = [designation.pk, row["named"].name, row["scheme"], row["level"], row["state"], row["since"]]
    places = [row["country"], region.code if region else "", cluster.code if cluster else ""]
    sample = gettext("yes") if designation.is_sample else ""
    return [*names, row["granted"], row["until"], *places, day, designation.source, sample]


def _selection(request: HttpRequest) -> DatedSelection:
    values = values_asked(request.GET, FACETS)
    return DatedSelection(words=words_asked(request.GET), values=values, day=day_asked(request.GET.get("on", "")))


def day_asked(text: str) -> date:
    """The day of an address; today where it is none, or has not come yet."""
    try:
        return min(date.fromisoformat(text.strip()), today())
    except ValueError:
        return today()


def _facets(selection: DatedSelection, known: dict[int, Level]) -> list[dict[str, Any]]:
    counts, schemes = facet_counts(selection), scheme_names()
    in_order = {name: _coded(name, counts[name], known) for name in FACETS}
    return facets_shown(selection, in_order, facet_words(), lambda name, code: value_word(name, code, known, schemes))


def _coded(name: str, counts: list[tuple[str, int]], known: dict[int, Level]) -> list[tuple[str, int]]:
    """A level is called scheme/level in addresses."""
    if name != "level":
        return counts
    return [(level_code(known[int(value)]), number) for value, number in counts]


def level_code(level: Level) -> str:
    """A level as addresses and calls name it."""
    return f"{level.scheme.slug}/{level.code}"


def facet_words() -> dict[str, str]:
    """What each facet is called."""
    return {
        "scheme": gettext("Scheme"),
        "level": gettext("Level"),
        "state": gettext("Status"),
        "country": gettext("Country or union"),
        "region": gettext("Region"),
        "cluster": gettext("Cluster"),
    }


def value_word(facet: str, value: str, known: dict[int, Level], schemes: dict[str, Any]) -> str:
    """What a value of a facet is called; one that nobody knows, as it is."""
    if facet == "scheme":
        return str(schemes[value].name) if value in schemes else value
    if facet == "level":
        found = next((each for each in known.values() if level_code(each) == value), None)
        return f"{found.scheme.name} · {found.name}" if found else value
    if facet == "state":
        return DESIGNATION.label(value) if value in DESIGNATION.states else value
    if facet == "country":
        return country_name(value)
    place = region_named(value) if facet == "region" else cluster_named(value)
    return str(place.name) if place else value


def _chosen(selection: DatedSelection, known: dict[int, Level]) -> list[Link]:
    schemes = scheme_names()
    return chosen_shown(selection, facet_words(), lambda name, value: value_word(name, value, known, schemes))
