"""An action behind a form: what it refuses stands in the form."""

from collections.abc import Callable
from typing import Any

from clusteratlas_web.foundation.permissions import NotAllowed
from clusteratlas_web.foundation.refusals import Refusal


def succeeded(form: Any, act: Callable[[], Any], field: str | None = None) -> bool:
    """Whether an action did it; else the form says why not. That somebody may not at all is no matter of the form."""
    try:
        act()
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error(field or refusal.field, refusal.said)
        return False
    return True
