"""The evidence locker of an organisation: what it holds, a new file, one taken out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.designations import actions
from clusteratlas_web.designations.forms.assessments import EvidenceForm
from clusteratlas_web.designations.models import Assessment
from clusteratlas_web.designations.permissions import may_fill
from clusteratlas_web.designations.queries.assessments import assessment_for, evidence_of, read_sheet
from clusteratlas_web.designations.views.framing import framed
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add_page(request: HttpRequest, number: int) -> HttpResponse:
    """A file for the locker, from the page of an assessment: it serves later ones too."""
    assessment = _own(request, number)
    asked = request.GET.get("for", "")
    given = {"codes": [asked]} if asked else None
    indicators = read_sheet(assessment).indicators
    form = EvidenceForm(indicators, request.POST or None, request.FILES or None, initial=given)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        told: tuple[Any, ...] = (sent["file"], sent["proves"], sent["codes"], sent["valid_until"])
        try:
            actions.add_evidence(request.user, assessment.organisation, *told)
        except Refusal as refusal:
            form.add_error("file", refusal.said)
        else:
            tell(request, gettext("The evidence is in your locker."))
            return redirect("designations:assessment", number)
    address = reverse("designations:assessment", args=(number,))
    title = gettext("Add evidence")
    context = framed(request, (gettext("Assessment"), address), (title, ""), here="assessments") | {
        "title": title,
        "lead": gettext("Those who assess you read it once you have handed in; nobody else outside does."),
        "form": form,
        "multipart": True,
        "cancel": address,
    }
    return render(request, "designations/form.html", context)


@signed_in
@require_POST
def remove(request: HttpRequest, number: int, evidence: int) -> HttpResponse:
    """Out of the locker."""
    assessment = _own(request, number)
    found = evidence_of(assessment.organisation, evidence)
    actions.remove_evidence(request.user, found, version_sent(request))
    tell(request, gettext("It is out of your locker. The history keeps that it was there."))
    return redirect("designations:assessment", number)


def _own(request: HttpRequest, number: int) -> Assessment:
    assessment = assessment_for(request.user, number)
    require(may_fill, request.user, assessment)
    return assessment
