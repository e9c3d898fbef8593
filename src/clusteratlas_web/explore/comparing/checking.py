"""The codes and years of a comparison held against the edition: what cannot be compared is refused with the way out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.classifications import nearest_code
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import comparison
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.comparing.asked import (
    CLUSTER,
    CLUSTERS,
    FEWEST,
    MOST,
    MOST_LISTED,
    REGION,
    REGIONS,
    Said,
    codes_in,
    compare_address,
)
from clusteratlas_web.explore.comparing.refusals import CannotCompare, UnknownCompared
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.foundation.explanations import Explanation
from clusteratlas_web.foundation.page import Link


@dataclass(frozen=True)
class Door:
    """What codes are held against: the edition, its names, and what the address says, so that a way out keeps it."""

    edition: Edition
    names: Naming
    to: Addresses
    said: Said

    def link(self, label: str, **changed: object) -> Link:
        """A way out: the same address with other values."""
        return Link(label, compare_address(self.to, {**self.said, **changed}))


def check_number(door: Door, kind: str, codes: Sequence[str]) -> None:
    """Raises CannotCompare for one, for more than ten, and for one that stands twice."""
    once = tuple(dict.fromkeys(codes))
    twice = next((code for code in once if list(codes).count(code) > 1), None)
    if twice is not None:
        _refuse_twice(door, kind, once, twice)
    if len(codes) > MOST:
        _refuse_many(door, kind, once)
    if len(codes) < FEWEST:
        _refuse_one(door, kind, once)


def _refuse_twice(door: Door, kind: str, once: Sequence[str], code: str) -> None:
    what = gettext("%(code)s stands twice in this comparison") % {"code": code}
    why = gettext("Beside itself nothing differs. Each can be named once.")
    ways = {kind: once} if len(once) >= FEWEST else {kind: None, "pick": once}
    raise CannotCompare(Explanation(what, why, (door.link(gettext("Name it once"), **ways),)))


def _refuse_many(door: Door, kind: str, once: Sequence[str]) -> None:
    what = gettext("%(count)s are too many to compare") % {"count": len(once)}
    why = gettext(
        "At most %(most)s stand side by side: beyond that neither shapes nor colours can be told apart. For a whole "
        "level there are the map and the lists."
    ) % {"most": MOST}
    first = door.link(gettext("Compare the first %(most)s") % {"most": MOST}, **{kind: once[:MOST]})
    raise CannotCompare(Explanation(what, why, (first,)))


def _refuse_one(door: Door, kind: str, once: Sequence[str]) -> None:
    """One alone: another is picked, or its own years are compared."""
    if kind == "years":
        raise CannotCompare(_one_year(door))
    what = {
        REGIONS: gettext("One region alone cannot be compared"),
        CLUSTERS: gettext("One cluster alone cannot be compared"),
    }[kind]
    why = gettext("A comparison takes from %(fewest)s to %(most)s.") % {"fewest": FEWEST, "most": MOST}
    links = [door.link(gettext("Pick another"), **{kind: None, "pick": once})]
    if len(door.edition.years) >= FEWEST:
        one = {REGIONS: REGION, CLUSTERS: CLUSTER}[kind]
        links.append(door.link(gettext("Compare its years"), **{kind: None, one: once, "year": None}))
    raise CannotCompare(Explanation(what, why, tuple(links)))


def _one_year(door: Door) -> Explanation:
    what = gettext("One year alone cannot be compared")
    if len(door.edition.years) < FEWEST:
        why = gettext("The edition has figures of one year only.")
        return Explanation(what, why, (Link(gettext("Pick what to compare"), door.to.page("compare")),))
    why = gettext("A comparison takes from %(fewest)s to %(most)s.") % {"fewest": FEWEST, "most": MOST}
    return Explanation(what, why, (door.link(gettext("Compare the latest years"), years=None),))


def check_one_kind(door: Door, kinds: Sequence[str]) -> None:
    """Raises CannotCompare where an address asks for several comparisons at once, or for years of several things."""
    if len(kinds) > 1:
        what = gettext("This address asks for two comparisons at once")
        why = gettext("It names %(kinds)s. One of them is compared at a time.") % {"kinds": ", ".join(kinds)}
        ways = [
            door.link(gettext("Compare by %(kind)s") % {"kind": kind}, **{each: None for each in kinds if each != kind})
            for kind in kinds
        ]
        raise CannotCompare(Explanation(what, why, tuple(ways)))
    if not kinds:
        what, why = gettext("Nothing is named to compare"), gettext("The address names no region and no cluster.")
        raise CannotCompare(Explanation(what, why, (Link(gettext("Pick what to compare"), door.to.page("compare")),)))
    several = {REGION: REGIONS, CLUSTER: CLUSTERS}.get(kinds[0])
    codes = codes_in(door.said[kinds[0]])
    if several and len(codes) > 1:
        what = gettext("Years are compared of one region or cluster at a time")
        why = gettext("The address names %(count)s. Side by side they stand in one year.") % {"count": len(codes)}
        way = door.link(gettext("Compare them in one year"), **{kinds[0]: None, several: codes, "years": None})
        raise CannotCompare(Explanation(what, why, (way,)))


def check_years(door: Door, years: Sequence[str]) -> tuple[int, ...]:
    """The years of the edition that are named, in order; the latest there are if none is named."""
    known = [str(year) for year in door.edition.years]
    chosen = list(years) or known[-MOST:]
    for year in chosen:
        if year not in known:
            raise UnknownChoice("years", year, known)
    check_number(door, "years", chosen)
    return tuple(sorted(map(int, chosen)))


def check_regions(door: Door, name: str, codes: Sequence[str]) -> dict[str, Row]:
    """The rows of regions in the order of their codes; raises UnknownCompared, or CannotCompare for the country."""
    found = comparison.named(door.edition, codes)
    for code in codes:
        if code not in found:
            _refuse_unknown(door, name, codes, code)
        if code == door.edition.manifest.country:
            _refuse_reference(door, name, codes)
    return {code: found[code] for code in codes}


def check_clusters(door: Door, name: str, codes: Sequence[str]) -> None:
    """Raises UnknownCompared for a code that is no cluster's."""
    known = comparison.cluster_codes(door.edition)
    for code in codes:
        if code not in known:
            _refuse_unknown(door, name, codes, code)


