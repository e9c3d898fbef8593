"""Offering a data set, step by step: description, file, columns, check; then it is handed in, or withdrawn."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.contributions.actions.checking import explain_columns
from clusteratlas_web.contributions.actions.describing import begin_data_set, describe_data_set
from clusteratlas_web.contributions.actions.filing import give_file
from clusteratlas_web.contributions.actions.reviewing import offer_data_set, withdraw_data_set
from clusteratlas_web.contributions.columns import (
    UnknownChoice,
    Wish,
    WrongMap,
    answers_of,
    beyond_form,
    from_toml,
    proposed,
)
from clusteratlas_web.contributions.forms.columns import ColumnsForm, FileForm, MapForm
from clusteratlas_web.contributions.forms.describing import DescriptionForm
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.page import steps_of
from clusteratlas_web.contributions.permissions import may_offer, offers
from clusteratlas_web.contributions.queries import data_set_for, file_of
from clusteratlas_web.contributions.refusals import NOT_CHANGEABLE, NotChangeable
from clusteratlas_web.contributions.states import CHANGEABLE, DATA_SET
from clusteratlas_web.contributions.views.framing import framed, of_one
from clusteratlas_web.contributions.words import FAILED, WAITING
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.form_steps import succeeded
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.places import places


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def begin_page(request: HttpRequest) -> HttpResponse:
    """A new data set: its description."""
    require(may_offer, request.user)
    form = DescriptionForm(request.user, None, request.POST or None)
    made: list[DataSet] = []
    if request.method == "POST" and form.is_valid():
        organisation = form.cleaned_data["organisation"]
        if succeeded(form, lambda: made.append(begin_data_set(request.user, organisation, form.facts))):
            tell(request, gettext("The draft is stored. Nobody outside your organisation sees it before you offer it."))
            return redirect("contributions:file", made[0].pk)
    context = framed(request, (gettext("Offer a data set"), "")) | {
        "title": gettext("Offer a data set"),
        "form": form,
        "steps": steps_of(None, "describe"),
        "cancel": reverse("contributions:list"),
        "submit": gettext("Store and go on"),
    }
    response: HttpResponse = render(request, "contributions/form.html", context)
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def describe_page(request: HttpRequest, number: int) -> HttpResponse:
    """The description of a draft."""
    data_set = _changed(request, number)
    form = DescriptionForm(request.user, data_set, request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        if succeeded(form, lambda: describe_data_set(request.user, data_set, version, form.facts)):
            tell(request, gettext("The description is stored."))
            return redirect("contributions:data-set" if file_of(data_set) else "contributions:file", data_set.pk)
    return _step(request, data_set, "describe", gettext("Description"), form=form)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def file_page(request: HttpRequest, number: int) -> HttpResponse:
    """The file of a draft; a new one takes the place of the one before."""
    data_set = _changed(request, number)
    form = FileForm(data_set.version, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        if succeeded(
            form,
            lambda: give_file(
                request.user, data_set, sent["version"], sent["file"], sent["sheet"], sent["lines_above"] or 0
            ),
            "file",
        ):
            tell(request, gettext("The file is stored. Say now what its columns are."))
            return redirect("contributions:columns", data_set.pk)
    return _step(request, data_set, "file", gettext("File"), form=form, multipart=True, file=file_of(data_set))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def columns_page(request: HttpRequest, number: int) -> HttpResponse:
    """What the file's columns are; stored, the file is checked by it."""
    data_set = _changed(request, number)
    if file_of(data_set) is None:
        return redirect("contributions:file", data_set.pk)
    form = ColumnsForm(data_set.preview["names"], _answers(data_set), request.POST or None)
    if request.method == "POST" and form.is_valid():
        columns, version = form.columns(data_set.table), form.cleaned_data["version"]
        if _explained(request, data_set, version, columns, form, None):
            return redirect("contributions:data-set", data_set.pk)
    return _columns(request, data_set, form, MapForm(data_set.version))


