"""What the current editions bring to the search: their indexes, and what an answer of theirs says."""

from functools import lru_cache
from pathlib import Path
from threading import Lock

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import open_folder
from clusteratlas.editions.search import Hit, Index, edition_index
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.found_things import FoundThing, found_pair, found_thing
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.foundation.places import atlas_name, places


def atlas_indexes(atlas: str = "") -> list[Index]:
    """The indexes of the current editions, of one atlas if one is named."""
    return [_index_of(each.folder) for name, each in places().atlases.items() if atlas in ("", name)]


def indexes_by_atlas() -> dict[str, Index]:
    """The index of each atlas's current edition."""
    return {name: _index_of(each.folder) for name, each in places().atlases.items()}


def atlas_thing(hit: Hit) -> FoundThing:
    """A region, cluster, subcluster or industry, with its atlas."""
    edition, to = _at(hit)
    return _in_atlas(found_thing(hit.entry.kind, hit.entry.code, to, naming(edition)), hit)


def atlas_pair(region: Hit, cluster: Hit) -> FoundThing:
    """A cluster in a region, with its atlas."""
    edition, to = _at(region)
    return _in_atlas(found_pair(region, cluster, to, naming(edition)), region)


def _in_atlas(thing: FoundThing, hit: Hit) -> FoundThing:
    where = atlas_name(hit.entry.thing)
    return FoundThing(thing.entity, thing.kind, thing.label, thing.address, thing.code, where)


def _at(hit: Hit) -> tuple[Edition, Addresses]:
    here = places().atlases[hit.entry.thing]
    return _edition(here.folder), Addresses(here.atlas, here.edition)


def _index_of(folder: Path) -> Index:
    """The index of an edition; a question that comes while it is made waits for it and does not make it again."""
    with _making:
        return edition_index(_edition(folder))


_making = Lock()


@lru_cache(maxsize=32)
def _edition(folder: Path) -> Edition:
    return open_folder(folder)  # its files: names are all that is asked of it
