"""Registers an organisation: whoever does becomes its manager; what seems to be here already is warned of."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.actions.indexing import index
from clusteratlas_web.registry.actions.naming import free_slug
from clusteratlas_web.registry.described import whole_state
from clusteratlas_web.registry.duplicates import host_of
from clusteratlas_web.registry.models import Acting, Name, Organisation
from clusteratlas_web.registry.permissions import may_register
from clusteratlas_web.registry.queries.duplicates import likely_records
from clusteratlas_web.registry.refusals import DUPLICATE, LikelyDuplicate
from clusteratlas_web.registry.words import MANAGER


@dataclass(frozen=True)
class Registration:
    """What is asked of whoever registers an organisation; the rest is told afterwards."""

    name: str
    language: str
    kind: str
    country: str = ""
    web: str = ""


@transaction.atomic
def register_organisation(person: Any, wanted: Registration, is_another: bool = False) -> Organisation:
    """A draft that the person manages; raises LikelyDuplicate unless the person says that it is another one."""
    require(may_register, person)
    if not is_another:
        likely = likely_records([wanted.name], wanted.web, wanted.country, person)
        if likely:
            raise LikelyDuplicate(DUPLICATE, [each.number for each in likely[:5]])
    made = Organisation.objects.create(
        slug=free_slug(wanted.name, wanted.kind),
        kind=wanted.kind,
        country=wanted.country,
        web=wanted.web,
        web_host=host_of(wanted.web),
    )
    Name.objects.create(organisation=made, language=wanted.language, text=wanted.name)
    Acting.objects.create(organisation=made, person=person, role=MANAGER)
    record(person, "register", made, after=whole_state(made))
    index([made])
    return made
