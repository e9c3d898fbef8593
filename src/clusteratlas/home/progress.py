"""How long work says where it is: a callback that gets the step in words and the share done."""

from collections.abc import Callable

Progress = Callable[[str, float], None]
Share = Callable[[float], None]  # the share done of one step, which somebody else names


def silent(step: str, done: float) -> None:
    """Progress nobody watches."""
