"""A region: a place whose code carries its level."""

from dataclasses import dataclass

LEVELS = ("country", "state", "county", "metro", "micro")


@dataclass(frozen=True)
class Region:
    """A place: `us-metro-48620` is the metropolitan area 48620.

    `states` are postal codes, for an area in the order of its name; `counties` are five-digit FIPS codes, empty where
    they are not known. `delineation` is the year of the list the place is drawn by, None where there is none.
    """

    code: str
    level: str
    name: str
    states: tuple[str, ...]
    counties: tuple[str, ...]
    delineation: int | None = None

    @property
    def bare(self) -> str:
        """The code as the statistics write it, without country and level: `48620`."""
        return self.code.rpartition("-")[2]

    @property
    def has_boundary(self) -> bool:
        """Whether the counties it is made of are known."""
        return bool(self.counties)


def region_code(level: str, bare: str) -> str:
    """The code of a place in the United States."""
    return f"us-{level}-{bare}"
