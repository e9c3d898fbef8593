"""Imports: a file is read, its rows are decided on, then all is stored at once, and can be undone at once."""

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.actions.importing import Decision, decide_rows, read_import, store_import, undo_import
from clusteratlas_web.registry.forms.steps import ImportForm
from clusteratlas_web.registry.import_page import import_contents
from clusteratlas_web.registry.models import ImportBatch
from clusteratlas_web.registry.views.asking import HERE, done
from clusteratlas_web.registry.words import MERGE


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def imports(request: HttpRequest) -> HttpResponseBase:
    """The imports there were, and a form to read a file."""
    require(is_administrator, request.user)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        read = done(form, lambda: read_import(request.user, data["file"], form.given(), data["state"]), "file")
        if read is not None:
            return redirect("registry:import", read.pk)
    batches = ImportBatch.objects.select_related("person")[:50]
    context = commons_page(request, HERE) | {"form": form, "batches": batches, "crumbs": _crumbs()}
    response: HttpResponse = render(request, "registry/imports.html", context)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def batch(request: HttpRequest, number: int) -> HttpResponseBase:
    """The rows of a file with what is wrong and what they may duplicate; a POST notes decisions."""
    require(is_administrator, request.user)
    held = get_object_or_404(ImportBatch.objects.select_related("person"), pk=number)
    if request.method == "POST":
        decide_rows(request.user, held, _decisions(request.POST))
        tell(request, gettext("The decisions are noted."))
        return redirect(f"{reverse('registry:import', args=(held.pk,))}?{request.GET.urlencode()}".rstrip("?"))
    context = commons_page(request, HERE) | import_contents(held, request.GET) | {"crumbs": _crumbs(held)}
    response: HttpResponse = render(request, "registry/import.html", context)
    return response


@require_POST
@login_required
def store(request: HttpRequest, number: int) -> HttpResponseBase:
    """Stores everything that was decided."""
    require(is_administrator, request.user)
    held = store_import(request.user, get_object_or_404(ImportBatch, pk=number))
    stored = held.rows.filter(made__isnull=False).values("made").distinct().count()
    sentence = ngettext("%(n)s organisation is stored.", "%(n)s organisations are stored.", stored)
    tell(request, sentence % {"n": stored})
    return redirect("registry:import", held.pk)


@require_POST
@login_required
def undo(request: HttpRequest, number: int) -> HttpResponseBase:
    """Takes an import back as a whole."""
    require(is_administrator, request.user)
    held = undo_import(request.user, get_object_or_404(ImportBatch, pk=number))
    tell(request, gettext("The import is undone."))
    return redirect("registry:import", held.pk)


def _decisions(sent: Any) -> dict[int, Decision]:
    """`decide-17` is new, skip, or merge with a record (record:12) or an earlier row (row:4)."""
    found: dict[int, Decision] = {}
    for name, value in sent.items():
        match = re.fullmatch(r"decide-(\d{1,6})", name)
        if match and value:
            found[int(match[1])] = _decision(value)
    return found


def _decision(value: str) -> Decision:
    choice, _, into = value.partition("-")
    kind, _, number = into.partition(":")
    if choice != MERGE or not re.fullmatch(r"\d{1,9}", number):
        return Decision(choice)
    return Decision(MERGE, into=int(number)) if kind == "record" else Decision(MERGE, into_row=int(number))


def _crumbs(held: ImportBatch | None = None) -> list[Link]:
    crumbs = [
        Link(gettext("Organisations"), reverse("registry:directory")),
        Link(gettext("Imports"), reverse("registry:imports")),
    ]
    return [*crumbs, Link(held.file, "")] if held else crumbs
