"""Telling a story: begun, its views added from the pages of the atlas, put in order, published."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.form_steps import succeeded
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.stories.actions import (
    add_step,
    begin_story,
    edit_step,
    edit_story,
    move_story,
    remove_step,
    save_view,
    shift_step,
)
from clusteratlas_web.stories.forms import SaveForm, StepForm, StoryForm
from clusteratlas_web.stories.models import Story
from clusteratlas_web.stories.permissions import tells
from clusteratlas_web.stories.queries import step_of, steps_shown, story_for, told_by
from clusteratlas_web.stories.seen import NoView, Seen, canonical, seen
from clusteratlas_web.stories.states import STORY
from clusteratlas_web.stories.views.framing import framed, of_one
from clusteratlas_web.stories.words import field_word, verb_word

BOTH = ["GET", "HEAD", "POST"]
SIZE = 30
_WAYS = {"up": -1, "down": 1}


@signed_in
@require_safe
def mine_page(request: HttpRequest) -> HttpResponse:
    """The stories that somebody may change."""
    found = told_by(request.user)
    pages = lay_pages(found.count(), SIZE, request.GET)
    rows = [(each, STORY.label(each.state)) for each in found[pages.start : pages.stop]]
    context = framed(request, (gettext("My stories"), ""), here="mine") | {"pages": pages, "rows": rows}
    return render(request, "stories/mine.html", context)


@signed_in
@require_http_methods(BOTH)
def begin_page(request: HttpRequest) -> HttpResponse:
    """A new story: its title."""
    form = StoryForm(request.user, None, request.POST or None)
    made: list[Story] = []
    if _sent(request, form):
        titles, leads = form.texts
        organisation = form.cleaned_data["organisation"]
        if succeeded(form, lambda: made.append(begin_story(request.user, titles, leads, organisation))):
            tell(request, gettext("The story is begun. Only you see it before you publish it."))
            return redirect("stories:edit", made[0].slug)
    way = framed(request, (gettext("Begin a story"), "")) | {"title": gettext("Begin a story")}
    return _form(request, way, form, reverse("stories:list"), gettext("Begin"))


@signed_in
@require_http_methods(BOTH)
def save_page(request: HttpRequest) -> HttpResponse:
    """The view that somebody comes from, for a story of theirs; without one the page says how to come with one."""
    address = request.POST.get("address") or request.GET.get("view") or request.headers.get("Referer", "")
    view = _view(address)
    begun = {"address": address, **_title(view)} if view else {}
    form = SaveForm(request.user, request.POST or None, begun)
    if _sent(request, form):
        kept: list[Story] = []
        titles, texts = form.texts
        to, address = form.cleaned_data["story"], form.cleaned_data["address"]
        if succeeded(form, lambda: kept.append(save_view(request.user, to, address, titles, texts))):
            tell(request, gettext("The view is saved."))
            return redirect("stories:edit", kept[0].slug)
    context = framed(request, (gettext("Save a view"), "")) | {"title": gettext("Save a view"), "view": view}
    return _form(request, context, form, view.address if view else reverse("stories:list"), gettext("Save"))


@signed_in
@require_http_methods(BOTH)
def edit_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A story's title, and its views in their order."""
    story = _own(request, slug)
    form = StoryForm(request.user, story, request.POST or None)
    if _sent(request, form):
        titles, leads = form.texts
        version = form.cleaned_data["version"] or 0
        if succeeded(form, lambda: edit_story(request.user, story, version, titles, leads)):
            tell(request, gettext("The story is stored."))
            return redirect("stories:edit", slug)
    context = of_one(request, story, gettext("Change")) | {
        "form": form,
        "steps": steps_shown(story),
        "state": STORY.label(story.state),
        "moves": STORY.open_to(story, request.user),
    }
    return render(request, "stories/edit.html", context)


@signed_in
@require_http_methods(BOTH)
def add_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A further view, by its address."""
    story = _own(request, slug)
    form = StepForm(None, request.POST or None)
    if _sent(request, form):
        titles, texts = form.texts
        if succeeded(form, lambda: add_step(request.user, story, form.cleaned_data["address"], titles, texts)):
            tell(request, gettext("The view is added at the end."))
            return redirect("stories:edit", slug)
    context = of_one(request, story, gettext("Add a view"))
    return _form(request, context, form, reverse("stories:edit", args=(slug,)), gettext("Add"))


@signed_in
@require_http_methods(BOTH)
def step_page(request: HttpRequest, slug: str, place: int) -> HttpResponse:
    """A view's words, and the view itself."""
    story = _own(request, slug)
    step = step_of(story, place)
    form = StepForm(step, request.POST or None)
    if _sent(request, form):
        titles, texts = form.texts
        sent = form.cleaned_data
        if succeeded(form, lambda: edit_step(request.user, step, sent["version"] or 0, sent["address"], titles, texts)):
            tell(request, gettext("The view is stored."))
            return redirect("stories:edit", slug)
    context = of_one(request, story, gettext("Change a view"))
    return _form(request, context, form, reverse("stories:edit", args=(slug,)), gettext("Store"))


@signed_in
@require_POST
def shift(request: HttpRequest, slug: str, place: int, way: str) -> HttpResponse:
    """A view up, down, or away."""
    step = step_of(_own(request, slug), place)
    if way in _WAYS:
        shift_step(request.user, step, version_sent(request), _WAYS[way])
    elif way == "remove":
        remove_step(request.user, step, version_sent(request))
        tell(request, gettext("It is removed. The history keeps what it was."))
    else:
        raise Http404
    return redirect("stories:edit", slug)


@signed_in
@require_POST
def move(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """Publishing and withdrawing."""
    done = {
        "publish": gettext("The story is published: everybody can read it."),
        "withdraw": gettext("The story is withdrawn: only those who tell it see it."),
    }
    if verb not in done:
        raise Http404
    story = move_story(request.user, story_for(request.user, slug), version_sent(request), verb)
    tell(request, done[verb])
    return redirect("stories:story", slug) if tells(request.user, story) else redirect("stories:list")


@signed_in
@require_safe
def history_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened to a story; for those who tell it."""
    story = _own(request, slug)
    context = of_one(request, story, gettext("History of changes")) | {
        "entries": shown(history_of(story), verb_word, field_word)
    }
    return render(request, "stories/history.html", context)


def _own(request: HttpRequest, slug: str) -> Story:
    story = story_for(request.user, slug)
    require(tells, request.user, story)
    return story


def _view(address: str) -> Seen | None:
    """What an address shows, if it shows a view."""
    try:
        return seen(canonical(address))
    except NoView:
        return None


def _title(view: Seen | None) -> dict[str, str]:
    return {"titles_en": view.name} if view else {}


def _sent(request: HttpRequest, form: Any) -> bool:
    return request.method == "POST" and bool(form.is_valid())


def _form(request: HttpRequest, context: dict[str, Any], form: Any, cancel: str, submit: str) -> HttpResponse:
    return render(request, "stories/form.html", context | {"form": form, "cancel": cancel, "submit": submit})
