"""Circles pushed apart until none covers another."""

import numpy as np
from numpy.typing import NDArray

_STEPS = 400
_HAIR = 1e-9


def spread(
    places: NDArray[np.float64], radii: NDArray[np.float64], frame: tuple[float, float] | None = None
) -> NDArray[np.float64]:
    """The places moved as little as it takes that no two circles meet, within a frame if there is one.

    Parameters:
        places: shape (circles, 2).
        radii: shape (circles,), in the same unit; a space to be kept belongs to the radius.
        frame: its width and height; circles that do not fit into it together are pushed as far apart as they go.

    Returns:
        The shape of places.

    Example:
        Two circles of radius 1 that stand 1 apart are moved half each.

        >>> spread(np.array([[4.0, 5.0], [5.0, 5.0]]), np.ones(2)).round(3).tolist()
        [[3.5, 5.0], [5.5, 5.0]]
    """
    least = radii[:, None] + radii[None, :]
    moved = _within(places.astype(np.float64), radii, frame)
    for _ in range(_STEPS):
        push = _push(moved, least)
        if np.abs(push).max(initial=0.0) <= _HAIR:
            break
        moved = _within(moved + push, radii, frame)
    return moved


def _within(
    places: NDArray[np.float64], radii: NDArray[np.float64], frame: tuple[float, float] | None
) -> NDArray[np.float64]:
    """The places with each circle inside the frame; one that is larger stands in its middle."""
    if frame is None:
        return places
    inset = np.minimum(radii[:, None], np.array(frame) / 2)
    return np.clip(places, inset, np.array(frame) - inset)


def _push(places: NDArray[np.float64], least: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each circle is pushed by those it meets: half of what they lack."""
    apart = places[:, None] - places[None, :]
    distance = np.hypot(apart[..., 0], apart[..., 1])
    np.fill_diagonal(distance, np.inf)
    same = distance < _HAIR
    # On one place there is no direction to go: the later in order goes right and down.
    order = np.sign(np.arange(len(places))[:, None] - np.arange(len(places))[None, :])
    direction = np.where(same[..., None], order[..., None] / np.sqrt(2), apart / np.where(same, 1, distance)[..., None])
    lack = np.maximum(least - np.where(same, 0, distance), 0)
    np.fill_diagonal(lack, 0)
    result: NDArray[np.float64] = (direction * lack[..., None] / 2).sum(axis=1)
    return result
