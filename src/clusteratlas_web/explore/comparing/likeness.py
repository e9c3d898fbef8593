"""How alike things are: the cosine of every two portfolios and the strong clusters they share, or how related."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isnan

from django.utils.translation import gettext

from clusteratlas.diagnosis.peers.likeness import cosine_kernel
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import comparison as queries
from clusteratlas_web.explore.comparing.reading import Comparison
from clusteratlas_web.explore.comparing.units import Unit
from clusteratlas_web.explore.regional.relations import relation_words
from clusteratlas_web.foundation.numbers import signed_difference

LIKENESS, RELATED = "likeness", "related"


@dataclass(frozen=True)
class PairCell:
    """A cell of the matrix: above the diagonal one figure, below it the other; nothing on it."""

    above: str = ""
    below: str = ""
    strong: bool = False
    same: bool = False


@dataclass(frozen=True)
class PairLine:
    """A thing with a cell for each of them."""

    unit: Unit
    cells: list[PairCell]


def read_likeness(comparison: Comparison) -> list[PairLine]:
    """The matrix of likeness: above the diagonal the cosine, below it how many strong clusters two share."""
    units = comparison.units
    pairs = {(row["one"], row["two"]): row for row in likeness(comparison)}
    return [PairLine(one, [_alike(one, two, pairs) for two in units]) for one in units]


def _alike(one: Unit, two: Unit, pairs: dict[tuple[int, int], Row]) -> PairCell:
    if one.number == two.number:
        return PairCell(same=True)
    if one.number > two.number:
        return PairCell(below=str(pairs[two.number, one.number]["shared_strong"]))
    similarity = pairs[one.number, two.number]["similarity"]
    return PairCell(above="" if similarity is None else f"{similarity:.2f}")


def likeness(comparison: Comparison) -> list[Row]:
    """For every two things the cosine of their jobs in the clusters that are ranked, and how many strong they share.

    It is the similarity that peers are chosen by; of a thing without such jobs it is not known.
    """
    units, kinds = comparison.units, comparison.edition.manifest.book.kinds
    clusters = [code for code, rows in comparison.cells.items() if any(row["kind"] in kinds for row in rows.values())]
    jobs = [
        [float(comparison.cells[code].get(unit.key, {}).get("employment") or 0) for code in clusters] for unit in units
    ]
    cosines = cosine_kernel(jobs) if clusters else None
    return [
        {
            "one": one.number,
            "two": two.number,
            "similarity": None if cosines is None else _known(float(cosines[one.number - 1, two.number - 1])),
            "shared_strong": sum(
                comparison.is_strong(code, one) and comparison.is_strong(code, two) for code in clusters
            ),
        }
        for one, two in combinations(units, 2)
    ]


def _known(value: float) -> float | None:
    return None if isnan(value) else value


def likeness_rows(comparison: Comparison) -> tuple[list[str], list[Row]]:
    """The pairs as a table to take away."""
    names = ("year", "since") if comparison.asked.of_years else ("region", "peer")
    keys = [unit.key for unit in comparison.units]
    rows = []
    for row in likeness(comparison):
        one, two = keys[row["one"] - 1], keys[row["two"] - 1]
        pair = (two, one) if comparison.asked.of_years else (one, two)
        shared = {name: row[name] for name in ("similarity", "shared_strong")}
        rows.append(dict(zip(names, pair, strict=True)) | shared)
    return [*names, "similarity", "shared_strong"], rows


def read_relations(comparison: Comparison) -> list[PairLine]:
    """The matrix of relatedness: above the diagonal the figure, below it its word; empty where none is known."""
    found = relations(comparison)
    units = comparison.units
    return [PairLine(one, [_related(one, two, found) for two in units]) for one in units] if found else []


def relations(comparison: Comparison) -> dict[tuple[str, str], Row]:
    """How related every two clusters are, by their codes in the order of the edition's table."""
    rows = queries.relations(comparison.edition, comparison.asked.codes)
    return {(row["cluster"], row["other"]): row for row in rows if row["relatedness"] is not None}


def _related(one: Unit, two: Unit, found: dict[tuple[str, str], Row]) -> PairCell:
    if one.number == two.number:
        return PairCell(same=True)
    row = found.get((str(one.key), str(two.key))) or found.get((str(two.key), str(one.key)))
    if row is None:
        return PairCell(above=gettext("not known"))
    if one.number < two.number:
        return PairCell(above=signed_difference(row["relatedness"]))
    return PairCell(below=relation_words()[row["relation"]], strong=row["relation"] in ("close", "related"))


RELATION_COLUMNS = ("cluster", "other", "relatedness", "percentile", "related_share", "relation")


def relation_rows(comparison: Comparison) -> tuple[Sequence[str], list[Row]]:
    """The pairs as a table to take away."""
    return RELATION_COLUMNS, list(relations(comparison).values())
