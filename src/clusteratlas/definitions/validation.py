"""What a definition must hold to: every industry in one cluster, every subcluster in its own, every code once."""

import re
from collections.abc import Callable, Collection
from typing import Any

from clusteratlas.definitions.layout import Row
from clusteratlas.errors import BadCell, BadCells

KINDS = ("traded", "local", "all")  # "all" where a definition does not tell traded from local
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_clusters(clusters: list[Row], where: str) -> None:
    """Codes are slugs, kinds are known, positions are taken once."""
    _refuse(
        where,
        _breaking(clusters, "cluster", _is_slug, "is not a slug (small letters, digits, single hyphens)"),
        _breaking(clusters, "kind", lambda row: row["kind"] in KINDS, f"is none of {', '.join(KINDS)}"),
        _breaking(clusters, "position", _first_of_its_kind(lambda row: row["position"]), "is taken already"),
    )


def check_subclusters(subclusters: list[Row], clusters: list[Row], where: str) -> None:
    """Codes are slugs, clusters exist, positions are taken once within a cluster."""
    known = {row["cluster"] for row in clusters}
    at = _first_of_its_kind(lambda row: (row["cluster"], row["position"]))
    _refuse(
        where,
        _breaking(subclusters, "subcluster", lambda row: bool(SLUG.fullmatch(row["subcluster"])), "is not a slug"),
        _breaking(subclusters, "cluster", lambda row: row["cluster"] in known, "is not a cluster of the definition"),
        _breaking(subclusters, "position", at, "is taken already in this cluster"),
    )


def check_membership(
    membership: list[Row],
    subclusters: list[Row],
    clusters: list[Row],
    vintages: Collection[str],
    uncovered: Collection[tuple[str, str]],
    where: str,
) -> None:
    """Vintages and clusters exist, subclusters are of the row's cluster, no industry is also listed as uncovered."""
    known = {row["cluster"] for row in clusters}
    parts = {(row["cluster"], row["subcluster"]) for row in subclusters} | {(code, None) for code in known}
    _refuse(
        where,
        _breaking(membership, "vintage", lambda row: row["vintage"] in vintages, "is not a vintage of the definition"),
        _breaking(membership, "cluster", lambda row: row["cluster"] in known, "is not a cluster of the definition"),
        _breaking(
            membership,
            "subcluster",
            lambda row: row["cluster"] not in known or (row["cluster"], row["subcluster"]) in parts,
            "is not a subcluster of the row's cluster",
        ),
        _breaking(
            membership,
            "industry",
            lambda row: (row["vintage"], row["industry"]) not in uncovered,
            "is listed as uncovered too",
        ),
    )


def _is_slug(row: Row) -> bool:
    return bool(SLUG.fullmatch(row["cluster"]))


def _first_of_its_kind(key: Callable[[Row], Any]) -> Callable[[Row], bool]:
    """A test that is true for the first row of each key, in the order the rows are shown to it."""
    seen: set[Any] = set()

    def is_first(row: Row) -> bool:
        new = key(row) not in seen
        seen.add(key(row))
        return new

    return is_first


def _breaking(rows: list[Row], column: str, keeps: Callable[[Row], bool], rule: str) -> list[BadCell]:
    return [BadCell(no, column, str(row[column]), rule) for no, row in enumerate(rows, 1) if not keeps(row)]


def _refuse(where: str, *problems: list[BadCell]) -> None:
    cells = [cell for cells in problems for cell in cells]
    if cells:
        raise BadCells(where, cells, len(cells), "The definition was not loaded.")
