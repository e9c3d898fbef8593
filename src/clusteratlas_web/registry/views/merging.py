"""Merges a record into another one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.actions.merging import conflicts, merge_organisations
from clusteratlas_web.registry.forms.steps import MergeForm
from clusteratlas_web.registry.queries import name_in, organisation_for
from clusteratlas_web.registry.queries.finding import find_one
from clusteratlas_web.registry.views.asking import done, page_of_one


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merge(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Asks into which record, then what is kept where both say something, then merges."""
    source = organisation_for(request.user, slug)
    require(is_administrator, request.user, source)
    asked = request.POST if request.method == "POST" else request.GET
    target = find_one(request.user, asked.get("into", "")) if asked.get("into") else None
    fields = conflicts(source, target) if target is not None and target.pk != source.pk else []
    form = MergeForm(asked or None, source=source, target=target, fields=fields)
    if target is not None and request.method == "POST" and form.is_valid():
        merged = done(form, lambda: merge_organisations(request.user, source, target, form.kept()))
        if merged is not None:
            tell(request, gettext("The records are merged. The old address leads here."))
            return redirect("registry:organisation", merged.slug)
    if asked.get("into") and target is None:
        form.add_error("into", gettext("There is no such record."))
    context = page_of_one(request, source, gettext("Merge")) | {
        "form": form,
        "target": target,
        "target_name": name_in(target) if target else "",
    }
    response: HttpResponse = render(request, "registry/merge.html", context)
    return response
