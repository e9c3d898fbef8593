"""What was withheld in an edition, measure by measure and year by year, and the published totals that disagree."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from clusteratlas.editions import Manifest
from clusteratlas.sources import TOTAL
from clusteratlas_web.explore.amounts import measure_label
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.names import Name


@dataclass(frozen=True)
class WithheldYear:
    """Counts of cells of a measure in a year."""

    year: int
    published: int
    withheld: int
    derived: int
    estimated: int
    unknown: int
    contradictory: int


@dataclass(frozen=True)
class Disagreement:
    """A published total that its published parts cannot add up to."""

    year: int
    region: Name
    industry: Name | str
    along: str
    amount: str


@dataclass(frozen=True)
class WithheldMeasure:
    """A measure: its name, its years, the disagreements that are named, and how many there are in all."""

    name: str
    label: str
    years: list[WithheldYear]
    disagreements: list[Disagreement]
    contradictory: int


def withheld_measures(manifest: Manifest, names: Naming) -> list[WithheldMeasure]:
    """The measures of an edition; the largest disagreements of each year are named, all are counted."""
    return [_measure(manifest, name, names) for name in manifest.measures if any(name in y for y in manifest.withheld)]


def _measure(manifest: Manifest, name: str, names: Naming) -> WithheldMeasure:
    blocks = [(int(block["year"]), block[name]) for block in manifest.withheld]
    return WithheldMeasure(
        name=name,
        label=measure_label(name),
        years=[_year(year, facts) for year, facts in blocks],
        disagreements=[_named(year, each, names) for year, facts in blocks for each in facts["contradictions"]],
        contradictory=sum(facts["contradictory"] for _, facts in blocks),
    )


def _year(year: int, facts: Mapping[str, Any]) -> WithheldYear:
    estimated = facts["withheld"] - facts["derived"] - facts["unknown"]
    counts = {key: facts[key] for key in ("published", "withheld", "derived", "unknown", "contradictory")}
    return WithheldYear(year=year, estimated=estimated, **counts)


def _named(year: int, found: Mapping[str, Any], names: Naming) -> Disagreement:
    along = {
        "industries": gettext("the parts of the industry"),
        "regions": gettext("the regions it is made of"),
    }
    return Disagreement(
        year=year,
        region=names.region(found["region"]),
        industry=gettext("all industries") if found["industry"] == TOTAL else names.industry(found["industry"]),
        along=along[found["along"]],
        amount=numbers.signed_count(found["amount"]),
    )
