"""The review of a data set: accepted with a label, returned, refused, retired; and entered again where that failed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.contributions.actions.entering import enter_again
from clusteratlas_web.contributions.actions.reviewing import (
    accept_data_set,
    refuse_data_set,
    retire_data_set,
    return_data_set,
)
from clusteratlas_web.contributions.forms.reviewing import LabelForm, ReasonForm
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.permissions import may_review
from clusteratlas_web.contributions.queries import data_set_for
from clusteratlas_web.contributions.views.framing import step_form
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require

REASONED = {"return": return_data_set, "refuse": refuse_data_set, "retire": retire_data_set}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def accept_page(request: HttpRequest, number: int) -> HttpResponse:
    """Accepting, with a label."""
    data_set = _reviewed(request, number)
    form = LabelForm(data_set, request.POST or None)
    return step_form(
        request,
        data_set,
        form,
        gettext("Accept it with a label"),
        gettext("The data set is accepted. Its organisation is told by letter."),
        lambda: accept_data_set(
            request.user, data_set, form.cleaned_data["version"], form.given, form.cleaned_data["comment"]
        ),
        submit=gettext("Accept"),
        lead=gettext("Everybody sees the description and the label from now on, and a build may take the figures."),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reason_page(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """Returning, refusing or retiring, with the reason."""
    if verb not in REASONED:
        raise Http404
    data_set = _reviewed(request, number)
    form = ReasonForm(data_set, request.POST or None)
    titles = {
        "return": gettext("Return it with reasons"),
        "refuse": gettext("Refuse it"),
        "retire": gettext("Retire it"),
    }
    leads = {
        "return": gettext("Its organisation can mend it and offer it again."),
        "refuse": gettext("That is the end of it, and its file is not kept. Its organisation reads the reason."),
        "retire": gettext("New editions leave it out. Editions that exist never change and keep naming it."),
    }
    return step_form(
        request,
        data_set,
        form,
        titles[verb],
        gettext("Done. Its organisation is told by letter."),
        lambda: REASONED[verb](request.user, data_set, form.cleaned_data["version"], form.cleaned_data["reason"]),
        submit=titles[verb],
        lead=leads[verb],
    )


@signed_in
@require_POST
def enter(request: HttpRequest, number: int) -> HttpResponse:
    """Tries again to enter an accepted data set among the sources."""
    data_set = data_set_for(request.user, number)
    if enter_again(request.user, data_set):
        tell(request, gettext("The data set stands among the sources now."))
    return redirect("contributions:data-set", number)


def _reviewed(request: HttpRequest, number: int) -> DataSet:
    data_set = data_set_for(request.user, number)
    require(may_review, request.user, data_set)
    return data_set
