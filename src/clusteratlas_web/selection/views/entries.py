"""An application as those read it who run the call or judge it, and its files."""

from typing import Any

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.files import as_download
from clusteratlas_web.foundation.history import kind_of
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.selection.entry_page import entry_body, paper_name
from clusteratlas_web.selection.models import Entry, Partner
from clusteratlas_web.selection.permissions import may_read_as_applicant, may_run_clear
from clusteratlas_web.selection.queries.applications import WHOLE, readable_entry
from clusteratlas_web.selection.queries.reading import entry_read_by
from clusteratlas_web.selection.queries.reviewing import names_shown_to
from clusteratlas_web.selection.states import ENTRY
from clusteratlas_web.selection.views.application_framing import way_to_checking
from clusteratlas_web.selection.views.framing import call_crumb, framed


@signed_in
@require_safe
def entry_page(request: HttpRequest, slug: str, number: int, application: int) -> HttpResponse:
    """The whole application with its evidence; names as the round shows them."""
    read = entry_read_by(request.user, slug, number, application)
    rows = Entry.objects.select_related("application__organisation", "application__call", "round__call", "evidence")
    entry = rows.prefetch_related(*WHOLE).get(pk=read.pk)
    label = gettext("Application %(number)s") % {"number": application}
    runs = bool(may_run_clear(request.user, entry))
    way = (call_crumb(entry.round.call), *((way_to_checking(entry.round),) if runs else ()), (label, ""))
    context = framed(request, *way) | {
        "entry": entry,
        "application": entry.application,
        "label": label,
        "state": ENTRY.label(entry.state),
        "submitted": Moment(entry.submitted, entry.round.call.time_zone) if entry.submitted else None,
        "check": reverse("selection:check", args=(slug, number, application)) if runs else "",
    }
    return render(request, "selection/entry.html", context | entry_body(entry, request.user))


@signed_in
@require_safe
def entry_file(request: HttpRequest, slug: str, number: int, application: int, file: int) -> FileResponse:
    """A file or a letter of an application, for whoever may read that; where names are hidden, under another name."""
    entry = readable_entry(request.user, slug, number, application)
    found = _papers(entry).filter(pk=file).first()
    if found is None:
        raise Http404
    shows = may_read_as_applicant(request.user, entry) or names_shown_to(request.user, entry.round)
    return as_download(found, "" if shows else paper_name(entry, found))


def _papers(entry: Entry) -> Any:
    """The files of an entry and the letters of its partners."""
    letters = Q(kind=kind_of(Partner), thing__in=list(entry.partners.values_list("pk", flat=True)))
    return PrivateFile.objects.filter(Q(kind=kind_of(Entry), thing=entry.pk) | letters)
