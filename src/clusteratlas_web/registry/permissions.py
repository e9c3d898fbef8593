"""Who may do what in the registry."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas_web.accounts.permissions import is_administrator, is_signed_in
from clusteratlas_web.foundation.permissions import rule
from clusteratlas_web.registry.words import MANAGER, OFFICER


@rule(said("Only somebody who acts for this organisation may do this."))
def acts_for(person: Any, organisation: Any) -> bool:
    """Member, manager or officer."""
    return person.is_authenticated and person.acting.filter(organisation=organisation).exists()


@rule(said("Only a manager of this organisation may do this."))
def manages(person: Any, organisation: Any) -> bool:
    """Manager of the organisation, or officer of the department."""
    mine = person.is_authenticated and person.acting.filter(organisation=organisation, role__in=(MANAGER, OFFICER))
    return bool(mine) and mine.exists()


@rule(said("There is no such organisation."))
def is_public(person: Any, organisation: Any) -> bool:
    """What everybody sees: a verified record, and one that was verified before it was closed."""
    return bool(organisation.is_public)


may_edit = manages | is_administrator
may_see = is_public | acts_for | is_administrator
may_read_inside = acts_for | is_administrator  # what is private to the organisation: its log, history, evidence, people
may_register = is_signed_in
