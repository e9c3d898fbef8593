"""What is done with stories: begun, changed, published, withdrawn; views added, moved, removed."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_noop

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.stories.models import MOST_STEPS, Step, Story
from clusteratlas_web.stories.permissions import may_tell, may_tell_for, tells
from clusteratlas_web.stories.seen import canonical
from clusteratlas_web.stories.states import PUBLISHED, STORY

Texts = Mapping[str, str]
RESERVED = frozenset({"mine", "begin", "save"})
FULL = gettext_noop("A story has at most %(most)s views. Begin another one.")
EMPTY = gettext_noop("A story without a view cannot be published. Add one first.")


class StoryFull(Refusal):
    """One view too many."""


class NothingToShow(Refusal):
    """A story that would show nothing."""


@transaction.atomic
def begin_story(person: Any, titles: Texts, leads: Texts, organisation: Any = None, is_sample: bool = False) -> Story:
    """A draft, for oneself or for an organisation one acts for."""
    require(may_tell, person)
    if organisation is not None:
        require(may_tell_for, person, organisation)
    facts = {"titles": dict(titles), "leads": dict(leads), "organisation": organisation, "is_sample": is_sample}
    made = Story.objects.create(slug=_free_slug(titles.get("en", "")), teller=person, **facts)
    record(person, "create", made, {}, state_of(made))
    return made


@transaction.atomic
def edit_story(person: Any, story: Story, version: int, titles: Texts, leads: Texts) -> Story:
    """Its title and what it says in short."""
    held, before = _held(person, story, version)
    held.titles, held.leads = dict(titles), dict(leads)
    return _stored(person, held, "edit", before)


@transaction.atomic
def move_story(person: Any, story: Story, version: int, verb: str) -> Story:
    """Publishes or withdraws it; published anew, it keeps the instant of its first time."""
    held = lock(story, version)
    before = state_of(held)
    STORY.move(held, verb, person)
    if held.state == PUBLISHED and not held.steps.exists():
        raise NothingToShow(EMPTY)
    if held.state == PUBLISHED and held.published is None:
        held.published = timezone.now()
    return _stored(person, held, verb, before)


@transaction.atomic
def add_step(person: Any, story: Story, address: str, titles: Texts, texts: Texts) -> Step:
    """A view at the end."""
    held = lock(story)
    require(tells, person, held)
    place = held.steps.count() + 1
    if place > MOST_STEPS:
        raise StoryFull(FULL, most=MOST_STEPS)
    made = Step.objects.create(
        story=held, place=place, address=canonical(address), titles=dict(titles), texts=dict(texts)
    )
    record(person, "add-step", held, {}, _told(made))
    save_next(held)
    return made


@transaction.atomic
def save_view(person: Any, story: Story | None, address: str, titles: Texts, texts: Texts) -> Story:
    """A view as the last one of a story; without a story one is begun with the view's title."""
    held = story or begin_story(person, titles, {})
    add_step(person, held, address, titles, texts)
    return held


@transaction.atomic
def edit_step(person: Any, step: Step, version: int, address: str, titles: Texts, texts: Texts) -> Step:
    """Another view in its place, or other words."""
    require(tells, person, step.story)
    held = lock(step, version)
    before = _told(held)
    held.address, held.titles, held.texts = canonical(address), dict(titles), dict(texts)
    save_next(held)
    record(person, "edit-step", held.story, before, _told(held))
    return held


@transaction.atomic
def shift_step(person: Any, step: Step, version: int, by: int) -> None:
    """One place up (-1) or down (1); at the end of the story nothing happens."""
    story = lock(step.story)
    require(tells, person, story)
    held = lock(step, version)
    other = story.steps.filter(place=held.place + by).first()
    if other is None:
        return
    before = {"place": held.place}
    other.place, held.place = held.place, other.place
    save_next(other)
    save_next(held)
    record(person, "move-step", story, before, {"place": held.place})


@transaction.atomic
def remove_step(person: Any, step: Step, version: int) -> None:
    """A view no more; those after it move up."""
    story = lock(step.story)
    require(tells, person, story)
    held = lock(step, version)
    before = _told(held)
    held.delete()
    for place, each in enumerate(story.steps.all(), start=1):
        if each.place != place:
            each.place = place
            save_next(each)
    if story.is_public and not story.steps.exists():
        raise NothingToShow(EMPTY)
    record(person, "remove-step", story, before, {})


def _held(person: Any, story: Story, version: int) -> tuple[Story, dict[str, Any]]:
    """A story locked for a change, and what it was."""
    require(tells, person, story)
    held = lock(story, version)
    return held, state_of(held)


def _stored(person: Any, story: Story, verb: str, before: dict[str, Any]) -> Story:
    save_next(story)
    record(person, verb, story, before, state_of(story))
    return story


def _told(step: Step) -> dict[str, Any]:
    """What the history keeps of a step."""
    return {"place": step.place, "address": step.address, "titles": step.titles, "texts": step.texts}


def _free_slug(title: str) -> str:
    """An address that no story has yet; a title of no Latin letters gives none."""
    base = slugify(title)[:60].strip("-") or f"story-{secrets.token_hex(4)}"
    taken = set(Story.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
