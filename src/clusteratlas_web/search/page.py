"""What the page of the search shows: groups of answers with their numbers, filters by kind and atlas, pages."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.found_things import REGIONAL, FoundThing
from clusteratlas_web.foundation.facets import words_asked
from clusteratlas_web.foundation.pagination import Pages, lay_pages
from clusteratlas_web.foundation.places import atlas_name, places
from clusteratlas_web.search.atlases import atlas_pair
from clusteratlas_web.search.finding import Asked, Found, find
from clusteratlas_web.search.kinds import KINDS, OF_ATLASES, ORGANISATION, kind_titles
from clusteratlas_web.search.shown import shown, shown_organisations

FEW, SIZE = 5, 25  # answers of each kind on the page of all, and on a page of one kind
SUGGESTED = 8


@dataclass(frozen=True)
class Choice:
    """A filter: what it is called, where it leads, how many answers it leaves."""

    label: str
    address: str
    number: int
    current: bool = False


@dataclass(frozen=True)
class Group:
    """Answers of one kind: those shown, how many there are, and the page of all of them."""

    kind: str
    title: str
    things: list[FoundThing]
    number: int
    all_address: str = ""


def read_asked(query: QueryDict) -> Asked:
    """What an address asks for; raises UnknownChoice for a kind or an atlas that there is not."""
    kind, atlas = query.get("kind", ""), query.get("atlas", "")
    if kind and kind not in KINDS:
        raise UnknownChoice("kind", kind[:60], list(KINDS))
    if atlas and atlas not in places().atlases:
        raise UnknownChoice("atlas", atlas[:60], list(places().atlases))
    return Asked(words_asked(query), kind, atlas)


def page_contents(query: QueryDict) -> dict[str, Any]:
    """Everything the page shows of what was asked."""
    asked = read_asked(query)
    found = find(asked)
    pages = _pages(asked, found, query) if asked.kind else None
    return {
        "asked": asked,
        "groups": _one_kind(asked, found, pages) if pages else _all_kinds(asked, found),
        "pages": pages,
        "kinds": _kinds(asked, found),
        "atlases": _atlases(asked, found),
        "number": sum(found.by_kind.values()) + len(found.regional),
        "meant": found.meant,
        "meant_address": _address(asked, q=found.meant),
        "near": found.near,
    }


def suggested_things(text: str) -> list[FoundThing]:
    """The likeliest answers to what was typed so far: a few of each kind."""
    found = find(Asked(text))
    groups = [things(found, kind, 0, SUGGESTED) for kind in found.kinds]
    each = max(1, SUGGESTED // max(len(groups), 1))  # so that no kind pushes the others out
    first = [thing for group in groups for thing in group[:each]]
    more = [thing for group in groups for thing in group[each:]]
    return [*regional_things(found), *first, *more][:SUGGESTED]


def _pages(asked: Asked, found: Found, query: QueryDict) -> Pages:
    return lay_pages(found.by_kind.get(asked.kind, 0), SIZE, query)


def _one_kind(asked: Asked, found: Found, pages: Pages) -> list[Group]:
    shown_now = things(found, asked.kind, pages.start, pages.stop)
    return [Group(asked.kind, kind_titles()[asked.kind], shown_now, pages.count)] if shown_now else []


def _all_kinds(asked: Asked, found: Found) -> list[Group]:
    titles, numbers = kind_titles(), found.by_kind
    regional = regional_things(found)
    groups = [Group(REGIONAL, gettext("Clusters in regions"), regional, len(regional))] if regional else []
    for kind in found.kinds:
        more = _address(asked, kind=kind) if numbers[kind] > FEW else ""
        groups.append(Group(kind, titles[kind], things(found, kind, 0, FEW), numbers[kind], more))
    return groups


def things(found: Found, kind: str, start: int, stop: int) -> list[FoundThing]:
    """The answers of a kind from `start` to before `stop`, as they may be shown now."""
    if kind == ORGANISATION:
        return shown_organisations(found.organisations.page(start, stop))
    return shown(kind, found.hits(kind)[start:stop])


def regional_things(found: Found) -> list[FoundThing]:
    """The clusters in regions that answer."""
    return [atlas_pair(*pair) for pair in found.regional]


def _kinds(asked: Asked, found: Found) -> list[Choice]:
    titles = kind_titles()
    return [
        Choice(titles[kind], _address(asked, kind="" if kind == asked.kind else kind), number, kind == asked.kind)
        for kind, number in found.by_kind.items()
    ]


def _atlases(asked: Asked, found: Found) -> list[Choice]:
    """The atlases that have answers; choosing one leaves the commons out."""
    if asked.kind and asked.kind not in OF_ATLASES:
        return []
    return [
        Choice(atlas_name(atlas), _address(asked, atlas="" if atlas == asked.atlas else atlas), n, atlas == asked.atlas)
        for atlas, n in found.by_atlas.items()
    ]


def _address(asked: Asked, **changed: str) -> str:
    values = {"q": asked.text, "kind": asked.kind, "atlas": asked.atlas} | changed
    return f"{reverse('search:page')}?{urlencode({name: value for name, value in values.items() if value})}"
