"""The difference of two editions of an atlas, compared once in each process."""

from pathlib import Path

from clusteratlas.editions import Edition, edition_folder
from clusteratlas.editions.diff import Difference, diff
from clusteratlas.editions.edition import open_folder
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.serving import home

_KEPT = 4  # differences a process keeps; one of a large atlas is some ten megabytes
_differences: Kept[Difference] = Kept(_KEPT)


def difference_to(edition: Edition, other: str) -> Difference:
    """What changed from another edition of the atlas to this one; raises NoSuchEdition."""
    folder = edition_folder(home(), edition.manifest.atlas, other)
    return _differences.get((folder, edition.folder), lambda: _compared(folder, edition.folder))


def _compared(before: Path, after: Path) -> Difference:
    return diff(open_folder(before), open_folder(after))
