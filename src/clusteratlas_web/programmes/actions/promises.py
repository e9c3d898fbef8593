"""A promise is registered once, when a programme is decided, and never changed."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.editing import lock
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.programmes.models import Programme, Promise
from clusteratlas_web.programmes.permissions import may_lead
from clusteratlas_web.programmes.states import ENDED

STANDS = said("The promise of this programme is registered. It is not changed afterwards.")
TOO_LATE = said("This programme has ended. A promise is registered before its effect can be seen.")


@transaction.atomic
def register_promise(person: Any, programme: Programme, effect: str, comparison: list[str], method: str) -> Promise:
    """The expected effect, the regions it will be compared with, and how."""
    require(may_lead, person, programme)
    held = lock(programme)
    if Promise.objects.filter(programme=held).exists():
        raise Refusal(STANDS)
    if held.state == ENDED:
        raise Refusal(TOO_LATE)
    promise = Promise.objects.create(
        programme=held,
        effect=effect,
        comparison=comparison,
        method=method,
        registered=timezone.now(),
        registrar=person if getattr(person, "pk", None) else None,
    )
    kept = {name: value for name, value in state_of(promise).items() if name in {"effect", "comparison", "method"}}
    record(person, "promise", held, {}, kept)
    return promise
