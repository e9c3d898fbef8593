"""Granting a designation, editing its facts, the steps of its life, its terms."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.designations import actions
from clusteratlas_web.designations.forms.designations import (
    DesignationForm,
    GrantForm,
    OutcomeForm,
    StepForm,
    TermForm,
)
from clusteratlas_web.designations.models import Designation
from clusteratlas_web.designations.named import designation_named
from clusteratlas_web.designations.permissions import may_run_clear
from clusteratlas_web.designations.queries.designations import designation_for
from clusteratlas_web.designations.states import DESIGNATION
from clusteratlas_web.designations.views.framing import framed
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.programmes.permissions import may_create

_BOTH = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(_BOTH)
def create_page(request: HttpRequest) -> HttpResponse:
    """A designation granted by hand."""
    require(may_create, request.user)
    form = GrantForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.grant_designation(request.user, form.cleaned_data["level"], form.grant)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("It is granted, and stands in the register."))
            return redirect("designations:designation", made.pk)
    title = gettext("Grant a designation")
    context = framed(request, (title, "")) | {
        "title": title,
        "form": form,
        "submit": gettext("Grant the designation"),
        "cancel": reverse("designations:list"),
    }
    return render(request, "designations/form.html", context)


@signed_in
@require_http_methods(_BOTH)
def edit_page(request: HttpRequest, number: int) -> HttpResponse:
    """Its facts."""
    designation = _decided_by(request, number)
    form = DesignationForm(request.user, designation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_designation(request.user, designation, form.cleaned_data["version"], form.facts)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return _stored(request, designation)
    return _form_page(request, designation, form, gettext("Edit"))


@signed_in
@require_http_methods(_BOTH)
def step_page(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """A step with its reasons."""
    designation = designation_for(request.user, number)
    if verb not in {each.verb for each in DESIGNATION.transitions}:
        raise Http404
    wanted = DESIGNATION.transition(verb)
    require(wanted.may, request.user, designation)
    verdict = DESIGNATION.judged(designation, verb, request.user)
    if not verdict:
        raise Refusal(verdict.reason, **verdict.facts)
    form = StepForm(designation, verb, request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.move_designation(request.user, designation, version, verb, form.step)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("Done. The register shows it, and the holder is told by letter."))
            return redirect("designations:designation", number)
    lead = gettext("Reasons stand in the public register.") if "reasons_en" in form.fields else ""
    return _form_page(request, designation, form, gettext(wanted.label), lead, gettext(wanted.label))


@signed_in
@require_http_methods(_BOTH)
def add_term_page(request: HttpRequest, number: int) -> HttpResponse:
    """Another term."""
    designation = _decided_by(request, number)
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_term(request.user, designation, form.facts)
        return _stored(request, designation)
    return _form_page(request, designation, form, gettext("Add a term"))


@signed_in
@require_http_methods(_BOTH)
def term_page(request: HttpRequest, number: int, term: int) -> HttpResponse:
    """Whether a term was met."""
    designation = _decided_by(request, number)
    found = designation.terms.filter(number=term).first()
    if found is None:
        raise Http404
    form = OutcomeForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        told = (sent["outcome"], sent["on"], sent["value"], sent["note"])
        try:
            actions.record_term(request.user, found, sent["version"], *told)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return _stored(request, designation)
    return _form_page(request, designation, form, str(found.name))


def _decided_by(request: HttpRequest, number: int) -> Designation:
    """A designation for who runs its scheme and does not act for its holder; raises NotAllowed."""
    designation = designation_for(request.user, number)
    require(may_run_clear, request.user, designation)
    return designation


def _stored(request: HttpRequest, designation: Designation) -> HttpResponse:
    tell(request, gettext("It is stored."))
    return redirect("designations:designation", designation.pk)


def _form_page(
    request: HttpRequest, designation: Designation, form: Any, title: str, lead: str = "", submit: str = ""
) -> HttpResponse:
    named = designation_named(designation)
    context = framed(request, (str(named.name), named.address), (title, "")) | {
        "title": title,
        "lead": lead,
        "form": form,
        "submit": submit,
        "cancel": named.address,
    }
    return render(request, "designations/form.html", context)
