"""What came of validating a definition: its scores, and every cluster and industry held against the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from clusteratlas.definitions.validating.relatedness import Labels, Pairs
from clusteratlas.definitions.validating.scores import AGAINST, LEVELS, Held, held, mean_score
from clusteratlas.measures.answer import nullable

SCORES = pa.schema(
    {
        "similarity": pa.string(),
        "level": pa.string(),
        "against": pa.string(),
        "passed": pa.int64(),
        "counted": pa.int64(),
        "score": pa.float64(),
    }
)


@dataclass(frozen=True, eq=False)
class Validation:
    """How well clusters hold together.

    score: the mean of all scores, 0 to 1; None where nothing can be compared.
    scores: similarity, level (cluster, industry), against (average, percentile), passed, counted, score.
    clusters: similarity, cluster, industries (those the similarity knows), within, between, percentile, and whether
    within exceeds each. industries: similarity, industry, cluster and the same.
    """

    score: float | None
    scores: pa.Table
    clusters: pa.Table
    industries: pa.Table


def validation(
    pairs: Mapping[str, Pairs], industries: tuple[str, ...], clusters: tuple[str, ...], labels: Labels
) -> Validation:
    """The validation of labels (the position of each industry's cluster, -1 for none) over several similarities."""
    found = {name: held(each, labels, len(clusters)) for name, each in pairs.items()}
    rows = [row for name, both in found.items() for row in _score_rows(name, both)]
    of_clusters = [_compared(name, {"cluster": clusters}, both["cluster"]) for name, both in found.items()]
    names = [clusters[label] if label >= 0 else None for label in labels.tolist()]
    of_industries = [
        _compared(name, {"industry": industries, "cluster": names}, both["industry"]) for name, both in found.items()
    ]
    return Validation(
        mean_score([row["score"] for row in rows]),
        pa.Table.from_pylist(rows, schema=SCORES),
        pa.concat_tables(of_clusters),
        pa.concat_tables(of_industries),
    )


def _score_rows(name: str, both: Mapping[str, Held]) -> Iterator[dict[str, Any]]:
    for level in LEVELS:
        for against in AGAINST:
            each = both[level]
            passed, counted = int(each.passed(against).sum()), int(each.counted.sum())
            key = {"similarity": name, "level": level, "against": against}
            yield key | {"passed": passed, "counted": counted, "score": each.score(against)}


def _compared(name: str, keys: Mapping[str, Any], each: Held) -> pa.Table:
    """One row for each member that counts."""
    codes = {key: pa.array(values, pa.string()) for key, values in keys.items()}
    figures = {
        "within": nullable(each.within),
        "between": nullable(each.average),
        "percentile": nullable(each.percentile),
        "above_average": pa.array(each.passed("average")),
        "above_percentile": pa.array(each.passed("percentile")),
    }
    size = len(each.counted)
    table = pa.table({"similarity": pa.array([name] * size, pa.string())} | codes | figures)
    return table.filter(pa.array(each.counted))
