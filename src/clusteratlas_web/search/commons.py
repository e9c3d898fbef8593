"""What programmes, calls and designations bring to the search: only what everybody may see, and as it is now.

An index is made of what is public and kept as long as nothing of that changes; what a page shows is fetched again by
the query that is the access check.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import monotonic
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Count, Max, Q, QuerySet, Value

from clusteratlas.editions.search import Entry, Index
from clusteratlas_web.designations.models import Designation, Scheme
from clusteratlas_web.designations.queries.asof import as_of
from clusteratlas_web.foundation.days import today
from clusteratlas_web.programmes.queries.programmes import visible as visible_programmes
from clusteratlas_web.registry.states import CLOSED, VERIFIED
from clusteratlas_web.search.kinds import CALL, DESIGNATION, PROGRAMME
from clusteratlas_web.selection.queries.calls import visible as visible_calls

RENEWED = 300  # seconds after which an index is made anew even if nothing seems to have changed
SCHEME = "scheme"  # schemes stand among the designations


@dataclass(frozen=True)
class Source:
    """Something of the commons: what is public of it, and how a row becomes an entry."""

    public: Callable[[], QuerySet[Any]]
    entry: Callable[[Any], Entry]
    related: tuple[str, ...] = ()

    def facts(self, name: str) -> QuerySet[Any, Any]:
        """Under a name what changes whenever something public does; no row where nothing is."""
        found = self.public().order_by().values(named=Value(name))
        return found.annotate(count=Count("pk"), last=Max("changed"), newest=Max("pk")).values_list(
            "named", "count", "last", "newest"
        )

    def entries(self) -> Iterator[Entry]:
        """Every public row as an entry."""
        yield from map(self.entry, self.public().prefetch_related(*self.related))


def public_programmes() -> QuerySet[Any]:
    """The programmes that everybody sees."""
    return visible_programmes(AnonymousUser())


def public_calls() -> QuerySet[Any]:
    """The calls that everybody sees."""
    return visible_calls(AnonymousUser())


def public_designations() -> QuerySet[Designation]:
    """The designations of the register of today, those of places and of organisations that everybody sees."""
    closed = Q(holder__state=CLOSED, holder__verified_on__isnull=False)
    seen = Q(holder__merged_into=None) & (Q(holder__state=VERIFIED) | closed)
    return as_of(today()).filter(Q(holder=None) | seen)


def public_schemes() -> QuerySet[Scheme]:
    """The schemes of designations."""
    return Scheme.objects.all()


def commons_indexes(kinds: Iterable[str]) -> list[Index]:
    """The indexes of these kinds as of now."""
    names = [name for name in SOURCES if _KIND_OF[name] in kinds]
    states = _states(names)
    return [_index(name, states[name]) for name in names]


def _states(names: list[str]) -> dict[str, tuple[Any, ...]]:
    """What changes whenever something public of these does, in one query."""
    moment = int(monotonic() / RENEWED)
    statement, values = _statement(tuple(names), moment, today())
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found = {name: facts for name, *facts in cursor.fetchall()}
    return {name: (*found.get(name, ()), moment) for name in names}


@lru_cache(maxsize=4)
def _statement(names: tuple[str, ...], moment: int, day: date) -> tuple[str, tuple[Any, ...]]:
    """The query, which takes longer to be written than to be answered; it holds the day and whose eyes it is for."""
    first, *others = (SOURCES[name].facts(name) for name in names)
    statement, values = first.union(*others, all=True).query.sql_with_params()
    return statement, tuple(values)


def _index(name: str, state: tuple[Any, ...]) -> Index:
    kept = _kept.get(name)
    if kept is None or kept[0] != state:
        kept = (state, Index(SOURCES[name].entries()))
        _kept[name] = kept
    return kept[1]


def _programme(row: Any) -> Entry:
    names = tuple(name.text for name in row.names.all()) or (row.slug,)
    return Entry(PROGRAMME, row.slug, names, tuple(filter(None, (row.code,))), float(row.since or 0), row.pk)


def _call(row: Any) -> Entry:
    return Entry(CALL, row.slug, _texts(row.names) or (row.slug,), (), float(row.pk), row.pk)


def _designation(row: Designation) -> Entry:
    held = tuple(name.text for name in row.holder.names.all()) if row.holder else ()
    names = (*_texts(row.names), *held) or (row.code,)
    return Entry(DESIGNATION, str(row.pk), names, (row.code,), float(row.granted_on.year), row.pk)


def _scheme(row: Scheme) -> Entry:
    return Entry(DESIGNATION, row.slug, _texts(row.names) or (row.slug,), (), 10_000.0, f"{SCHEME}/{row.slug}")


def _texts(texts: dict[str, str]) -> tuple[str, ...]:
    return tuple(text for text in texts.values() if text)


SOURCES = {
    PROGRAMME: Source(public_programmes, _programme, ("names",)),
    CALL: Source(public_calls, _call),
    DESIGNATION: Source(public_designations, _designation, ("holder__names",)),
    SCHEME: Source(public_schemes, _scheme),
}
_KIND_OF = {PROGRAMME: PROGRAMME, CALL: CALL, DESIGNATION: DESIGNATION, SCHEME: DESIGNATION}
_kept: dict[str, tuple[tuple[Any, ...], Index]] = {}
