"""What an edition will be made from, resolved and checked before any work starts."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import clusteratlas
from clusteratlas.classifications import Classification, Gazetteer, classification, gazetteer
from clusteratlas.definitions import Definition
from clusteratlas.definitions import checksum as definition_checksum
from clusteratlas.definitions import load as load_definition
from clusteratlas.diagnosis import RuleBook
from clusteratlas.diagnosis import load as load_rule_book
from clusteratlas.editions.atlases import AtlasDescription, describe_atlas
from clusteratlas.editions.manifest import FORMAT, INTERNAL, PUBLIC
from clusteratlas.errors import InputError, NoRecords, UnknownChoice
from clusteratlas.geometry import BoundaryPackage, read_package
from clusteratlas.home import Home
from clusteratlas.measures.cells import WITHIN
from clusteratlas.software import software_checksum
from clusteratlas.sources import Layout, Origin, Records, imported, origin_of, require_source
from clusteratlas.sources.contributed import retired
from clusteratlas.sources.register import NAME as REGISTER
from clusteratlas.sources.registry import CONTRIBUTED
from clusteratlas.tables import MEASURES

_ANY_LAYOUT = (REGISTER, CONTRIBUTED)
EDITION_NAME = r"[0-9][0-9A-Za-z.-]*"  # a digit first, so that an address never takes a page for an edition


@dataclass(frozen=True)
class Choices:
    """What the operator may choose for a build; what is left empty comes from the atlas's description."""

    edition: str | None = None
    source: str | None = None
    definition: str | None = None
    rules: tuple[str, ...] = ()
    within: str | None = None


