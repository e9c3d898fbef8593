"""The page of a programme, its tables to take away, and its history."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes import page
from clusteratlas_web.programmes.history_words import value_word
from clusteratlas_web.programmes.named import (
    Named,
    country_name,
    department_named,
    organisation_name,
    place_named,
    programme_named,
)
from clusteratlas_web.programmes.permissions import may_lead, may_take_part
from clusteratlas_web.programmes.queries.programmes import programme_for
from clusteratlas_web.programmes.queries.questions import published
from clusteratlas_web.programmes.queries.whole import Whole, beside, read_whole
from clusteratlas_web.programmes.states import DRAFT, PROGRAMME
from clusteratlas_web.programmes.views.framing import framed
from clusteratlas_web.programmes.words import CLUSTER, LEAD, LEVELS, MONEY_STATES, REGION, TYPES, field_word, verb_word

LATEST = 5  # steps of the history and published questions shown on the page


@require_safe
def programme_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme: the policy test, who does what, money, phases, council, places, promise."""
    programme = programme_for(request.user, slug)
    whole = read_whole(programme, request.user)
    matrix = page.matrix_of(whole)
    country = (country_name(programme.country), f"{reverse('programmes:list')}?country={programme.country}")
    context = framed(request, country, (str(programme.name), "")) | {
        "programme": programme,
        "whole": whole,
        "facts": _facts(whole),
        "other_names": [each for each in programme.names.all() if each.text != str(programme.name)],
        "tiles": page.tiles_of(whole, matrix),
        "matrix": matrix,
        "groups": [(page.dimension_word(group.dimension), group) for group in matrix.groups],
        "parts": {part.pk: page.part_word(part.part) for part in whole.parts},
        "money": page.money_of_programme(whole),
        "line": page.phases_shown(whole, today()),
        "phases": [
            (each, [page.target_shown(target, today()) for target in each.targets.all()]) for each in whole.phases
        ],
        "instruments": page.instruments_shown(whole, today()),
        "successions": page.successions_shown(whole),
        "members": [(_member_named(each), each) for each in whole.members],
        "regions": [place_named(each.kind, each.code) for each in whole.places if each.kind == REGION],
        "clusters": [place_named(each.kind, each.code) for each in whole.places if each.kind == CLUSTER],
        "comparison": [place_named(REGION, code) for code in whole.promise.comparison] if whole.promise else [],
        "beside": [_beside(each, programme) for each in beside(programme, request.user)],
        "questions": published(programme=programme)[:LATEST],
        "history": shown(history_of(programme)[:LATEST], verb_word, field_word, value_word),
        "may_edit": may_take_part(request.user, programme),
        "may_lead": may_lead(request.user, programme),
        "steps": PROGRAMME.open_to(programme, request.user),
        "is_draft": programme.state == DRAFT,
        "tools": {name: sheet_links("programmes:table", slug, name) for name in TABLES},
        "ask": f"{reverse('programmes:ask')}?programme={programme.pk}",
    }
    return render(request, "programmes/programme.html", context)


@require_safe
def programme_table(request: HttpRequest, slug: str, table: str, format: str) -> HttpResponse:  # noqa: A002
    """A table of the page."""
    programme = programme_for(request.user, slug)
    if table not in TABLES:
        raise Http404
    heads, rows = TABLES[table](read_whole(programme, request.user))
    return sheet_answer(Sheet(f"{slug}-{table}", heads, rows), format)


