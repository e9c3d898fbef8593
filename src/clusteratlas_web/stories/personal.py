"""What stories keep of a person: those they told. Published ones stay, without the name; drafts go."""

from typing import Any

from clusteratlas_web.foundation.personal import erases_personal_data, exports_personal_data


def export_stories(person: Any) -> list[dict[str, Any]]:
    """The stories that a person told, with their words and views."""
    from clusteratlas_web.stories.models import Story  # deferred: this is imported while apps are made ready

    return [_exported(each) for each in Story.objects.filter(teller=person).prefetch_related("steps").order_by("pk")]


def erase_drafts(person: Any) -> None:
    """Removes the drafts that nobody else could go on with."""
    from clusteratlas_web.stories.models import Story  # deferred: as above
    from clusteratlas_web.stories.states import DRAFT

    Story.objects.filter(teller=person, state=DRAFT, organisation=None).delete()


def _exported(story: Any) -> dict[str, Any]:
    steps = [{"address": each.address, "title": each.titles, "text": each.texts} for each in story.steps.all()]
    return {"title": story.titles, "in_short": story.leads, "state": story.state, "views": steps}


def register() -> None:
    """Tells the foundation, once the apps are ready."""
    exports_personal_data("stories", export_stories)
    erases_personal_data(erase_drafts)
