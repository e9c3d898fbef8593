"""What is private to an organisation and administrators: the log of services, evidence, history."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from clusteratlas_web.foundation.files import files_of
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown, words_of
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.actions.belonging import add_evidence, log_service
from clusteratlas_web.registry.forms.steps import EvidenceForm, ServiceForm
from clusteratlas_web.registry.permissions import may_edit, may_read_inside
from clusteratlas_web.registry.profile_page import label_of
from clusteratlas_web.registry.queries import organisation_for
from clusteratlas_web.registry.queries.profile import service_log, service_totals
from clusteratlas_web.registry.views.asking import done, page_of_one
from clusteratlas_web.registry.words import FIELDS, SERVICES, VALUES, VERBS

ROWS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def services(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The log of services, and a form to add to it."""
    found = organisation_for(request.user, slug)
    require(may_read_inside, request.user, found)
    form = ServiceForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: log_service(request.user, found, form.facts()))
    ):
        tell(request, gettext("The service is in the log."))
        return redirect("registry:services", found.slug)
    log = service_log(found)
    pages = lay_pages(log.count(), ROWS, request.GET)
    context = page_of_one(request, found, gettext("Log of services")) | {
        "form": form,
        "totals": service_totals(found),
        "pages": pages,
        "rows": [(each, label_of(SERVICES, each.service)) for each in log[pages.start : pages.stop]],
    }
    response: HttpResponse = render(request, "registry/services.html", context)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def evidence(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Files as evidence for the verification."""
    found = organisation_for(request.user, slug)
    require(may_edit if request.method == "POST" else may_read_inside, request.user, found)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: add_evidence(request.user, found, form.cleaned_data["file"]), "file")
    ):
        tell(request, gettext("The file is stored."))
        return redirect("registry:evidence", found.slug)
    context = page_of_one(request, found, gettext("Evidence")) | {
        "form": form,
        "files": files_of(found).select_related("uploader"),
        "may_edit": bool(may_edit(request.user, found)),
    }
    response: HttpResponse = render(request, "registry/evidence.html", context)
    return response


@require_safe
@login_required
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Who changed what, before and after."""
    found = organisation_for(request.user, slug)
    require(may_read_inside, request.user, found)
    every = history_of(found)
    pages = lay_pages(every.count(), ROWS, request.GET)
    entries = shown(
        every[pages.start : pages.stop],
        lambda verb: label_of(VERBS.items(), verb),
        lambda name: label_of(FIELDS.items(), name),
        words_of(VALUES),
    )
    context = page_of_one(request, found, gettext("Edit history")) | {"entries": entries, "pages": pages}
    return render(request, "registry/history.html", context)
