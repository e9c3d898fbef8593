"""Whatever the cells: a roll-up equals the sums made by hand, adds up, and counts nothing twice."""

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.rollup import ancestors
from tests.reference.rollup import roll_up as by_hand

from clusteratlas.classifications import Classification, ancestry, leaves_only, roll_up
from clusteratlas.errors import BadCells

# 1-2 - 10 - 100, 101     3 - 30 - 300
#     - 20 - 200            - 31 (no part)
TREE = ("1-2", "10", "100", "101", "20", "200", "3", "30", "300", "31")
PARENTS = {
    "1-2": None,
    "10": "1-2",
    "20": "1-2",
    "100": "10",
    "101": "10",
    "200": "20",
    "3": None,
    "30": "3",
    "31": "3",
    "300": "30",
}
LEAVES = ("100", "101", "200", "300", "31")
CRAFTS = Classification("Crafts", 1900, "industry", TREE, {})

Cells = dict[tuple[str, str], int]


def figures(codes: tuple[str, ...]) -> st.SearchStrategy[Cells]:
    keys = st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(codes))
    return st.dictionaries(keys, st.integers(0, 2**40), max_size=8)


def table(cells: Cells) -> ibis.Table:
    columns = {
        "region": pa.array([region for region, _ in cells], pa.string()),
        "industry": pa.array([code for _, code in cells], pa.string()),
        "employment": pa.array(list(cells.values()), pa.int64()),
    }
    return ibis.memtable(pa.table(columns))


def rolled(cells: Cells) -> Cells:
    sums = roll_up(table(cells), ibis.memtable(ancestry(CRAFTS)), "industry").to_pyarrow().to_pylist()
    return {(row["region"], row["industry"]): row["employment"] for row in sums}


def reference(cells: Cells) -> Cells:
    sums = by_hand([((region,), code, figure) for (region, code), figure in cells.items()], PARENTS)
    return {(str(region), code): figure for ((region,), code), figure in sums.items()}


def test_the_drawn_tree_is_the_one_its_digits_draw() -> None:
    assert {code: CRAFTS.parent(code) for code in TREE} == PARENTS


@settings(max_examples=40, deadline=None)
@given(figures(LEAVES))
def test_equals_the_sums_made_by_hand(cells: Cells) -> None:
    assert rolled(cells) == reference(cells)


@settings(max_examples=25, deadline=None)
@given(figures(LEAVES))
def test_sectors_hold_everything_once(cells: Cells) -> None:
    sums = rolled(cells)
    assert sum(sums.get((region, code), 0) for region in ("a", "b") for code in ("1-2", "3")) == sum(cells.values())


@settings(max_examples=25, deadline=None)
@given(figures(LEAVES), figures(LEAVES))
def test_the_sums_of_two_tables_add_up_to_the_sums_of_both(one: Cells, other: Cells) -> None:
    both = {key: one.get(key, 0) + other.get(key, 0) for key in one.keys() | other.keys()}
    first, second = rolled(one), rolled(other)
    assert rolled(both) == {key: first.get(key, 0) + second.get(key, 0) for key in first.keys() | second.keys()}


@settings(max_examples=40, deadline=None)
@given(figures(TREE))
def test_refused_exactly_where_a_code_stands_beside_its_ancestor(cells: Cells) -> None:
    clashes = [
        (region, code, above)
        for region, code in cells
        for above in ancestors(code, PARENTS)
        if (region, above) in cells
    ]
    tree = ibis.memtable(ancestry(CRAFTS))
    if not clashes:
        leaves_only(table(cells), tree, "industry")
        assert rolled(cells) == reference(cells)
        return
    with pytest.raises(BadCells) as refused:
        leaves_only(table(cells), tree, "industry")
    assert refused.value.count == len(clashes)