@signed_in
@require_POST
def map_upload(request: HttpRequest, number: int) -> HttpResponse:
    """A map as columns.toml in place of the form."""
    data_set = _changed(request, number)
    form = MapForm(data_set.version, request.POST, request.FILES)
    if file_of(data_set) is None:
        return redirect("contributions:file", data_set.pk)
    if form.is_valid() and _uploaded(request, data_set, form):
        return redirect("contributions:data-set", data_set.pk)
    return _columns(request, data_set, ColumnsForm(data_set.preview["names"], _answers(data_set)), form)


@signed_in
@require_POST
def step(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """Handing it in, or taking it back."""
    acts = {"offer": offer_data_set, "withdraw": withdraw_data_set}
    if verb not in acts:
        raise Http404
    acts[verb](request.user, data_set_for(request.user, number), version_sent(request))
    done = {
        "offer": gettext("The data set is offered. Reviewers are told by letter."),
        "withdraw": gettext("The data set is withdrawn, and its file is not kept."),
    }
    tell(request, done[verb])
    return redirect("contributions:data-set", number)


def _changed(request: HttpRequest, number: int) -> DataSet:
    """A data set that its organisation may change now."""
    data_set = data_set_for(request.user, number)
    require(offers, request.user, data_set)
    if data_set.state not in CHANGEABLE:
        raise NotChangeable(NOT_CHANGEABLE, state=DATA_SET.label(data_set.state))
    return data_set


def _step(request: HttpRequest, data_set: DataSet, here: str, title: str, **more: Any) -> HttpResponse:
    context = of_one(request, data_set, title) | {
        "steps": steps_of(data_set, here),
        "cancel": reverse("contributions:data-set", args=(data_set.pk,)),
        "submit": gettext("Store and go on"),
    }
    response: HttpResponse = render(request, "contributions/form.html", context | more)
    return response


def _answers(data_set: DataSet) -> dict[str, Any]:
    """What the form of columns begins with: the map there is, or what the names of the columns suggest."""
    names = data_set.preview["names"]
    begun = answers_of(data_set.columns) if data_set.columns else proposed(names, _wish(data_set))
    return begun | {"version": data_set.version}


def _columns(request: HttpRequest, data_set: DataSet, form: ColumnsForm, upload: MapForm) -> HttpResponse:
    context = of_one(request, data_set, gettext("Columns")) | {
        "steps": steps_of(data_set, "columns"),
        "seen": data_set.preview,
        "file": file_of(data_set),
        "form": form,
        "upload": upload,
        "beyond": beyond_form(data_set.columns or {}),
    }
    response: HttpResponse = render(request, "contributions/columns.html", context)
    return response


def _explained(
    request: HttpRequest, data_set: DataSet, version: int, columns: dict[str, Any], form: Any, field: str | None
) -> bool:
    """Whether the map was stored; says how the check went."""
    found: list[DataSet] = []
    try:
        if not succeeded(form, lambda: found.append(explain_columns(request.user, data_set, version, columns)), field):
            return False
    except (WrongMap, UnknownChoice) as error:
        form.add_error(field, gettext("The map is wrong: %(reason)s") % {"reason": error})
        return False
    _tell_result(request, found[0].check_state)
    return True


def _tell_result(request: HttpRequest, state: str) -> None:
    if state == FAILED:
        messages.warning(request, gettext("The columns are stored. The reader found errors in the file: see below."))
    elif state == WAITING:
        tell(request, gettext("The columns are stored. The file is being checked; the result stands here in a while."))
    else:
        tell(request, gettext("The columns are stored, and the reader found no error. You can offer the data set now."))


def _uploaded(request: HttpRequest, data_set: DataSet, form: MapForm) -> bool:
    try:
        columns = from_toml(form.cleaned_data["map"].read(100_000))
    except (WrongMap, UnknownChoice) as error:
        form.add_error("map", gettext("The map is wrong: %(reason)s") % {"reason": error})
        return False
    table = data_set.table | columns.get("table", {})
    return _explained(request, data_set, form.cleaned_data["version"], {**columns, "table": table}, form, "map")


def _wish(data_set: DataSet) -> Wish:
    known = places().atlases.get(data_set.atlas)
    if known is None:
        return Wish(last_year=data_set.last_year)
    return Wish(known.country.partition("-")[0], known.levels[0], known.classification, data_set.last_year)
