"""The page on which units are picked: the map, the running totals, the list by state, and a place to paste codes."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas.editions.queries.custom_units import jobs_of_level
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.choices import Option
from clusteratlas_web.explore.custom_regions.address import LONGEST_NAME, Wanted, bare_of, pages, short_form
from clusteratlas_web.explore.custom_regions.drawing import Unit, UnitMap, draw_units
from clusteratlas_web.explore.custom_regions.pasting import Pasted
from clusteratlas_web.explore.custom_regions.totals import running_totals
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.upper_regions import upper_options
from clusteratlas_web.explore.wording import TRADED
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.page import Link

LINKED = 120  # with more units picked, a link on the map leads to the list, or the page would grow without end
LISTED = 60  # picked units whose names stand beside the map


@dataclass(frozen=True)
class Group:
    """The units that lie in a state or country, open where one of them is picked."""

    title: str
    rows: list[Row]

    @property
    def picked(self) -> int:
        """How many of them are picked."""
        return sum(bool(row["picked"]) for row in self.rows)


def picker_contents(
    request: HttpRequest, edition: Edition, wanted: Wanted, pasted: Pasted | None = None
) -> dict[str, Any]:
    """The context of explore/custom_pick.html."""
    to, names = addresses(edition), naming(edition)
    rows = jobs_of_level(edition, wanted.level, edition.year(wanted.year))
    at = pages(to)
    return {
        "frame": frame(edition, "regions"),
        "wanted": wanted,
        "units": short_form(wanted.level, wanted.units),
        "at": at,
        "crumbs": [Link(gettext("Regions"), to.page("regions")), Link(gettext("Custom region"), "")],
        "levels": _levels(edition, wanted, names, at["pick"]),
        "level_in_text": names.level_in_text(wanted.level),
        "ranked": ranked_options(edition, wanted, names),
        "year": edition.year(wanted.year),
        "totals": running_totals(edition, wanted),
        "map": _map(edition, wanted, list(rows.values()), to, names),
        "groups": _groups(edition, wanted, list(rows.values()), names),
        "picked": [_picked(wanted, unit, at["pick"], names) for unit in wanted.units[:LISTED]],
        "unlisted": max(len(wanted.units) - LISTED, 0),
        "cleared": wanted.with_units(()).at(at["pick"]),
        "show": wanted.at(at["region"]),
        "tells_traded": TRADED in kinds_of_clusters(edition),
        "pasted": pasted,
        "repeated": [names.region(code) for code in pasted.repeated] if pasted else [],
        "longest_name": LONGEST_NAME,
    }


def ranked_options(edition: Edition, wanted: Wanted, names: Naming) -> list[Option]:
    """The levels inside whose distribution a custom region may be ranked."""
    return [Option(level, names.level(level), level == wanted.ranked_in) for level in edition.manifest.levels]


def _levels(edition: Edition, wanted: Wanted, names: Naming, page: str) -> list[Link]:
    """The levels to pick units of; another level begins anew, since units of two cannot be put together."""
    return [
        Link(names.level(level), f"{page}?level={level}", current=level == wanted.level)
        for level in edition.manifest.levels
    ]


def _picked(wanted: Wanted, unit: str, page: str, names: Naming) -> Row:
    return {"unit": bare_of(unit), "name": names.region(unit), "without": wanted.toggled(unit).at(page)}


def _map(edition: Edition, wanted: Wanted, rows: list[Row], to: Addresses, names: Naming) -> UnitMap | None:
    page, picked = pages(to)["pick"], frozenset(wanted.units)
    linked = len(picked) <= LINKED
    words = {True: gettext("picked"), False: gettext("not picked")}
    units = []
    for row in rows:
        if not row["has_boundary"]:
            continue
        code, name = row["region"], names.region(row["region"])
        address = wanted.toggled(code).at(page) if linked else f"#unit-{bare_of(code)}"
        jobs = "" if row["employment"] is None else numbers.count(row["employment"])
        label = "; ".join(filter(None, (name, jobs, words[code in picked])))
        units.append(Unit(code, address, label, f"{name}|{jobs}|{words[code in picked]}", code in picked))
    title = gettext("Map of the %(level)s to pick from") % {"level": names.level_in_text(wanted.level)}
    return draw_units(edition, units, to, title, (gettext("All jobs"), gettext("Choice")))


def _groups(edition: Edition, wanted: Wanted, rows: list[Row], names: Naming) -> list[Group]:
    """The units by the first state or country they lie in, by its name; one group where they lie in none."""
    picked, found = frozenset(wanted.units), dict[str, list[Row]]()
    for row in rows:
        upper = (row["states"] or "").partition("-")[0]
        found.setdefault(upper, []).append(row | _listed(row, picked, names))
    titles = {option.value: str(option.label) for option in upper_options(edition, [u for u in found if u], "", names)}
    if all(len(each) == 1 for each in found.values()):  # the units are states or countries themselves
        titles, found = {}, {"": [row for each in found.values() for row in each]}
    ordered = sorted(found, key=lambda upper: titles.get(upper, upper))
    return [Group(titles.get(upper, ""), sorted(found[upper], key=_by_name)) for upper in ordered]


def _listed(row: Row, picked: frozenset[str], names: Naming) -> Row:
    jobs = row["employment"]
    return {
        "unit": bare_of(row["region"]),
        "name": names.region(row["region"]),
        "picked": row["region"] in picked,
        "traded_share": (row["traded_employment"] or 0) / jobs if jobs else None,
    }


def _by_name(row: Row) -> str:
    return str(row["name"]).casefold()
