"""Who wants to know of an award: functions that are called, in its transaction, when a decision becomes final."""

from collections.abc import Callable
from typing import Any

Told = Callable[[Any, Any], object]

FUNCTIONS: list[Told] = []


def on_award(function: Told) -> Told:
    """Has function(decision, person) called for each selected application of the last round of a call; once each.

    What it raises undoes that the decisions became final. An app says so when it is ready.
    """
    if function not in FUNCTIONS:
        FUNCTIONS.append(function)
    return function


def tell_of_award(decision: Any, person: Any) -> None:
    """Calls them all, in the order in which they asked."""
    for function in FUNCTIONS:
        function(decision, person)
