"""Reads the index of the directory: who has these words, and how many of them have those."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from clusteratlas_web.foundation.places import current_editions
from clusteratlas_web.registry.models import IndexMade, Posting
from clusteratlas_web.registry.postings import NONE, Numbers, both, count_in, either, in_mask, read
from clusteratlas_web.registry.states import VERIFIED

MOST_ENDINGS = 60  # words that a beginning may stand for


def having(facet: str, word: str) -> Numbers:
    """The organisations that have a word in a facet."""
    held = Posting.objects.filter(facet=facet, word=word).values_list("organisations", flat=True).first()
    return NONE if held is None else read(held)


def having_all(wanted: Iterable[tuple[str, str]], state: str = VERIFIED) -> Numbers:
    """The organisations in a state (any, if none is named) that have every word."""
    lists = [having(facet, word) for facet, word in wanted]
    lists.append(having("state", state) if state else everybody())
    found = min(lists, key=len)
    for each in lists:
        if each is not found:
            found = both(found, each)
    return found


def everybody() -> Numbers:
    """Every organisation in the index."""
    held = Posting.objects.filter(facet="state").values_list("organisations", flat=True)
    return either([read(each) for each in held])


def counted(facet: str, among: Numbers, words: Iterable[str] | None = None) -> dict[str, int]:
    """How many of these organisations have each word of a facet, of those asked for; what nobody has is left out."""
    rows = Posting.objects.filter(facet=facet)
    if words is not None:
        rows = rows.filter(word__in=list(words))
    mask = in_mask(among)
    counts = {word: count_in(mask, read(held)) for word, held in rows.values_list("word", "organisations")}
    return {word: count for word, count in counts.items() if count}


def found_by(piece: str, beginning: bool) -> tuple[Numbers, Numbers]:
    """The organisations whose names, and those whose other texts, have a word, or one that begins so."""
    rows = Posting.objects.filter(facet__in=("name", "text"))
    rows = rows.filter(_begins(piece)) if beginning else rows.filter(word=piece)
    lists: dict[str, list[Numbers]] = {"name": [], "text": []}
    for facet, held in rows.order_by("word").values_list("facet", "organisations")[:MOST_ENDINGS]:
        lists[facet].append(read(held))
    return either(lists["name"]), either(lists["text"])


def _begins(piece: str) -> Q:
    """Words that begin so, by way of the index: SQLite compares bytes, other databases letters of a language."""
    if connection.vendor == "sqlite":
        return Q(word__gte=piece, word__lt=piece + chr(0x10FFFF))
    return Q(word__startswith=piece)


def is_index_current() -> bool:
    """Whether the index was made from the editions that are current now; looked at every few seconds by the worker."""
    made = IndexMade.objects.filter(pk=1).values_list("editions", flat=True).first()
    return made == list(current_editions())
