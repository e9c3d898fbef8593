"""Data sets as each may see them, their files, and the editions that name them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from clusteratlas.editions.build import edition_folders
from clusteratlas.editions.manifest import FILE, read_manifest
from clusteratlas.errors import DamagedEdition
from clusteratlas.home import Home
from clusteratlas_web.accounts.models import Person
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.permissions import is_reviewer, may_see
from clusteratlas_web.contributions.states import ACCEPTED, OFFERED, PUBLIC
from clusteratlas_web.foundation.files import files_of
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.states import VERIFIED
from clusteratlas_web.registry.words import AGENCY, OFFICER


@dataclass(frozen=True)
class NamedEdition:
    """An edition that names a data set among its inputs, and its page."""

    identity: str
    address: str


def _read() -> QuerySet[DataSet]:
    return DataSet.objects.select_related("organisation", "contributor", "reviewer").prefetch_related(
        "organisation__names"
    )


def data_set_for(person: Any, number: int) -> DataSet:
    """A data set that a person may see; to everybody else it does not exist."""
    found = _read().filter(pk=number).first()
    if found is None or not may_see(person, found):
        raise Http404
    return found


def accepted() -> QuerySet[DataSet]:
    """The data sets that everybody sees: accepted and in use, the latest first, then the retired ones."""
    return _read().filter(state__in=PUBLIC).order_by("state", "-reviewed", "-pk")


def in_use() -> QuerySet[DataSet]:
    """The accepted ones that a build may take."""
    return _read().filter(state=ACCEPTED)


def of_person(person: Any) -> QuerySet[DataSet]:
    """The data sets of the organisations a person acts for, whatever their state."""
    if not person.is_authenticated:
        return DataSet.objects.none()
    return _read().filter(organisation__in=person.acting.values("organisation"))


def waiting_for(person: Any) -> QuerySet[DataSet]:
    """What waits for a review, the longest waiting first; only for reviewers."""
    require(is_reviewer, person)
    return _read().filter(state=OFFERED).order_by("offered", "pk")


def reviewed() -> QuerySet[DataSet]:
    """What was offered once and is not waiting now, the latest first."""
    return _read().filter(offered__isnull=False).exclude(state=OFFERED).order_by("-changed", "-pk")


def offering(person: Any) -> QuerySet[Organisation]:
    """The verified organisations that a person may offer a data set for."""
    found = Organisation.objects.filter(acting__person=person, state=VERIFIED, merged_into=None)
    return found.prefetch_related("names").distinct().order_by("sort_name", "pk")


def reviewers() -> QuerySet[Person]:
    """Everybody who reviews: administrators, and officers of verified departments."""
    officers = Person.objects.filter(
        acting__role=OFFICER, acting__organisation__kind=AGENCY, acting__organisation__state=VERIFIED
    )
    administrators = Person.objects.filter(is_staff=True)
    return (officers | administrators).filter(is_active=True).distinct()


def file_of(data_set: DataSet) -> PrivateFile | None:
    """The file of a data set; None while there is none, and when it is over."""
    return files_of(data_set).last()


def home() -> Home:
    """The home as it is served: without editions of confidential figures, unless they are to be shown."""
    return Home(Home.at(Path(settings.CLUSTERATLAS_HOME)).path, internal=settings.CLUSTERATLAS_INTERNAL)


def editions_naming(slugs: Iterable[str | None]) -> dict[str, list[NamedEdition]]:
    """The editions that stand here and name a data set, by its name among the sources."""
    wanted, place = {slug for slug in slugs if slug}, home()
    found: dict[str, list[NamedEdition]] = defaultdict(list)
    for atlas in place.atlases() if wanted else []:
        for folder in edition_folders(place, atlas):
            for slug in wanted & set(_contributed_to(folder, (folder / FILE).stat().st_mtime_ns)):
                address = reverse("explore:edition", args=(atlas, folder.name))
                found[slug].append(NamedEdition(f"{atlas}-{folder.name}", address))
    return found


@lru_cache(maxsize=1024)  # every page of the list asks
def _contributed_to(folder: Path, written: int) -> tuple[str, ...]:
    """The names of the data sets among the inputs of an edition; none where its manifest is damaged."""
    try:
        manifest = read_manifest(folder)
    except DamagedEdition:
        return ()
    return tuple(Path(str(each["file"])).stem for each in manifest.inputs if "contribution" in each)
