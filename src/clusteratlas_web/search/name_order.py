"""The order of organisations by name, kept in memory as long as nothing of them changes."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.postings import NONE, Numbers
from clusteratlas_web.registry.queries.directory import BY_NAME, ORDERS, Found, page_of

FEW = 200  # as many are sorted by asking for them alone
_LAST = np.iinfo(np.int32).max  # the place of what has come since the places were read


def in_name_order(numbers: Numbers, start: int, stop: int) -> list[int]:
    """The numbers from `start` to before `stop` by name."""
    if len(numbers) <= FEW:
        return page_of(Found(numbers, NONE), BY_NAME, start, stop)
    places = _places_of(numbers)
    first = np.argpartition(places, stop - 1)[:stop] if stop < len(numbers) else np.arange(len(numbers))
    ordered = first[np.lexsort((numbers[first], places[first]))]
    return [int(number) for number in numbers[ordered[start:stop]]]


def _places_of(numbers: Numbers) -> NDArray[np.int32]:
    places = _places(_state())
    found = np.full(len(numbers), _LAST, dtype=np.int32)
    known = numbers < len(places)
    found[known] = places[numbers[known]]
    return found


def _state() -> tuple[object, ...]:
    """What changes whenever an organisation does: two looks into indexes."""
    latest = Organisation.objects.order_by("-changed").values_list("changed", "pk").first()
    newest = Organisation.objects.order_by("-pk").values_list("pk", flat=True).first()
    return latest, newest


@lru_cache(maxsize=1)
def _places(state: tuple[object, ...]) -> NDArray[np.int32]:
    """The place of each organisation among all by name, by its number."""
    ordered = np.fromiter(Organisation.objects.order_by(*ORDERS[BY_NAME]).values_list("pk", flat=True), dtype=np.int64)
    places = np.full(int(ordered.max(initial=0)) + 1, _LAST, dtype=np.int32)
    places[ordered] = np.arange(len(ordered), dtype=np.int32)
    return places
