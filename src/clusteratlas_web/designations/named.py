"""Names of designations, schemes and levels as pages write them, with their addresses."""

from typing import Any

from django.urls import reverse

from clusteratlas_web.programmes.named import Named, organisation_name, place_named
from clusteratlas_web.programmes.words import CLUSTER, REGION

__all__ = ["cluster_named", "designation_named", "holder_named", "level_named", "region_named", "scheme_named"]


def designation_named(designation: Any) -> Named:
    """A designation by who holds it."""
    address = reverse("designations:designation", args=(designation.pk,))
    return Named(designation.name, address, str(designation.pk))


def holder_named(organisation: Any) -> Named:
    """An organisation with its page, where everybody may see it."""
    address = reverse("registry:organisation", args=(organisation.slug,)) if organisation.is_public else ""
    return Named(organisation_name(organisation), address, organisation.slug)


def scheme_named(scheme: Any) -> Named:
    """A scheme with its page."""
    return Named(scheme.name, reverse("designations:scheme", args=(scheme.slug,)), scheme.slug)


def level_named(level: Any) -> Named:
    """A level with the page of its rules."""
    address = reverse("designations:level", args=(level.scheme.slug, level.code))
    return Named(level.name, address, f"{level.scheme.slug}/{level.code}")


def region_named(code: str) -> Named | None:
    """A region; None where none is recorded."""
    return place_named(REGION, code) if code else None


def cluster_named(key: str) -> Named | None:
    """A cluster by its key; None where none is recorded."""
    return place_named(CLUSTER, key) if key else None
