"""Who may do what with stories."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas_web.accounts.permissions import is_moderator, is_signed_in
from clusteratlas_web.foundation.permissions import rule
from clusteratlas_web.registry.permissions import acts_for
from clusteratlas_web.registry.states import VERIFIED


@rule(said("Only who tells this story, or acts for the organisation it is told for, may do this."))
def tells(person: Any, story: Any) -> bool:
    """Whoever began it, and whoever acts for its organisation."""
    if not person.is_authenticated:
        return False
    return story.teller_id == person.pk or bool(story.organisation_id and acts_for(person, story.organisation))


@rule(said("There is no such story."))
def is_public(person: Any, story: Any) -> bool:
    """Anybody, while it is published."""
    return bool(story.is_public)


@rule(said("There is no such story."))
def was_published(person: Any, story: Any) -> bool:
    """It was published once: before that it is nobody's but its teller's."""
    return story.published is not None


@rule(said("A story is told for an organisation that is verified and that you act for."))
def may_tell_for(person: Any, organisation: Any) -> bool:
    """Somebody who acts for this verified organisation."""
    return organisation.state == VERIFIED and bool(acts_for(person, organisation))


may_tell = is_signed_in
may_see = is_public | tells | (was_published & is_moderator)
may_withdraw = tells | is_moderator
