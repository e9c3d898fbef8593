"""Changes what a record says, part by part; each checks who may, the version, and every code."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.places import (
    cluster_key,
    is_cluster,
    is_industry,
    is_region,
    nearest_cluster,
    nearest_industry,
    nearest_region,
)
from clusteratlas_web.registry.actions.indexing import index
from clusteratlas_web.registry.described import whole_state
from clusteratlas_web.registry.duplicates import host_of
from clusteratlas_web.registry.models import (
    Activity,
    Alias,
    Capability,
    Certificate,
    DeclaredMembers,
    FundingYear,
    InCluster,
    InIndustry,
    InRegion,
    Name,
    Organisation,
    Service,
)
from clusteratlas_web.registry.permissions import may_edit
from clusteratlas_web.registry.refusals import NO_CLUSTER, NO_INDUSTRY, NO_REGION, UnknownPlace

PROFILE = (
    *("kind", "sector", "size", "legal_form", "country", "founded", "web", "about"),
    *("contact_name", "contact_email", "contact_phone", "contact_is_public"),
)


@dataclass(frozen=True)
class Work:
    """What an organisation does and can do; certificates as title, issuer and last day."""

    activities: Sequence[str] = ()
    services: Sequence[str] = ()
    capabilities: Sequence[str] = ()
    certificates: Sequence[tuple[str, str, Any]] = ()


@dataclass(frozen=True)
class Funding:
    """Where the money of a year came from, in percent."""

    year: int
    public: int
    dues: int
    services: int
    projects: int


@dataclass(frozen=True)
class Resources:
    """What a cluster organisation lives on: staff, members by kind whether registered or not, funding by year."""

    staff_fte: Decimal | None = None
    declared: Mapping[str, int] | None = None
    funding: Sequence[Funding] = ()


@transaction.atomic
def edit_names(
    person: Any, organisation: Organisation, version: int, names: Mapping[str, str], aliases: Sequence[str] = ()
) -> Organisation:
    """Its names by language, the first one the one it calls itself by, and what else it is known as."""
    with _edited(person, organisation, version, "edit-names") as held:
        held.names.all().delete()
        Name.objects.bulk_create([Name(organisation=held, language=each, text=text) for each, text in names.items()])
        held.aliases.all().delete()
        Alias.objects.bulk_create([Alias(organisation=held, text=text) for text in dict.fromkeys(aliases)])
    return held


@transaction.atomic
def edit_profile(person: Any, organisation: Organisation, version: int, facts: Mapping[str, Any]) -> Organisation:
    """Kind, sector, size, legal form, country, founding, web, text and contact."""
    with _edited(person, organisation, version, "edit-profile") as held:
        for name in PROFILE:
            if name in facts:
                setattr(held, name, facts[name])
        held.web_host = host_of(held.web)
    return held


@transaction.atomic
def edit_places(
    person: Any,
    organisation: Organisation,
    version: int,
    regions: Sequence[str],
    clusters: Sequence[str],
    industries: Sequence[tuple[str, str]] = (),
) -> Organisation:
    """Its regions, the first one its seat; clusters by their keys; industries by classification and code."""
    keys = [_known_cluster(key) for key in clusters]
    for code in regions:
        _check_region(code)
    for classification, code in industries:
        _check_industry(classification, code)
    with _edited(person, organisation, version, "edit-places") as held:
        held.regions.all().delete()
        InRegion.objects.bulk_create([InRegion(organisation=held, region=code) for code in dict.fromkeys(regions)])
        held.clusters.all().delete()
        pairs = [key.split("/", 1) for key in dict.fromkeys(keys)]
        InCluster.objects.bulk_create([InCluster(organisation=held, atlas=a, cluster=c) for a, c in pairs])
        held.industries.all().delete()
        InIndustry.objects.bulk_create(
            [InIndustry(organisation=held, classification=c, code=code) for c, code in dict.fromkeys(industries)]
        )
    return held


@transaction.atomic
def edit_work(person: Any, organisation: Organisation, version: int, work: Work) -> Organisation:
    """Its activities, services, capabilities and certificates."""
    with _edited(person, organisation, version, "edit-work") as held:
        for related in (held.activities, held.services, held.capabilities, held.certificates):
            related.all().delete()
        Activity.objects.bulk_create(
            [Activity(organisation=held, word=word) for word in dict.fromkeys(work.activities)]
        )
        Service.objects.bulk_create([Service(organisation=held, word=word) for word in dict.fromkeys(work.services)])
        Capability.objects.bulk_create(
            [Capability(organisation=held, text=text) for text in dict.fromkeys(work.capabilities)]
        )
        Certificate.objects.bulk_create(
            [Certificate(organisation=held, title=t, issuer=i, until=u) for t, i, u in dict.fromkeys(work.certificates)]
        )
    return held


@transaction.atomic
def edit_resources(person: Any, organisation: Organisation, version: int, resources: Resources) -> Organisation:
    """Staff, members by kind, and funding by year of a cluster organisation or chamber."""
    with _edited(person, organisation, version, "edit-resources") as held:
        held.staff_fte = resources.staff_fte
        held.declared_members.all().delete()
        DeclaredMembers.objects.bulk_create(
            [DeclaredMembers(organisation=held, kind=k, number=n) for k, n in (resources.declared or {}).items() if n]
        )
        held.funding.all().delete()
        FundingYear.objects.bulk_create([FundingYear(organisation=held, **vars(year)) for year in resources.funding])
    return held


@contextmanager
def _edited(person: Any, organisation: Organisation, version: int, verb: str) -> Iterator[Organisation]:
    """The record, locked for writing; what was done to it is stored, written down and put into the index."""
    require(may_edit, person, organisation)
    held = lock(organisation, version)
    before = whole_state(held)
    yield held
    save_next(held)
    record(person, verb, held, before=before, after=whole_state(held))
    index([held])


def _known_cluster(key: str) -> str:
    atlas, _, code = key.partition("/")
    if not is_cluster(atlas, code):
        raise UnknownPlace(NO_CLUSTER, code=key, nearest=nearest_cluster(key))
    return cluster_key(atlas, code)


def _check_region(code: str) -> None:
    if not is_region(code):
        raise UnknownPlace(NO_REGION, code=code, nearest=nearest_region(code))


def _check_industry(classification: str, code: str) -> None:
    if not is_industry(classification, code):
        nearest = nearest_industry(classification, code)
        raise UnknownPlace(NO_INDUSTRY, code=code, classification=classification, nearest=nearest)
