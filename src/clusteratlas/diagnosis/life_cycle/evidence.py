"""The evidence of a reading: level, trends and heterogeneity of every regional cluster of a panel."""

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.life_cycle.panel import Panel
from clusteratlas.diagnosis.life_cycle.trends import Halves, log_trend_kernel
from clusteratlas.measures.answer import quotient

Matrix = NDArray[np.float64]
Evidence = dict[str, Matrix]


def evidence_of(panel: Panel, entropy: Matrix, against: str) -> Evidence:
    """Every piece of evidence by name, each of the shape (regions, clusters), NaN where it is unknown."""
    halves = Halves.of(len(panel.years))
    return _levels(panel, halves) | _trends(panel, halves, against) | _heterogeneity(entropy, halves)


def _levels(panel: Panel, halves: Halves) -> Evidence:
    earlier, recent = (_mean(panel.quotients[..., half]) for half in (halves.earlier, halves.recent))
    return {"quotient_earlier": earlier, "quotient_recent": recent}


def _mean(values: Matrix) -> Matrix:
    # Rounded, so that three times 1.2 is 1.2 on average and not a last bit below it.
    return np.asarray(np.round(values.sum(axis=-1) / max(values.shape[-1], 1), 12))


def _trends(panel: Panel, halves: Halves, against: str) -> Evidence:
    """The trend of the cluster splits into that of its industry in the nation and its own against the industry."""
    in_cluster = quotient(panel.jobs, panel.nation_clusters)
    in_nation = quotient(panel.jobs, panel.nation)
    regional, whole = log_trend_kernel(in_cluster, panel.years), log_trend_kernel(in_nation, panel.years)
    compared = in_cluster if against == "cluster" else in_nation
    earlier, recent = (
        log_trend_kernel(compared[..., half], panel.years[half]) for half in (halves.earlier, halves.recent)
    )
    return {
        "trend": regional if against == "cluster" else whole,
        "trend_earlier": earlier,
        "trend_recent": recent,
        "turn": recent - earlier,
        "industry_trend": whole - regional,
        "regional_trend": regional,
        "regional_trend_recent": log_trend_kernel(in_cluster[..., halves.recent], panel.years[halves.recent]),
    }


def _heterogeneity(entropy: Matrix, halves: Halves) -> Evidence:
    earlier, recent = (_known_mean(entropy[..., half]) for half in (halves.earlier, halves.recent))
    return {
        "heterogeneity_earlier": earlier,
        "heterogeneity_recent": recent,
        "heterogeneity_change": recent - earlier,
    }


def _known_mean(values: Matrix) -> Matrix:
    known = ~np.isnan(values)
    return quotient(np.where(known, values, 0.0).sum(axis=-1), known.sum(axis=-1).astype(np.float64))
