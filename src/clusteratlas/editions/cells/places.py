"""The region nodes of an edition: the places its records speak of, and the tree they form in a year."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clusteratlas.classifications import Gazetteer, Region, gazetteer
from clusteratlas.editions.plan import Plan
from clusteratlas.suppression import Tree
from clusteratlas.tables import Coding

EXTRA_REGIO = "Z"  # NUTS codes ending so are no territory: embassies, the continental shelf


@dataclass(frozen=True)
class Places:
    """The edition's places by code, in the order of their nodes; the country is the root."""

    gazetteer: Gazetteer
    country: str
    regions: Mapping[str, Region]

    @cached_property
    def codes(self) -> Coding:
        """The codes of the nodes."""
        return Coding.of(self.regions)

    @property
    def root(self) -> int:
        """The node of the country."""
        return self.codes.codes.index(self.country)

    def parent(self, code: str, among: Collection[str] | None = None) -> str | None:
        """The nearest place above that is a node (and among these); the country for whatever has none."""
        if code == self.country:
            return None
        known = self.regions if among is None else among
        above = self.gazetteer.parent(code)
        while above is not None and (above not in known or above not in self.regions):
            above = self.gazetteer.parent(above)
        return above or self.country

    def tree(self, present: NDArray[np.bool_]) -> Tree:
        """The tree of the places that have rows in a year; the others stand apart.

        So does a country without rows of its own: it bounds nothing, and is summed up from `top` afterwards. A place
        is the sum of those below it only where they are all its parts in one delineation.
        """
        here = self._here(present)
        parents = {code: self._above(code, here) for code in here}
        position = {code: number for number, code in enumerate(self.codes.codes)}
        above = [position[up] if (up := parents.get(code)) is not None else -1 for code in self.codes.codes]
        below = _children(parents)
        whole = [code in here and self._is_whole(code, below.get(code, set())) for code in self.codes.codes]
        return Tree(np.array(above, np.int32), np.array(whole, np.bool_))

    def top(self, present: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The places of a year that are directly below the country and together stand for it."""
        here = self._here(present)
        tops = {code for code in here if code != self.country and self._above(code, here) in (None, self.country)}
        return np.array([code in tops for code in self.codes.codes])

    def _here(self, present: NDArray[np.bool_]) -> set[str]:
        return {code for code, stands in zip(self.codes.codes, present, strict=True) if stands}

    def _above(self, code: str, here: set[str]) -> str | None:
        above = self.parent(code, here)
        return above if above in here else None

    def _is_whole(self, code: str, below: set[str]) -> bool:
        versions: set[int | None] = {version for child in below for version in self.regions[child].versions}
        return any(self._covers(code, below, version) for version in versions or {None})

    def _covers(self, code: str, below: set[str], version: int | None) -> bool:
        """Whether some places are all the parts of one, none left out and none twice, in a version of its division."""
        if any(version is not None and version not in self.regions[child].versions for child in below):
            return False
        parts = [part for part in self._parts.get(code, ()) if version is None or version in part.versions]
        return bool(parts) and all(
            self.gazetteer.partitioned(part.level) and (part.code in below or self._covers(part.code, below, version))
            for part in parts
            if not part.code.endswith(EXTRA_REGIO)
        )

    @cached_property
    def _parts(self) -> Mapping[str, list[Region]]:
        """The places of the gazetteer directly below each place."""
        parts: dict[str, list[Region]] = {}
        for region in self.gazetteer.places.values():
            if region.parent is not None:
                parts.setdefault(region.parent, []).append(region)
        return parts


def edition_places(plan: Plan) -> Places:
    """The country and the places of the atlas's levels that have records.

    Where a level has one division for all time, the places its source could name but does not are listed too, so that
    a page can say that they are not in the file.
    """
    places = gazetteer(plan.atlas.gazetteer)
    used = {code for records in plan.records for code in records.regions()}
    named = {code for records in plan.records for code in records.codings()[0].codes}
    chosen = {code: places.require(code) for code in named}
    kept = {
        code: region
        for code, region in chosen.items()
        if region.level in plan.atlas.levels and (code in used or not (region.versions or region.delineation))
    }
    return Places(places, plan.atlas.country, dict(sorted({plan.atlas.country: places.country, **kept}.items())))


def _children(parents: Mapping[str, str | None]) -> dict[str, set[str]]:
    """The places directly below each place that has any."""
    below: dict[str, set[str]] = {}
    for code, above in parents.items():
        if above is not None:
            below.setdefault(above, set()).add(code)
    return below
