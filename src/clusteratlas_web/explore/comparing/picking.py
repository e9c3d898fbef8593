"""How things are picked: words that are searched for, what is found, what lies near, and where each choice leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import benchmarks, comparison
from clusteratlas.editions.search import find
from clusteratlas_web.explore.comparing.asked import (
    CLUSTER,
    CLUSTERS,
    FEWEST,
    MOST,
    REGION,
    REGIONS,
    Said,
    codes_in,
    compare_address,
    said_by,
)
from clusteratlas_web.explore.comparing.checking import Door, check_clusters, check_regions
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.foundation.page import Link

SUGGESTED, FOUND, READ = 8, 40, 200  # answers under a box, on a page, and read before others are left out
LONGEST = 200  # letters of what is searched for
NEAR = 5  # regions or clusters that are proposed
_ENTITY = {REGIONS: "region", CLUSTERS: "cluster"}


@dataclass(frozen=True)
class Picker:
    """What somebody is picking: regions or clusters, those picked so far, and what else the address says."""

    door: Door
    kind: str
    picked: tuple[str, ...]
    said: Said

    def with_code(self, code: str) -> str:
        """The address with one more: a comparison, or the page of picking where it is the first."""
        codes = (*self.picked, code)
        kept = {name: value for name, value in self.said.items() if name not in (REGIONS, CLUSTERS, "pick")}
        name = self.kind if len(codes) >= FEWEST else "pick"
        return compare_address(self.door.to, {**kept, name: codes})

    def name(self, code: str) -> str:
        """What a code is called."""
        names = self.door.names
        return names.region(code) if self.kind == REGIONS else names.cluster(code)

    @property
    def is_full(self) -> bool:
        """Whether no more can be picked."""
        return len(self.picked) >= MOST


def read_picker(request: HttpRequest, edition: Edition) -> Picker:
    """What is being picked; raises UnknownCompared for a code that was picked before and is not there."""
    said = said_by(request)
    door = Door(edition, naming(edition), addresses(edition), said)
    wanted = request.GET.get("of", "")
    codes = codes_in(said.get(REGIONS) or said.get(CLUSTERS) or said.get("pick", ""))
    kind = CLUSTERS if CLUSTERS in said or wanted == CLUSTERS or _are_clusters(edition, said) else REGIONS
    if codes:
        (check_clusters if kind == CLUSTERS else check_regions)(door, said_name(said), codes)
    return Picker(door, kind, codes, said)


def said_name(said: Said) -> str:
    """Under which name an address has what was picked."""
    return next((name for name in (REGIONS, CLUSTERS) if name in said), "codes")


def _are_clusters(edition: Edition, said: Said) -> bool:
    """Whether what was picked so far are clusters: the first of them is one."""
    codes = codes_in(said.get("pick", ""))
    return bool(codes) and codes[0] in comparison.cluster_codes(edition)


def sent_words(request: HttpRequest) -> str:
    """The words of the box; empty where none were sent."""
    return request.GET.get("add", "").strip()[:LONGEST]


def found_codes(picker: Picker, words: str, limit: int) -> list[str]:
    """The regions or clusters that the words mean, the likeliest first; a whole code means itself."""
    entity, edition = _ENTITY[picker.kind], picker.door.edition
    rows: list[Row] = find(edition, words, READ)
    country = edition.manifest.country
    found = [row["code"] for row in rows if row["entity"] == entity and row["code"] != country]
    return list(dict.fromkeys(found))[:limit]


def the_one(picker: Picker, words: str) -> str | None:
    """The one code that the words mean; None where they mean none or several."""
    known = comparison.named(picker.door.edition, [words]) if picker.kind == REGIONS else {}
    if words in known or (picker.kind == CLUSTERS and words in comparison.cluster_codes(picker.door.edition)):
        return words
    found = found_codes(picker, words, FEWEST)
    return found[0] if len(found) == 1 else None


def answers(picker: Picker, words: str, limit: int) -> list[dict[str, Any]]:
    """What was found, each with the address it leads to; what is picked already is left out."""
    kind = gettext("region") if picker.kind == REGIONS else gettext("cluster")
    return [
        {
            "label": picker.name(code),
            "code": code.rpartition("-")[2] if picker.kind == REGIONS else "",
            "kind": kind,
            "address": picker.with_code(code),
        }
        for code in found_codes(picker, words, limit + len(picker.picked))
        if code not in picker.picked
    ][:limit]


def near(picker: Picker, year: int) -> list[Link]:
    """What may be picked next: the peers of the regions, or the clusters most related; nothing where ten are there."""
    if picker.is_full or not picker.picked:
        return []
    edition = picker.door.edition
    if picker.kind == CLUSTERS:
        codes = comparison.closest_to(edition, picker.picked, NEAR)
    else:
        peers = benchmarks.peers_of_some(edition, picker.picked, year)
        codes = list(dict.fromkeys(row["peer"] for row in peers if row["peer"] not in picker.picked))[:NEAR]
    return [Link(picker.name(code), picker.with_code(code)) for code in codes]


def start_contents(request: HttpRequest, edition: Edition, words: str) -> dict[str, Any]:
    """The context of explore/compare_start.html: both boxes, what was picked and found, where one may begin."""
    picker = read_picker(request, edition)
    year = edition.manifest.latest_year
    return {
        "frame": frame(edition, "compare"),
        "picker": picker,
        "kinds": (REGIONS, CLUSTERS),
        "asked": words,
        "found": answers(picker, words, FOUND) if words else [],
        "picked": [Link(picker.name(code), _left(picker, code)) for code in picker.picked],
        "near": near(picker, year),
        "together": _together(picker, year),
        "years": _years(picker),
        "examples": _examples(edition, picker, year) if not picker.picked else [],
        "fewest": FEWEST,
        "most": MOST,
        "home": picker.door.to.page("compare"),
        "suggestions": picker.door.to.page("compare-suggestions"),
    }


def _left(picker: Picker, code: str) -> str:
    rest = tuple(each for each in picker.picked if each != code)
    return compare_address(picker.door.to, {**picker.said, "pick": rest, REGIONS: None, CLUSTERS: None})


def _together(picker: Picker, year: int) -> Link | None:
    """What was picked beside all that lies near."""
    if picker.is_full or not picker.picked:
        return None
    edition = picker.door.edition
    if picker.kind == REGIONS:
        peers = benchmarks.peers_of_some(edition, picker.picked[:1], year)
        codes = tuple(row["peer"] for row in peers)[:NEAR]
        label = gettext("Compare with its %(count)s closest peers") % {"count": len(codes)}
    else:
        codes = tuple(comparison.closest_to(edition, picker.picked, NEAR))
        label = gettext("Compare with the %(count)s most related") % {"count": len(codes)}
    rest = tuple(code for code in codes if code not in picker.picked)
    every = (*picker.picked, *rest)[:MOST]
    return Link(label, compare_address(picker.door.to, {picker.kind: every})) if rest else None


def _years(picker: Picker) -> Link | None:
    """The years of what was picked alone."""
    edition = picker.door.edition
    if len(picker.picked) != 1 or len(edition.years) < FEWEST:
        return None
    one = REGION if picker.kind == REGIONS else CLUSTER
    label = gettext("Compare its own years")
    return Link(label, compare_address(picker.door.to, {one: picker.picked, "years": tuple(edition.years[-MOST:])}))


def _examples(edition: Edition, picker: Picker, year: int) -> list[tuple[str, list[Link]]]:
    """Where one may begin: the largest regions of each level and the largest clusters, alone or together."""
    to, names = picker.door.to, picker.door.names
    found: list[tuple[str, list[Link]]] = []
    for level in edition.manifest.levels:
        codes = benchmarks.members_of_level(edition, level, year)[:NEAR]
        links = [Link(names.region(code), compare_address(to, {"pick": (code,)})) for code in codes]
        found.append((names.level(level), _with_all(links, to, REGIONS, codes)))
    clusters = tuple(comparison.largest_clusters(edition, year, NEAR))
    links = [Link(names.cluster(code), compare_address(to, {"pick": (code,)})) for code in clusters]
    return [*found, (gettext("Clusters"), _with_all(links, to, CLUSTERS, clusters))]


def _with_all(links: list[Link], to: Any, kind: str, codes: Sequence[str]) -> list[Link]:
    if len(codes) < FEWEST:
        return links
    label = gettext("These %(count)s together") % {"count": len(codes)}
    return [*links, Link(label, compare_address(to, {kind: tuple(codes)}), current=True)]
