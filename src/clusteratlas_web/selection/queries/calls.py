"""Which calls a person sees and in which stage each is; the list with its facets; calls of a place or a programme.

Every list stands in one order: what closes next first, then what opens next, what is judged, what is decided.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Value, When

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.facets import Selection
from clusteratlas_web.programmes.permissions import departments_of
from clusteratlas_web.registry.models import Name
from clusteratlas_web.selection.call_words import CANCELLED as CALLED_OFF
from clusteratlas_web.selection.call_words import COMING, DECIDED, JUDGED, STAGES
from clusteratlas_web.selection.call_words import DRAFT as UNPUBLISHED
from clusteratlas_web.selection.call_words import OPEN as OPEN_NOW
from clusteratlas_web.selection.models import Call
from clusteratlas_web.selection.states import (
    CANCELLED,
    CONCLUDED,
    DRAFT,
    FINAL,
    NOTICED,
    OPEN,
    PLANNED,
    PUBLISHED,
    ROUND,
)

FACETS = ("stage", "kind", "country", "department", "cluster", "region")
EVERYWHERE = "-"  # the value of a facet for calls that set no such condition
UNRECORDED = "?"
BEGUN = [state for state in ROUND.states if state != PLANNED]
UNFINISHED = [state for state in ROUND.states if state not in (NOTICED, FINAL)]
MOST = 25  # values of a facet that are offered


@dataclass(frozen=True)
class Row:
    """What the facets need of a call: its key, and its values of each facet."""

    key: int
    values: Mapping[str, frozenset[str]]

    def has(self, values: Mapping[str, str]) -> bool:
        """Whether it has all of these."""
        return all(value in self.values[facet] for facet, value in values.items())


@dataclass(frozen=True)
class Listing:
    """The rows that have the words of a selection: those of its calls, and what else could be selected."""

    selection: Selection
    now: datetime
    rows: list[Row]

    @cached_property
    def keys(self) -> list[int]:
        """The calls of the selection."""
        return [row.key for row in self.rows if row.has(self.selection.values)]

    @property
    def calls(self) -> QuerySet[Call]:
        """The calls of the selection, in order."""
        return in_order(Call.objects.filter(pk__in=self.keys), self.now)

    @property
    def facets(self) -> dict[str, list[tuple[str, int]]]:
        """For each facet its values with how many calls they would leave, under what else is selected."""
        found = {facet: self._counted(facet) for facet in FACETS}
        stages = list(dict(STAGES))
        found["stage"].sort(key=lambda pair: stages.index(pair[0]))
        return found

    def _counted(self, facet: str) -> list[tuple[str, int]]:
        others = self.selection.without(facet).values
        counts = Counter(value for row in self.rows if row.has(others) for value in row.values[facet])
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]


def visible(person: Any) -> QuerySet[Call]:
    """The calls that a person sees: published ones, and drafts of their own departments."""
    every = Call.objects.all()
    if not person.is_authenticated:
        return every.exclude(state=DRAFT)
    if is_administrator(person):
        return every
    return every.filter(~Q(state=DRAFT) | Q(department__in=departments_of(person).values("organisation")))


def staged(calls: QuerySet[Call], now: datetime) -> QuerySet[Call]:
    """Calls with their `stage`, and what puts them in order: `closes_next`, `opens_next`, `decides_next`."""
    taking = Q(rounds__state=OPEN) & (Q(rounds__closes=None) | Q(rounds__closes__gt=now))
    begun = Q(rounds__state__in=BEGUN)
    counted = calls.annotate(
        taking=Count("rounds", filter=taking),
        begun=Count("rounds", filter=begun),
        unfinished=Count("rounds", filter=Q(rounds__state__in=UNFINISHED)),
        closes_next=Min("rounds__closes", filter=taking),
        opens_next=Min("rounds__opens", filter=Q(rounds__state=PLANNED)),
        decides_next=Min("rounds__decision_due", filter=begun & ~Q(rounds__state=FINAL)),
    )
    stage = Case(
        When(state=DRAFT, then=Value(UNPUBLISHED)),
        When(state=CANCELLED, then=Value(CALLED_OFF)),
        When(Q(state=CONCLUDED) | Q(begun__gt=0, unfinished=0), then=Value(DECIDED)),
        When(taking__gt=0, then=Value(OPEN_NOW)),
        When(begun__gt=0, then=Value(JUDGED)),
        default=Value(COMING),
    )
    return counted.annotate(stage=stage)


def in_order(calls: QuerySet[Call], now: datetime) -> QuerySet[Call]:
    """Calls in the order of all lists, with their stages; departments, programmes and rounds read at once."""
    ranks = [When(stage=stage, then=Value(rank)) for rank, stage in enumerate((UNPUBLISHED, *dict(STAGES)))]
    whole = staged(calls, now).select_related("department", "programme")
    rows = whole.prefetch_related("department__names", "programme__names", "rounds")
    return rows.order_by(
        Case(*ranks, default=Value(len(ranks)), output_field=IntegerField()),
        F("closes_next").asc(nulls_last=True),
        F("opens_next").asc(nulls_last=True),
        F("decides_next").asc(nulls_last=True),
        "-changed",
        "-pk",
    )


def listed(person: Any, selection: Selection, now: datetime) -> Listing:
    """The calls that a person sees and that have the words, with their values of the facets; one query."""
    found = visible(person)
    for word in selection.words.split():
        found = found.filter(_spoken_of(word))
    facts = ("pk", "stage", "kind", "department__country", "department__slug", "for_clusters", "for_regions")
    rows = [_row(*values) for values in staged(found, now).order_by().values_list(*facts)]
    return Listing(selection, now, rows)


def calls_open(now: datetime) -> QuerySet[Call]:
    """All calls that take applications now, what closes next first."""
    return in_order(Call.objects.filter(state=PUBLISHED), now).filter(stage=OPEN_NOW)


def calls_of_region(codes: Iterable[str], now: datetime) -> QuerySet[Call]:
    """Published calls for a region, given by its code and those of the regions it lies in."""
    return _of_codes("for_regions", codes, now)


def calls_of_cluster(key: str, now: datetime) -> QuerySet[Call]:
    """Published calls for a cluster, given by its key (foundation.places.cluster_key)."""
    return _of_codes("for_clusters", (key,), now)


def calls_of_programme(programme: Any, now: datetime) -> QuerySet[Call]:
    """Published calls of a programme."""
    return in_order(_published().filter(programme=programme), now)


def calls_of_department(department: Any, now: datetime) -> QuerySet[Call]:
    """Published calls that a department runs."""
    return in_order(_published().filter(department=department), now)


def _published() -> QuerySet[Call]:
    return Call.objects.exclude(state__in=(DRAFT, CANCELLED))


def _of_codes(field_name: str, codes: Iterable[str], now: datetime) -> QuerySet[Call]:
    wanted = Q(pk__in=[])
    for code in codes:
        wanted |= Q(**{f"{field_name}__contains": f"|{code}|"})
    return in_order(_published().filter(wanted), now)


def _row(key: int, stage: str, kind: str, country: str, department: str, clusters: Any, regions: Any) -> Row:
    values = {
        "stage": frozenset({stage}),
        "kind": frozenset({kind}),
        "country": frozenset({country or UNRECORDED}),
        "department": frozenset({department}),
        "cluster": frozenset(clusters or (EVERYWHERE,)),
        "region": frozenset(regions or (EVERYWHERE,)),
    }
    return Row(key, values)


def _spoken_of(word: str) -> Q:
    found = Q(Exists(Name.objects.filter(organisation=OuterRef("department"), text__icontains=word)))
    for text in ("names__en", "names__zh-hans", "about__en", "about__zh-hans"):
        found |= Q(**{f"{text}__icontains": word})
    return found
