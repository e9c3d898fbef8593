"""Filling in an assessment: values by group, improvements, the steps of the organisation."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.designations import actions
from clusteratlas_web.designations import assessment_page as page
from clusteratlas_web.designations.dates import day_in
from clusteratlas_web.designations.forms.assessments import ImprovementForm
from clusteratlas_web.designations.forms.values import ValueForm
from clusteratlas_web.designations.models import Assessment
from clusteratlas_web.designations.permissions import may_fill
from clusteratlas_web.designations.queries.assessments import assessment_for, read_sheet
from clusteratlas_web.designations.refusals import Incomplete, TooEarly
from clusteratlas_web.designations.views.framing import framed
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.notices import tell, tell_refused
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal

_BOTH = ["GET", "HEAD", "POST"]
OWN_STEPS = ("hand_in", "take_back", "give_up")
NONE = page.Seen(values=False, notes=False)


@signed_in
@require_http_methods(_BOTH)
def values_page(request: HttpRequest, number: int, group: int) -> HttpResponse:
    """The values of a group."""
    assessment = assessment_for(request.user, number)
    require(may_fill, request.user, assessment)
    sheet = read_sheet(assessment)
    rows = [each for each in sheet.indicators if each.group.number == group]
    if not rows:
        raise Http404
    given = {code: (each.value, each.note) for code, each in sheet.answers.items()}
    form = ValueForm(rows, given, assessment.level.rule, request.POST or None, assessment.version)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_answers(request.user, assessment, form.cleaned_data["version"] or 0, form.values)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("The values are stored."))
            return redirect("designations:assessment", number)
    found = {
        row["indicator"].code: row for row in page.rows_of(sheet, sheet.verdict(sheet.values), day_of(assessment), NONE)
    }
    return values_form(request, assessment, form, str(rows[0].group.name), [found[each.code] for each in rows])


def values_form(
    request: HttpRequest, assessment: Assessment, form: ValueForm, title: str, rows: list[dict[str, Any]]
) -> HttpResponse:
    """The form of a group, each value beside what is known of it."""
    address = reverse("designations:assessment", args=(assessment.pk,))
    context = way_to(request, (title_of(assessment), address), (title, "")) | {
        "title": title,
        "form": form,
        "rows": [(form[f"value-{row['indicator'].code}"], form[f"note-{row['indicator'].code}"], row) for row in rows],
        "cancel": address,
    }
    return render(request, "designations/values.html", context)


@signed_in
@require_http_methods(_BOTH)
def improvement_page(request: HttpRequest, number: int) -> HttpResponse:
    """Something that was made better."""
    assessment = assessment_for(request.user, number)
    require(may_fill, request.user, assessment)
    form = ImprovementForm(read_sheet(assessment), request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            actions.add_improvement(request.user, assessment, sent["version"], sent["text"], sent["indicator"])
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return stored(request, assessment)
    return form_page(request, assessment, form, gettext("An improvement"))


@signed_in
@require_POST
def step(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """Handed in, taken back, given up, filled in again."""
    assessment = assessment_for(request.user, number)
    if verb == "prefill":
        actions.prefill(request.user, assessment, version_sent(request))
    elif verb in OWN_STEPS:
        try:
            actions.move_assessment(request.user, assessment, version_sent(request), verb)
        except (Incomplete, TooEarly) as refusal:
            return not_yet(request, assessment, refusal)
    else:
        raise Http404
    return stored(request, assessment)


def not_yet(request: HttpRequest, assessment: Assessment, refusal: Refusal) -> HttpResponse:
    """Back to the assessment, which says what is missing."""
    tell_refused(request, refusal.said)
    return redirect("designations:assessment", assessment.pk)


def stored(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Back to the assessment."""
    tell(request, gettext("It is stored."))
    return redirect("designations:assessment", assessment.pk)


def form_page(
    request: HttpRequest, assessment: Assessment, form: Any, title: str, lead: str = "", submit: str = ""
) -> HttpResponse:
    """A form about an assessment."""
    address = reverse("designations:assessment", args=(assessment.pk,))
    context = way_to(request, (title_of(assessment), address), (title, "")) | {
        "title": title,
        "lead": lead,
        "form": form,
        "submit": submit,
        "cancel": address,
    }
    return render(request, "designations/form.html", context)


def title_of(assessment: Assessment) -> str:
    """Scheme and level."""
    return f"{assessment.level.scheme.name} · {assessment.level.name}"


def way_to(request: HttpRequest, *way: tuple[str, str]) -> dict[str, Any]:
    """The context of a page about assessments."""
    return framed(request, (gettext("Assessments"), reverse("designations:assessments")), *way, here="assessments")


def day_of(assessment: Assessment) -> Any:
    """The day it is in the time zone of the scheme."""
    return day_in(assessment.scheme.time_zone, timezone.now())
