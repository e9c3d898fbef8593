"""The conditions of an explanation as rows of a table, each with its figure and what that is compared with."""

from clusteratlas.diagnosis import Explanation
from clusteratlas.editions.edition import Row

COLUMNS = ("compared", "operator", "threshold", "figure_compared", "passes", "ranked")


def condition_rows(explanation: Explanation) -> list[Row]:
    """One row for each condition: which column it compares and how, and on how many regions a percentile rests."""
    return [
        {
            "year": explanation.year,
            "level": explanation.level,
            "region": explanation.region,
            "cluster": explanation.cluster,
            "rules": explanation.rules,
            "condition": each.id,
            "compared": each.column,
            "operator": each.operator,
            "threshold": each.threshold,
            "figure_compared": each.value,
            "passes": each.passes,
            "ranked": explanation.resting_on.get(each.id, explanation.ranked),
        }
        for each in explanation.conditions
    ]
