"""What bounding found in a year: how many cells were withheld, and which published totals disagree."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from clusteratlas.editions.cells.block import Block, Truths
from clusteratlas.editions.cells.bounding import Bounded
from clusteratlas.suppression import Contradiction

SHOWN = 5  # contradictions named in an edition, the largest first; all are counted


@dataclass(frozen=True)
class YearReport:
    """Counts of cells by measure, and the published totals that their published parts cannot add up to."""

    year: int
    measures: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, block: Block, bounded: Mapping[str, Bounded]) -> "YearReport":
        """The report of a block that has been bounded."""
        return cls(block.year, {name: _facts(block, measure) for name, measure in bounded.items()})

    def facts(self) -> dict[str, Any]:
        """The report as it is written."""
        return {"year": self.year, **self.measures}


def _facts(block: Block, measure: Bounded) -> dict[str, Any]:
    withheld = measure.spoken & ~measure.published
    return {
        "published": int(np.count_nonzero(measure.published)),
        "withheld": int(np.count_nonzero(withheld)),
        "derived": int(np.count_nonzero(withheld & measure.derived)),
        "unknown": int(np.count_nonzero(withheld & measure.unknown)),
        "left_out": int(np.count_nonzero(_left_out(block, measure))),
        "contradictory": measure.bounds.contradictory,
        "contradictions": [_named(block, found) for found in measure.bounds.contradictions[:SHOWN]],
    }


def _left_out(block: Block, measure: Bounded) -> Truths:
    """Leaf cells of places with rows that no row speaks of, and that may be other than zero."""
    here = block.present[:, None] & block.industries.leaf[None, :]
    return np.asarray(here & ~measure.spoken & ((measure.low != 0) | (measure.high != 0)))


def _named(block: Block, found: Contradiction) -> dict[str, Any]:
    return {
        "along": found.kind,
        "region": block.places.codes.codes[found.region],
        "industry": block.industries.codes.codes[found.industry],
        "parts_low": found.low,
        "parts_high": found.high,
        "amount": found.amount,
    }
