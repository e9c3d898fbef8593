"""What administrators change about people: administrator, moderator, active or not."""

from django.db import transaction
from django.utils.translation import gettext_noop as said

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.outbox import write_to
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal

# What a verb makes of which field.
ACTS = {
    "make_moderator": ("is_moderator", True),
    "unmake_moderator": ("is_moderator", False),
    "make_administrator": ("is_staff", True),
    "unmake_administrator": ("is_staff", False),
    "deactivate": ("is_active", False),
    "reactivate": ("is_active", True),
}

LAST = said("This is the last administrator. Make somebody else administrator first.")
GONE = said("This account was erased; nothing about it can be changed.")


@transaction.atomic
def change_standing(person: Person, other: Person, verb: str) -> Person:
    """Does one of ACTS with somebody; what is so already stays as it is."""
    require(is_administrator, person)
    field, value = ACTS[verb]
    held = Person.objects.select_for_update().get(pk=other.pk)
    if held.erased:
        raise Refusal(GONE)
    if getattr(held, field) == value:
        return held
    if not value and field in ("is_staff", "is_active"):
        stays_administered(held)
    before = state_of(held)
    setattr(held, field, value)
    held.save(update_fields=[field])
    entry = record(person, verb, held, before, state_of(held))
    write_to(held, "standing_changed", f"accounts.standing:{entry.pk}", verb=verb)
    return held


def stays_administered(leaving: Person) -> None:
    """Refuses to let the last active administrator go; two who go at once wait for each other."""
    administrators = Person.objects.select_for_update().filter(is_staff=True, is_active=True)
    if {each.pk for each in administrators} == {leaving.pk}:
        raise Refusal(LAST)
