"""The schemes with their counts and departments, one with its levels, and the indicators of a level."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from clusteratlas_web.designations.models import Indicator, Level, Scheme
from clusteratlas_web.designations.named import level_named, scheme_named
from clusteratlas_web.designations.permissions import may_create, may_run
from clusteratlas_web.designations.queries.designations import (
    current_set,
    indicators_of,
    level_at,
    scheme_at,
    schemes,
)
from clusteratlas_web.designations.queries.register import DatedSelection, facet_counts, levels
from clusteratlas_web.designations.views.framing import framed
from clusteratlas_web.designations.wording import bound_said, plain, value_said
from clusteratlas_web.designations.words import ANSWERED, BASELINES, KINDS, ORIGINS, RULES, THRESHOLDS
from clusteratlas_web.foundation.clocks import place_word
from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.names import in_words
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.named import department_named, programme_named


@require_safe
def schemes_page(request: HttpRequest) -> HttpResponse:
    """All schemes: how many sources count, how many the register holds."""
    held = dict(facet_counts(DatedSelection(day=today()))["level"])
    context = framed(request, (gettext("Schemes"), ""), here="schemes") | {
        "schemes": [_shown(each, held) for each in schemes()],
        "drafts": bool(may_create(request.user)),
    }
    return render(request, "designations/schemes.html", context)


@require_safe
def scheme_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A scheme: who grants it, its levels and their rules."""
    scheme = scheme_at(slug)
    held = dict(facet_counts(DatedSelection(day=today(), values={"scheme": slug}))["level"])
    way = (gettext("Schemes"), reverse("designations:schemes"))
    context = framed(request, way, (str(scheme.name), "")) | _shown(scheme, held)
    context["about"] = in_words(scheme.about)
    context["clock"] = place_word(scheme.time_zone)
    context["editions"] = scheme.editions.all()
    context["drafts"] = bool(may_create(request.user))
    context["revises"] = bool(may_run(request.user, scheme))
    context["programme"] = programme_named(scheme.programme) if scheme.programme else None
    return render(request, "designations/scheme.html", context)


@require_safe
def level_page(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The rules of a level and its indicators, with baselines, thresholds and points."""
    level = level_at(slug, code)
    the_set = current_set(level)
    rows = [indicator_shown(each) for each in indicators_of(the_set)]
    way = (gettext("Schemes"), reverse("designations:schemes"))
    scheme = scheme_named(level.scheme)
    context = framed(request, way, (str(scheme.name), scheme.address), (str(level.name), "")) | {
        "level": level,
        "scheme": scheme,
        "about": in_words(level.about),
        "rules": rules_of(level),
        "set": the_set,
        "groups": grouped(rows),
        "count": len(rows),
        "points": plain(sum((row["indicator"].points for row in rows), 0)) if rows else "",
        "has_baselines": level.rule in (ANSWERED, BASELINES),
        "has_points": level.rule == THRESHOLDS,
        "tools": sheet_links("designations:level-table", slug, code),
    }
    return render(request, "designations/level.html", context)


@require_safe
def level_table(request: HttpRequest, slug: str, code: str, format: str) -> HttpResponse:  # noqa: A002
    """The indicators of a level as a table."""
    level = level_at(slug, code)
    heads = [
        *(gettext("No."), gettext("Group"), gettext("Code"), gettext("Indicator"), gettext("Unit")),
        *(gettext("Direction"), gettext("Baseline"), gettext("Threshold"), gettext("No points at")),
        *(gettext("All points at"), gettext("Points"), gettext("Taken from"), gettext("Evidence expected")),
    ]
    rows = [
        [
            *(each.number, each.group.name, each.code, each.name, each.unit_name, each.direction),
            *(each.baseline, each.threshold, each.floor, each.target, each.points, each.prefill, each.proof),
        ]
        for each in indicators_of(current_set(level))
    ]
    return sheet_answer(Sheet(f"{slug}-{code}-indicators", heads, rows), format)


def indicator_shown(indicator: Indicator) -> dict[str, Any]:
    """An indicator with its bounds in words."""
    kind, way = indicator.kind, indicator.direction
    return {
        "indicator": indicator,
        "baseline": bound_said(kind, way, indicator.baseline),
        "threshold": bound_said(kind, way, indicator.threshold),
        "from": value_said(kind, indicator.floor),
        "to": value_said(kind, indicator.target),
        "points": plain(indicator.points),
        "origin": worded(ORIGINS, indicator.prefill.partition(":")[0]) if indicator.prefill else "",
    }


def grouped(rows: list[dict[str, Any]]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Rows by the group of their indicator, in order."""
    found: dict[int, tuple[Any, list[dict[str, Any]]]] = {}
    for row in rows:
        group = row["indicator"].group
        found.setdefault(group.pk, (group, []))[1].append(row)
    return list(found.values())


def rules_of(level: Level) -> list[tuple[str, str]]:
    """The rules of a level in words; what it does not ask is not there."""
    found = [(gettext("Passed when"), worded(RULES, level.rule))] if level.rule else []
    if level.least_total is not None:
        found.append((gettext("Least total"), f"{plain(level.least_total * 100)}%"))
    if level.valid_months:
        found.append((gettext("Valid for"), gettext("%(n)s months") % {"n": level.valid_months}))
    if level.review_months:
        found.append((gettext("Reviewed after"), gettext("%(n)s months") % {"n": level.review_months}))
    if level.before:
        facts = {"level": level.before.name, "least": level.before_least_months, "most": level.before_most_months}
        found.append((gettext("Needs before"), gettext("%(level)s, held for %(least)s to %(most)s months") % facts))
    return found + _assessed_by(level)


def _assessed_by(level: Level) -> list[tuple[str, str]]:
    found = []
    if level.experts:
        experts = gettext("%(n)s, of whom %(foreign)s from another country")
        facts = {"n": level.experts, "foreign": level.foreign_experts}
        found.append((gettext("Experts"), experts % facts if level.foreign_experts else str(level.experts)))
    if level.visit_days:
        found.append((gettext("Visit"), gettext("%(n)s days by each expert") % {"n": level.visit_days}))
    for label, number in (
        (gettext("Improvements before it is granted"), level.improvements_first),
        (gettext("Improvements at renewal"), level.improvements_renewal),
    ):
        if number:
            found.append((label, str(number)))
    if level.becomes:
        found.append((gettext("When confirmed it becomes"), str(level.becomes.name)))
    return found


def _shown(scheme: Scheme, held: dict[str, int]) -> dict[str, Any]:
    known = levels()
    numbers = {known[int(value)].pk: number for value, number in held.items()}
    return {
        "scheme": scheme,
        "named": scheme_named(scheme),
        "kind": worded(KINDS, scheme.kind),
        "departments": [(department_named(each.department), each.role_name) for each in scheme.grantors.all()],
        "levels": [
            {
                "level": each,
                "named": level_named(known[each.pk]),
                "figures": list(each.figures.all()),
                "held": numbers.get(each.pk, 0),
                "address": f"{reverse('designations:list')}?level={scheme.slug}/{each.code}",
                "about": in_words(each.about),
                "rules": rules_of(known[each.pk]),
            }
            for each in scheme.levels.all()
        ],
    }
