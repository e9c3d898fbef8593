"""Registers an organisation."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.registry.actions.registering import register_organisation
from clusteratlas_web.registry.forms.record import RegisterForm
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.profile_page import label_of
from clusteratlas_web.registry.queries import named
from clusteratlas_web.registry.queries.directory import in_order
from clusteratlas_web.registry.refusals import LikelyDuplicate
from clusteratlas_web.registry.views.asking import HERE
from clusteratlas_web.registry.words import KINDS


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def register(request: HttpRequest) -> HttpResponseBase:
    """The form; where the organisation seems to be here already, those it may be are shown first."""
    form = RegisterForm(request.POST if request.method == "POST" else None)
    likely: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = register_organisation(request.user, form.registration(), form.cleaned_data["is_another"])
        except LikelyDuplicate as refusal:
            form.add_error(None, refusal.said)
            likely = _shown(refusal.numbers)
        else:
            tell(request, gettext("It is registered as a draft. Tell more about it, then submit it for verification."))
            return redirect("registry:edit", made.slug)
    if not likely:
        del form.fields["is_another"]
    context = commons_page(request, HERE) | {"form": form, "likely": likely}
    response: HttpResponse = render(request, "registry/register.html", context)
    return response


def _shown(numbers: list[int]) -> list[dict[str, Any]]:
    held = in_order(numbers, Organisation.objects.all())
    return [
        {
            "name": name,
            "address": reverse("registry:organisation", args=(each.slug,)),
            "claim": reverse("registry:claim", args=(each.slug,)),
            "kind": label_of(KINDS, each.kind),
            "country": each.country,
        }
        for each, name in named(held)
    ]
