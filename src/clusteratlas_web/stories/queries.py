"""Stories as each may see them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from clusteratlas_web.foundation.names import Name
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.registry.queries.names import name_in
from clusteratlas_web.stories.models import Step, Story
from clusteratlas_web.stories.permissions import may_see
from clusteratlas_web.stories.seen import Seen, seen
from clusteratlas_web.stories.states import PUBLISHED


@dataclass(frozen=True)
class Shown:
    """A step with its view; without one where what it showed is no longer served, and then `why`."""

    step: Step
    view: Seen | None
    why: str = ""


def _read() -> QuerySet[Story]:
    with_names = Story.objects.select_related("teller", "organisation").prefetch_related("organisation__names")
    return with_names.annotate(length=Count("steps"))


def published() -> QuerySet[Story]:
    """What everybody sees, the latest first."""
    return _read().filter(state=PUBLISHED).order_by("-published", "-pk")


def told_by(person: Any) -> QuerySet[Story]:
    """The stories that a person may change, the one changed last first."""
    if not person.is_authenticated:
        return Story.objects.none()
    mine = Q(teller=person) | Q(organisation__in=person.acting.values("organisation"))
    return _read().filter(mine).order_by("-changed", "-pk")


def story_for(person: Any, slug: str) -> Story:
    """A story that a person may see; to everybody else it does not exist."""
    found = _read().filter(slug=slug).first()
    if found is None or not may_see(person, found):
        raise Http404
    return found


def step_of(story: Story, place: int) -> Step:
    """The step at a place of a story."""
    found = story.steps.filter(place=place).first()
    if found is None:
        raise Http404
    return found


def told_in_name_of(story: Story) -> Name | str:
    """Whose name stands beside a story: the organisation it is told for, or the person."""
    return name_in(story.organisation) if story.organisation else str(story.teller)


def steps_shown(story: Story) -> list[Shown]:
    """The steps of a story in their order, each with what it shows."""
    return [_shown(each) for each in story.steps.all()]


def _shown(step: Step) -> Shown:
    try:
        return Shown(step, seen(step.address))
    except Refusal as refusal:
        return Shown(step, None, refusal.said)
