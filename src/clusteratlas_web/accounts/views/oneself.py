"""Pages of one's own account: who I am, settings, my data."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from clusteratlas_web.accounts.actions.oneself import change_settings
from clusteratlas_web.accounts.actions.oneself import erase as erase_person
from clusteratlas_web.accounts.forms import EraseForm, SettingsForm
from clusteratlas_web.accounts.framing import account_page
from clusteratlas_web.accounts.history_words import value_word
from clusteratlas_web.accounts.permissions import has_second_factor
from clusteratlas_web.accounts.queries import acting_of
from clusteratlas_web.accounts.words import field, verb
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.personal import everything_kept_of
from clusteratlas_web.foundation.refusals import Refusal

LATEST = 20  # lines of the history


@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Who I am, for whom I act, what happened to my account."""
    person = request.user
    acting = [
        {
            "organisation": each.organisation,
            "address": _address_of(each.organisation),
            "role": gettext(each.get_role_display()),
            "since": each.since,
        }
        for each in acting_of(person)
    ]
    context = account_page(request, "me") | {
        "person": person,
        "acting": acting,
        "lacks_second_factor": not has_second_factor(person),
        "history": shown(history_of(person)[:LATEST], verb, field, value_word),
    }
    return render(request, "accounts/me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: HttpRequest) -> HttpResponseBase:
    """Name, language, letters."""
    form = SettingsForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        facts = form.cleaned_data
        change_settings(request.user, request.user, facts["name"], facts["language"], form.unwanted)
        tell(request, gettext("The settings are stored."))
        return redirect("accounts:settings")
    return render(request, "accounts/settings.html", account_page(request, "settings") | {"form": form})


@require_safe
@login_required
def data(request: HttpRequest) -> HttpResponse:
    """What is kept of me, and how to take it or have it erased."""
    return render(request, "accounts/data.html", account_page(request, "data"))


@require_safe
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """Everything kept of me, as a file."""
    answer = JsonResponse(everything_kept_of(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer.headers["Content-Disposition"] = 'attachment; filename="cluster-atlas-my-data.json"'
    return answer


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def erase(request: HttpRequest) -> HttpResponseBase:
    """The way out."""
    form = EraseForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            erase_person(request.user, request.user)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            logout(request)
            tell(request, gettext("Your account is erased."))
            return redirect("account_login")
    return render(request, "accounts/erase.html", account_page(request, "data") | {"form": form})


def _address_of(organisation: object) -> str:
    try:
        return reverse("registry:organisation", kwargs={"slug": getattr(organisation, "slug", "")})
    except NoReverseMatch:
        return ""
