"""What everybody sees of calls: the list with its facets, the page of a call, awards, the same as tables."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from clusteratlas_web.foundation.clocks import place_word
from clusteratlas_web.foundation.facets import Selection, chosen_shown, facets_shown, values_asked, words_asked
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.names import in_words
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.named import country_name, organisation_name, place_named
from clusteratlas_web.programmes.queries.programmes import departments_at
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.selection.call_page import asked_said, rounds_shown, tiles_of
from clusteratlas_web.selection.call_words import OPEN, STAGES, field_word, verb_word
from clusteratlas_web.selection.listed import award_row, award_standing, call_row
from clusteratlas_web.selection.models import Call
from clusteratlas_web.selection.permissions import may_create, may_run
from clusteratlas_web.selection.queries.awards import Award, awards, read_awards
from clusteratlas_web.selection.queries.calls import (
    EVERYWHERE,
    FACETS,
    UNRECORDED,
    Listing,
    in_order,
    listed,
)
from clusteratlas_web.selection.queries.eligibility import asked_in, eligibility_of
from clusteratlas_web.selection.queries.reading import call_for
from clusteratlas_web.selection.queries.whole_call import Whole, read_whole
from clusteratlas_web.selection.views.framing import address_of, call_crumb, framed
from clusteratlas_web.selection.words import KINDS

SIZE = 25
LATEST = 5  # steps of the history shown on the page


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The calls of a selection, what closes next first."""
    selection, now = _selection(request), timezone.now()
    listing = listed(request.user, selection, now)
    pages = lay_pages(len(listing.keys), SIZE, request.GET)
    context = framed(request, here="list") | {
        "rows": [call_row(each, now) for each in listing.calls[pages.start : pages.stop]],
        "pages": pages,
        "facets": _facets(listing),
        "chosen": _chosen(selection),
        "words": selection.words,
        "hidden": selection.values,
        "tools": sheet_links("selection:list-table", query=request.GET.urlencode()),
        "may_create": may_create(request.user),
    }
    return render(request, "selection/list.html", context)


@require_safe
def list_table(request: HttpRequest, format: str) -> HttpResponse:  # noqa: A002 - as the address calls it
    """The same selection as a table."""
    heads = [
        *(gettext("Call"), gettext("Kind"), gettext("Status"), gettext("Department"), gettext("Programme")),
        *(gettext("Round"), gettext("Opens (UTC)"), gettext("Deadline (UTC)"), gettext("Clock"), gettext("Places")),
        *(gettext("Largest award"), gettext("Currency"), gettext("Sample data")),
    ]
    rows = []
    for call in listed(request.user, _selection(request), timezone.now()).calls:
        for each in list(call.rounds.all()) or [None]:
            rows.append(_cells(call, each))
    return sheet_answer(Sheet("calls", heads, rows), format)


@require_safe
def call_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One call: dates, money, who may apply, criteria, how it is judged, papers, awards."""
    call = call_for(request.user, slug)
    whole, now = read_whole(call), timezone.now()
    stage = in_order(Call.objects.filter(pk=call.pk), now).values_list("stage", flat=True)[0]
    context = framed(request, (str(call.name), "")) | {
        "call": call,
        "whole": whole,
        "stage": stage,
        "stage_word": worded(STAGES, stage),
        "about": in_words(call.about),
        "department": organisation_name(call.department),
        "place": place_word(call.time_zone),
        "facts": _facts(whole),
        "other_names": [text for text in call.names.values() if text != str(call.name)],
        "tiles": tiles_of(whole, stage, now),
        "rounds": rounds_shown(whole),
        "awards": [award_row(each) for each in whole.awards],
        "changes": shown(whole.changes, verb_word, field_word),
        "history": shown(history_of(call)[:LATEST], verb_word, field_word),
        "may_run": may_run(request.user, call),
        "is_draft": call.state == "draft",
        "start": address_of("start", slug) if _takes_new(whole, stage) else "",
        "noticed": [(each, address_of("notice", slug, each.number)) for each in whole.rounds if each.noticed],
        "tools": sheet_links("selection:call-awards-table", slug),
    }
    return render(request, "selection/call.html", context | _eligibility(request, whole))


@require_safe
def history_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that happened to a call."""
    call = call_for(request.user, slug)
    context = framed(request, call_crumb(call), (gettext("History of changes"), "")) | {
        "call": call,
        "entries": shown(history_of(call), verb_word, field_word),
    }
    return render(request, "selection/history.html", context)


@require_safe
def awards_page(request: HttpRequest) -> HttpResponse:
    """What all calls awarded, the latest first."""
    found = awards()
    pages = lay_pages(found.count(), SIZE, request.GET)
    rows = [award_row(each) for each in read_awards(found[pages.start : pages.stop])]
    context = framed(request, (gettext("Awards"), ""), here="awards")
    context |= {"rows": rows, "pages": pages, "tools": sheet_links("selection:awards-table")}
    return render(request, "selection/awards.html", context)


