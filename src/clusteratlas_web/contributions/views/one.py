"""The page of one data set, as everybody, its organisation or its reviewers see it; its history; its map."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.contributions.columns import as_toml
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.page import description, findings, fitting, row_of, steps_of
from clusteratlas_web.contributions.permissions import is_impartial, is_reviewer, may_follow, offers
from clusteratlas_web.contributions.queries import data_set_for, editions_naming, file_of
from clusteratlas_web.contributions.states import CHANGEABLE, DATA_SET, OFFERED, OVER
from clusteratlas_web.contributions.views.framing import of_one
from clusteratlas_web.contributions.words import field_word, verb_word
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.permissions import require

NO_WORDS = ("offer", "withdraw")  # steps that are a button; the others ask for words


@require_safe
def data_set_page(request: HttpRequest, number: int) -> HttpResponse:
    """What it is, its label and where it is used; inside, what the reader found and the steps that are open."""
    data_set = data_set_for(request.user, number)
    inside = bool(may_follow(request.user, data_set))
    context = of_one(request, data_set) | description(data_set)
    context |= {
        "row": row_of(data_set, editions_naming([data_set.slug])),
        "inside": inside,
        "shows_figures": inside or not data_set.is_confidential,
        "over": data_set.state in OVER,
    }
    if context["shows_figures"]:
        context |= findings(data_set)
    if inside:
        context |= _inside(request, data_set)
    response: HttpResponse = render(request, "contributions/data_set.html", context)
    return response


@signed_in
@require_safe
def history_page(request: HttpRequest, number: int) -> HttpResponse:
    """What happened to it; for its organisation and its reviewers."""
    data_set = _followed(request, number)
    context = of_one(request, data_set, gettext("History of changes")) | {
        "entries": shown(history_of(data_set), verb_word, field_word)
    }
    response: HttpResponse = render(request, "contributions/history.html", context)
    return response


@signed_in
@require_safe
def map_file(request: HttpRequest, number: int) -> HttpResponse:
    """The map of its columns as columns.toml, as the command line takes it."""
    data_set = _followed(request, number)
    if data_set.columns is None:
        raise Http404
    text = as_toml(data_set.columns, data_set.publication_facts)
    response = HttpResponse(text, content_type="application/toml; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="columns.toml"'
    return response


def _followed(request: HttpRequest, number: int) -> DataSet:
    data_set = data_set_for(request.user, number)
    require(may_follow, request.user, data_set)
    return data_set


def _inside(request: HttpRequest, data_set: DataSet) -> dict[str, Any]:
    person = request.user
    mine, impartial = bool(offers(person, data_set)), is_impartial(person, data_set)
    changeable = mine and data_set.state in CHANGEABLE
    open_steps = DATA_SET.open_to(data_set, person)
    return {
        "file": file_of(data_set),
        "steps": steps_of(data_set, "data-set") if changeable else [],
        "buttons": [
            each for each in open_steps if each.verb in NO_WORDS and (each.verb != "offer" or _ready(data_set))
        ],
        "forms": [each for each in open_steps if each.verb not in NO_WORDS],
        "own": impartial.said if data_set.state == OFFERED and is_reviewer(person) and not impartial else "",
        "builds": data_set.atlas or next(iter(fitting(data_set)), "ATLAS"),
        "may_enter": bool(is_reviewer(person)) and bool(data_set.trouble) and data_set.entered is None,
    }


def _ready(data_set: DataSet) -> bool:
    return data_set.check_state == "passed"
