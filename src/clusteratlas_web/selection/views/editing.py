"""Editing a call: facts, rounds with criteria and conditions, papers; and what is missing before it is published."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.files import files_of
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.selection import conditions
from clusteratlas_web.selection.actions.calls import add_document, edit_call, has_begun, remove_document
from clusteratlas_web.selection.actions.rounds import (
    add_condition,
    add_criterion,
    add_round,
    change_condition,
    change_criterion,
    edit_round,
    remove_condition,
    remove_criterion,
    remove_round,
)
from clusteratlas_web.selection.call_page import asked_said, criterion_shown, facts_shown, places_said, steps_now
from clusteratlas_web.selection.forms.calls import CallForm, DocumentForm
from clusteratlas_web.selection.forms.rounds import ConditionForm, CriterionForm, RoundForm
from clusteratlas_web.selection.models import Call, Round
from clusteratlas_web.selection.queries.eligibility import asked_in
from clusteratlas_web.selection.queries.readiness import Lack, advice, hindrances
from clusteratlas_web.selection.queries.reading import runs_call
from clusteratlas_web.selection.queries.rounds import runs_round
from clusteratlas_web.selection.states import CALL, DRAFT, PLANNED, ROUND
from clusteratlas_web.selection.views.framing import call_crumb, framed
from clusteratlas_web.selection.words import KINDS

_BOTH = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def edit_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that can be edited, and what is missing before the call can be published."""
    call = runs_call(request.user, slug)
    lacking = hindrances(call, timezone.now()) if call.state == DRAFT else []
    rounds = list(call.rounds.prefetch_related("criteria", "conditions"))
    context = _edit_frame(request, call) | {
        "kind": worded(KINDS, call.kind),
        "facts": facts_shown(call),
        "state": CALL.label(call.state),
        "lacking": [(each.said, _place_of(call, each)) for each in lacking],
        "advice": [(each.said, _place_of(call, each)) for each in advice(call)],
        "rounds": [_round_shown(call, each) for each in rounds],
        "documents": files_of(call),
        "document_form": DocumentForm(),
        **steps_now(call, rounds, request.user),
        "is_settled": has_begun(call),
    }
    return render(request, "selection/edit.html", context)


