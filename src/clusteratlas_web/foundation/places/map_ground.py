"""What a map of an atlas is drawn on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.urls import reverse

from clusteratlas.geometry import read_package
from clusteratlas_web.foundation.places.standing import places

Point = tuple[float, float]


@dataclass(frozen=True)
class Ground:
    """What a map of an atlas is drawn on: the address of its outlines, its frame, country, lines, and notice."""

    sheet: str
    view_box: tuple[int, int, int, int]
    country: str
    lines: tuple[str, ...]
    notice: str
    points: Mapping[str, Mapping[str, Point]]  # by level, where the name of a region may stand


def ground(atlas: str) -> Ground | None:
    """What a map of an atlas is drawn on; None where its current edition has no boundaries."""
    known = places().atlases.get(atlas)
    if known is None:
        return None
    address = reverse("explore:boundary-sheet", args=(atlas, known.edition))
    return _ground(known.folder, known.levels, known.country, address)


@lru_cache(maxsize=16)
def _ground(folder: Path, levels: tuple[str, ...], country: str, address: str) -> Ground | None:
    if not (folder / "boundaries").is_dir():
        return None
    package = read_package(folder / "boundaries")
    return Ground(
        sheet=address,
        view_box=package.description.view_box,
        country=country,
        lines=tuple(line.code for name in package.line_layers for line in package.layer(name).features),
        notice=package.description.notice,
        points={
            level: {each.code: tuple(each.properties["label"]) for each in package.layer(level).features}
            for level in levels
            if level in package.layers
        },
    )
