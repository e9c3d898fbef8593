"""Reads a comparison: what the address asks for, held against the edition, and the figures side by side."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import comparison
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas_web.explore.choices import chosen_year, one_of
from clusteratlas_web.explore.comparing import asked as asking
from clusteratlas_web.explore.comparing.asked import CLUSTER, CLUSTERS, OWN, REGION, REGIONS, Asked, codes_in
from clusteratlas_web.explore.comparing.checking import (
    Door,
    check_clusters,
    check_list,
    check_number,
    check_one_kind,
    check_regions,
    check_years,
)
from clusteratlas_web.explore.comparing.groups import Group, read_group
from clusteratlas_web.explore.comparing.units import Key, Unit, lay_units
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.rule_choice import choose_rules
from clusteratlas_web.explore.wording import TRADED

Cells = Mapping[str, Mapping[Key, Row]]


@dataclass(frozen=True)
class Comparison:
    """The things side by side, and their figures: by entry (a cluster, or a region) and by thing.

    `headlines` are those of regions (and of the country) or, for clusters, their reference totals; of a thing that is
    not there the edition has no figures. `regions` are the rows of the regions compared.
    """

    edition: Edition
    names: Naming
    asked: Asked
    units: list[Unit]
    regions: dict[str, Row]
    cells: Cells
    headlines: dict[Key, Row]
    group: Group | None

    @property
    def by_cluster(self) -> bool:
        """Whether its entries are clusters, side by side in regions or years; else they are regions."""
        return self.asked.kind in (REGIONS, REGION)

    @property
    def present(self) -> list[Unit]:
        """The things that have figures."""
        return [unit for unit in self.units if unit.key in self.headlines]

    @property
    def tells_traded(self) -> bool:
        """Whether the definition tells traded clusters from local ones."""
        return TRADED in kinds_of_clusters(self.edition)

    @cached_property
    def levels(self) -> list[str]:
        """The levels of its regions, in the order they come."""
        return list(dict.fromkeys(str(row["level"]) for row in self.regions.values()))

    def figure(self, entry: str, unit: Unit, measure: str) -> float | None:
        """A figure of an entry; of one without a row there is none of it, and of its growth nothing can be said."""
        row = self.cells.get(entry, {}).get(unit.key)
        if row is not None:
            return None if row[measure] is None else float(row[measure])
        absent = measure != "employment_growth" and unit.key in self.headlines
        return 0.0 if absent else None

    def is_strong(self, entry: str, unit: Unit) -> bool:
        """Whether the rule book calls it strong there."""
        return self.cells.get(entry, {}).get(unit.key, {}).get("strong") is True


def read_comparison(request: HttpRequest, edition: Edition) -> Comparison:
    """The comparison of an address; raises what is wrong with it."""
    said = asking.said_by(request)
    door = Door(edition, naming(edition), addresses(edition), said)
    asked, regions = _read_asked(request, door)
    cells = _cells(edition, asked)
    headlines = _headlines(edition, asked)
    group = read_group(door, asked, headlines) if asked.kind == REGIONS else None
    units = lay_units(asked, door.names)
    return Comparison(edition, door.names, asked, units, regions, cells, headlines, group)


def _read_asked(request: HttpRequest, door: Door) -> tuple[Asked, dict[str, Row]]:
    edition, kind = door.edition, asking.kind_of(door.said)
    check_one_kind(door, [each for each in asking.KINDS if each in door.said])
    codes = codes_in(door.said[kind])
    regions: dict[str, Row] = {}
    if kind in (REGIONS, CLUSTERS):
        check_number(door, kind, codes)
    if kind in (REGIONS, REGION):
        regions = check_regions(door, kind, codes)
    else:
        check_clusters(door, kind, codes)
    years = check_years(door, codes_in(door.said.get("years", ""))) if kind in (REGION, CLUSTER) else ()
    years = years or (chosen_year(request, edition),)
    levels = edition.manifest.levels
    own = str(next(iter(regions.values()))["level"]) if regions else levels[0]
    level = one_of(request, "level", levels, own)
    group = asking.asked_group(request)
    asked = Asked(
        kind=kind,
        codes=codes,
        years=years,
        level=level,
        rules=choose_rules(request, edition, f"{door.to.page('edition')}#rules"),
        measure=asking.asked_measure(request),
        against=OWN if "codes" in door.said and kind == REGIONS else group,
        listed=check_list(door, codes_in(door.said.get("codes", "")), level) if kind == REGIONS else (),
        since=asking.asked_since(request, edition, years[-1]) if kind == REGIONS else None,
        to=door.to,
        said=door.said,
    )
    if asked.shared:
        check_clusters(door, "against", (asked.shared,))
    return asked, regions


def _cells(edition: Edition, asked: Asked) -> Cells:
    """The portfolio's rows by entry and thing, strong by the rule book that was asked."""
    rules, years = asked.rules.book.name, asked.years
    if asked.kind in (REGIONS, REGION):
        rows = comparison.portfolios(edition, asked.codes, years)
        said = comparison.verdicts_in(edition, asked.codes, years, rules)
    else:
        rows = comparison.of_clusters(edition, asked.codes, asked.level, years)
        said = comparison.verdicts_of_clusters(edition, asked.codes, asked.level, years, rules)
    verdicts = {(row["year"], row["region"], row["cluster"]): row for row in said}
    entry = "cluster" if asked.kind in (REGIONS, REGION) else "region"
    unit = {REGIONS: "region", CLUSTERS: "cluster"}.get(asked.kind, "year")
    found: dict[str, dict[Key, Row]] = defaultdict(dict)
    for row in rows:
        verdict = verdicts.get((row["year"], row["region"], row["cluster"]), {})
        judged = {"strong": verdict.get("strong"), "class": verdict.get("class")}
        found[row[entry]][row[unit]] = row | judged
    return found


def _headlines(edition: Edition, asked: Asked) -> dict[Key, Row]:
    if asked.kind in (REGIONS, REGION):
        country = (edition.manifest.country,) if asked.kind == REGIONS else ()
        rows = comparison.headlines(edition, (*asked.codes, *country), asked.years, asked.rules.book.name)
        key = "region" if asked.kind == REGIONS else "year"
    else:
        rows = comparison.national(edition, asked.codes, asked.years)
        key = "cluster" if asked.kind == CLUSTERS else "year"
    return {row[key]: row for row in rows}
