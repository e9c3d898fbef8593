"""Editions: built from records, immutable, checked, opened, searched, served and exported."""

from clusteratlas.editions.atlas import Atlas
from clusteratlas.editions.build import build
from clusteratlas.editions.check import check
from clusteratlas.editions.edition import Edition
from clusteratlas.editions.manifest import Manifest
from clusteratlas.editions.opening import edition_folder, open_atlas, open_edition
from clusteratlas.editions.plan import Choices
from clusteratlas.editions.store import open_store

__all__ = [
    "Atlas",
    "Choices",
    "Edition",
    "Manifest",
    "build",
    "check",
    "edition_folder",
    "open_atlas",
    "open_edition",
    "open_store",
]
