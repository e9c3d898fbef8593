"""Accepting an invitation."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.registry.actions.people import accept_invitation
from clusteratlas_web.registry.profile_page import label_of
from clusteratlas_web.registry.queries import name_in
from clusteratlas_web.registry.queries.invitations import invitation_for
from clusteratlas_web.registry.views.asking import HERE
from clusteratlas_web.registry.words import ROLES


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invitation(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Shows who invites to what; accepts it on a POST."""
    if request.method == "POST":
        acting = accept_invitation(request.user, secret)
        tell(request, gettext("You act for this organisation now."))
        return redirect("registry:organisation", acting.organisation.slug)
    held = invitation_for(request.user, secret)
    context = commons_page(request, HERE) | {
        "name": name_in(held.organisation),
        "role": label_of(ROLES, held.role),
        "invitation": held,
    }
    response: HttpResponse = render(request, "registry/invitation.html", context)
    return response
