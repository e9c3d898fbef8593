"""Creating and editing a programme: its facts, its pieces, its promise, and its life."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes import actions
from clusteratlas_web.programmes.forms.pieces import piece_form
from clusteratlas_web.programmes.forms.programmes import ProgrammeForm, PromiseForm
from clusteratlas_web.programmes.models import Piece, Programme
from clusteratlas_web.programmes.named import organisation_name, place_named, programme_named
from clusteratlas_web.programmes.page import figure
from clusteratlas_web.programmes.permissions import may_create, may_edit_piece, may_lead, may_take_part
from clusteratlas_web.programmes.queries.pieces import OWN, PIECES, piece_for, piece_model, pieces_of
from clusteratlas_web.programmes.queries.programmes import programme_for
from clusteratlas_web.programmes.states import PROGRAMME
from clusteratlas_web.programmes.views.framing import framed
from clusteratlas_web.programmes.words import PARTS, PIECE_WORDS, SUCCESSIONS

_BOTH = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(_BOTH)
def create_page(request: HttpRequest) -> HttpResponse:
    """A new programme, as a draft."""
    require(may_create, request.user)
    form = ProgrammeForm(request.user, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            programme = actions.create_programme(request.user, form.cleaned_data["lead"], form.names, form.facts)
        except Refusal as refusal:
            form.add_error("lead", refusal.said)
        else:
            tell(
                request,
                gettext("The draft is stored. Only the departments that take part see it until it is published."),
            )
            return redirect("programmes:edit", programme.slug)
    context = framed(request, (gettext("New programme"), "")) | {
        "title": gettext("New programme"),
        "form": form,
        "cancel": reverse("programmes:list"),
    }
    return render(request, "programmes/form.html", context)


@signed_in
@require_http_methods(_BOTH)
def edit_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that can be edited: the facts for the lead, the pieces for whoever is in charge of them."""
    programme = programme_for(request.user, slug)
    require(may_take_part, request.user, programme)
    leads = bool(may_lead(request.user, programme))
    form = ProgrammeForm(request.user, programme, request.POST or None) if leads else None
    if request.method == "POST":
        require(may_lead, request.user, programme)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            actions.edit_programme(request.user, programme, version, form.names, form.facts)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("The facts are stored."))
            return redirect("programmes:edit", slug)
    named = programme_named(programme)
    context = framed(request, (str(named.name), named.address), (gettext("Edit"), "")) | {
        "programme": programme,
        "form": form,
        "groups": [_group(request, programme, kind) for kind in PIECES if leads or kind in OWN],
        "steps": PROGRAMME.open_to(programme, request.user),
        "may_lead": leads,
        "has_promise": hasattr(programme, "promise"),
    }
    return render(request, "programmes/edit.html", context)


@signed_in
@require_http_methods(_BOTH)
def add_page(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A new piece."""
    programme = programme_for(request.user, slug)
    model = piece_model(kind)
    require(may_take_part if kind in OWN else may_lead, request.user, programme)
    form = piece_form(request.user, programme, kind, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_piece(request.user, programme, model, form.facts | _later(programme, kind))
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return _stored(request, slug)
    return _form_page(request, programme, kind, form)


@signed_in
@require_http_methods(_BOTH)
def change_page(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    """A piece with other facts."""
    programme = programme_for(request.user, slug)
    piece = piece_for(request.user, programme, kind, number)
    form = piece_form(request.user, programme, kind, piece, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_piece(request.user, piece, form.cleaned_data["version"] or 0, form.facts)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            return _stored(request, slug)
    return _form_page(request, programme, kind, form, piece)


@signed_in
@require_POST
def remove_page(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    """A piece no more."""
    programme = programme_for(request.user, slug)
    piece = piece_for(request.user, programme, kind, number)
    actions.remove_piece(request.user, piece, version_sent(request))
    tell(request, gettext("It is removed. The history keeps what it was."))
    return redirect("programmes:edit", slug)


@signed_in
@require_POST
def move(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """A step in the life of a programme."""
    programme = programme_for(request.user, slug)
    if verb not in {each.verb for each in PROGRAMME.transitions}:
        raise Http404
    actions.move_programme(request.user, programme, verb)
    tell(request, gettext("Done."))
    return redirect("programmes:programme", slug)


@signed_in
@require_http_methods(_BOTH)
def promise_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Registering the promise, once."""
    programme = programme_for(request.user, slug)
    require(may_lead, request.user, programme)
    named = programme_named(programme)
    form = PromiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            actions.register_promise(request.user, programme, sent["effect"], list(sent["comparison"]), sent["method"])
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("The promise is registered."))
            return redirect(named.address)
    context = framed(request, (str(named.name), named.address), (gettext("Promise"), "")) | {
        "title": gettext("Register the promise"),
        "lead": gettext("What is registered here is not changed afterwards, by nobody."),
        "form": form,
        "submit": gettext("Register the promise"),
        "cancel": named.address,
    }
    return render(request, "programmes/form.html", context)


