"""A region: a place whose code carries its country and its level."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Region:
    """A place: `us-metro-48620` is the metropolitan area 48620, `eu-nuts2-AT11` the NUTS 2 region AT11.

    `name` is in the language of its gazetteer; `parent` is the code of the region it is part of, None for a country.
    For areas of the United States: `states` are postal codes, in the order of the area's name; `counties` are
    five-digit FIPS codes, empty where they are not known; `delineation` is the year of the list it is drawn by. For
    European regions: `versions` are the years of the NUTS versions its code stands in.
    """

    code: str
    level: str
    name: str
    parent: str | None = None
    states: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    delineation: int | None = None
    versions: tuple[int, ...] = ()

    @property
    def bare(self) -> str:
        """The code as the statistics write it, without country and level: `48620`."""
        return self.code.rpartition("-")[2]


def region_code(country: str, level: str, bare: str) -> str:
    """The full code of a place below its country: `de-district-09162`."""
    return f"{country}-{level}-{bare}"
