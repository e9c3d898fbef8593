"""Names of organisations, countries, regions and clusters as pages of programmes write them, with their addresses."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.foundation.places import cluster_address, cluster_name, region_address, region_name
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.words import CLUSTER, COUNTRIES


@dataclass(frozen=True)
class Named:
    """Something with a page: what it is called, and where; `code` tells it apart."""

    name: Name | str
    address: str = ""
    code: str = ""


def organisation_name(organisation: Any) -> Name:
    """What an organisation is called in the language that is spoken; its names are to be prefetched."""
    return in_words({each.language: each.text for each in organisation.names.all()}, organisation.slug)


def department_named(organisation: Any) -> Named:
    """A department with the page of what it does."""
    address = reverse("programmes:department", args=(organisation.slug,))
    return Named(organisation_name(organisation), address, organisation.slug)


def programme_named(programme: Any) -> Named:
    """A programme with its page."""
    return Named(programme.name, reverse("programmes:programme", args=(programme.slug,)), programme.slug)


def country_name(code: str) -> str:
    """A country or union; its code where it has no name here."""
    return worded(COUNTRIES, code)


def place_name(kind: str, code: str) -> Name:
    """What a region or a cluster (`us/…`) is called; the code as it is where no atlas knows it."""
    if kind == CLUSTER:
        atlas, _, cluster = code.partition("/")
        return cluster_name(atlas, cluster)
    return region_name(code)


def place_named(kind: str, code: str) -> Named:
    """A region or a cluster with its page in the atlas."""
    if kind == CLUSTER:
        atlas, _, cluster = code.partition("/")
        return Named(place_name(kind, code), cluster_address(atlas, cluster), code)
    return Named(place_name(kind, code), region_address(code), code)
