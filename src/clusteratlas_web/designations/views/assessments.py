"""Assessments that a person reads, one of them with its gaps, and beginning one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.designations import actions
from clusteratlas_web.designations import assessment_page as page
from clusteratlas_web.designations.forms.assessments import StartForm
from clusteratlas_web.designations.models import Assessment
from clusteratlas_web.designations.named import designation_named, holder_named, level_named
from clusteratlas_web.designations.permissions import is_of_applicant, may_fill, may_run_clear, may_verify
from clusteratlas_web.designations.queries.assessments import (
    Sheet,
    assessment_for,
    assessments_judged_by,
    assessments_of,
    assessments_run_by,
    experts_of,
    read_sheet,
    with_names,
)
from clusteratlas_web.designations.queries.designations import kept_by_assessment
from clusteratlas_web.designations.queries.figures import read_pinned
from clusteratlas_web.designations.states import ASSESSMENT, CLOSED, DRAFT, HANDED_IN, open_to
from clusteratlas_web.designations.views.filling import OWN_STEPS, day_of, title_of, way_to
from clusteratlas_web.designations.views.framing import framed
from clusteratlas_web.designations.views.schemes import grouped
from clusteratlas_web.designations.wording import plain
from clusteratlas_web.designations.words import AUDITS, field_word, verb_word
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.names import in_words
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.foundation.sheets import Sheet as Table
from clusteratlas_web.foundation.sheets import sheet_answer, sheet_links
from clusteratlas_web.foundation.wording import worded

_BOTH = ["GET", "HEAD", "POST"]
MOST = 50  # rows of each list


@signed_in
@require_safe
def assessments_page(request: HttpRequest) -> HttpResponse:
    """One's own, those one is an expert of, those of the schemes one runs."""
    lists = (
        (gettext("Of your organisation"), assessments_of),
        (gettext("You are an expert of"), assessments_judged_by),
        (gettext("Of the schemes you run"), assessments_run_by),
    )
    groups = [(title, [row_of(each) for each in _rows(read(request.user))]) for title, read in lists]
    context = framed(request, (gettext("Assessments"), ""), here="assessments") | {
        "groups": [(title, rows) for title, rows in groups if rows],
    }
    return render(request, "designations/assessments.html", context)


@signed_in
@require_http_methods(_BOTH)
def start_page(request: HttpRequest) -> HttpResponse:
    """Beginning an assessment."""
    form = StartForm(request.user, request.POST or None, initial=_begun_from(request))
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            made = actions.start_assessment(request.user, sent["organisation"], sent["level"], form.beginning)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("The draft is begun. What is known already is filled in."))
            return redirect("designations:assessment", made.pk)
    title = gettext("Assess your organisation")
    context = way_to(request, (title, "")) | {
        "title": title,
        "lead": gettext("Only those who act for your organisation see it until you hand it in."),
        "form": form,
        "submit": gettext("Begin"),
        "cancel": reverse("designations:assessments"),
        "nobody": not form.fields["organisation"].queryset.exists(),  # type: ignore[attr-defined]
    }
    return render(request, "designations/start.html", context)


def _begun_from(request: HttpRequest) -> dict[str, Any]:
    """What the address says of the new one: a designation that is to be kept, or a level and an organisation."""
    names = ("level", "organisation", "renews")
    given: dict[str, Any] = {name: request.GET[name] for name in names if request.GET.get(name, "").isdecimal()}
    mine = request.user.acting.values("organisation")
    kept = kept_by_assessment(mine).filter(pk=given["renews"]).first() if "renews" in given else None
    if kept is None:
        return given
    return given | {
        "level": kept.level_id,
        "organisation": kept.holder_id,
        "region": kept.region,
        "cluster": kept.cluster,
    }


