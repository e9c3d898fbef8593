"""Claims of records: asked by whoever says that one is theirs, answered by administrators."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.actions.people import answer_claim, ask_claim
from clusteratlas_web.registry.forms.steps import AnswerForm, ClaimForm
from clusteratlas_web.registry.models import Claim
from clusteratlas_web.registry.queries import name_in, organisation_for
from clusteratlas_web.registry.queries.profile import people_of, waiting_claims
from clusteratlas_web.registry.views.asking import HERE, done, page_of_one

ANSWERS = ("grant", "refuse")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def claim(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Claims a record."""
    found = organisation_for(request.user, slug)
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: ask_claim(request.user, found, form.cleaned_data["message"]))
    ):
        tell(request, gettext("An administrator will look at your claim. The answer comes by letter."))
        return redirect("registry:organisation", found.slug)
    title = gettext("Claim this record")
    response: HttpResponse = render(
        request, "registry/claim.html", page_of_one(request, found, title) | {"form": form, "submit": title}
    )
    return response


@require_safe
@login_required
def claims(request: HttpRequest) -> HttpResponse:
    """The claims that wait for an answer."""
    require(is_administrator, request.user)
    rows = [(each, name_in(each.organisation)) for each in waiting_claims()]
    return render(request, "registry/claims.html", commons_page(request, HERE) | {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, number: int, answer: str) -> HttpResponseBase:
    """Grants or refuses a claim."""
    require(is_administrator, request.user)
    if answer not in ANSWERS:
        raise Http404
    held = get_object_or_404(Claim.objects.select_related("organisation", "person"), pk=number)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: answer_claim(request.user, held, answer == "grant", form.cleaned_data["answer"]))
    ):
        tell(request, gettext("The claim is answered."))
        return redirect("registry:claims")
    title = gettext("Grant the claim") if answer == "grant" else gettext("Refuse the claim")
    context = page_of_one(request, held.organisation, title)
    context |= {"form": form, "submit": title, "claim": held, "people": people_of(held.organisation)}
    response: HttpResponse = render(request, "registry/answer.html", context)
    return response
