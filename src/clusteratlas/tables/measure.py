"""The registry of measures: every additive quantity an atlas may hold, and its unit."""

from dataclasses import dataclass

from clusteratlas.errors import UnknownChoice

UNBOUNDED = 2**62  # stands for no upper bound of a figure; two of them can be added in 64 bits

PERSON, ESTABLISHMENT, CURRENCY = "person", "establishment", "currency"


@dataclass(frozen=True)
class Measure:
    """An additive quantity, kept in whole units: persons, establishments, one unit of the source's currency.

    A signed measure (profit) may be below zero, so a part of it may be larger than the whole.
    """

    name: str
    unit: str
    signed: bool = False

    @property
    def is_money(self) -> bool:
        """Whether its unit is a currency; which one is the source's fact."""
        return self.unit == CURRENCY


MEASURES = {
    each.name: each
    for each in (
        Measure("employment", PERSON),
        Measure("establishments", ESTABLISHMENT),
        Measure("wages", CURRENCY),
        Measure("revenue", CURRENCY),
        Measure("profit", CURRENCY, signed=True),
        Measure("exports", CURRENCY),
    )
}


def measure(name: str) -> Measure:
    """The measure of this name; raises UnknownChoice."""
    if name not in MEASURES:
        raise UnknownChoice("measure", name, list(MEASURES))
    return MEASURES[name]