@require_safe
def awards_table(request: HttpRequest, format: str) -> HttpResponse:  # noqa: A002
    """The same as a table."""
    return _awards_sheet("awards", read_awards(awards()), format)


@require_safe
def call_awards_table(request: HttpRequest, slug: str, format: str) -> HttpResponse:  # noqa: A002
    """What a call awarded as a table."""
    call = call_for(request.user, slug)
    return _awards_sheet(f"{slug}-awards", read_awards(awards().filter(application__call=call)), format)


def _awards_sheet(name: str, found: list[Award], format: str) -> HttpResponse:  # noqa: A002
    heads = [
        *(gettext("Call"), gettext("Running number"), gettext("Title"), gettext("Organisation"), gettext("Region")),
        *(
            gettext("Cluster"),
            gettext("Sum awarded"),
            gettext("Currency"),
            gettext("Published (UTC)"),
            gettext("Status"),
        ),
        gettext("Sample data"),
    ]
    rows = [
        [
            *(each.call.name, each.number, each.title, organisation_name(each.organisation), each.region),
            *(each.cluster, each.amount, each.call.currency, _stamp(each.published), award_standing(each)),
            gettext("yes") if each.is_sample else "",
        ]
        for each in found
    ]
    return sheet_answer(Sheet(name, heads, rows), format)


def _stamp(moment: Any) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def _takes_new(whole: Whole, stage: str) -> bool:
    """Whether new applications can be begun: the first round is open."""
    return stage == OPEN and bool(whole.rounds) and whole.rounds[0].state == "open"


def _facts(whole: Whole) -> list[str]:
    found = [worded(KINDS, whole.call.kind)]
    if whole.call.department.country:
        found.append(country_name(whole.call.department.country))
    return found


def _eligibility(request: HttpRequest, whole: Whole) -> dict[str, Any]:
    """What the round that is next asks of applicants; for whoever acts for one, whether it is so."""
    following = next((each for each in whole.rounds if each.state in ("open", "planned")), None)
    the_round = following or (whole.rounds[0] if whole.rounds else None)
    if the_round is None:
        return {"asked": []}
    mine = _organisations(request)
    chosen = next((each for each in mine if each.slug == request.GET.get("for")), mine[0] if mine else None)
    asked = [asked_said(each) for each in asked_in(the_round)]
    findings = eligibility_of(chosen, the_round) if chosen else [None] * len(asked)
    return {
        "asked": list(zip(asked, findings, strict=True)),
        "asked_round": the_round,
        "mine": [(each, organisation_name(each)) for each in mine],
        "chosen": chosen,
        "chosen_name": organisation_name(chosen) if chosen else "",
        "failed": any(each is not None and each.state == "failed" for each in findings),
    }


def _organisations(request: HttpRequest) -> list[Any]:
    if not request.user.is_authenticated:
        return []
    found = Organisation.objects.filter(acting__person=request.user).exclude(kind="agency").prefetch_related("names")
    return list(found.distinct().order_by("pk"))


def _cells(call: Any, the_round: Any) -> list[Any]:
    programme = call.programme.name if call.programme else ""
    own = [
        call.name,
        worded(KINDS, call.kind),
        worded(STAGES, call.stage),
        organisation_name(call.department),
        programme,
    ]
    dates = ["", "", "", call.time_zone, ""]
    if the_round is not None:
        dates = [the_round.number, _stamp(the_round.opens), _stamp(the_round.closes), call.time_zone, the_round.places]
    return [*own, *dates, call.most_amount, call.currency, gettext("yes") if call.is_sample else ""]


def _selection(request: HttpRequest) -> Selection:
    return Selection(words_asked(request.GET), values_asked(request.GET, FACETS))


def _facets(listing: Listing) -> list[dict[str, Any]]:
    departments = departments_at([value for value, _ in listing.facets["department"]])
    in_order = {name: listing.facets[name] for name in FACETS}
    return facets_shown(
        listing.selection, in_order, facet_words(), lambda name, value: value_word(name, value, departments)
    )


def facet_words() -> dict[str, str]:
    """What each facet is called."""
    return {
        "stage": gettext("Status"),
        "kind": gettext("Kind"),
        "country": gettext("Country or union"),
        "department": gettext("Department"),
        "cluster": gettext("Cluster"),
        "region": gettext("Region"),
    }


def value_word(facet: str, value: str, departments: dict[str, Any]) -> str:
    """What a value of a facet is called."""
    if facet == "department":
        return str(organisation_name(departments[value])) if value in departments else value
    if value == EVERYWHERE:
        return gettext("every cluster") if facet == "cluster" else gettext("every region")
    if facet in ("cluster", "region"):
        return str(place_named(facet, value).name)
    if facet == "country":
        return gettext("not recorded") if value == UNRECORDED else country_name(value)
    return worded({"stage": STAGES, "kind": KINDS}[facet], value)


def _chosen(selection: Selection) -> list[Link]:
    slug = selection.values.get("department")
    departments = departments_at([slug]) if slug else {}
    return chosen_shown(selection, facet_words(), lambda name, value: value_word(name, value, departments))
