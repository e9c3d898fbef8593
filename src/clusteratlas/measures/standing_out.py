"""Which regions of an industry stand out: a threshold for their scores, from the normal distribution or from draws."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.bootstrap_percentile import bootstrap_percentile
from clusteratlas.measures.chances import checked_draws, checked_level, normal_quantile

ODONOGHUE_GLEAVE, TIAN = "odonoghue-gleave", "tian"
VARIANTS = (ODONOGHUE_GLEAVE, TIAN)
_TESTED = (3, 5000)  # the fewest and the most values for which the Shapiro-Wilk test is known
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Threshold:
    """Where a threshold comes from: the variant, how many should pass by chance, how many draws, and from what."""

    variant: str
    significance: float
    draws: int
    generator: np.random.Generator

    def __post_init__(self) -> None:
        if self.variant not in VARIANTS:
            raise UnknownChoice("variant", self.variant, VARIANTS)
        checked_level("significance", self.significance)
        checked_draws(self.draws)

    def of(self, scores: Values) -> Values:
        """The threshold of each industry of a regions x industries matrix of scores; NaN where it has no score."""
        columns = [known(column) for column in scores.T]
        if self.variant == TIAN:
            level = 1 - self.significance
            limits = [bootstrap_percentile(column, level, self.draws, self.generator) for column in columns]
        else:
            limit = normal_quantile(1 - self.significance)
            limits = [limit if len(column) else np.nan for column in columns]
        return np.array(limits, np.float64)


def known(column: Values) -> Values:
    """The values that are not NaN."""
    return column[~np.isnan(column)]


def normality(values: Values) -> Values:
    """The p-value of the Shapiro-Wilk test of each column; NaN where it cannot be tested."""
    return np.array([_shapiro_wilk(known(column)) for column in values.T], np.float64)


def _shapiro_wilk(values: Values) -> float:
    from scipy.stats import shapiro  # deferred: scipy.stats takes longer to load than all of this package

    if not _TESTED[0] <= len(values) <= _TESTED[1] or values.min() == values.max():
        return float("nan")
    return float(shapiro(values).pvalue)