def _later(programme: Programme, kind: str) -> dict[str, Any]:
    return {"later": programme} if kind == "succession" else {}


def _stored(request: HttpRequest, slug: str) -> HttpResponse:
    tell(request, gettext("It is stored."))
    return redirect("programmes:edit", slug)


def _form_page(
    request: HttpRequest, programme: Programme, kind: str, form: Any, piece: Piece | None = None
) -> HttpResponse:
    named = programme_named(programme)
    edit = reverse("programmes:edit", args=(programme.slug,))
    title = gettext(PIECE_WORDS[kind])
    context = framed(request, (str(named.name), named.address), (gettext("Edit"), edit), (title, "")) | {
        "title": title,
        "form": form,
        "cancel": edit,
        "remove": reverse("programmes:piece-remove", args=(programme.slug, kind, piece.pk)) if piece else "",
        "piece": piece,
    }
    return render(request, "programmes/form.html", context)


def _group(request: HttpRequest, programme: Programme, kind: str) -> dict[str, Any]:
    leads = bool(may_lead(request.user, programme))
    pieces = [each for each in pieces_of(programme, kind) if leads or may_edit_piece(request.user, each)]
    args = (programme.slug, kind)
    return {
        "title": gettext(PIECE_WORDS[kind]),
        "add": reverse("programmes:piece-add", args=args),
        "pieces": [(piece_said(each, kind), reverse("programmes:piece", args=(*args, each.pk))) for each in pieces],
    }


def piece_said(piece: Any, kind: str) -> str:
    """A piece in a line."""
    if kind == "part":
        part = worded(PARTS, piece.part) if piece.part else gettext("part not recorded")
        return f"{organisation_name(piece.organisation)} · {part}"
    if kind in ("role", "instrument"):
        return f"{piece.name} · {organisation_name(piece.of.organisation)}"
    if kind == "budget":
        department = organisation_name(piece.department) if piece.department else gettext("not recorded")
        return f"{department} · {piece.year or gettext('not recorded')} · {piece.amount:,.0f} {piece.currency}"
    if kind == "succession":
        return f"{worded(SUCCESSIONS, piece.kind)} · {piece.earlier.name}"
    if kind == "member":
        return str(organisation_name(piece.organisation)) if piece.organisation else piece.name
    if kind == "place":
        return str(place_named(piece.kind, piece.code).name)
    return _plain(piece, kind)


def _plain(piece: Any, kind: str) -> str:
    said = {
        "phase": lambda: f"{piece.number} · {piece.name}",
        "target": lambda: f"{piece.indicator} · {figure(piece.value)} {piece.unit}",
        "meeting": lambda: f"{piece.held} · {piece.subject}",
        "decision": lambda: f"{piece.number} · {piece.text[:80]}",
        "indicator": lambda: str(piece.name),
    }
    return said[kind]()
