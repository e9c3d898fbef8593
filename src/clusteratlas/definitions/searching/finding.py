"""What one configuration finds: the group of each industry, and its validation scores."""

from dataclasses import dataclass

from clusteratlas.definitions.searching.space import Configuration
from clusteratlas.definitions.validating.scores import mean_score


@dataclass(frozen=True)
class Finding:
    """The groups of a configuration, numbered from 0 by their first industry, in the order of the search's industries.

    There are none where the configuration wants more groups than there are industries that differ.
    scores: four for each similarity (clusters, industries; against the average, the percentile), None where nothing
    can be compared.
    """

    configuration: Configuration
    groups: tuple[int, ...]
    scores: tuple[float | None, ...]

    @property
    def score(self) -> float | None:
        """The mean of the scores; None where there is none."""
        return mean_score(list(self.scores))

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many industries each group has."""
        return tuple(self.groups.count(group) for group in range(max(self.groups, default=-1) + 1))
