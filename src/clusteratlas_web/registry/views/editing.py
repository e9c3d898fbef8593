"""The forms in which a record is edited, one for each part."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said
from django.views.decorators.http import require_http_methods, require_safe

from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.actions.editing import (
    PROFILE,
    edit_names,
    edit_places,
    edit_profile,
    edit_resources,
    edit_work,
)
from clusteratlas_web.registry.forms.record import NamesForm, PlacesForm, ProfileForm, ResourcesForm, WorkForm
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.permissions import may_edit
from clusteratlas_web.registry.queries import organisation_for
from clusteratlas_web.registry.queries.profile import whole
from clusteratlas_web.registry.views.asking import done, page_of_one

PARTS = (
    ("edit-names", said("Names")),
    ("edit-profile", said("Profile and contact")),
    ("edit-places", said("Regions, clusters, industries")),
    ("edit-work", said("Activities, services, capabilities")),
    ("edit-resources", said("Staff, members, funding")),
)


@dataclass(frozen=True)
class Part:
    """One part of a record: its form, what the form shows, and what storing it does."""

    name: str
    make: Callable[[HttpRequest, Organisation], Any]
    store: Callable[[Any, Organisation, Any], Any]
    template: str = "registry/edit.html"


@require_safe
@login_required
def edit(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Leads to the first part."""
    found = organisation_for(request.user, slug)
    require(may_edit, request.user, found)
    return redirect("registry:edit-names", found.slug)


def _page(part: Part) -> Callable[..., HttpResponseBase]:
    @require_http_methods(["GET", "HEAD", "POST"])
    @login_required
    def view(request: HttpRequest, slug: str) -> HttpResponseBase:
        found = whole(organisation_for(request.user, slug))
        require(may_edit, request.user, found)
        form = part.make(request, found)
        if request.method == "POST" and form.is_valid():
            stored = done(form, lambda: part.store(request.user, found, form))
            if stored is not None:
                tell(request, gettext("It is stored."))
                return redirect(_next(request, found, part.name))
        response: HttpResponse = render(request, part.template, _context(request, found, part, form))
        return response

    return view


def _next(request: HttpRequest, organisation: Organisation, name: str) -> str:
    """The next part where somebody walks through them, else the page of the organisation."""
    names = [part for part, _ in PARTS]
    at = names.index(name) + 1
    if "onwards" in request.POST and at < len(names):
        return reverse(f"registry:{names[at]}", args=(organisation.slug,))
    return reverse("registry:organisation", args=(organisation.slug,))


def _context(request: HttpRequest, organisation: Organisation, part: Part, form: forms.BaseForm) -> dict[str, Any]:
    tabs = [
        Link(gettext(label), reverse(f"registry:{name}", args=(organisation.slug,)), current=name == part.name)
        for name, label in PARTS
    ]
    has_next = part.name != PARTS[-1][0]
    return page_of_one(request, organisation, gettext("Edit")) | {"form": form, "tabs": tabs, "has_next": has_next}


def _plain(form: Any) -> Callable[[HttpRequest, Organisation], Any]:
    def make(request: HttpRequest, organisation: Organisation) -> Any:
        shown = form.of(organisation) | {"version": organisation.version}
        return form(request.POST if request.method == "POST" else None, initial=shown)

    return make


def _profile(request: HttpRequest, organisation: Organisation) -> ProfileForm:
    shown = {name: getattr(organisation, name) for name in PROFILE} | {"version": organisation.version}
    return ProfileForm(request.POST if request.method == "POST" else None, initial=shown)


def _resources(request: HttpRequest, organisation: Organisation) -> ResourcesForm:
    shown = ResourcesForm.of(organisation) | {"version": organisation.version}
    data = request.POST if request.method == "POST" else None
    return ResourcesForm(data, initial=shown, years=organisation.funding.count())


def _store_names(person: Any, organisation: Organisation, form: NamesForm) -> Organisation:
    data = form.cleaned_data
    return edit_names(person, organisation, data["version"], form.names(), data["aliases"])


def _store_profile(person: Any, organisation: Organisation, form: ProfileForm) -> Organisation:
    facts = {name: form.cleaned_data[name] for name in PROFILE}
    return edit_profile(person, organisation, form.cleaned_data["version"], facts)


def _store_places(person: Any, organisation: Organisation, form: PlacesForm) -> Organisation:
    data = form.cleaned_data
    return edit_places(
        person, organisation, data["version"], list(data["regions"]), list(data["clusters"]), data["industries"]
    )


def _store_work(person: Any, organisation: Organisation, form: WorkForm) -> Organisation:
    return edit_work(person, organisation, form.cleaned_data["version"], form.work())


def _store_resources(person: Any, organisation: Organisation, form: ResourcesForm) -> Organisation:
    return edit_resources(person, organisation, form.cleaned_data["version"], form.resources())


names = _page(Part("edit-names", _plain(NamesForm), _store_names))
profile = _page(Part("edit-profile", _profile, _store_profile))
places = _page(Part("edit-places", _plain(PlacesForm), _store_places))
work = _page(Part("edit-work", _plain(WorkForm), _store_work))
resources = _page(Part("edit-resources", _resources, _store_resources, "registry/edit_resources.html"))
