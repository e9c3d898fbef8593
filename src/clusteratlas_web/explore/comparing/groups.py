"""Benchmark groups: what regions are held against, who belongs to it, and the choice of another."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.diagnosis import Likeness
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import benchmarks, comparison
from clusteratlas_web.explore.choices import Option
from clusteratlas_web.explore.comparing.asked import LEVEL, NONE, OWN, PEERS, SIZE, STRONG_IN, Asked
from clusteratlas_web.explore.comparing.checking import Door
from clusteratlas_web.explore.comparing.units import Key
from clusteratlas_web.foundation import numbers

BAND = Likeness()  # how much smaller or larger a region of the band may be
NAMED = 60  # members that a page names; the file has all


@dataclass(frozen=True)
class Group:
    """A group: what it is in words, and its members that have figures, the largest first unless told otherwise.

    `why` says why it is empty; `lacking` are codes of an own list that have no figures in the year.
    """

    label: str
    about: str
    members: tuple[str, ...]
    why: str = ""
    lacking: tuple[str, ...] = ()


def read_group(door: Door, asked: Asked, headlines: Mapping[Key, Row]) -> Group | None:
    """The group that an address asks for; None where it asks for none. `headlines` are of the regions compared."""
    if asked.against == NONE:
        return None
    if asked.against == LEVEL:
        return _level(door, asked)
    if asked.against == OWN:
        return _own(door, asked)
    found = _shared(door, asked) if asked.shared else _alike(door, asked, headlines)
    members = tuple(code for code in found.members if code not in asked.codes)
    return Group(found.label, found.about, members, "" if members else found.why)


def _level(door: Door, asked: Asked) -> Group:
    members = benchmarks.members_of_level(door.edition, asked.level, asked.year)
    facts = {"count": numbers.count(len(members)), "level": door.names.level_in_text(asked.level)}
    about = gettext("all %(count)s %(level)s with figures, those compared among them") % facts
    why = gettext("No region of the level has figures in this year.")
    return Group(gettext("Level"), about, members, "" if members else why)


def _alike(door: Door, asked: Asked, headlines: Mapping[Key, Row]) -> Group:
    return _peers(door, asked) if asked.against == PEERS else _size(door, asked, headlines)


def _peers(door: Door, asked: Asked) -> Group:
    """The peers of all regions compared, each once."""
    rows = benchmarks.peers_of_some(door.edition, asked.codes, asked.year)
    known = comparison.named(door.edition, [row["peer"] for row in rows])
    members = dict.fromkeys(row["peer"] for row in rows if known[row["peer"]]["level"] == asked.level)
    about = gettext("the regions most alike to any of those compared, from half to double its size, those left out")
    why = gettext("None of the regions has peers at this level.")
    return Group(gettext("Peers"), about, tuple(members), why)


def _size(door: Door, asked: Asked, headlines: Mapping[Key, Row]) -> Group:
    """The regions from half the jobs of the smallest compared to twice those of the largest."""
    known = [headlines[code]["employment"] for code in asked.codes if code in headlines]
    jobs = known or [0]
    ends = BAND.smallest * min(jobs), BAND.largest * max(jobs)
    facts = {
        "level": door.names.level_in_text(asked.level),
        "low": numbers.count(ends[0]),
        "high": numbers.count(ends[1]),
    }
    about = gettext(
        "the %(level)s with %(low)s to %(high)s jobs: from half of the smallest compared to double the largest, those "
        "compared left out"
    )
    members = benchmarks.members_of_size(door.edition, asked.level, asked.year, ends) if known else ()
    return Group(gettext("Size band"), about % facts, members, gettext("No other region has so many jobs."))


def _shared(door: Door, asked: Asked) -> Group:
    cluster, rules = asked.shared, asked.rules
    members = benchmarks.members_strong_in(door.edition, cluster, asked.level, asked.year, rules.book.name)
    facts = {"cluster": door.names.cluster(cluster), "level": door.names.level_in_text(asked.level)}
    about = gettext("the %(level)s strong in %(cluster)s, those compared left out") % facts
    label = gettext("Strong in %(cluster)s") % {"cluster": door.names.short_cluster(cluster)}
    return Group(label, about, members, gettext("No other region of the level is strong in it."))


def _own(door: Door, asked: Asked) -> Group:
    with_figures = set(benchmarks.members_of_level(door.edition, asked.level, asked.year))
    members = tuple(code for code in asked.listed if code in with_figures)
    lacking = tuple(code for code in asked.listed if code not in with_figures)
    facts = {"count": numbers.count(len(members)), "level": door.names.level_in_text(asked.level)}
    about = gettext("%(count)s %(level)s of an own list") % facts
    why = gettext("Write the codes of the regions it should have into the field, between commas or blanks.")
    return Group(gettext("Own list"), about, members, "" if members else why, lacking)


def group_options(asked: Asked, strong: dict[str, str]) -> list[Option]:
    """The groups to choose from; `strong` are the names of clusters that are strong in any of the regions, by code."""
    labels = {
        LEVEL: gettext("the level as a whole"),
        PEERS: gettext("peers"),
        SIZE: gettext("regions of like size"),
        OWN: gettext("an own list of codes"),
        NONE: gettext("no group"),
    }
    sharing = {
        f"{STRONG_IN}:{code}": gettext("regions strong in %(cluster)s") % {"cluster": name}
        for code, name in strong.items()
    }
    return [Option(value, label, value == asked.against) for value, label in (labels | sharing).items()]
