"""Editing an application in tabs: plan, statements, consortium and budget, evidence, files, check and submit."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.files import files_of
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.actions.applications import declare_conditions, edit_plan, write_statements
from clusteratlas_web.selection.actions.consortium import add_partner, change_partner, remove_partner
from clusteratlas_web.selection.actions.handing_in import submit_entry
from clusteratlas_web.selection.actions.papers import add_file, add_letter, pin_evidence, remove_file, unpin_evidence
from clusteratlas_web.selection.completeness import PAPERS, PARTNERS, PLAN, SAYINGS, SHEET, SUBMIT
from clusteratlas_web.selection.entry_page import entry_body
from clusteratlas_web.selection.forms.applications import (
    DeclareForm,
    EvidenceForm,
    FileForm,
    PartnerForm,
    PlanForm,
    StatementsForm,
)
from clusteratlas_web.selection.models import Entry, Partner
from clusteratlas_web.selection.permissions import answers_for
from clusteratlas_web.selection.queries.applications import (
    can_be_edited,
    deadline_of,
    entry_to_edit,
    findings_of,
    lacking,
    letters_of,
    partner_name,
    partner_to_edit,
)
from clusteratlas_web.selection.states import ENTRY, RETURNED
from clusteratlas_web.selection.views.application_framing import (
    tabs,
    way_to_application,
)
from clusteratlas_web.selection.views.framing import call_crumb, framed

_BOTH = ["GET", "HEAD", "POST"]
Act = Callable[[], object]


@signed_in
@require_http_methods(_BOTH)
def plan_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Title, summary, region and cluster."""
    entry = entry_to_edit(request.user, slug, number)
    form = PlanForm(entry, request.POST or None)
    return _tab(request, entry, PLAN, form, lambda: edit_plan(request.user, entry, _version(form), form.facts, _now()))


@signed_in
@require_http_methods(_BOTH)
def statements_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What is said on each criterion."""
    entry = entry_to_edit(request.user, slug, number)
    form = StatementsForm(entry, request.POST or None)
    act = lambda: write_statements(request.user, entry, _version(form), form.texts, _now())  # noqa: E731
    return _tab(request, entry, SAYINGS, form, act)


@signed_in
@require_http_methods(["GET", "HEAD"])
def consortium_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The partners with their part of the budget."""
    entry = entry_to_edit(request.user, slug, number)
    context = _framed(request, entry, PARTNERS) | entry_body(entry, request.user)
    return render(request, "selection/edit_consortium.html", context)


@signed_in
@require_http_methods(_BOTH)
def partner_page(request: HttpRequest, slug: str, number: int, partner: int = 0) -> HttpResponse:
    """One partner, new or changed, with its letter."""
    entry = entry_to_edit(request.user, slug, number)
    held = partner_to_edit(entry, partner) if partner else None
    form = PartnerForm(request.user, entry, held, request.POST or None, request.FILES or None)
    back = reverse("selection:application-consortium", args=(slug, number))
    if request.method == "POST" and form.is_valid():
        try:
            _store_partner(request, entry, held, form)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("It is stored."))
            return redirect(back)
    title = partner_name(held) if held else gettext("Add a partner")
    context = _framed(request, entry, PARTNERS) | {
        "title": title,
        "form": form,
        "cancel": back,
        "partner": held,
        "letters": letters_of(entry).get(held.pk, []) if held else [],
    }
    return render(request, "selection/edit_partner.html", context)


@signed_in
@require_POST
def partner_removal(request: HttpRequest, slug: str, number: int, partner: int) -> HttpResponse:
    """A partner no more."""
    entry = entry_to_edit(request.user, slug, number)
    held = partner_to_edit(entry, partner)
    remove_partner(request.user, held, version_sent(request), _now())
    tell(request, gettext("It is removed. The history keeps what it was."))
    return redirect("selection:application-consortium", slug, number)


