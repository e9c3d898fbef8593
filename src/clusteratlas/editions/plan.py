"""What an edition will be made from, resolved and checked before any work starts."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import clusteratlas
from clusteratlas.definitions import Definition
from clusteratlas.definitions import load as load_definition
from clusteratlas.diagnosis import load as load_rule_book
from clusteratlas.editions.atlases import AtlasDescription, describe_atlas
from clusteratlas.editions.manifest import FORMAT
from clusteratlas.errors import InputError, NoRecords, UnknownChoice
from clusteratlas.geometry import BoundaryPackage, read_package
from clusteratlas.home import Home
from clusteratlas.measures.cells import WITHIN
from clusteratlas.sources import Origin, Records, imported, origin_of, source

EDITION_NAME = r"[0-9][0-9A-Za-z.-]*"  # a digit first, so that an address never takes a page for an edition
PUBLIC = "public-source"  # the inputs are published figures already


@dataclass(frozen=True)
class Choices:
    """What the operator may choose for a build; what is left empty comes from the atlas's description."""

    edition: str | None = None
    source: str | None = None
    definition: str | None = None
    rules: tuple[str, ...] = ()
    within: str = "kind"


@dataclass(frozen=True)
class Plan:
    """Everything an edition's tables depend on."""

    atlas: AtlasDescription
    records: tuple[Records, ...]
    origins: tuple[Origin, ...]
    definition: Definition
    rules: tuple[str, ...]
    within: str
    boundaries: BoundaryPackage | None

    @property
    def years(self) -> list[int]:
        """The years the records cover, in order."""
        return sorted(year for records in self.records for year in records.years)

    @property
    def key(self) -> str:
        """A checksum of all inputs and choices: equal keys give equal tables."""
        facts = {
            "format": FORMAT,
            "software": clusteratlas.__version__,
            "atlas": self.atlas.name,
            "inputs": [origin.sha256 for origin in self.origins],
            "definition": [self.definition.name, self.definition.version],
            "rules": self.rules,
            "within": self.within,
            "boundaries": dict(self.boundaries.checksums) if self.boundaries else None,
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def make_plan(name: str, home: Home, choices: Choices) -> Plan:
    """The plan of an edition; raises what is wrong with the choices or missing in the home."""
    _check_name(choices.edition)
    if choices.within not in WITHIN:
        raise UnknownChoice("within", choices.within, WITHIN)
    atlas = describe_atlas(name)
    records = _records(atlas, home, choices.source)
    rules = choices.rules or tuple(atlas.rules)
    for rule in rules:
        load_rule_book(rule)
    return Plan(
        atlas=atlas,
        records=records,
        origins=tuple(origin_of(each, home) for each in records),
        definition=load_definition(choices.definition or atlas.definition),
        rules=rules,
        within=choices.within,
        boundaries=_boundaries(home.boundaries(atlas.boundaries)),
    )


def _check_name(edition: str | None) -> None:
    if edition is not None and not re.fullmatch(EDITION_NAME, edition):
        raise InputError(f"{edition!r} cannot name an edition. Begin with a digit, then digits, letters, dots, dashes.")


def _records(atlas: AtlasDescription, home: Home, chosen: str | None) -> tuple[Records, ...]:
    names = [chosen.split("=")[0]] if chosen else atlas.sources
    for name in names:
        source(name)  # an unknown source is not one that lacks records
        try:
            found = imported(name, home)
        except NoRecords:
            continue
        return _of_distinct_years(_only(found, chosen))
    raise NoRecords(names[0], home.path)


def _only(found: list[Records], chosen: str | None) -> list[Records]:
    if not chosen or "=" not in chosen:
        return found
    vintage = chosen.split("=", 1)[1]
    kept = [records for records in found if records.vintage == vintage]
    if not kept:
        there = ", ".join(records.vintage for records in found)
        raise InputError(f"There are no records {vintage!r} of {found[0].source!r}. There are: {there}.")
    return kept


def _of_distinct_years(found: list[Records]) -> tuple[Records, ...]:
    seen: dict[int, Records] = {}
    for records in found:
        for year in records.years:
            if year in seen:
                raise InputError(
                    f"Year {year} stands in {seen[year].vintage} and in {records.vintage}. "
                    f"Choose one: --source {records.source}={records.vintage}"
                )
            seen[year] = records
    return tuple(found)


def _boundaries(folder: Path) -> BoundaryPackage | None:
    return read_package(folder) if folder.is_dir() else None
