"""Members of an organisation."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.actions.belonging import add_member, end_membership
from clusteratlas_web.registry.forms.steps import MemberForm
from clusteratlas_web.registry.models import Membership, Organisation
from clusteratlas_web.registry.permissions import may_edit
from clusteratlas_web.registry.profile_page import label_of
from clusteratlas_web.registry.queries import organisation_for
from clusteratlas_web.registry.queries.finding import find_one
from clusteratlas_web.registry.queries.names import names_of
from clusteratlas_web.registry.queries.profile import current, members_of
from clusteratlas_web.registry.views.asking import done, page_of_one
from clusteratlas_web.registry.words import KINDS


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def members(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The current members; managers add others here."""
    found = organisation_for(request.user, slug)
    require(may_edit, request.user, found)
    form = MemberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _added(request, found, form):
        tell(request, gettext("The member was added."))
        return redirect("registry:members", found.slug)
    held = list(members_of(found, request.user))
    names = names_of(each.member for each in held)
    context = page_of_one(request, found, gettext("Members")) | {
        "form": form,
        "rows": [(each, names[each.member_id], label_of(KINDS, each.kind)) for each in held],
    }
    response: HttpResponse = render(request, "registry/members.html", context)
    return response


@require_POST
@login_required
def end(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Ends a membership; the member may, too."""
    found = organisation_for(request.user, slug)
    held = get_object_or_404(
        Membership.objects.filter(current(), organisation=found).select_related("member"), pk=number
    )
    end_membership(request.user, held)
    tell(request, gettext("The membership has ended."))
    return redirect("registry:members" if may_edit(request.user, found) else "registry:organisation", found.slug)


def _added(request: HttpRequest, organisation: Organisation, form: MemberForm) -> Membership | None:
    member = find_one(request.user, form.cleaned_data["member"])
    if member is None:
        form.add_error(
            "member", gettext("No organisation is called so, or several are. Give the end of the address of its page.")
        )
        return None
    made: Membership | None = done(
        form, lambda: add_member(request.user, organisation, member, form.facts(member)), "member"
    )
    return made
