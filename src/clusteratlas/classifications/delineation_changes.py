"""What one delineation of areas changed against another: no bare code is carried across without this."""

from dataclasses import dataclass

from clusteratlas.classifications.region import Region
from clusteratlas.classifications.us_regions import areas


@dataclass(frozen=True)
class AreaChange:
    """A bare code that is new, dropped, of another level or made of other counties."""

    code: str
    before: Region | None
    after: Region | None

    @property
    def what(self) -> tuple[str, ...]:
        """Any of: new, dropped, level, counties."""
        if self.before is None:
            return ("new",)
        if self.after is None:
            return ("dropped",)
        level = ("level",) if self.before.level != self.after.level else ()
        return level + (("counties",) if self.before.counties != self.after.counties else ())

    @property
    def counties_gained(self) -> tuple[str, ...]:
        """Counties of the later area that the earlier one did not have."""
        return _without(self.after, self.before)

    @property
    def counties_lost(self) -> tuple[str, ...]:
        """Counties of the earlier area that the later one does not have."""
        return _without(self.before, self.after)


def _without(one: Region | None, other: Region | None) -> tuple[str, ...]:
    mine, theirs = (set(region.counties) if region else set() for region in (one, other))
    return tuple(sorted(mine - theirs))


def changes(earlier: int, later: int) -> tuple[AreaChange, ...]:
    """Every area that is not the same place in both delineations, ordered by code; a new name alone is no change."""
    before, after = areas(earlier), areas(later)
    pairs = (AreaChange(code, before.get(code), after.get(code)) for code in sorted(before.keys() | after.keys()))
    return tuple(pair for pair in pairs if pair.what)
