"""Who may what at the addresses of stories; tests.web.commons.matrix says how to read and write a row."""

from typing import Any

from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.matrix import ADMINISTRATOR, EVERYBODY, NOBODY, SIGNED_IN, Given, Row, Rows, Things

from clusteratlas_web.stories.models import Step, Story

INSIDE = frozenset({"ana", "ben"})  # Ana tells it for Valley Optics, where Ben acts too
MODERATED = INSIDE | ADMINISTRATOR


def story_in(cast: Cast, state: str, **facts: Any) -> Story:
    """A story of Ana's with two views, in a state."""
    told = {"teller": cast.ana, "organisation": cast.valley, "titles": {"en": f"Secret {state} of lenses"}}
    published = None if state == "draft" else timezone.now()
    story = Story.objects.create(slug=f"lenses-{state}", state=state, published=published, **(told | facts))
    for place in (1, 2):
        Step.objects.create(
            story=story, place=place, address=f"/us/2019.1/map/?x={place}", titles={"en": f"Map {place}"}
        )
    return story


def things(cast: Cast) -> Things:
    """A story in each state."""
    return {f"story-{state}": story_in(cast, state) for state in ("draft", "published", "withdrawn")}


def at(state: str, **more: Any) -> Given:
    """The address of a story."""
    return lambda cast, things: {"slug": things[f"story-{state}"].slug} | more


VERSION: Given = lambda cast, things: {"version": 1}  # noqa: E731 - a row reads best with a word

ROWS: Rows = {
    "stories:list": Row(get=EVERYBODY),
    "stories:mine": Row(get=SIGNED_IN),
    "stories:begin": Row(get=SIGNED_IN, post=SIGNED_IN),
    "stories:save": Row(get=SIGNED_IN, post=SIGNED_IN),
    "stories:story": Row(get=INSIDE, given=at("draft")),
    "stories:story#published": Row(get=EVERYBODY, given=at("published")),
    "stories:story#withdrawn": Row(get=MODERATED, given=at("withdrawn")),
    "stories:edit": Row(get=INSIDE, post=INSIDE, given=at("draft"), sent=VERSION),
    "stories:edit#published": Row(get=INSIDE, post=INSIDE, given=at("published"), sent=VERSION),
    "stories:history": Row(get=INSIDE, given=at("published")),
    "stories:add": Row(get=INSIDE, post=INSIDE, given=at("published")),
    "stories:step": Row(get=INSIDE, post=INSIDE, given=at("published", place=1), sent=VERSION),
    "stories:shift": Row(NOBODY, INSIDE, at("published", place=1, way="down"), VERSION),
    "stories:shift#remove": Row(NOBODY, INSIDE, at("draft", place=1, way="remove"), VERSION),
    "stories:move": Row(NOBODY, INSIDE, at("draft", verb="publish"), VERSION),
    "stories:move#withdraw": Row(NOBODY, MODERATED, at("published", verb="withdraw"), VERSION),
}