@dataclass(frozen=True)
class Plan:
    """Everything an edition's tables depend on."""

    atlas: AtlasDescription
    records: tuple[Records, ...]
    origins: tuple[Origin, ...]
    definition: Definition
    rules: tuple[RuleBook, ...]  # the first says what the classes of a portfolio are
    within: str
    boundaries: BoundaryPackage | None

    @property
    def layout(self) -> Layout:
        """What the records are about; all files of an edition have the same layout."""
        return self.records[0].layout

    @property
    def publish_policy(self) -> str:
        """What the edition will be: internal, public-source, or the name of the policy that protects its records."""
        if self.layout.confidential:
            return INTERNAL
        return str(self.records[0].policy.get("name", PUBLIC))

    @property
    def policy(self) -> dict[str, object]:
        """The record of that policy, and the keyed checksum of every register protected under it; else nothing."""
        record = dict(self.records[0].policy)
        return record | {"registers": [each.register for each in self.records]} if record else {}

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures the records have, in the order of the registry."""
        return tuple(name for name in MEASURES if name in self.layout.measures)

    @property
    def vintages(self) -> dict[int, str]:
        """The vintage of the classification in every year."""
        found = (pair for records in self.records for pair in records.vintages.items())
        return dict(sorted(found))

    def trees(self) -> dict[str, Classification]:
        """The classification in each of its vintages, oldest first."""
        return {
            vintage: classification(self.layout.classification, vintage)
            for vintage in sorted(set(self.vintages.values()))
        }

    @property
    def years(self) -> list[int]:
        """The years the records cover, in order."""
        return sorted(year for records in self.records for year in records.years)

    @property
    def key(self) -> str:
        """A checksum of all inputs and choices: equal keys give equal tables."""
        facts = {
            "format": FORMAT,
            "software": [clusteratlas.__version__, software_checksum()],
            "atlas": self.atlas.name,
            "inputs": [
                [records.source, records.vintage, records.layout.confidential, origin.sha256]
                for records, origin in zip(self.records, self.origins, strict=True)
            ],
            "definition": [self.definition.name, self.definition.version, definition_checksum(self.definition)],
            "rules": [[book.name, book.checksum] for book in self.rules],
            "within": self.within,
            "boundaries": dict(self.boundaries.checksums) if self.boundaries else None,
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def make_plan(name: str, home: Home, choices: Choices) -> Plan:
    """The plan of an edition; raises what is wrong with the choices or missing in the home."""
    _check_name(choices.edition)
    atlas = describe_atlas(name)
    within = choices.within or atlas.within
    if within not in WITHIN:
        raise UnknownChoice("within", within, WITHIN)
    records = _records(atlas, home, choices.source)
    return Plan(
        atlas=atlas,
        records=records,
        origins=tuple(origin_of(each, home) for each in records),
        definition=load_definition(choices.definition or atlas.definition),
        rules=tuple(load_rule_book(rules) for rules in choices.rules or atlas.rules),
        within=within,
        boundaries=_boundaries(home.boundaries(atlas.boundaries)),
    )


def _check_name(edition: str | None) -> None:
    if edition is not None and not re.fullmatch(EDITION_NAME, edition):
        raise InputError(f"{edition!r} cannot name an edition. Begin with a digit, then digits, letters, dots, dashes.")


def _records(atlas: AtlasDescription, home: Home, chosen: str | None) -> tuple[Records, ...]:
    wanted = [chosen.partition("=")[0]] if chosen else atlas.sources
    for name in wanted:
        require_source(name)  # an unknown source is not one that lacks records
        found = _of_levels(name, atlas, home)
        if found:
            return _of_distinct_years(_in_use(_only(found, chosen), home, chosen))
    raise NoRecords(wanted[0], home.path)


def _of_levels(name: str, atlas: AtlasDescription, home: Home) -> list[Records]:
    """The records of a source in a layout of the atlas that speak of regions of its levels.

    Those of a register have every level there is above its own, and those that somebody contributed are called by the
    level they are of, so they fit wherever they have one of the atlas.
    """
    try:
        found = imported(name, home)
    except NoRecords:
        return []
    places = gazetteer(atlas.gazetteer)
    fitting = [records for records in found if name in _ANY_LAYOUT or records.layout.name in atlas.layouts]
    return [records for records in fitting if _levels(records, places) & set(atlas.levels)]


def _levels(records: Records, places: Gazetteer) -> set[str]:
    if records.layout.gazetteer != places.country.code:
        return set()
    return {places.require(code).level for code in records.regions()}


def _only(found: list[Records], chosen: str | None) -> list[Records]:
    if not chosen or "=" not in chosen:
        return found
    vintage = chosen.split("=", 1)[1]
    kept = [records for records in found if records.vintage == vintage]
    if not kept:
        there = ", ".join(records.vintage for records in found)
        raise InputError(f"There are no records {vintage!r} of {found[0].source!r}. There are: {there}.")
    return kept


def _in_use(found: list[Records], home: Home, chosen: str | None) -> list[Records]:
    """Those that are not retired; raises InputError where that is none of them."""
    kept = [records for records in found if retired(records, home) is None]
    past = next((past for records in found if (past := retired(records, home)) is not None), None)
    if not kept and past is not None:
        raise InputError(f"The records {chosen!r} were retired on {past.day}: {past.reason}")
    return kept


def _of_distinct_years(found: list[Records]) -> tuple[Records, ...]:
    _require_one_layout(found)
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


def _require_one_layout(found: list[Records]) -> None:
    for records in found[1:]:
        if (records.layout.confidential, records.policy) != (found[0].layout.confidential, found[0].policy):
            raise InputError(
                f"{found[0].vintage} and {records.vintage} do not have the same publish policy. "
                f"Choose one: --source {records.source}={records.vintage}"
            )
        if records.layout != found[0].layout:
            raise InputError(
                f"{found[0].vintage} has the layout {found[0].layout.name!r} and {records.vintage} the layout "
                f"{records.layout.name!r}. Choose one: --source {records.source}={records.vintage}"
            )


def _boundaries(folder: Path) -> BoundaryPackage | None:
    return read_package(folder) if folder.is_dir() else None
