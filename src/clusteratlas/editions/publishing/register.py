"""A confidential register as disclosure control sees it: its table of regions by industries, and who contributes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from clusteratlas.disclosure import (
    Axis,
    Contributions,
    Grid,
    PublishPolicy,
    Sensitivity,
    concentration,
    counts_sensitivity,
    sensitivity,
)
from clusteratlas.disclosure.protection import ESTABLISHMENTS
from clusteratlas.errors import InputError
from clusteratlas.home import Home
from clusteratlas.sources import Records, imported
from clusteratlas.sources.register import NAME, read_contributions
from clusteratlas.sources.register_cells import parents_of
from clusteratlas.suppression import Tree


@dataclass(frozen=True)
class Register:
    """The confidential records of one import."""

    records: Records

    @property
    def name(self) -> str:
        """The records as a command names them."""
        return f"{self.records.source}={self.records.vintage}"

    @property
    def measures(self) -> tuple[str, ...]:
        """The figures there are contributions to; establishments are counted beside them."""
        return tuple(name for name in self.records.layout.measures if name != ESTABLISHMENTS)

    @cached_property
    def codes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of the table's regions and industries, in the order of its nodes."""
        regions, industries = self.records.codings()
        return regions.codes, industries.codes

    @cached_property
    def grid(self) -> Grid:
        """The table: every region and industry with figures, and every sum of them that is published.

        Clusters are no nodes of it. In an edition built from protected records their figures are sums of cells that are
        shown and of estimates made from what is shown, so they say nothing that an outsider could not work out.
        """
        vintage = next(iter(self.records.vintages.values()))
        parents = parents_of(self.records.layout, vintage)
        sides = zip(self.codes, parents, strict=True)
        regions, industries = (Axis.of_tree(Tree.of_codes(codes, parent)) for codes, parent in sides)
        return Grid(regions, industries)

    def contributions(self, year: int) -> dict[str, Contributions]:
        """Who contributes what, by measure."""
        kept = read_contributions(self.records.folder, year)
        where = (kept["region"], kept["industry"], kept["holder"])
        return {name: Contributions(*where, kept[name], kept[ESTABLISHMENTS]) for name in self.measures}

    def sensitivities(self, year: int, policy: PublishPolicy) -> Mapping[str, Sensitivity]:
        """The protected cells of every measure, as `disclosure.protect` finds them."""
        n = policy.contributors_needed
        found = {name: concentration(each, self.grid, n) for name, each in self.contributions(year).items()}
        judged = {name: sensitivity(each, policy) for name, each in found.items()}
        if not policy.establishments_shown:
            judged[ESTABLISHMENTS] = counts_sensitivity(next(iter(found.values())), policy)
        return judged

    def cell(self, region: int, industry: int) -> str:
        """A cell's codes, for a message."""
        return f"{self.codes[0][region]} {self.codes[1][industry]}"


def registers(home: Home) -> list[Register]:
    """All confidential registers of a home; raises NoRecords if nothing was ever imported."""
    return [Register(records) for records in imported(NAME, home) if records.layout.confidential]


def register_of(home: Home, named: str) -> Register:
    """The register that `register=vintage` names; `register` alone is enough where there is one only."""
    source, _, vintage = named.partition("=")
    if source != NAME:
        raise InputError(f"{named!r} is no confidential register. Name one: {NAME}=VINTAGE.")
    found = [each for each in registers(home) if vintage in ("", each.records.vintage)]
    if len(found) != 1:
        there = ", ".join(each.name for each in registers(home)) or "none"
        raise InputError(f"{named!r} names {len(found)} confidential registers. There are: {there}.")
    return found[0]


def positions(codes: tuple[str, ...], asked: tuple[str, ...]) -> tuple[int, ...]:
    """The nodes of those codes that have figures; nobody is in the others."""
    place = {code: number for number, code in enumerate(codes)}
    return tuple(place[code] for code in asked if code in place)
