"""The choices that the address of a map makes, checked; the same choices always have the same address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters, regions
from clusteratlas.editions.queries.mapped import parts_of
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.addresses import with_query
from clusteratlas_web.explore.first_cluster import first_shown
from clusteratlas_web.explore.mapping.bubbles import BUBBLES, OF, Amount, read_amount
from clusteratlas_web.explore.mapping.measures import SURENESS, MapMeasure, measures_of
from clusteratlas_web.explore.mapping.refusing import number_of, one_of, refused
from clusteratlas_web.explore.mapping.subjects import WHOLE, MapSubject, subject_of

FIRST = ("cluster", "part", "measure", "year")
SECOND = tuple(f"{name}2" for name in FIRST)
FILTERS = ("jobs", "quotient", "only")
ORDERS = ("employment", "location_quotient", "employment_share", "employment_growth", "region")
NAMES = (*FIRST, "level", "rules", *FILTERS, BUBBLES, OF, "region", "order", *SECOND, "page")
BEFORE = ("was", "was2")  # the clusters a form was made for: what depends on them is given up with them
_COUNT, _NUMBER = re.compile(r"[0-9]{1,12}"), re.compile(r"[0-9]{1,6}(\.[0-9]{1,4})?")
STRONG = "strong"


@dataclass(frozen=True)
class Shown:
    """What one map shows: of which subject which measure, in which year."""

    subject: MapSubject
    measure: MapMeasure
    measures: tuple[MapMeasure, ...]
    year: int


@dataclass(frozen=True)
class Asked:
    """All choices of a view; `said` are those that its address makes, by name, in the order of NAMES."""

    shown: Shown
    second: Shown | None
    level: str
    rules: str
    least_jobs: int | None
    least_quotient: float | None
    only_strong: bool
    bubbles: Amount | None
    region: str
    order: str
    said: Mapping[str, str]
    usual: Mapping[str, str]  # the choices that an address makes by saying nothing

    @property
    def maps(self) -> tuple[Shown, ...]:
        """One map or two."""
        return (self.shown,) if self.second is None else (self.shown, self.second)

    @property
    def is_filtered(self) -> bool:
        """Whether only some regions are asked for."""
        return self.least_jobs is not None or self.least_quotient is not None or self.only_strong

    def but(self, address: str, **choices: object) -> str:
        """An address with the same choices but these, at the first page of the table; None takes one back."""
        own = {"cluster": self.shown.subject.in_address}  # which cluster a map begins with depends on the year
        kept = own | {name: value for name, value in self.said.items() if name != "page"} | choices
        told = {name: kept.get(name) for name in NAMES}
        return with_query(address, **{n: v for n, v in told.items() if v is not None and str(v) != self.usual.get(n)})


def read_asked(query: QueryDict, edition: Edition) -> Asked:
    """The choices of an address; raises UnknownChoice or NoSuchEntry for any that cannot be made."""
    given = {name: query[name].strip() for name in (*NAMES, *BEFORE) if query.get(name, "").strip()}
    level = one_of("level", given.get("level"), edition.manifest.levels)
    shown = _shown(edition, given, level, "")
    given = _given_up(given, shown, "")
    second = None
    if any(name in given for name in SECOND):
        second = _shown(edition, _as_first(given, shown), level, "2")
        given = _given_up(given, second, "2")
    if any(name in given for name in BEFORE) and BUBBLES not in given:
        given.pop(OF, None)  # a form sends all its menus, also the one that says whose bubbles there are none of
    _check_filters(given, shown)
    jobs = number_of("jobs", given.get("jobs"), _COUNT, "1000")
    return Asked(
        shown=shown,
        second=second,
        level=level,
        rules=one_of("rules", given.get("rules"), list(edition.manifest.books)),
        least_jobs=None if jobs is None else int(jobs),
        least_quotient=number_of("quotient", given.get("quotient"), _NUMBER, "1.5"),
        only_strong=one_of("only", given.get("only"), ["", STRONG]) == STRONG,
        bubbles=read_amount(edition, given, level, shown.year),
        region=_region(edition, given.get("region", "")),
        order=one_of("order", given.get("order"), _orders(shown)),
        said={name: given[name] for name in NAMES if name in given},
        usual=_usual(edition, shown, second),
    )


def _usual(edition: Edition, shown: Shown, second: Shown | None) -> dict[str, str]:
    manifest = edition.manifest
    usual = {"measure": shown.measures[0].name, "year": str(manifest.latest_year), "order": shown.measure.name}
    if second is None and not shown.subject.part:
        usual[OF] = shown.subject.in_address
    return usual | {"level": manifest.levels[0], "rules": manifest.book.name}


def listed_clusters(edition: Edition, level: str, year: int) -> list[Row]:
    """The clusters that a map can show."""
    return clusters.listed(edition, level, year)


def _shown(edition: Edition, given: Mapping[str, str], level: str, number: str) -> Shown:
    named = {name: given.get(f"{name}{number}") for name in FIRST}
    latest = [str(year) for year in reversed(edition.years)]
    year = int(one_of(f"year{number}", named["year"], latest))
    listed = listed_clusters(edition, level, year)
    kinds = {row["cluster"]: row["kind"] for row in listed}
    cluster = one_of(f"cluster{number}", named["cluster"] or first_shown(edition, listed, level), [*kinds, WHOLE])
    moved = given.get(f"was{number}", cluster) != cluster
    part = "" if moved else named["part"] or ""
    subject = subject_of(edition, cluster, part, kinds.get(cluster, ""), year)
    if subject is None:
        known = () if cluster == WHOLE else sum(parts_of(edition, cluster, year), ())
        raise refused(f"part{number}", part, known)
    measures = tuple(measures_of(edition, subject.table, subject.mapped.kind))
    allowed = {each.name: each for each in measures}
    wanted = named["measure"] if not moved or named["measure"] in allowed else None
    return Shown(subject, allowed[one_of(f"measure{number}", wanted, list(allowed))], measures, year)


def _given_up(given: Mapping[str, str], shown: Shown, number: str) -> dict[str, str]:
    """The choices without those that belonged to the cluster a form was made for, where it has another now."""
    if given.get(f"was{number}", shown.subject.in_address) == shown.subject.in_address:
        return dict(given)
    known = [each.name for each in shown.measures]
    kept = {f"measure{number}": known, "order": _orders(shown), "only": [SURENESS] if SURENESS in known else []}
    lost = {name for name, allowed in kept.items() if given.get(name) not in allowed} | {f"part{number}"}
    if "location_quotient" not in known:
        lost.add("quotient")
    return {name: value for name, value in given.items() if name not in lost}


def _as_first(given: Mapping[str, str], shown: Shown) -> dict[str, str]:
    """The choices with what the second map does not say taken from the first."""
    own = {"cluster2": shown.subject.in_address, "year2": str(shown.year)}
    if given.get("cluster2", own["cluster2"]) == own["cluster2"]:
        own |= {"measure2": shown.measure.name}
        own |= {"part2": shown.subject.part} if shown.subject.part and "cluster2" not in given else {}
    return own | dict(given)


def _check_filters(given: Mapping[str, str], shown: Shown) -> None:
    """Whole regions have no quotient and are not strong; a part is not strong either."""
    names = {each.name for each in shown.measures}
    for name, needed in (("quotient", "location_quotient"), ("only", SURENESS)):
        if name in given and needed not in names:
            raise UnknownChoice(name, given[name], [gettext("nothing: this is asked of a whole cluster only")])


def _orders(shown: Shown) -> list[str]:
    names = [each.name for each in shown.measures]
    return [shown.measure.name, *(name for name in (*names, *ORDERS) if name in names or name == "region")]


def _region(edition: Edition, code: str) -> str:
    """A region; raises NoSuchEntry for one that is not there. One of another level is not outlined."""
    if code:
        regions.region(edition, code)
    return code
