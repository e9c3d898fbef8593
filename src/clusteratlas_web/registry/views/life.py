"""Steps of the life cycle, and waivers of the listing rule."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.actions.life import change_state, end_waiver, waive_rule
from clusteratlas_web.registry.forms.steps import NoteForm, WaiverForm
from clusteratlas_web.registry.queries import organisation_for
from clusteratlas_web.registry.states import EXPLAINED, ORGANISATION
from clusteratlas_web.registry.views.asking import done, page_of_one


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def step(request: HttpRequest, slug: str, verb: str) -> HttpResponseBase:
    """Asks once more, with room for a note, then takes the step."""
    found = organisation_for(request.user, slug)
    if verb not in {each.verb for each in ORGANISATION.transitions}:
        raise Http404
    wanted = ORGANISATION.transition(verb)
    require(wanted.may, request.user, found)
    form = NoteForm(request.POST if request.method == "POST" else None, needed=verb in EXPLAINED)
    if request.method == "POST" and form.is_valid():
        held = done(form, lambda: change_state(request.user, found, verb, form.cleaned_data["note"]))
        if held is not None:
            tell(request, gettext("It is “%(state)s” now.") % {"state": ORGANISATION.label(held.state)})
            return redirect("registry:organisation", held.slug)
    judged = ORGANISATION.judged(found, verb, request.user)
    label = gettext(wanted.label)
    context = page_of_one(request, found, label) | {"form": form, "submit": label, "refused": judged.said}
    response: HttpResponse = render(request, "registry/step.html", context)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def waiver(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Waives the listing rule."""
    found = organisation_for(request.user, slug)
    require(is_administrator, request.user, found)
    form = WaiverForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: waive_rule(request.user, found, **form.cleaned_data))
    ):
        tell(request, gettext("The listing rule is waived."))
        return redirect("registry:organisation", found.slug)
    title = gettext("Waive the listing rule")
    context = page_of_one(request, found, title) | {"form": form, "submit": title, "waivers": found.waivers.all()}
    response: HttpResponse = render(request, "registry/waiver.html", context)
    return response


@require_POST
@login_required
def end_waiver_view(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Ends a waiver."""
    found = organisation_for(request.user, slug)
    require(is_administrator, request.user, found)
    end_waiver(request.user, get_object_or_404(found.waivers, pk=number))
    tell(request, gettext("The waiver has ended."))
    return redirect("registry:organisation", found.slug)
