"""Which programmes a person sees, how the list is filtered, and what there is to filter by."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.functional import cached_property

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.facets import Selection
from clusteratlas_web.programmes.models import Instrument, Part, Place, Programme, ProgrammeName, Role
from clusteratlas_web.programmes.models.instrument import open_on
from clusteratlas_web.programmes.permissions import departments_of, may_see
from clusteratlas_web.programmes.states import DRAFT
from clusteratlas_web.programmes.words import CLUSTER, LEAD, PARTNER, REGION
from clusteratlas_web.registry.models import Organisation

FACETS = ("country", "level", "type", "department", "dimension", "region", "cluster", "open")
OWN = ("country", "level", "type")  # what a programme itself holds
OPEN_NOW = "now"
UNRECORDED = "-"  # the value of a facet that asks for what is not recorded
MOST = 25  # values of a facet that are offered


def visible(person: Any) -> QuerySet[Programme]:
    """The programmes that a person sees: published ones, and drafts of their own departments."""
    every = Programme.objects.all()
    if not person.is_authenticated:
        return every.exclude(state=DRAFT)
    if is_administrator(person):
        return every
    mine = Part.objects.filter(organisation__in=departments_of(person).values("organisation"))
    return every.filter(~Q(state=DRAFT) | Q(pk__in=mine.values("programme")))


def programme_for(person: Any, slug: str) -> Programme:
    """The programme at an address; to whoever may not see it, it does not exist."""
    programme = Programme.objects.prefetch_related("names").filter(slug=slug).first()
    if programme is None or not may_see(person, programme):
        raise Http404
    return programme


def selected(person: Any, selection: Selection, today: date) -> QuerySet[Programme]:
    """The programmes of a selection, in the order of the list."""
    found = visible(person)
    for name, value in selection.values.items():
        found = found.filter(_CONDITIONS[name](value, today))
    for word in selection.words.split():
        found = found.filter(_spoken_of(word))
    return found


def with_departments(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Names, parts and the departments' names, read at once."""
    return programmes.prefetch_related("names", Prefetch("parts", _slim_parts()))


