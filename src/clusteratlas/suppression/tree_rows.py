"""A tree read from a dataframe of codes and their parents."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from clusteratlas.classifications.nearest import nearest_code
from clusteratlas.errors import BadCell, BadCells
from clusteratlas.suppression.tree import NO_PARENT, Tree
from clusteratlas.tables import Coding, Column, Frame, Schema, to_arrow


@dataclass(frozen=True)
class CodedTree:
    """A tree and the codes of its nodes, in order."""

    coding: Coding
    tree: Tree


def read_tree(frame: Frame, code: str, where: str) -> CodedTree:
    """Columns `code`, `parent`[, `whole`]; raises WrongColumns, BadCells for a parent that has no row, InputError."""
    columns = (Column(code, "text"), Column("parent", "text", nullable=True), Column("whole", "truth", required=False))
    table = Schema(where, columns, (code,)).check(to_arrow(frame, where), where)
    coding = Coding.of_column(table[code])
    own, parents = coding.encode(table[code]), coding.encode(table["parent"])
    named = table["parent"].is_valid().to_numpy()
    lost = np.flatnonzero(named & (parents < 0))
    if len(lost):
        names = table["parent"].take(pa.array(lost)).to_pylist()
        rule = f"has no row of its own as {code}"
        bad = [
            BadCell(int(row) + 1, "parent", name, rule, nearest_code(name, coding.codes))
            for row, name in zip(lost[:5], names, strict=False)
        ]
        raise BadCells(where, bad, len(lost), "")
    whole = table["whole"].to_numpy() if "whole" in table.column_names else np.ones(table.num_rows, np.bool_)
    above, made_up = np.full(len(coding), NO_PARENT, np.int32), np.ones(len(coding), np.bool_)
    above[own], made_up[own] = parents, whole
    return CodedTree(coding, Tree(above, made_up))


def read_trees(
    industries: CodedTree, regions: Frame | None, cells: Frame, totals: Frame | None
) -> tuple[CodedTree, CodedTree]:
    """The trees of regions and industries; without a frame, the regions that occur have nothing to do with each other.

    Raises as `read_tree` does, and WrongColumns where there is no column `region` to take them from.
    """
    if regions is not None:
        return read_tree(regions, "region", "regions"), industries
    schema = Schema("cells", (Column("region", "text"),))
    found = [schema.check(to_arrow(each))["region"] for each in (cells, totals) if each is not None]
    coding = Coding.of(code for column in found for code in column.unique().to_pylist())
    return CodedTree(coding, Tree.trivial(len(coding))), industries
