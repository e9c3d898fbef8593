"""What awards bring: who is told, in its transaction, when a decision becomes final; what a department can grant."""

from collections.abc import Callable, Iterable
from typing import Any

Told = Callable[[Any, Any], object]
Granting = Callable[[Any], Iterable[str]]

FUNCTIONS: list[Told] = []
GRANTING: list[Granting] = []


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


def can_grant(function: Granting) -> Granting:
    """Has function(department) asked for what calls of a department can grant, as scheme/level."""
    if function not in GRANTING:
        GRANTING.append(function)
    return function


def grantable(department: Any) -> list[str]:
    """What an award of a call of this department can bring; a call that names anything else would bring nothing."""
    return sorted({each for function in GRANTING for each in function(department)})
