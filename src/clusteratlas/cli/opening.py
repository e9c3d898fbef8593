"""Opens the atlas that a command asks."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clusteratlas.editions import Atlas


def open_atlas(atlas: str, edition: str | None, home: Path | None) -> "Atlas":
    """An edition of an atlas as a notebook meets it; raises NoSuchAtlas or NoSuchEdition."""
    from clusteratlas import editions  # deferred: --help should not load it

    return editions.open_atlas(atlas, edition, home)