def _refuse_unknown(door: Door, name: str, codes: Sequence[str], code: str) -> None:
    """A code that is not there; what it would be among clusters, or regions, is said."""
    of_regions = name in (REGIONS, REGION, "codes")
    own, others = comparison.region_codes(door.edition), comparison.cluster_codes(door.edition)
    own, others = (own, others) if of_regions else (others, own)
    facts = {"code": code, "edition": door.edition.manifest.identity}
    sentence = (
        gettext("There is no region “%(code)s” in edition %(edition)s")
        if of_regions
        else gettext("There is no cluster “%(code)s” in edition %(edition)s")
    )
    said = Explanation(sentence % facts, *_way_out(door, name, codes, code, own, others))
    raise UnknownCompared(said, code, None if code in others else nearest_code(code, own))


def _way_out(
    door: Door, name: str, codes: Sequence[str], code: str, own: Iterable[str], others: Iterable[str]
) -> tuple[str, tuple[Link, ...]]:
    """Why a code is not there, and the address with the nearest one in its place."""
    if code in others and name in (REGIONS, CLUSTERS):
        swapped = {REGIONS: CLUSTERS, CLUSTERS: REGIONS}[name]
        why = {
            REGIONS: gettext("It is a cluster. Regions stand beside regions, clusters beside clusters."),
            CLUSTERS: gettext("It is a region. Regions stand beside regions, clusters beside clusters."),
        }[name]
        kept = [each for each in codes if each in others]
        ways = {name: None, swapped: kept} if len(kept) >= FEWEST else {name: None, "pick": code}
        return why, (door.link(gettext("Compare %(code)s") % {"code": code}, **ways),)
    nearest = nearest_code(code, own)
    if nearest is None:
        return gettext("The code is mistyped, or belongs to another year or level."), ()
    swapped_codes = tuple(dict.fromkeys(nearest if each == code else each for each in codes))
    why = gettext("The nearest known code is %(nearest)s.") % {"nearest": nearest}
    if name in (REGIONS, CLUSTERS) and len(swapped_codes) < FEWEST:
        return why, (door.link(gettext("Open %(code)s") % {"code": nearest}, **{name: None, "pick": swapped_codes}),)
    return why, (door.link(gettext("Open %(code)s") % {"code": nearest}, **{name: swapped_codes}),)


def _refuse_reference(door: Door, name: str, codes: Sequence[str]) -> None:
    country = door.edition.manifest.country
    what = gettext("%(country)s cannot stand beside its own regions") % {"country": door.names.region(country)}
    why = gettext(
        "It is the reference: its location quotients are all 1, it has no strong clusters, no peers and no part of its "
        "growth is the nation’s. Its figures stand beside those of the regions already."
    )
    rest = tuple(code for code in codes if code != country)
    ways = {name: rest} if len(rest) >= FEWEST else {name: None, "pick": rest}
    raise CannotCompare(Explanation(what, why, (door.link(gettext("Compare without it"), **ways),)))


def check_list(door: Door, codes: Sequence[str], level: str) -> tuple[str, ...]:
    """The codes of an own list, each once; raises for too many, an unknown one, and one of another level."""
    once = tuple(dict.fromkeys(codes))
    away = door.link(gettext("Compare with the level as a whole"), against=None, codes=None)
    if len(once) > MOST_LISTED:
        what = gettext("A list of %(count)s codes is too long") % {"count": len(once)}
        why = gettext("A group of one’s own has at most %(most)s members.") % {"most": MOST_LISTED}
        raise CannotCompare(Explanation(what, why, (away,)))
    found = check_regions(door, "codes", once)
    for code, row in found.items():
        if row["level"] != level:
            raise CannotCompare(_of_another_level(door, code, row["level"], level, found))
    return once


def _of_another_level(door: Door, code: str, has: str, level: str, found: dict[str, Row]) -> Explanation:
    what = gettext("%(code)s is not of the level of the group") % {"code": code}
    why = gettext(
        "The group is of %(level)s, and this is one of the %(has)s: a median over both would be of neither."
    ) % {"level": door.names.level_in_text(level), "has": door.names.level_in_text(has)}
    fitting = tuple(each for each, row in found.items() if row["level"] == level)
    links = [door.link(gettext("Leave out what is of another level"), codes=fitting)] if fitting else []
    links.append(door.link(gettext("Make the group of %(level)s") % {"level": door.names.level(has)}, level=has))
    return Explanation(what, why, tuple(links))
