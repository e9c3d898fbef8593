"""Search over everything: all atlases, and what is public of the commons."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas_web.api.answering import Rows, Window
from clusteratlas_web.api.asked import Asked, current_document, current_rows
from clusteratlas_web.api.atlas.subjects import FINDING
from clusteratlas_web.api.columns import TEXT, Column, own_shape
from clusteratlas_web.api.parameters import WORDS, one_of, text
from clusteratlas_web.api.schemas import document, every, some
from clusteratlas_web.explore.found_things import REGIONAL, FoundThing
from clusteratlas_web.foundation.places import atlas_name
from clusteratlas_web.search.finding import Found, find
from clusteratlas_web.search.kinds import KINDS, kind_titles
from clusteratlas_web.search.page import read_asked, regional_things, things

_FOUND = own_shape(
    "FoundAnywhere",
    (
        Column("kind", TEXT, "What it is.", words=(REGIONAL, *KINDS), is_key=True),
        Column("name", TEXT, "Its name in the language asked for.", is_key=True),
        Column("code", TEXT, "Its code; empty where pages show none.", is_key=True),
        Column("where", TEXT, "Its atlas, or what else tells it from others.", is_key=True),
        Column("page", TEXT, "The address of its page.", is_key=True),
    ),
)
_ASKED = (
    replace(WORDS, must=True, kind=str),
    one_of("kind", KINDS, "Only what is of this kind."),
    text("atlas", "Only what is in this atlas.", "us"),
)


@current_rows("/search", said("Search over everything"), FINDING, _FOUND, *_ASKED)
def search(asked: Asked) -> Rows:
    """Regions, clusters, industries, organisations, programmes, calls, designations and words, the likeliest first.

    Where nothing has the words, what has words that are spelt nearly so.
    """
    wanted = read_asked(asked.request.GET)
    found = find(wanted)
    kinds = [wanted.kind] if wanted.kind else found.kinds
    regional = [] if wanted.kind else regional_things(found)
    rows = [_row(each) for each in _within(found, kinds, regional, asked.window)]
    return Rows(_FOUND, rows, count=len(regional) + sum(found.by_kind.get(kind, 0) for kind in kinds))


def _within(found: Found, kinds: list[str], regional: list[FoundThing], window: Window) -> list[FoundThing]:
    """The answers of a page: clusters in regions, then kind after kind."""
    start, stop = window.start, window.start + window.limit
    shown = regional[start:stop]
    start, stop = start - len(regional), stop - len(regional)
    for kind in kinds:
        number = found.by_kind.get(kind, 0)
        if stop > 0 and start < number:
            shown += things(found, kind, max(start, 0), min(stop, number))
        start, stop = start - number, stop - number
    return shown


def _row(each: FoundThing) -> dict[str, str]:
    return {
        "kind": each.entity,
        "name": str(each.label),
        "code": each.code,
        "where": str(each.where),
        "page": each.address,
    }


def _count(name: str, meaning: str) -> dict[str, Any]:
    return document(
        "A number of answers.",
        {
            name: some("string", meaning),
            "title": some("string", "What pages call it."),
            "number": some("integer", "How many answers."),
        },
    )


_COUNTS = document(
    "How much answers.",
    {
        "q": some("string", "The words, as they were read."),
        "number": some("integer", "How many answers there are in all."),
        "meant": some(
            "string", "Other words that were looked for, since nothing has these; empty where something has."
        ),
        "near": some("boolean", "Whether the answers are to those words."),
        "kinds": every(_count("kind", "The kind."), "How many of each kind, the likeliest kind first."),
        "atlases": every(_count("atlas", "The atlas."), "How many in each atlas."),
    },
)


@current_document("/search/counts", said("How much answers"), FINDING, _COUNTS, *_ASKED)
def counts(asked: Asked) -> dict[str, Any]:
    """How many answers there are by kind and by atlas, and how the words were read."""
    wanted = read_asked(asked.request.GET)
    found, titles = find(wanted), kind_titles()
    by_kind = found.by_kind
    return {
        "q": wanted.text,
        "number": sum(by_kind.values()) + len(found.regional),
        "meant": found.meant,
        "near": found.near,
        "kinds": [{"kind": kind, "title": titles[kind], "number": by_kind[kind]} for kind in found.kinds],
        "atlases": [
            {"atlas": atlas, "title": str(atlas_name(atlas)), "number": number}
            for atlas, number in found.by_atlas.items()
        ],
    }