@signed_in
@require_safe
def assessment_page(request: HttpRequest, number: int) -> HttpResponse:
    """One assessment: gaps first, then values, evidence, improvements, experts."""
    assessment = assessment_for(request.user, number)
    sheet = read_sheet(assessment)
    verdict = sheet.verdict(sheet.values)
    seen = seen_by(request.user, assessment)
    rows = page.rows_of(sheet, verdict, day_of(assessment), seen)
    context = (
        way_to(request, (title_of(assessment), ""))
        | _sides(request.user, assessment)
        | {
            "assessment": assessment,
            "organisation": holder_named(assessment.organisation),
            "level": level_named(assessment.level),
            "state": ASSESSMENT.label(assessment.state),
            "reasons": in_words(assessment.reasons),
            "renews": designation_named(assessment.renews) if assessment.renews else None,
            "granted": designation_named(assessment.granted) if assessment.granted else None,
            "tiles": page.tiles_of(sheet, verdict),
            "verdict": verdict,
            "verdict_reasons": page.reasons_said(verdict, sheet.indicators),
            "gaps": page.gaps_of(sheet.indicators, verdict),
            "next": page.toward_next(sheet),
            "groups": grouped(rows),
            "total": plain(verdict.total),
            "most": plain(verdict.most),
            "seen": seen,
            "evidence": [(each, sheet.files.get(each.pk, []), page.proved_by(sheet, each)) for each in sheet.evidence],
            "improvements": [(each, worded(AUDITS, each.audited)) for each in sheet.improvements],
            "experts": sheet.experts,
            "reading": read_pinned(assessment),
            "found": _found(sheet) if seen.values and assessment.level.experts else None,
            "has_experts": bool(assessment.level.experts or sheet.experts),
            "has_improvements": bool(sheet.needed or sheet.improvements),
            "sought": _sought(assessment),
            "tools": sheet_links("designations:assessment-table", number),
            "history": shown(history_of(assessment), verb_word, field_word) if seen.notes else [],
            "day": day_of(assessment),
        }
    )
    return render(request, "designations/assessment.html", context)


@signed_in
@require_safe
def assessment_table(request: HttpRequest, number: int, format: str) -> HttpResponse:  # noqa: A002
    """The values and what is asked, as far as the reader sees them."""
    assessment = assessment_for(request.user, number)
    sheet = read_sheet(assessment)
    seen = seen_by(request.user, assessment)
    heads = [
        *(gettext("No."), gettext("Group"), gettext("Code"), gettext("Indicator"), gettext("Value")),
        *(
            gettext("Asked"),
            gettext("Met"),
            gettext("Points"),
            gettext("All points"),
            gettext("Origin"),
            gettext("Found in"),
        ),
        *(gettext("As of"), gettext("Note")),
        *((gettext("Verified value"),) if seen.values else ()),
    ]
    rows = [_cells(row, seen) for row in page.rows_of(sheet, sheet.verdict(sheet.values), day_of(assessment), seen)]
    return sheet_answer(Table(f"assessment-{number}", heads, rows), format)


def seen_by(person: Any, assessment: Assessment) -> page.Seen:
    """Experts and officers see what experts found; the organisation the values, once it is closed."""
    if is_of_applicant(person, assessment):
        return page.Seen(values=assessment.state == CLOSED, notes=False)
    return page.Seen(values=True, notes=True)


def row_of(assessment: Assessment) -> dict[str, Any]:
    """What a list says of an assessment."""
    return {
        "assessment": assessment,
        "organisation": holder_named(assessment.organisation),
        "level": f"{assessment.level.scheme.name} · {assessment.level.name}",
        "state": ASSESSMENT.label(assessment.state),
        "experts": len(assessment.experts.all()),
        "address": reverse("designations:assessment", args=(assessment.pk,)),
    }


def _sought(assessment: Assessment) -> Any:
    """The level that is to be reached: a pilot that is evaluated is to have the title."""
    after = assessment.level.becomes if assessment.renews_id else None
    return (after or assessment.level).name


def _rows(rows: Any) -> Any:
    return experts_of(with_names(rows))[:MOST]


def _sides(person: Any, assessment: Assessment) -> dict[str, Any]:
    """What the reader may do."""
    judging = assessment.state == HANDED_IN
    steps = open_to(ASSESSMENT, assessment, person)
    return {
        "may_fill": bool(may_fill(person, assessment)) and assessment.state == DRAFT,
        "may_verify": judging and bool(may_verify(person, assessment)),
        "may_assign": judging and bool(may_run_clear(person, assessment)),
        "own_steps": [each for each in steps if each.verb in OWN_STEPS],
        "judging_steps": [each for each in steps if each.verb not in OWN_STEPS],
    }


def _found(sheet: Sheet) -> dict[str, Any]:
    """The verdict on what the experts found."""
    verdict = sheet.verdict(sheet.verified)
    return {
        "verdict": verdict,
        "reasons": page.reasons_said(verdict, sheet.indicators),
        "total": plain(verdict.total),
        "most": plain(verdict.most),
        "done": sheet.done,
        "needed": sheet.needed,
    }


def _cells(row: dict[str, Any], seen: page.Seen) -> list[Any]:
    indicator, answer = row["indicator"], row["answer"]
    met = gettext("yes") if row["is_met"] else gettext("no")
    facts = [indicator.number, indicator.group.name, indicator.code, indicator.name, row["value"], row["asked"], met]
    origin = [row["origin"], answer.found_in if answer else "", answer.as_of if answer else None, row["note"]]
    return [*facts, row["points"], row["most"], *origin, *([row["verified"]] if seen.values else [])]
