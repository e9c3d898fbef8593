"""Which counties of a boundary file an area of the United States is drawn from, and which it lacks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

# Counties whose FIPS code changed while their land did not, or that joined another county as a whole.
# US Census Bureau, Substantial changes to counties and county equivalent entities: 1970-present.
RENAMED_COUNTIES = {
    "02270": "02158",  # Wade Hampton Census Area became Kusilvak Census Area, 2015-07-01
    "46113": "46102",  # Shannon County became Oglala Lakota County, 2015-05-01
    "51515": "51019",  # Bedford city joined Bedford County, 2013-07-01
}
SAME_LAND = ("02270", "46113")  # renamed and nothing else
# Not renamed but redrawn, so an area of the one vintage cannot be drawn from the other: Connecticut's eight counties
# against its nine planning regions (09110-09190, since 2022), Valdez-Cordova (02261) against 02063 and 02066 (2019).


@dataclass(frozen=True)
class AreaCounties:
    """An area's counties, sorted by what a boundary file has of them."""

    area: str
    level: str
    found: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]  # the area's code, the file's code
    outside: tuple[str, ...]  # in the file, but in no frame of the sheet, as Puerto Rico
    unknown: tuple[str, ...]  # not in the file under any name

    @property
    def has_boundary(self) -> bool:
        """Whether anything can be drawn."""
        return bool(self.found)

    @property
    def complete(self) -> bool:
        """Whether all of it can be drawn."""
        return not self.outside and not self.unknown


def find_counties(
    area: str, level: str, counties: Iterable[str], known: Collection[str], inside: Collection[str]
) -> AreaCounties:
    """Look each county up among those the file knows and those that lie inside the sheet."""
    wanted = sorted(set(counties))
    renamed = tuple(
        (code, RENAMED_COUNTIES[code]) for code in wanted if code not in known and RENAMED_COUNTIES.get(code) in known
    )
    names = dict(renamed)
    codes = {names.get(code, code) for code in wanted}
    return AreaCounties(
        area,
        level,
        found=tuple(sorted(code for code in codes if code in inside)),
        renamed=renamed,
        outside=tuple(sorted(code for code in codes if code in known and code not in inside)),
        unknown=tuple(sorted(code for code in codes if code not in known)),
    )
