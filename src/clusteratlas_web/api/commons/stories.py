"""Stories that are published: the list, and one with its views and their words. Of drafts nothing is told."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, current_document, current_rows
from clusteratlas_web.api.columns import TEXT, Column, own_shape
from clusteratlas_web.api.commons.subjects import STORIES
from clusteratlas_web.api.commons.wording import PAGE, SAMPLE, SLUG, moment, number, or_none, word
from clusteratlas_web.api.problems import ProblemFound, not_there
from clusteratlas_web.api.schemas import TEXTS, document, every, perhaps, some
from clusteratlas_web.stories.models import Story
from clusteratlas_web.stories.queries import Shown, published, steps_shown, told_in_name_of

_FACTS = (
    SLUG,
    Column("title", TEXT, "Its title in the language asked for, else in the first there is.", is_key=True),
    Column("lead", TEXT, "What it says, in short; empty where it has no lead.", is_key=True),
    Column("teller", TEXT, "In whose name it is told.", is_key=True),
    word(
        "organisation", "The organisation it is told for, by the name its address has; empty where a person tells it."
    ),
    Column("published", TEXT, "When it was published.", is_key=True),
    number("steps", "How many views it has.", "views"),
    SAMPLE,
    PAGE,
)
_SHAPE = own_shape("Story", _FACTS)


@current_rows("/stories", said("Stories"), STORIES, _SHAPE)
def stories(asked: Asked) -> Rows:
    """Published stories, the latest first."""
    found, window = published(), asked.window
    rows = [_row(each) for each in found[window.start : window.start + window.limit]]
    return Rows(_SHAPE, rows, count=found.count())


def _row(story: Story) -> dict[str, Any]:
    return {
        "slug": story.slug,
        "title": str(story.title),
        "lead": str(story.lead),
        "teller": str(told_in_name_of(story)),
        "organisation": story.organisation.slug if story.organisation else None,
        "published": moment(story.published),
        "steps": story.length,  # type: ignore[attr-defined]
        "is_sample": story.is_sample,
        "page": reverse("stories:story", args=(story.slug,)),
    }


_VIEW = document(
    "A view of the atlas.",
    {
        "name": some("string", "What it is called."),
        "edition": some("string", "The edition that it shows.", "us-2019.1"),
        "pages": {"type": "object", "additionalProperties": {"type": "string"}, "description": "Its page by language."},
        "picture": perhaps("string", "The address of its chart or map, where it has one."),
    },
)
_STEP = document(
    "A step.",
    {
        "place": some("integer", "Its place.", 1),
        "title": some("string", "Its title in the language asked for, else in the first there is."),
        "text": some("string", "Its words."),
        "titles": TEXTS,
        "texts": TEXTS,
        "view": {"anyOf": [_VIEW, {"type": "null"}], "description": "What it shows; empty where that is not here."},
        "why": perhaps("string", "Why what it showed is not here."),
    },
)
_STORY = document(
    "A story.",
    {column.name: column.schema for column in _FACTS if column.name != "steps"}
    | {"titles": TEXTS, "leads": TEXTS, "steps": every(_STEP, "Its views in their order.")},
)


@current_document("/stories/{slug}", said("A story"), STORIES, _STORY)
def story(asked: Asked) -> dict[str, Any]:
    """One published story: its views in their order, each with its words, its picture and the address of its page."""
    found = published().filter(slug=asked["slug"]).first()
    if found is None:
        raise ProblemFound(not_there(gettext("There is no story “%(code)s”"), asked["slug"]))
    pages = {language: _pages(found, language) for language, _ in settings.LANGUAGES}
    shown = enumerate(steps_shown(found))
    steps = [_step(each, {language: told[at] for language, told in pages.items()}) for at, each in shown]
    return _row(found) | {"titles": found.titles, "leads": found.leads, "steps": steps}


def _pages(found: Story, language: str) -> list[str]:
    """The pages of the views in a language; empty where a view is not here."""
    with translation.override(language):
        return [each.view.address if each.view else "" for each in steps_shown(found)]


def _step(shown: Shown, pages: dict[str, str]) -> dict[str, Any]:
    step, seen = shown.step, shown.view
    view = None
    if seen is not None:
        view = {"name": seen.name, "edition": seen.edition, "pages": pages, "picture": or_none(seen.picture)}
    words = {"title": str(step.title), "text": str(step.text), "titles": step.titles, "texts": step.texts}
    return {"place": step.place, **words, "view": view, "why": or_none(shown.why)}
