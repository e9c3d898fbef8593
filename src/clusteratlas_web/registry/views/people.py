"""Who acts for an organisation, and who is invited to."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.actions.people import change_role, invite_person, remove_person, withdraw_invitation
from clusteratlas_web.registry.forms.steps import InviteForm
from clusteratlas_web.registry.permissions import may_edit, may_read_inside
from clusteratlas_web.registry.profile_page import label_of
from clusteratlas_web.registry.queries import organisation_for
from clusteratlas_web.registry.queries.profile import open_invitations, people_of
from clusteratlas_web.registry.views.asking import done, page_of_one
from clusteratlas_web.registry.words import AGENCY, MANAGER, MEMBER, OFFICER, ROLES


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def people(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Everybody who acts for it; managers invite others here."""
    found = organisation_for(request.user, slug)
    require(may_edit if request.method == "POST" else may_read_inside, request.user, found)
    form = InviteForm(request.POST if request.method == "POST" else None, organisation=found)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form, lambda: invite_person(request.user, found, form.cleaned_data["email"], form.cleaned_data["role"])
        )
    ):
        tell(request, gettext("The invitation is on its way. It can be accepted for 14 days."))
        return redirect("registry:people", found.slug)
    roles = [role for role in (MEMBER, MANAGER, OFFICER) if role != OFFICER or found.kind == AGENCY]
    context = page_of_one(request, found, gettext("People")) | {
        "form": form,
        "rows": [
            (each, label_of(ROLES, each.role), [(role, label_of(ROLES, role)) for role in roles if role != each.role])
            for each in people_of(found)
        ],
        "invitations": [(each, label_of(ROLES, each.role)) for each in open_invitations(found)],
        "may_edit": bool(may_edit(request.user, found)),
    }
    response: HttpResponse = render(request, "registry/people.html", context)
    return response


@require_POST
@login_required
def role(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Gives somebody another role."""
    found = organisation_for(request.user, slug)
    require(may_edit, request.user, found)
    wanted = request.POST.get("role", "")
    if wanted in dict(ROLES):
        change_role(request.user, get_object_or_404(people_of(found), pk=number), wanted)
        tell(request, gettext("The role was changed."))
    return redirect("registry:people", found.slug)


@require_POST
@login_required
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Takes somebody's role away; everybody may lay down their own."""
    found = organisation_for(request.user, slug)
    require(may_read_inside, request.user, found)
    remove_person(request.user, get_object_or_404(people_of(found), pk=number))
    tell(request, gettext("The role was taken away."))
    return redirect(
        "registry:directory" if not may_read_inside(request.user, found) else "registry:people",
        **({} if not may_read_inside(request.user, found) else {"slug": found.slug}),
    )


@require_POST
@login_required
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Withdraws an invitation."""
    found = organisation_for(request.user, slug)
    require(may_edit, request.user, found)
    withdraw_invitation(request.user, get_object_or_404(found.invitations, pk=number))
    tell(request, gettext("The invitation was withdrawn."))
    return redirect("registry:people", found.slug)