def with_leads(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Names, and the lead as `leads`: as much as a list shows of the departments."""
    return programmes.prefetch_related("names", Prefetch("parts", _slim_parts().filter(part=LEAD), to_attr="leads"))


def partners_of(programmes: list[Programme]) -> dict[int, int]:
    """How many partners each of some programmes has; those without one are left out."""
    rows = Part.objects.filter(part=PARTNER, programme__in=programmes).order_by().values_list("programme")
    return dict(rows.annotate(n=Count("pk")))


def _slim_parts() -> QuerySet[Part]:
    slim = Part.objects.select_related("organisation").only("programme", "part", "organisation__slug")
    return slim.prefetch_related("organisation__names")


def facet_counts(person: Any, selection: Selection, today: date) -> dict[str, list[tuple[str, int]]]:
    """For each facet its values with how many programmes they would leave, under what else is selected."""
    everything = _Set(person, selection, today)
    found = {}
    for facet in FACETS:
        chosen = facet in selection.values
        narrowed = _Set(person, selection.without(facet), today) if chosen else everything
        found[facet] = narrowed.counted(facet)
    return found


def departments_at(slugs: list[str]) -> dict[str, Any]:
    """Departments by their slugs, with names."""
    held = Organisation.objects.only("slug").filter(slug__in=slugs).prefetch_related("names")
    return {each.slug: each for each in held}


def treats(dimension: str) -> Q:
    """Whether a role or an instrument of a programme treats a dimension."""
    here = {"of__programme": OuterRef("pk"), "dimension": dimension}
    return Q(Exists(Role.objects.filter(**here))) | Q(Exists(Instrument.objects.filter(**here)))


def _spoken_of(word: str) -> Q:
    named = ProgrammeName.objects.filter(programme=OuterRef("pk"), text__icontains=word)
    return Q(Exists(named)) | Q(code__icontains=word) | Q(about__icontains=word)


def _placed(kind: str, code: str) -> Q:
    return Q(Exists(Place.objects.filter(programme=OuterRef("pk"), kind=kind, code=code)))


def _open_now(today: date) -> Q:
    return Q(Exists(Instrument.objects.filter(open_on(today), of__programme=OuterRef("pk"))))


def _with_department(slug: str) -> Q:
    return Q(Exists(Part.objects.filter(programme=OuterRef("pk"), organisation__slug=slug)))


_CONDITIONS: dict[str, Any] = {
    "country": lambda value, today: Q(country=value),
    "level": lambda value, today: Q(level=value),
    "type": lambda value, today: Q(type="" if value == UNRECORDED else value),
    "department": lambda value, today: _with_department(value),
    "dimension": lambda value, today: treats(value),
    "region": lambda value, today: _placed(REGION, value),
    "cluster": lambda value, today: _placed(CLUSTER, value),
    "open": lambda value, today: _open_now(today),
}


class _Set:
    """The programmes of a selection, to be counted by one facet after the other."""

    def __init__(self, person: Any, selection: Selection, today: date) -> None:
        self.today = today
        narrow = bool(selection.words or selection.values)
        # What is selected is found once; where nothing is, everything that can be seen is counted where it stands.
        self.numbers = (
            list(selected(person, selection, today).order_by().values_list("pk", flat=True)) if narrow else None
        )
        drafts = Programme.objects.filter(state=DRAFT).exclude(pk__in=visible(person).values("pk"))
        self.hidden = [] if narrow else list(drafts.values_list("pk", flat=True))

    def of(self, rows: QuerySet[Any], path: str) -> QuerySet[Any]:
        """Those rows that belong to a programme of the set, which stands at the end of a path."""
        if self.numbers is not None:
            return rows.filter(**{f"{path}__in": self.numbers})
        return rows.exclude(**{f"{path}__in": self.hidden}) if self.hidden else rows

    def counted(self, facet: str) -> list[tuple[str, int]]:
        """The values of a facet with their numbers, the most frequent first."""
        if facet == "open":
            number = self.of(Programme.objects.filter(_open_now(self.today)), "pk").count()
            return [(OPEN_NOW, number)] if number else []
        if facet == "dimension":
            return self._dimensions()
        if facet in (REGION, CLUSTER):
            return _most(self.of(Place.objects.filter(kind=facet), "programme"), "code", "programme")
        if facet == "department":
            return self._departments()
        return self._own(facet)

    @cached_property
    def own_values(self) -> list[tuple[Any, ...]]:
        """Country, level and type of the programmes with how many have all three, in one query for the three facets."""
        rows = self.of(Programme.objects.order_by(), "pk").values_list(*OWN)
        return list(rows.annotate(n=Count("pk")))

    def _own(self, facet: str) -> list[tuple[str, int]]:
        counts: Counter[str] = Counter()
        for row in self.own_values:
            counts[row[OWN.index(facet)] or UNRECORDED] += row[-1]
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]

    def _departments(self) -> list[tuple[str, int]]:
        rows = _most(self.of(Part.objects.all(), "programme"), "organisation", "programme")
        slugs = dict(Organisation.objects.filter(pk__in=[number for number, _ in rows]).values_list("pk", "slug"))
        return [(slugs[int(number)], count) for number, count in rows]

    def _dimensions(self) -> list[tuple[str, int]]:
        """Programmes by dimension, each counted once however many roles and instruments treat it."""
        same = Instrument.objects.filter(of__programme=OuterRef("of__programme"), dimension=OuterRef("dimension"))
        only = Role.objects.exclude(dimension="").filter(~Exists(same))
        counts: dict[str, int] = {}
        for rows in (Instrument.objects.exclude(dimension=""), only):
            grouped = self.of(rows, "of__programme").order_by().values_list("dimension")
            for dimension, number in grouped.annotate(n=Count("of__programme", distinct=True)):
                counts[dimension] = counts.get(dimension, 0) + number
        return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def _most(rows: QuerySet[Any], field: str, counted: str) -> list[tuple[str, int]]:
    grouped = rows.order_by().values_list(field).annotate(n=Count(counted))
    return list(grouped.order_by("-n", field)[:MOST])