@require_safe
def history_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that happened to a programme."""
    programme = programme_for(request.user, slug)
    named = programme_named(programme)
    context = framed(request, (str(named.name), named.address), (gettext("History of changes"), "")) | {
        "programme": programme,
        "entries": shown(history_of(programme), verb_word, field_word, value_word),
    }
    return render(request, "programmes/history.html", context)


def _facts(whole: Whole) -> list[str]:
    programme = whole.programme
    found = [f"{worded(LEVELS, programme.level)} · {country_name(programme.country)}"]
    found.append(worded(TYPES, programme.type) if programme.type else gettext("type not recorded"))
    if programme.since and programme.until:
        found.append(f"{programme.since}–{programme.until}")
    else:
        found.append(
            gettext("since %(year)s") % {"year": programme.since} if programme.since else gettext("start not recorded")
        )
    found.append(page.head_of(whole))
    if programme.supported:
        found.append(gettext("%(n)s clusters, as its source counts them") % {"n": programme.supported})
    return found


def _member_named(member: Any) -> Named:
    return department_named(member.organisation) if member.organisation else Named(member.name)


def _beside(other: Any, programme: Any) -> dict[str, Any]:
    lead = next((part.organisation for part in other.parts.all() if part.part == LEAD), None)
    return {
        "named": programme_named(other),
        "is_this": other.pk == programme.pk,
        "type": worded(TYPES, other.type),
        "since": other.since,
        "lead": organisation_name(lead) if lead else None,
        "budget": page.budget_said(other),
    }


def _departments_table(whole: Whole) -> tuple[list[str], list[list[Any]]]:
    matrix = page.matrix_of(whole)
    names = {row.actor.key: row.actor for row in matrix.rows}
    heads = [
        gettext("Department"),
        gettext("Part in it"),
        gettext("Role or instrument"),
        gettext("Dimension of the ecosystem"),
    ]
    rows = [
        [
            names[task.department].name,
            page.part_word(names[task.department].part),
            task.name,
            page.dimension_word(task.dimension),
        ]
        for task in matrix.tasks
    ]
    idle = [row.actor for row in matrix.rows if not row.tasks]
    return heads, [*rows, *([actor.name, page.part_word(actor.part), "", ""] for actor in idle)]


def _money_table(whole: Whole) -> tuple[list[str], list[list[Any]]]:
    heads = [
        *(gettext("Department"), gettext("Year"), gettext("Years it covers"), gettext("Status"), gettext("Amount")),
        *(gettext("Currency"), gettext("Region"), gettext("Cluster"), gettext("Source"), gettext("Sample data")),
    ]
    rows = [
        [
            organisation_name(each.department) if each.department else gettext("not recorded"),
            *(each.year, each.years, worded(MONEY_STATES, each.state), each.amount, each.currency),
            *(each.region, each.cluster, each.source, gettext("yes") if each.is_sample else ""),
        ]
        for each in whole.budget
    ]
    return heads, rows


def _phases_table(whole: Whole) -> tuple[list[str], list[list[Any]]]:
    heads = [
        *(gettext("Number"), gettext("Phase"), gettext("Begins"), gettext("Ends"), gettext("Aim")),
        *(gettext("Indicator"), gettext("Unit"), gettext("Before"), gettext("Target"), gettext("Due")),
        *(gettext("Latest figure"), gettext("As of"), gettext("Reached on"), gettext("Sample data")),
    ]
    rows = []
    for phase in whole.phases:
        own = [phase.number, phase.name, phase.begins, phase.ends, phase.aimed]
        for target in list(phase.targets.all()) or [None]:
            rows.append([*own, *_target_cells(target)])
    return heads, rows


def _target_cells(target: Any) -> list[Any]:
    if target is None:
        return [""] * 9
    figures = [target.indicator, target.unit, target.baseline, target.value, target.due, target.latest]
    return [*figures, target.latest_on, target.reached, gettext("yes") if target.is_sample else ""]


def _instruments_table(whole: Whole) -> tuple[list[str], list[list[Any]]]:
    heads = [
        *(gettext("Department"), gettext("Instrument"), gettext("Dimension of the ecosystem")),
        *(
            gettext("How the dimension was found"),
            gettext("Who may use it"),
            gettext("Open from"),
            gettext("Open to"),
            gettext("Web address"),
        ),
    ]
    rows = []
    for each in page.instruments_shown(whole, today()):
        who = gettext("; ").join(f"{label}: {values}" for label, values in each.audience)
        own = each.instrument
        rows.append(
            [each.department.name, own.name, each.dimension, each.coding, who, own.opens, own.closes, own.address]
        )
    return heads, rows


def _places_table(whole: Whole) -> tuple[list[str], list[list[Any]]]:
    heads = [gettext("Kind"), gettext("Code"), gettext("Name")]
    kinds = {REGION: gettext("Region"), CLUSTER: gettext("Cluster")}
    return heads, [[kinds[each.kind], each.code, place_named(each.kind, each.code).name] for each in whole.places]


TABLES = {
    "departments": _departments_table,
    "money": _money_table,
    "phases": _phases_table,
    "instruments": _instruments_table,
    "places": _places_table,
}
