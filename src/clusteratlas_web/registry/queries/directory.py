"""The directory: which organisations fit what was asked, in which order, and how many there are of each kind."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from django.db.models import Count, F, Q, QuerySet

from clusteratlas.editions.search import pieces
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.postings import NONE, Numbers, both, either, in_mask, without
from clusteratlas_web.registry.queries.index import found_by, having_all
from clusteratlas_web.registry.states import VERIFIED

BY_NAME, BY_CHANGE, BY_FOUNDING = "name", "changed", "founded"
ORDERS = {
    BY_NAME: (F("sort_name").asc(), "id"),
    BY_CHANGE: (F("changed").desc(), "id"),
    BY_FOUNDING: (F("founded").asc(nulls_last=True), "id"),
}
FEW = 8000  # as many can be sorted by asking for them alone; for more, all are walked through in order
AT_ONCE = 2000
SHORTEST_BEGINNING = 3  # letters of the last word from which it may be the beginning of a longer one


@dataclass(frozen=True)
class Asked:
    """What somebody asks the directory: words, facets, the state of the records, and the order."""

    text: str = ""
    kind: str = ""
    region: str = ""
    cluster: str = ""
    activity: str = ""
    state: str = VERIFIED  # empty for every state
    order: str = BY_NAME

    @property
    def facets(self) -> list[tuple[str, str]]:
        """The facets that were chosen."""
        chosen = (("kind", self.kind), ("region", self.region), ("cluster", self.cluster), ("activity", self.activity))
        return [(facet, word) for facet, word in chosen if word]


@dataclass(frozen=True)
class Found:
    """The organisations that fit: those whose name has the words, then those found by other texts."""

    first: Numbers
    then: Numbers

    @property
    def everything(self) -> Numbers:
        """All of them, by number."""
        return either([self.first, self.then]) if len(self.then) else self.first

    def __len__(self) -> int:
        return len(self.first) + len(self.then)


def find(asked: Asked) -> Found:
    """The organisations that fit what was asked."""
    among = having_all(asked.facets, asked.state)
    words = pieces(asked.text)
    if not words:
        return Found(among if not asked.text.strip() else NONE, NONE)
    by_name, anywhere = among, among
    for at, word in enumerate(words):
        in_names, in_texts = found_by(word, at == len(words) - 1 and _may_begin(word))
        by_name = both(by_name, in_names)
        anywhere = both(anywhere, either([in_names, in_texts]))
    return Found(by_name, without(anywhere, by_name))


def page_of(found: Found, order: str, start: int, stop: int) -> list[int]:
    """The numbers of the organisations from `start` to before `stop` in an order."""
    split = len(found.first)
    return [
        *_slice(found.first, order, start, min(stop, split)),
        *_slice(found.then, order, max(start - split, 0), stop - split),
    ]


def in_order(numbers: list[int], queryset: QuerySet[Organisation]) -> list[Organisation]:
    """The organisations of these numbers, in their order."""
    held = {each.pk: each for each in queryset.filter(pk__in=numbers)}
    return [held[number] for number in numbers if number in held]


def rows(numbers: list[int]) -> list[Organisation]:
    """What a table of the directory shows of these organisations, in their order."""
    members = Count("memberships", filter=Q(memberships__until=None), distinct=True)
    wanted = Organisation.objects.annotate(members=members).prefetch_related(
        "names", "regions", "clusters", "declared_members"
    )
    return in_order(numbers, wanted)


def all_in_order(found: Found, order: str) -> Iterator[int]:
    """Every number in an order, for an export."""
    yield from _slice(found.first, order, 0, len(found.first))
    yield from _slice(found.then, order, 0, len(found.then))


def _may_begin(word: str) -> bool:
    return len(word) >= SHORTEST_BEGINNING and word.isascii()


def _slice(numbers: Numbers, order: str, start: int, stop: int) -> list[int]:
    if stop <= start or not len(numbers):
        return []
    every = Organisation.objects.order_by(*ORDERS[order]).values_list("pk", flat=True)
    if len(numbers) > FEW:
        return _walk(every, numbers, start, stop)
    likely = stop * int(numbers[-1]) // len(numbers)  # records until the page is full, if those that fit lie evenly
    found = _walk(every, numbers, start, stop, AT_ONCE) if likely <= AT_ONCE else []
    return found or list(every.filter(pk__in=numbers.tolist())[start:stop])


def _walk(
    every: "QuerySet[Organisation, int]", numbers: Numbers, start: int, stop: int, most: int | None = None
) -> list[int]:
    """Walks through all records in their order and keeps those that fit, until the page is full.

    Nothing where it would not be full after the first `most` records.
    """
    mask = in_mask(numbers)
    found: list[int] = []
    at, step = 0, most or min(AT_ONCE, 4 * stop)
    while len(found) < stop:
        part = np.fromiter(every[at : at + step], dtype=np.int64)
        if not len(part):
            break
        inside = part[part < len(mask)]
        found += inside[mask[inside]].tolist()
        if most and len(found) < min(stop, len(numbers)):
            return []
        at, step = at + step, min(step * 4, 50 * AT_ONCE)
    return found[start:stop]