@signed_in
@require_http_methods(_BOTH)
def facts_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The facts of a call."""
    call = runs_call(request.user, slug)
    form = CallForm(request.user, call, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edit_call(request.user, call, form.cleaned_data["version"] or 0, form.facts)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return _stored(request, slug)
    lead = gettext("A round has opened: what the call offers and to whom is settled.") if has_begun(call) else ""
    return _form_page(request, call, gettext("Facts"), form, lead=lead)


@signed_in
@require_http_methods(_BOTH)
def round_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A further round."""
    call = runs_call(request.user, slug)
    form = RoundForm(Round(call=call), call.time_zone, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_round(request.user, call, form.facts)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return _stored(request, slug)
    return _form_page(request, call, gettext("New round"), form)


@signed_in
@require_http_methods(_BOTH)
def round_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The facts of a round."""
    the_round = runs_round(request.user, slug, number)
    form = RoundForm(the_round, the_round.call.time_zone, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edit_round(request.user, the_round, form.cleaned_data["version"] or 0, form.facts)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return _stored(request, slug)
    title = gettext("Round %(number)s") % {"number": number}
    lead = "" if the_round.state == PLANNED else gettext("It has opened: what it asks for and judges by is settled.")
    is_last = not the_round.call.rounds.filter(number__gt=number).exists()
    remove = (
        reverse("selection:edit-round-remove", args=(slug, number)) if is_last and the_round.state == PLANNED else ""
    )
    return _form_page(request, the_round.call, title, form, remove=remove, piece=the_round, lead=lead)


@signed_in
@require_POST
def round_remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The last round no more."""
    remove_round(request.user, runs_round(request.user, slug, number), version_sent(request))
    return _removed(request, slug)


@signed_in
@require_http_methods(_BOTH)
def criterion_add(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A further criterion."""
    the_round = runs_round(request.user, slug, number)
    form = CriterionForm(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_criterion(request.user, the_round, form.facts)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return _stored(request, slug)
    return _form_page(request, the_round.call, gettext("New criterion"), form, lead=_of_round(the_round))


@signed_in
@require_http_methods(_BOTH)
def criterion_page(request: HttpRequest, slug: str, number: int, place: int) -> HttpResponse:
    """A criterion with other facts, in another place."""
    criterion = _piece(runs_round(request.user, slug, number).criteria, place)
    form = CriterionForm(criterion, request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            change_criterion(request.user, criterion, sent["version"] or 0, form.facts, sent["number"] or place)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return _stored(request, slug)
    remove = reverse("selection:edit-criterion-remove", args=(slug, number, place))
    lead = _of_round(criterion.round)
    return _form_page(request, criterion.call, gettext("Criterion"), form, remove=remove, piece=criterion, lead=lead)


@signed_in
@require_POST
def criterion_remove(request: HttpRequest, slug: str, number: int, place: int) -> HttpResponse:
    """A criterion no more."""
    remove_criterion(
        request.user, _piece(runs_round(request.user, slug, number).criteria, place), version_sent(request)
    )
    return _removed(request, slug)


@signed_in
@require_http_methods(_BOTH)
def condition_add(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A further condition, of the kind of `kind=`; without one, the kinds there are."""
    the_round = runs_round(request.user, slug, number)
    kind = conditions.ALL.get(request.GET.get("kind", ""))
    if kind is None:
        kinds = [(each.code, gettext(each.label)) for each in conditions.ALL.values()]
        context = _edit_frame(request, the_round.call, (gettext("Add a condition"), "")) | {"kinds": kinds}
        return render(request, "selection/condition_kinds.html", context)
    form = ConditionForm(kind, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_condition(request.user, the_round, kind.code, form.value, form.says)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return _stored(request, slug)
    return _form_page(request, the_round.call, gettext(kind.label), form, lead=_of_round(the_round))


@signed_in
@require_http_methods(_BOTH)
def condition_page(request: HttpRequest, slug: str, number: int, place: int) -> HttpResponse:
    """A condition with another bound."""
    condition = _piece(runs_round(request.user, slug, number).conditions, place)
    kind = conditions.ALL.get(condition.kind)
    if kind is None:
        raise Http404
    form = ConditionForm(kind, condition, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_condition(request.user, condition, form.value, form.says)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return _stored(request, slug)
    remove = reverse("selection:edit-condition-remove", args=(slug, number, place))
    lead = _of_round(condition.round)
    return _form_page(request, condition.call, gettext(kind.label), form, remove=remove, piece=condition, lead=lead)


@signed_in
@require_POST
def condition_remove(request: HttpRequest, slug: str, number: int, place: int) -> HttpResponse:
    """A condition no more."""
    remove_condition(request.user, _piece(runs_round(request.user, slug, number).conditions, place))
    return _removed(request, slug)


@signed_in
@require_http_methods(_BOTH)
def document_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A further paper."""
    call = runs_call(request.user, slug)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_document(request.user, call, form.cleaned_data["file"])
        except Refusal as refusal:
            form.add_error("file", refusal.said)
        else:
            return _stored(request, slug)
    return _form_page(request, call, gettext("New document"), form, multipart=True)


@signed_in
@require_POST
def document_remove(request: HttpRequest, slug: str, file: int) -> HttpResponse:
    """A paper no more."""
    call = runs_call(request.user, slug)
    if not files_of(call).filter(pk=file).exists():
        raise Http404
    remove_document(request.user, call, file)
    return _removed(request, slug)


def _piece(pieces: Any, place: int) -> Any:
    """A criterion or condition by its number, or there is none."""
    found = pieces.select_related("round__call__department").filter(number=place).first()
    if found is None:
        raise Http404
    return found


def _edit_frame(request: HttpRequest, call: Call, *way: tuple[str, str]) -> dict[str, Any]:
    edit = (gettext("Edit"), reverse("selection:edit", args=(call.slug,)))
    return framed(request, call_crumb(call), edit, *way) | {"call": call}


def _form_page(request: HttpRequest, call: Call, title: str, form: Any, **more: Any) -> HttpResponse:
    context = _edit_frame(request, call, (title, "")) | {
        "title": title,
        "form": form,
        "cancel": reverse("selection:edit", args=(call.slug,)),
    }
    return render(request, "selection/form.html", context | more)


def _stored(request: HttpRequest, slug: str) -> HttpResponse:
    tell(request, gettext("It is stored."))
    return redirect("selection:edit", slug)


def _removed(request: HttpRequest, slug: str) -> HttpResponse:
    tell(request, gettext("It is removed. The history keeps what it was."))
    return redirect("selection:edit", slug)


def _of_round(the_round: Round) -> str:
    return gettext("Of round %(number)s: %(name)s") % {"number": the_round.number, "name": the_round.name}


def _place_of(call: Call, lack: Lack) -> str:
    """Where what is missing is added."""
    if lack.round is None:
        return reverse("selection:edit-facts", args=(call.slug,))
    return reverse("selection:edit-round", args=(call.slug, lack.round))


def _round_shown(call: Call, the_round: Round) -> dict[str, Any]:
    criteria = list(the_round.criteria.all())
    asked = {each.number: asked_said(each) for each in asked_in(the_round) if each.number is not None}
    return {
        "round": the_round,
        "state": ROUND.label(the_round.state),
        "is_planned": the_round.state == PLANNED,
        "places": places_said(the_round),
        "criteria": [criterion_shown(each, criteria) for each in criteria],
        "conditions": [(each, asked.get(each.number, each.kind)) for each in the_round.conditions.all()],
        "kinds": [(kind.code, gettext(kind.label)) for kind in conditions.ALL.values()],
    }
