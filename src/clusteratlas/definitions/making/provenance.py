"""How a definition was made, as facts that stand in its file: configuration, scores, data, outliers moved."""

from collections.abc import Mapping
from typing import Any

from clusteratlas.definitions.making.correcting import Corrected
from clusteratlas.definitions.searching.search import Search

_DIGITS = 6  # of a score


def provenance(
    data: Mapping[str, Any],
    found: Search,
    best: Corrected,
    cluster_of: Mapping[str, str],
) -> dict[str, Any]:
    """The facts, without a date, so that the same data give the same file.

    `cluster_of` gives the code of the cluster that a group of the search became.
    """
    space = found.space
    return {
        "data": dict(data),
        "search": {
            "similarities": list(found.similarities),
            "averages": ["+".join(parts) for parts in space.grouped(found.similarities).values() if len(parts) > 1],
            "methods": list(space.methods),
            "clusters": list(space.clusters),
            "starts": space.starts,
            "seed": space.seed,
            "configurations": len(found.ranked),
        },
        "configuration": best.finding.configuration._asdict() | {"rank": best.rank},
        "scores": {"found": _rounded(best.finding.score), "definition": _rounded(best.validation.score)},
        "validation": [
            {key: row[key] for key in ("similarity", "level", "against")} | {"score": _rounded(row["score"])}
            for row in best.validation.scores.to_pylist()
        ],
        "outliers": {
            "settled": best.outliers.settled,
            "moved": [
                {"industry": row["industry"], "before": cluster_of[row["before"]], "after": cluster_of[row["after"]]}
                for row in best.outliers.moved.to_pylist()
            ],
        },
    }


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, _DIGITS)