@signed_in
@require_http_methods(_BOTH)
def evidence_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The evidence sheet: which cluster, in which region, in which edition."""
    entry = entry_to_edit(request.user, slug, number)
    if request.POST.get("do") == "unpin":
        unpin_evidence(request.user, entry, _now())
        tell(request, gettext("The evidence sheet is taken off."))
        return redirect("selection:application-evidence", slug, number)
    form = EvidenceForm(entry, request.POST or None)

    def pin() -> object:
        sent = form.cleaned_data
        return pin_evidence(request.user, entry, sent["edition"], sent["region"], form.code, _now())

    return _tab(request, entry, SHEET, form, pin, entry_body(entry, request.user))


@signed_in
@require_http_methods(_BOTH)
def files_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The files of the application."""
    entry = entry_to_edit(request.user, slug, number)
    sent = request.POST or ({} if request.method == "POST" else None)
    form = FileForm(sent, request.FILES or None)
    act = lambda: add_file(request.user, entry, form.cleaned_data["file"], _now())  # noqa: E731
    removable = [(each, reverse("selection:file-remove", args=(slug, number, each.pk))) for each in files_of(entry)]
    return _tab(request, entry, PAPERS, form, act, {"removable": removable} | entry_body(entry, request.user))


@signed_in
@require_POST
def file_removal(request: HttpRequest, slug: str, number: int, file: int) -> HttpResponse:
    """A file no more."""
    entry = entry_to_edit(request.user, slug, number)
    held: PrivateFile = get_object_or_404(files_of(entry), pk=file)
    remove_file(request.user, entry, held, _now())
    tell(request, gettext("It is removed. The history keeps what it was."))
    return redirect("selection:application-files", slug, number)


@signed_in
@require_http_methods(_BOTH)
def submit_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What is missing, whether the applicant is eligible, what is declared; then handing in."""
    entry = entry_to_edit(request.user, slug, number)
    submits = request.POST.get("do") == "submit"
    if submits:
        require(answers_for, request.user, entry)
    form = DeclareForm(entry, request.POST or None)
    if request.method == "POST" and form.is_valid():
        arrived = _now()
        try:
            held = declare_conditions(request.user, entry, _version(form), form.declared, arrived)
            if submits:
                submit_entry(request.user, held, held.version, arrived)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
            return render(
                request,
                "selection/edit_submit.html",
                _submit_context(request, slug, number, form),
                status=refusal.status,
            )
        tell(request, gettext("The application is submitted.") if submits else gettext("It is stored."))
        return redirect(_own_page(entry) if submits else request.path)
    return render(request, "selection/edit_submit.html", _submit_context(request, slug, number, form))


def _submit_context(request: HttpRequest, slug: str, number: int, form: DeclareForm) -> dict[str, Any]:
    entry = entry_to_edit(request.user, slug, number)
    return _framed(request, entry, SUBMIT) | {
        "form": form,
        "version": entry.version,
        "missing": lacking(entry),
        "findings": findings_of(entry),
        "may_submit": bool(answers_for(request.user, entry)),
        "places": {link.label: link.address for link in tabs(entry, SUBMIT)},
    }


def _tab(
    request: HttpRequest, entry: Entry, here: str, form: Any, act: Act, more: dict[str, Any] | None = None
) -> HttpResponse:
    """A tab with its form: stored as a draft, or shown again with what was wrong."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refusal as refusal:
            form.add_error(None, refusal.said)
            status = refusal.status
        else:
            tell(request, gettext("The draft is stored."))
            return redirect(request.path)
    context = _framed(request, entry, here) | {"form": form, "multipart": here == PAPERS} | (more or {})
    return render(request, f"selection/edit_{here}.html", context, status=status)


def _framed(request: HttpRequest, entry: Entry, here: str) -> dict[str, Any]:
    application = entry.application
    way = (call_crumb(entry.round.call), way_to_application(application), (gettext("Edit"), ""))
    return framed(request, *way) | {
        "application": application,
        "entry": entry,
        "state": ENTRY.label(entry.state),
        "tabs": tabs(entry, here),
        "deadline": deadline_of(entry),
        "closed": not can_be_edited(entry, _now()),
        "is_returned": entry.state == RETURNED,
        "back": _own_page(entry),
    }


def _store_partner(request: HttpRequest, entry: Entry, held: Partner | None, form: PartnerForm) -> None:
    if held is None:
        held = add_partner(request.user, entry, form.facts, _now())
    else:
        held = change_partner(request.user, held, form.cleaned_data["version"] or 0, form.facts, _now())
    letter = form.cleaned_data.get("letter")
    if letter:
        add_letter(request.user, held, letter, _now())


def _own_page(entry: Entry) -> str:
    return way_to_application(entry.application)[1]


def _version(form: Any) -> int:
    return int(form.cleaned_data["version"] or 0)


def _now() -> Any:
    return timezone.now()
