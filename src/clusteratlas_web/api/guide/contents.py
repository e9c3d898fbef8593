"""What the page of the API shows: a first request, every address by subject, how to read answers, limits, licences."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from clusteratlas.editions import Manifest
from clusteratlas.editions.queries import regions
from clusteratlas.editions.queries.places import cluster_codes
from clusteratlas_web.accounts.framing import public_frame
from clusteratlas_web.api.asked import EDITION
from clusteratlas_web.api.gateway import ROOT
from clusteratlas_web.api.guide.examples import examples, subject_of
from clusteratlas_web.api.limits import rate_of
from clusteratlas_web.api.operations import OPERATIONS
from clusteratlas_web.api.parameters import LARGEST_PAGE, PAGE_SIZE
from clusteratlas_web.api.service import VERSION, Operation
from clusteratlas_web.explore.framing import title_of
from clusteratlas_web.explore.serving import current_manifests, served_edition
from clusteratlas_web.foundation.numbers import count

SHORT = "…"  # stands for the beginning of most addresses


@dataclass(frozen=True)
class Address:
    """An operation in the list: what it answers, its address, what it can be asked."""

    title: str
    path: str
    parameters: str
    formats: str


@dataclass(frozen=True)
class Group:
    """The addresses of a subject."""

    title: str
    addresses: list[Address]


@dataclass(frozen=True)
class Source:
    """An edition that stands here, the licences of its sources, and the page that says how to cite it."""

    title: str
    identity: str
    licences: list[str]
    address: str


def guide_contents() -> dict[str, Any]:
    """The context of api/guide.html; the same for everybody."""
    manifests = sorted(current_manifests(), key=title_of)
    subject = subject_of(f"{settings.PUBLIC_ADDRESS}{ROOT}", *_first(manifests))
    return {
        "frame": public_frame("api"),
        "version": VERSION,
        "base": f"{settings.PUBLIC_ADDRESS}{ROOT}",
        "description": f"{ROOT}/openapi.json",
        "edition": EDITION,
        "examples": examples(subject),
        "groups": groups(),
        "number": len(OPERATIONS),
        "page_size": count(PAGE_SIZE),
        "largest": count(LARGEST_PAGE),
        "limit": _limit(),
        "sources": [_source(each) for each in manifests],
    }


def groups() -> list[Group]:
    """All operations by subject, in their order."""
    found: dict[str, list[Address]] = {}
    for operation, _ in OPERATIONS:
        found.setdefault(operation.subject, []).append(_address(operation))
    return [Group(gettext(subject), addresses) for subject, addresses in found.items()]


def _address(operation: Operation) -> Address:
    shared = {"page", "limit", "format", "language"}
    own = ", ".join(parameter.name for parameter in operation.asked if parameter.name not in shared)
    formats = "JSON, CSV, Arrow" if operation.shape else _FORMATS.get(operation.media[0], "JSON")
    return Address(gettext(operation.title), operation.path.replace(EDITION, SHORT, 1), own, formats)


_FORMATS = {
    "application/vnd.apache.parquet": "Parquet, Arrow, CSV",
    "application/geo+json": "GeoJSON",
    "application/zip": "ZIP",
}


def _first(manifests: list[Manifest]) -> tuple[Manifest | None, str, list[str]]:
    """The edition that examples ask for, a cluster, and the two largest regions of its first level."""
    if not manifests:
        return None, "", []
    edition = served_edition(manifests[-1].atlas, manifests[-1].name)
    level, year = edition.manifest.levels[0], edition.manifest.latest_year
    largest = regions.listed(edition, level, year, "employment", limit=2)
    return edition.manifest, cluster_codes(edition)[0], [row["region"] for row in largest]


def _limit() -> str:
    rate = rate_of(settings.CLUSTERATLAS_API_RATE)
    if rate is None:
        return gettext("There is no limit on how often you ask.")
    sentence = ngettext(
        "One address may ask %(most)s times in a second.",
        "One address may ask %(most)s times in %(seconds)s seconds.",
        rate.seconds,
    )
    return sentence % {"most": count(rate.most), "seconds": count(rate.seconds)}


def _source(manifest: Manifest) -> Source:
    licences = list(dict.fromkeys(f"{each['title']}: {each['licence']}" for each in manifest.inputs))
    page = reverse("explore:edition", kwargs={"atlas": manifest.atlas, "edition": manifest.name})
    return Source(title_of(manifest), manifest.identity, licences, f"{page}#licence")
