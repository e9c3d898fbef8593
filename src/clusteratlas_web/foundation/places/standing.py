"""The places of the editions that are current now, read once and noticed when they change."""

import logging
from functools import lru_cache
from pathlib import Path
from time import monotonic

from django.conf import settings

from clusteratlas.editions import open_edition
from clusteratlas.editions.build import edition_folders
from clusteratlas.editions.opening import edition_folder
from clusteratlas.editions.queries.places import cluster_codes, industry_codes, regions_with_parents
from clusteratlas.errors import DamagedEdition
from clusteratlas.home import Home
from clusteratlas_web.foundation.places.atlas_places import AtlasPlaces
from clusteratlas_web.foundation.places.lookup import Places

log = logging.getLogger(__name__)

NOTICED = 5  # seconds for which a page may still offer the regions of the edition before


def places() -> Places:
    """Everything there is to pick from now; a new edition is noticed within seconds."""
    return _read(_current_folders())


def current_editions() -> tuple[str, ...]:
    """The editions that places() are read from, such as us/2019.1; costs no more than a look at some folders."""
    return tuple(f"{folder.parents[1].name}/{folder.name}" for folder in _current_folders())


def _current_folders() -> tuple[Path, ...]:
    return _standing(Path(settings.CLUSTERATLAS_HOME), settings.CLUSTERATLAS_INTERNAL, int(monotonic() / NOTICED))


@lru_cache(maxsize=2)
def _standing(folder: Path, internal: bool, moment: int) -> tuple[Path, ...]:
    home = Home(Home.at(folder).path, internal=internal)
    return tuple(edition_folder(home, atlas) for atlas in home.atlases() if edition_folders(home, atlas))


@lru_cache(maxsize=4)
def _read(current: tuple[Path, ...]) -> Places:
    found = (_read_atlas(folder) for folder in current)
    return Places({atlas.atlas: atlas for atlas in found if atlas is not None})


def _read_atlas(folder: Path) -> AtlasPlaces | None:
    """An atlas; None, with a line in the log, where its edition is damaged: the commons stands without it."""
    try:
        edition = open_edition(folder.parents[1].name, folder.name, folder.parents[3])
    except DamagedEdition as damage:
        log.error("the commons does without the names of an atlas: %s", damage)
        return None
    manifest = edition.manifest
    return AtlasPlaces(
        atlas=manifest.atlas,
        edition=folder.name,
        folder=folder,
        country=manifest.country,
        levels=tuple(manifest.levels),
        level_titles=manifest.level_titles,
        title=manifest.title,
        definition=manifest.definition,
        classification=manifest.classification,
        names=edition.names,
        rows=regions_with_parents(edition),
        clusters=tuple(cluster_codes(edition)),
        industries=frozenset(industry_codes(edition)),
    )
