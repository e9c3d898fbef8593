"""What the directory shows: the organisations that fit, the choices beside them, the map."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.names import Name
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.pagination import Pages, lay_pages
from clusteratlas_web.foundation.places import (
    ancestors,
    atlas_name,
    cluster_key,
    cluster_name,
    find_regions,
    ground,
    level_name,
    places,
    region_name,
)
from clusteratlas_web.registry.map_of_regions import colour_map
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.postings import Numbers
from clusteratlas_web.registry.profile_page import label_of
from clusteratlas_web.registry.queries import name_in
from clusteratlas_web.registry.queries.directory import BY_NAME, ORDERS, Asked, Found, find, page_of, rows
from clusteratlas_web.registry.queries.facets import (
    by_activity,
    by_cluster,
    by_kind,
    by_region,
    by_region_within,
    by_state,
)
from clusteratlas_web.registry.states import ORGANISATION, VERIFIED
from clusteratlas_web.registry.words import ACTIVITIES, CHAMBER, CLUSTER_ORGANISATION, KINDS

ROWS = 25
OFFERED, MOST = 10, 40  # choices of a facet that are shown, and that open on request
LONGEST = 200  # characters of a question that are read
EVERY = "every"  # all states
WITH_MEMBERS = (CLUSTER_ORGANISATION, CHAMBER)
ASKED = ("q", "kind", "region", "cluster", "activity", "state", "sort", "view", "level")


@dataclass(frozen=True)
class Choice:
    """A choice of a facet: what it is called, where it leads, how many there are, whether it is chosen."""

    label: Name | str
    address: str
    number: int
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """A group of choices; those beyond the first open on request."""

    title: str
    choices: list[Choice]
    off: Choice | None = None  # takes the choice back

    @property
    def first(self) -> list[Choice]:
        """Those that are shown."""
        return self.choices[:OFFERED]

    @property
    def more(self) -> list[Choice]:
        """Those that open on request."""
        return self.choices[OFFERED:]


@dataclass(frozen=True)
class Entry:
    """An organisation in the table."""

    name: Name
    address: str
    kind: str
    region: Name | str
    clusters: list[Name]
    has_members: bool
    members: int
    state: str
    is_sample: bool


def read_asked(query: QueryDict, person: Any) -> Asked:
    """What an address asks for; only administrators ask for other states than verified."""
    order, state = query.get("sort", BY_NAME), query.get("state", VERIFIED)
    if not is_administrator(person):
        state = VERIFIED
    text, region, cluster = (query.get(name, "").replace("\0", "") for name in ("q", "region", "cluster"))
    region = region[:60].strip()
    found = find_regions(region)
    return Asked(
        text=text[:LONGEST].strip(),
        kind=query.get("kind", "") if query.get("kind") in dict(KINDS) else "",
        region=found[0] if found else region,
        cluster=_one_key(cluster[:120]),
        activity=query.get("activity", "") if query.get("activity") in dict(ACTIVITIES) else "",
        state="" if state == EVERY else state if state in ORGANISATION.states else VERIFIED,
        order=order if order in ORDERS else BY_NAME,
    )


def directory_contents(query: QueryDict, person: Any) -> dict[str, Any]:
    """Everything the directory shows of what was asked."""
    asked = read_asked(query, person)
    found = find(asked)
    on_map = query.get("view") == "map"
    pages = lay_pages(len(found), ROWS, query)
    return {
        "asked": asked,
        "count": len(found),
        "facets": facets(asked, found.everything, query, bool(is_administrator(person))),
        "within": [
            Link(str(region_name(code)), _address(query, region=code)) for code in reversed(ancestors(asked.region))
        ],
        "chosen": _chosen(asked, query),
        "views": [
            Link(gettext("Table"), _address(query, view=""), current=not on_map),
            Link(gettext("Map"), _address(query, view="map"), current=on_map),
        ],
        "sorts": [(name, label, name == asked.order) for name, label in _orders()],
        "hidden": [(name, query[name]) for name in ASKED if name in query and name not in ("q", "sort")],
        "exports": [
            Link(kind.upper(), f"{reverse('registry:export', args=(kind,))}?{_query(query)}")
            for kind in ("csv", "xlsx")
        ],
        "states_shown": asked.state != VERIFIED,
        **(_map(asked, found, query) if on_map else _table(asked, found, pages)),
    }


def facets(asked: Asked, among: Numbers, query: QueryDict, administers: bool) -> list[Facet]:
    """The choices beside the table, each with how many of the organisations found have it."""
    found = [
        _facet(gettext("Kind"), "kind", asked.kind, by_kind(among), lambda word: label_of(KINDS, word), query),
        _regions(asked, among, query),
        _clusters(asked, among, query),
        _facet(
            gettext("Activity"),
            "activity",
            asked.activity,
            by_activity(among),
            lambda w: label_of(ACTIVITIES, w),
            query,
        ),
    ]
    if administers:
        counts = by_state(among)
        state = asked.state or EVERY
        choices = [Choice(ORGANISATION.label(w), _address(query, state=w), n, w == state) for w, n in counts.items()]
        every = Choice(gettext("every state"), _address(query, state=EVERY), len(among), state == EVERY)
        found.append(Facet(gettext("Status"), [*choices, every]))
    return [facet for facet in found if facet.choices or facet.off]


def entries(numbers: list[int]) -> list[Entry]:
    """Organisations as the table shows them."""
    return [_entry(each) for each in rows(numbers)]


def _table(asked: Asked, found: Found, pages: Pages) -> dict[str, Any]:
    return {"pages": pages, "entries": entries(page_of(found, asked.order, pages.start, pages.stop))}


def _entry(held: Organisation) -> Entry:
    region = next(iter(held.regions.all()), None)
    return Entry(
        name=name_in(held),
        address=reverse("registry:organisation", args=(held.slug,)),
        kind=label_of(KINDS, held.kind),
        region=region_name(region.region) if region else "",
        clusters=[cluster_name(each.atlas, each.cluster) for each in held.clusters.all()],
        has_members=held.kind in WITH_MEMBERS,
        members=max(held.members, sum(each.number for each in held.declared_members.all())),  # type: ignore[attr-defined]
        state=ORGANISATION.label(held.state),
        is_sample=held.is_sample,
    )


def _facet(
    title: str, name: str, chosen: str, counts: Mapping[str, int], label: Callable[[str], str], query: QueryDict
) -> Facet:
    if chosen:
        off = Choice(label(chosen), _address(query, **{name: ""}), counts.get(chosen, 0), True)
        return Facet(title, [], off)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
    return Facet(title, [Choice(label(word), _address(query, **{name: word}), n) for word, n in ordered])


def _regions(asked: Asked, among: Numbers, query: QueryDict) -> Facet:
    """The regions directly within the chosen one, and the way back."""
    counts = by_region_within(among, asked.region)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[: 2 * MOST]
    choices = [Choice(region_name(code), _address(query, region=code), n) for code, n in ordered]
    off = Choice(region_name(asked.region), _address(query, region=""), len(among), True) if asked.region else None
    return Facet(gettext("Region"), choices, off)


def _one_key(cluster: str) -> str:
    """The key a cluster is stored under, whichever atlas of its country was named."""
    atlas, _, code = cluster.partition("/")
    return cluster_key(atlas, code) if code else cluster


def _clusters(asked: Asked, among: Numbers, query: QueryDict) -> Facet:
    """Clusters by name; where two atlases have one of a name, with the atlas."""
    counts = by_cluster(among)
    called = Counter(str(_cluster(key)) for key in counts)

    def label(key: str) -> str:
        name = _cluster(key)
        return f"{name} · {atlas_name(key.partition('/')[0])}" if called[str(name)] > 1 else name

    return _facet(gettext("Cluster"), "cluster", asked.cluster, counts, label, query)


def _map(asked: Asked, found: Found, query: QueryDict) -> dict[str, Any]:
    """The map of the atlas of the chosen region, or of the one with the most organisations."""
    among, drawn = found.everything, [atlas for atlas in places().atlases if ground(atlas)]
    region = places().regions.get(asked.region)
    pairs = {(atlas, level): level for atlas in drawn for level in (ground(atlas) or _NO_GROUND).points}
    wanted = tuple(query.get("level", "").split("/"))
    if wanted not in pairs:
        wanted = _likeliest(drawn, region.atlas if region else "", among)
    if wanted not in pairs:
        return {"map": None, "levels": []}
    atlas, level = wanted
    codes = [
        each.code for each in places().regions.values() if each.level == level and each.code.startswith(_country(atlas))
    ]
    counts = by_region(among, codes)
    links = f"?{_query(query, region='', view='', level='')}".rstrip("?")
    table = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return {
        "map": colour_map(atlas, level, counts, f"{links}&" if links else "?", asked.region),
        "levels": [
            Link(
                f"{atlas_name(a)}: {level_name(a, one)}",
                _address(query, level=f"{a}/{one}"),
                current=(a, one) == wanted,
            )
            for a, one in pairs
        ],
        "counted": [Choice(region_name(code), _address(query, region=code, view=""), n) for code, n in table[:ROWS]],
        "more_counted": max(len(table) - ROWS, 0),
    }


class _NoGround:
    points: Mapping[str, Any] = {}


_NO_GROUND = _NoGround()


def _country(atlas: str) -> str:
    return f"{places().atlases[atlas].country}-"


def _likeliest(atlases: Iterable[str], chosen: str, among: Numbers) -> tuple[str, ...]:
    """The first level of the chosen atlas that has boundaries, or of the one whose country has the most."""
    countries = by_region(among, [places().atlases[atlas].country for atlas in atlases])
    ordered = sorted(
        atlases,
        key=lambda a: (a != chosen, -countries.get(places().atlases[a].country, 0), -len(places().atlases[a].rows)),
    )
    for atlas in ordered[:1]:
        return atlas, next(iter((ground(atlas) or _NO_GROUND).points), "")
    return ()


def _chosen(asked: Asked, query: QueryDict) -> list[Link]:
    """What was chosen, each a link that takes it back."""
    labels = {
        "q": f"“{asked.text}”" if asked.text else "",
        "kind": label_of(KINDS, asked.kind) if asked.kind else "",
        "region": str(region_name(asked.region)) if asked.region else "",
        "cluster": _cluster(asked.cluster) if asked.cluster else "",
        "activity": label_of(ACTIVITIES, asked.activity) if asked.activity else "",
    }
    return [Link(label, _address(query, **{name: ""})) for name, label in labels.items() if label]


def _cluster(key: str) -> Name:
    atlas, _, code = key.partition("/")
    return cluster_name(atlas, code)


def _orders() -> list[tuple[str, str]]:
    return [("name", gettext("Name")), ("changed", gettext("Changed last")), ("founded", gettext("Founded first"))]


def _query(query: QueryDict, **changed: str) -> str:
    """What was asked with something else in it, as the end of an address."""
    pairs = {name: query[name][:LONGEST] for name in ASKED if query.get(name)} | changed
    return urlencode({name: re.sub(r"[\r\n]", " ", value) for name, value in pairs.items() if value})


def _address(query: QueryDict, **changed: str) -> str:
    text = _query(query, **changed)
    return f"?{text}" if text else reverse("registry:directory")
