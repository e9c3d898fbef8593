"""What is open for an organisation: the database counts the conditions that fail, and what is shown is fitted whole."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from clusteratlas_web.foundation.places import ancestors, cluster_key
from clusteratlas_web.programmes.fitting import CONDITIONS, Applicant, Fit, Terms, fit
from clusteratlas_web.programmes.models import Instrument
from clusteratlas_web.programmes.models.instrument import open_on
from clusteratlas_web.programmes.states import PUBLISHED, RUNNING

_FIELDS = dict(zip(CONDITIONS, ("for_kinds", "for_sizes", "for_regions", "for_clusters"), strict=True))


@dataclass(frozen=True)
class Opening:
    """An open instrument, and how it fits."""

    instrument: Instrument
    fit: Fit


@dataclass(frozen=True)
class Openings:
    """The numbers of what fits and of what nearly fits, what closes first in front; and how many are open at all."""

    applicant: Applicant
    fitting: list[int]
    near: list[int]
    open: int

    def read(self, numbers: list[int]) -> list[Opening]:
        """Some of them whole, in their order, with programmes, departments, and the reasons."""
        held = whole(Instrument.objects.all()).in_bulk(numbers)
        found = [held[number] for number in numbers if number in held]
        return [Opening(each, fit(self.applicant, terms_of(each))) for each in found]


def terms_of(instrument: Instrument) -> Terms:
    """Who may use an instrument."""
    return Terms(instrument.for_kinds, instrument.for_sizes, instrument.for_regions, instrument.for_clusters)


def applicant_of(organisation: Any) -> Applicant:
    """What an organisation has recorded, with the regions that its regions lie in and its country."""
    regions = set(organisation.regions.values_list("region", flat=True))
    above = {region for code in regions for region in ancestors(code)}
    clusters = organisation.clusters.values_list("atlas", "cluster")
    country = {organisation.country.lower()} - {""}
    return Applicant(
        kind=organisation.kind,
        size=organisation.size,
        regions=frozenset(regions | above | country),
        clusters=frozenset(cluster_key(*pair) for pair in clusters),
    )


def open_instruments(today: date) -> QuerySet[Instrument]:
    """All that is open on a day, whoever it is for; what closes first in front."""
    return _open(Instrument.objects.all(), today)


def whole(instruments: QuerySet[Instrument]) -> QuerySet[Instrument]:
    """The same with the programmes and departments they belong to."""
    return instruments.select_related("of__programme", "of__organisation").prefetch_related(
        "of__programme__names", "of__organisation__names"
    )


def openings_for(organisation: Any, today: date) -> Openings:
    """What is open on a day for an organisation. What the database calls no miss, fitting.fit calls a fit."""
    applicant = applicant_of(organisation)
    # One way through them all: counting first, then reading, would judge each three times.
    every = list(_open(judged(applicant), today).values_list("pk", "misses"))
    return Openings(
        applicant=applicant,
        fitting=[number for number, misses in every if misses == 0],
        near=[number for number, misses in every if misses == 1],
        open=len(every),
    )


def _open(instruments: QuerySet[Instrument], today: date) -> QuerySet[Instrument]:
    found = instruments.filter(open_on(today), of__programme__state__in=(PUBLISHED, RUNNING))
    return found.order_by(F("closes").asc(nulls_last=True), "pk")


def judged(applicant: Applicant) -> QuerySet[Instrument]:
    """All instruments with the number of conditions that an organisation does not meet, or that nobody can tell."""
    misses = sum((_miss(_FIELDS[condition], applicant.has(condition)) for condition in CONDITIONS), Value(0))
    return Instrument.objects.annotate(misses=misses)


def _miss(field: str, codes: frozenset[str]) -> Case:
    """0 where a condition is empty or holds one of the codes, else 1."""
    met = Q(**{field: ""})
    for code in sorted(codes):
        met |= Q(**{f"{field}__contains": f"|{code}|"})
    return Case(When(met, then=Value(0)), default=Value(1), output_field=IntegerField())
