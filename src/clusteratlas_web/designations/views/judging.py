"""What experts and officers do with an assessment: values found, visits, audits, experts, return, conclude, close."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.designations import actions
from clusteratlas_web.designations import assessment_page as page
from clusteratlas_web.designations.forms.assessments import (
    AuditForm,
    CloseForm,
    ExpertForm,
    ReturnForm,
    VisitForm,
)
from clusteratlas_web.designations.forms.values import ValueForm
from clusteratlas_web.designations.models import Assessment, Expert
from clusteratlas_web.designations.named import designation_named
from clusteratlas_web.designations.permissions import may_run_clear, may_verify
from clusteratlas_web.designations.queries.assessments import assessment_for, read_sheet
from clusteratlas_web.designations.queries.desk import desk_of
from clusteratlas_web.designations.refusals import Incomplete
from clusteratlas_web.designations.states import DESIGNATION
from clusteratlas_web.designations.views.assessments import row_of
from clusteratlas_web.designations.views.filling import NONE, form_page, not_yet, stored, values_form
from clusteratlas_web.designations.views.framing import framed
from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.programmes.permissions import is_officer

_BOTH = ["GET", "HEAD", "POST"]
may_have_desk = is_officer | is_administrator


@signed_in
@require_safe
def desk_page(request: HttpRequest) -> HttpResponse:
    """What is before an officer, the most urgent first."""
    require(may_have_desk, request.user)
    desk = desk_of(request.user, today())
    context = framed(request, (gettext("Desk"), ""), here="desk") | {
        "assessments": [row_of(each) for each in desk.assessments],
        "hearings": [(designation_named(each.designation), each) for each in desk.hearings],
        "on_probation": [_line(each) for each in desk.on_probation],
        "reviews": [_line(each) for each in desk.reviews],
        "ends": [_line(each) for each in desk.ends],
    }
    return render(request, "designations/desk.html", context)


@signed_in
@require_http_methods(_BOTH)
def verify_values_page(request: HttpRequest, number: int, group: int) -> HttpResponse:
    """What an expert found for a group."""
    assessment = _judged_by(request, number)
    sheet = read_sheet(assessment)
    rows = [each for each in sheet.indicators if each.group.number == group]
    if not rows:
        raise Http404
    seat = next(each for each in sheet.experts if each.person_id == request.user.pk)
    found = {each.indicator_id: (each.value, each.note) for each in seat.verifications.all()}
    given = {each.code: found[each.pk] for each in rows if each.pk in found}
    form = ValueForm(rows, given, assessment.level.rule, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.verify_values(request.user, assessment, form.values)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return stored(request, assessment)
    shown = {row["indicator"].code: row for row in page.rows_of(sheet, sheet.verdict(sheet.values), today(), NONE)}
    title = gettext("Verify: %(group)s") % {"group": rows[0].group.name}
    return values_form(request, assessment, form, title, [shown[each.code] for each in rows])


@signed_in
@require_http_methods(_BOTH)
def visit_page(request: HttpRequest, number: int) -> HttpResponse:
    """Days on which an expert was there."""
    assessment = _judged_by(request, number)
    form = VisitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            actions.record_visit(request.user, assessment, sent["begins"], sent["ends"], sent["report"])
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return stored(request, assessment)
    lead = gettext("The organisation reads the report once the assessment is closed.")
    return form_page(request, assessment, form, gettext("A visit"), lead)


@signed_in
@require_http_methods(_BOTH)
def audit_page(request: HttpRequest, number: int, improvement: int) -> HttpResponse:
    """Whether an improvement was carried out."""
    assessment = _judged_by(request, number)
    found = assessment.improvements.select_related("assessment__level__scheme").filter(number=improvement).first()
    if found is None:
        raise Http404
    form = AuditForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            actions.audit_improvement(request.user, found, sent["version"], sent["audited"], sent["note"])
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return stored(request, assessment)
    return form_page(request, assessment, form, gettext("Audit an improvement"), found.text)


@signed_in
@require_http_methods(_BOTH)
def assign_page(request: HttpRequest, number: int) -> HttpResponse:
    """Another expert."""
    assessment = _run_by(request, number)
    form = ExpertForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.assign_expert(request.user, assessment, form.cleaned_data["email"], form.cleaned_data["country"])
        except Refusal as refusal:
            form.add_error("email", refusal.said)
        else:
            return stored(request, assessment)
    lead = gettext("Nobody who acts for the organisation or for one of its members can be its expert.")
    return form_page(request, assessment, form, gettext("Assign an expert"), lead)


@signed_in
@require_POST
def release(request: HttpRequest, number: int, expert: int) -> HttpResponse:
    """An expert no more."""
    assessment = _run_by(request, number)
    found = Expert.objects.select_related("assessment__level__scheme").filter(assessment=assessment, pk=expert).first()
    if found is None:
        raise Http404
    actions.release_expert(request.user, found)
    return stored(request, assessment)


@signed_in
@require_http_methods(_BOTH)
def return_page(request: HttpRequest, number: int) -> HttpResponse:
    """Back to the organisation, with what is missing."""
    assessment = _run_by(request, number)
    form = ReturnForm(assessment, request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            actions.return_assessment(request.user, assessment, sent["version"], "return", sent["returned_for"])
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("It is with the organisation again."))
            return redirect("designations:desk")
    return form_page(request, assessment, form, gettext("Return for more"), submit=gettext("Return for more"))


@signed_in
@require_http_methods(_BOTH)
def close_page(request: HttpRequest, number: int) -> HttpResponse:
    """Closing: the rule speaks on the values found; what passes is granted or renewed."""
    assessment = _run_by(request, number)
    sheet = read_sheet(assessment)
    verdict = sheet.verdict(sheet.verified)
    passed = verdict.passed and sheet.done >= sheet.needed
    form = CloseForm(assessment, passed, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            closed = actions.close_assessment(request.user, assessment, version, form.closing)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("The assessment is closed."))
            return redirect("designations:assessment", closed.pk)
    title = gettext("Close and decide")
    return form_page(request, assessment, form, title, _verdict_said(sheet, passed), title)


@signed_in
@require_POST
def judge_step(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """Concluded by the experts, or back to them."""
    assessment = assessment_for(request.user, number)
    if verb == "assess":
        try:
            actions.conclude_assessment(request.user, assessment, version_sent(request))
        except Incomplete as refusal:
            return not_yet(request, assessment, refusal)
    elif verb == "reopen":
        actions.return_assessment(request.user, assessment, version_sent(request), verb)
    else:
        raise Http404
    return stored(request, assessment)


def _verdict_said(sheet: Any, passed: bool) -> str:
    if passed:
        return gettext("By the rule of the level it passes.")
    reasons = page.reasons_said(sheet.verdict(sheet.verified), sheet.indicators)
    if sheet.done < sheet.needed:
        done = gettext("%(done)s of %(needed)s improvements carried out")
        reasons.append(done % {"done": sheet.done, "needed": sheet.needed})
    return gettext("By the rule of the level it does not pass: %(why)s") % {"why": gettext("; ").join(reasons)}


def _line(designation: Any) -> dict[str, Any]:
    return {
        "designation": designation,
        "named": designation_named(designation),
        "level": f"{designation.level.scheme.name} · {designation.level.name}",
        "state": DESIGNATION.label(designation.state),
    }


def _judged_by(request: HttpRequest, number: int) -> Assessment:
    assessment = assessment_for(request.user, number)
    require(may_verify, request.user, assessment)
    return assessment


def _run_by(request: HttpRequest, number: int) -> Assessment:
    assessment = assessment_for(request.user, number)
    require(may_run_clear, request.user, assessment)
    return assessment
