"""Two definitions held against each other: how far they agree, and which industries stand elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.classifications import classification
from clusteratlas.definitions.comparing.matching import matches
from clusteratlas.definitions.comparing.rand_index import adjusted_rand_index, permuted_rand_indices
from clusteratlas.definitions.definition import Definition
from clusteratlas.definitions.membership import memberships
from clusteratlas.errors import InputError
from clusteratlas.tables import Column, Frame, Schema, to_arrow

INDUSTRY = Schema("industries", (Column("industry", "text"),))
INDUSTRIES = pa.schema({"industry": pa.string(), "before": pa.string(), "after": pa.string(), "moved": pa.bool_()})


@dataclass(frozen=True, eq=False)
class Comparison:
    """How far two definitions agree on the industries that both place.

    adjusted_rand_index: 1 the same groups, 0 what chance would give, below 0 less than that; None where both place
    fewer than two of the same industries.
    industries: industry, before, after (its clusters; null where one places it in none), moved.
    clusters: cluster (of the one before), match (the one after with the largest overlap), before, after, shared
    (industries), overlap (shared / all that either has, 0 to 1).
    """

    adjusted_rand_index: float | None
    industries: pa.Table
    clusters: pa.Table

    def by_chance(self, permutations: int = 1000, seed: int = 0) -> NDArray[np.float64]:
        """The adjusted Rand indices that chance gives, the clusters after dealt out anew among the same industries."""
        return permuted_rand_indices(*self._shared(), permutations, seed)

    @property
    def moved(self) -> pa.Table:
        """The industries that stand elsewhere than most of their cluster's, or are placed by one of the two only."""
        return self.industries.filter(self.industries["moved"])

    def _shared(self) -> tuple[list[str], list[str]]:
        rows = [row for row in self.industries.to_pylist() if row["before"] and row["after"]]
        return [row["before"] for row in rows], [row["after"] for row in rows]


def compare(
    before: Definition | Frame,
    after: Definition | Frame,
    industries: Frame | None = None,
    vintage: str | None = None,
    kind: str | None = None,
) -> Comparison:
    """How far two definitions agree, which industries moved, and which cluster became which.

    The adjusted Rand index counts the pairs of industries that both put together or both keep apart, less what chance
    gives, over the most there can be: ARI = (index - expected) / (maximum - expected). Of the clusters after, the match
    of a cluster is the one with the largest overlap (industries in both / industries in either). An industry moved if
    it stands in another than the match of its cluster, whatever the clusters are called.

    Parameters:
        before, after: definitions, or tables of industry and cluster, such as `group` answers.
        industries: table with the column industry: compare on these only; without it on all that either places.
        vintage: of the definitions' classification; without one the latest that both are stated for.
        kind: only clusters of this kind of each definition, such as "traded".

    Returns:
        A `Comparison`: `.adjusted_rand_index`, `.industries`, `.clusters`, `.moved`.

    Raises:
        UnknownChoice: a definition is not stated for the vintage, or has no cluster of the kind.
        InputError: the definitions have no vintage of one classification in common.
        WrongColumns: a column is missing or has another type.
        BadCells: an industry has two places.

    Notes:
        Clusters are matched on the industries that both place; of equal overlaps the larger shared number, then the
        alphabet decides. A cluster none of whose industries the other places has no match.

    References:
        Hubert, L. and Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193-218.

    Example:
        Toys have left "play" for "heavy". Both put 1 of 6 pairs together. Chance would give 2 * 3 / 6 = 1 of at most
        (2 + 3) / 2: (1 - 1) / (2.5 - 1) = 0.

        >>> codes = ["coal", "steel", "toys", "games"]
        >>> before = pa.table({"industry": codes, "cluster": ["heavy", "heavy", "play", "play"]})
        >>> after = pa.table({"industry": codes, "cluster": ["heavy", "heavy", "heavy", "play"]})
        >>> found = compare(before, after)
        >>> found.adjusted_rand_index
        0.0
        >>> found.moved.to_pylist()
        [{'industry': 'toys', 'before': 'play', 'after': 'heavy', 'moved': True}]
    """
    codes, shared = _at_hand(before, after, industries, vintage)
    old, new = (memberships(each, codes, shared, kind) for each in (before, after))
    both = [code for code in codes if code in old and code in new]
    clusters = matches(old, new)
    match = dict(zip(clusters["cluster"].to_pylist(), clusters["match"].to_pylist(), strict=True))
    rows = [_row(code, old, new, match) for code in codes if code in old or code in new]
    index = adjusted_rand_index([old[code] for code in both], [new[code] for code in both])
    return Comparison(index, pa.Table.from_pylist(rows, schema=INDUSTRIES), clusters)


def _row(
    code: str, old: Mapping[str, str], new: Mapping[str, str], match: Mapping[str, str | None]
) -> dict[str, object]:
    before, after = old.get(code), new.get(code)
    moved = before is None or after is None or match[before] != after
    return {"industry": code, "before": before, "after": after, "moved": moved}


def _at_hand(
    before: Definition | Frame, after: Definition | Frame, industries: Frame | None, vintage: str | None
) -> tuple[list[str], str | None]:
    """The industries to compare on, and the vintage; of two definitions the codes without parts."""
    stated = [each for each in (before, after) if isinstance(each, Definition)]
    shared = vintage or (_shared_vintage(stated[0], stated[1]) if len(stated) == 2 else None)
    if industries is not None:
        return _codes(industries), shared
    if len(stated) < 2:
        return sorted(
            {code for each in (before, after) if not isinstance(each, Definition) for code in _codes(each)}
        ), shared
    tree = classification(stated[0].classification, str(shared))
    return sorted(code for code in tree.codes if not tree.children(code)), shared


def _shared_vintage(before: Definition, after: Definition) -> str:
    common = set(before.vintages) & set(after.vintages)
    if before.classification != after.classification or not common:
        said = [
            f"{each.name} is stated on {each.classification} {', '.join(each.vintages)}" for each in (before, after)
        ]
        raise InputError(f"{'; '.join(said)}. Only definitions of one vintage of a classification can be compared.")
    return max(common)


def _codes(table: Frame) -> list[str]:
    found = INDUSTRY.check(to_arrow(table))
    return sorted(set(found["industry"].to_pylist()))
