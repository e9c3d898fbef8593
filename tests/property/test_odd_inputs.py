"""Every public function on odd tables: a documented answer or an error of our own, never a warning, NaN or infinity."""

from collections.abc import Callable, Mapping
from inspect import signature
from math import inf, isfinite, nan
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from numpy.typing import NDArray
from tests.property.public_functions import Call, calls, frames
from tests.property.test_every_kind_of_frame import expected, said, tables_of

from clusteratlas import measures
from clusteratlas.errors import BadCells, ClusterAtlasError, InputError, UnknownChoice, UnknownCode, WrongColumns
from clusteratlas.tables import to_arrow

Change = Callable[[pa.Table, Call], pa.Table | None]  # None where a table has nothing to change


def put(table: pa.Table, column: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.column_names.index(column), column, values)


def valued(change: Callable[[int, Any], Any], kind: pa.DataType | None = None) -> Change:
    """Every figure changed, by its place and what it is; in the type it has, if no other is named."""

    def changed(table: pa.Table, call: Call) -> pa.Table | None:
        if not call.value:
            return None
        values = [change(place, value) for place, value in enumerate(table[call.value].to_pylist())]
        return put(table, call.value, pa.array(values, kind or table.schema.field(call.value).type))

    return changed


def where(column: str, value: object) -> Change:
    def kept(table: pa.Table, call: Call) -> pa.Table | None:
        name = call.of if column == "of" else column
        return table.filter(pc.equal(table[name], value)) if name in table.column_names else None

    return kept


def disconnected(table: pa.Table, call: Call) -> pa.Table | None:
    """Regions a and b have p and q alone, the others r and s."""
    if not call.of or "region" not in table.column_names:
        return None
    apart = [(row["region"] in "ab") == (row[call.of] in "pq") for row in table.to_pylist()]
    return table.filter(pa.array(apart))


def huge(table: pa.Table, call: Call) -> pa.Table | None:
    """Whole numbers that no float holds."""
    return valued(lambda _, value: 2**60 + 1 if value else value)(table, call) if call.value != "similarity" else None


# --- tables that are odd, and right

ODD: dict[str, Change] = {
    "no rows": lambda table, call: table.slice(0, 0),
    "one row": lambda table, call: table.slice(0, 1),
    "one region": where("region", "a"),
    "one industry": where("of", "p"),
    "one year": where("year", 2018),
    "all zero": valued(lambda _, value: 0),
    "all equal": lambda table, call: None if call.frame == "portfolio" else valued(lambda _, value: 5)(table, call),
    "disconnected": disconnected,
    "thousands of millions": valued(lambda _, value: None if value is None else value * 10**9),
    "huge": huge,
}
_SPANS = ("shift_share", "compound_growth", "contribution", "expected_change", "rank_changes", "crossings")
_NOT_TOLD = (InputError, "Nothing can be tested")
_MAPPED = ("morans_i", "local_morans_i", "getis_ord")  # each neighbour must be a region of the values
_NO_GROUPS = (InputError, "cannot make 2 groups|No configuration makes at least two groups")

# What is asked of them is not there. By case and function (all its variants): the error and what it says.
REFUSED: dict[str, dict[str, tuple[type[ClusterAtlasError], str]]] = {
    "no rows": dict.fromkeys(_SPANS, (UnknownChoice, "start=2015"))
    | dict.fromkeys(_MAPPED, (UnknownCode, "'a'"))
    | {"why_not": (UnknownChoice, "year=2021"), "opportunities": (UnknownCode, "'a'")}
    | {"backtest": _NOT_TOLD, "group": _NO_GROUPS, "define": _NO_GROUPS},
    "one row": dict.fromkeys(_SPANS, (UnknownChoice, "start=2015"))
    | dict.fromkeys(_MAPPED, (UnknownCode, "'a'"))
    | {"why_not": (UnknownCode, "'a'"), "opportunities": (UnknownCode, "'a'")}
    | {"backtest": _NOT_TOLD, "group": _NO_GROUPS, "define": _NO_GROUPS},
    "one region": dict.fromkeys(("shift_share, spatial", *_MAPPED), (UnknownCode, "'b'")),  # a neighbour
    "one industry": {"why_not": (UnknownCode, "'q'"), "backtest": _NOT_TOLD},
    "one year": dict.fromkeys(_SPANS, (UnknownChoice, "start=2015"))
    | {"why_not": (UnknownChoice, "year=2021"), "backtest": _NOT_TOLD},
    "all zero": {"backtest": _NOT_TOLD, "group": _NO_GROUPS, "define": _NO_GROUPS},
    "all equal": {"group": _NO_GROUPS, "define": _NO_GROUPS},
    "disconnected": dict.fromkeys(("shift_share, spatial", *_MAPPED), (UnknownCode, "'e'")),
}


each_call = pytest.mark.parametrize("name", calls())


def tables(name: str, changes: Mapping[str, Change]) -> dict[str, pa.Table]:
    """The function's table with each change that there is something to change for."""
    call = calls()[name]
    changed = {case: change(frames()[call.frame], call) for case, change in changes.items()}
    return {case: table for case, table in changed.items() if table is not None}


def refusal(name: str, case: str) -> tuple[type[ClusterAtlasError], str] | None:
    refused = REFUSED.get(case, {})
    return refused.get(name) or refused.get(name.split(",", maxsplit=1)[0])


@each_call
def test_odd_tables_are_answered(name: str) -> None:
    for case, table in tables(name, ODD).items():
        if refused := refusal(name, case):
            assert_refused(name, table, *refused)
            continue
        found = {place: to_arrow(each) for place, each in tables_of(calls()[name].on(table))}
        assert numbers_that_are_none(found) == [], case
        if case == "no rows":
            whole = {place: to_arrow(each).schema for place, each in tables_of(expected(name))}
            assert {place: each.schema for place, each in found.items()} == {place: whole[place] for place in found}


def assert_refused(name: str, table: pa.Table, error: type[ClusterAtlasError], said_of_it: str) -> None:
    with pytest.raises(error, match=said_of_it) as raised:
        calls()[name].on(table)
    assert type(raised.value) is error


def numbers_that_are_none(tables: Mapping[str, pa.Table]) -> list[tuple[str, str, float]]:
    """Every NaN and infinity in the tables, with its table and column."""
    return [
        (place, column, value)
        for place, table in tables.items()
        for column in table.column_names
        if pa.types.is_floating(table.schema.field(column).type)
        for value in table[column].drop_null().to_pylist()
        if not isfinite(value)
    ]


# --- tables that are wrong


def without_figures(table: pa.Table, call: Call) -> pa.Table | None:
    return table.drop_columns([call.value]) if call.value else None


def without_a_region(table: pa.Table, call: Call) -> pa.Table | None:
    if "region" not in table.column_names:
        return None
    return put(table, "region", pa.array([None, *table["region"].to_pylist()[1:]], pa.string()))


def second(value: float | None) -> Change:
    return valued(lambda place, old: value if place == 1 else old, pa.float64())


WRONG: dict[str, tuple[Change, type[ClusterAtlasError], str]] = {
    "not a number": (second(nan), BadCells, "row 2"),
    "infinite": (second(inf), BadCells, "row 2"),
    "empty": (second(None), BadCells, "row 2"),
    "negative": (second(-1.0), BadCells, "row 2|differs from the other way round"),
    "twice": (lambda table, call: pa.concat_tables([table, table.slice(0, 1)]), BadCells, "more than once|two places"),
    "no region": (without_a_region, BadCells, "row 1, column region"),
    "text": (valued(lambda *_: "x", pa.string()), WrongColumns, "must be (number|count), found string"),
    "no figures": (without_figures, WrongColumns, "is missing"),
}

# What is nothing wrong to some: a profit may be below zero, a similarity not known, a figure withheld. `similarities`
# takes what columns there are, and `entry_probability` adds a column to whatever rows there are. Two plants may be in
# one place.
_OF_ANY_SIGN = {*_MAPPED, "morans_i, permutation", "local_morans_i, permutation"}
ALLOWED: dict[str, set[str]] = {
    "negative": {"ranks", "rank_changes", "growth", "compound_growth", *_OF_ANY_SIGN},
    "empty": {"ranks", "rank_changes", "bound", "estimate", *_OF_ANY_SIGN}
    | {"average", "group", "validate, similarities", "related_clusters", "search", "define"},
    "no figures": {"similarities"},
    "twice": {"entry_probability", "k_density", "k_density, with bands", "m_function", "ripley_k"},
    "no region": {"entry_probability"},
}


@each_call
def test_wrong_tables_are_refused(name: str) -> None:
    for case, table in tables(name, {case: change for case, (change, *_) in WRONG.items()}).items():
        if name in ALLOWED.get(case, ()):
            found = {place: to_arrow(each) for place, each in tables_of(calls()[name].on(table))}
            assert numbers_that_are_none(found) == [], case
        else:
            assert_refused(name, table, *WRONG[case][1:])


# --- every width of whole numbers

WIDTHS = tuple(getattr(pa, f"{sign}int{bits}")() for bits in (8, 16, 32, 64) for sign in ("", "u"))
with_whole_numbers = pytest.mark.parametrize(
    "name", [name for name, call in calls().items() if call.value and call.value != "similarity"]
)


def most(kind: pa.DataType) -> int:
    return int(np.iinfo(kind.to_pandas_dtype()).max)


@with_whole_numbers
def test_every_width_of_whole_numbers_gives_the_same(name: str) -> None:
    call = calls()[name]
    table = frames()[call.frame]
    values = table[call.value]
    held = [kind for kind in WIDTHS if pc.max(values).as_py() <= most(kind)]
    assert len(held) >= 6
    for kind in held:
        assert said(call.on(put(table, call.value, values.cast(kind)))) == said(expected(name)), kind


@with_whole_numbers
def test_sums_that_do_not_fit_in_32_bits_do_not_overflow(name: str) -> None:
    call = calls()[name]
    table = frames()[call.frame]
    factor = most(pa.int32()) // pc.max(table[call.value]).as_py()
    large = pc.multiply(table[call.value], factor)
    answers = [said(call.on(put(table, call.value, large.cast(kind)))) for kind in (pa.int32(), pa.int64())]
    assert answers[0] == answers[1]


# --- kernels

MATRICES: dict[str, NDArray[Any]] = {
    "nothing": np.zeros((0, 0)),
    "no region": np.zeros((0, 3)),
    "no industry": np.zeros((3, 0)),
    "one cell": np.ones((1, 1)),
    "all zero": np.zeros((3, 4)),
    "one region": np.arange(4.0)[None],
    "one industry": np.arange(4.0)[:, None],
    "thousands of millions": np.full((3, 4), 10**9, np.int32),
    "bytes": np.array([[200, 200, 1], [200, 100, 0]], np.uint8),
}


def arguments_of(name: str, matrix: NDArray[Any]) -> dict[str, Any]:
    """What a kernel takes, from one matrix of regions and industries; nothing where it takes no such matrix."""
    there, industries = matrix > 0, matrix.shape[1]
    proximity = measures.proximity_kernel(there)
    known: dict[str, Any] = {
        "values": np.array([matrix, matrix]) if name == "shift_share_kernel" else matrix,
        "previous": matrix, "first": matrix, "last": matrix, "years": 1, "specialised": there, "proximity": proximity,
        "pci": np.zeros(industries), "groups": np.zeros(industries, np.int64), "herfindahl": np.full(industries, 0.1),
    }  # fmt: skip
    asked = signature(getattr(measures, name)).parameters.values()
    needed = [each.name for each in asked if each.default is each.empty]
    return {each: known[each] for each in needed} if set(needed) <= known.keys() else {}


KERNELS = [name for name in measures.__all__ if name.endswith("_kernel")]


def arrays_of(found: object) -> list[Any]:
    """The arrays a kernel answers with: one, a pair, or those of an object."""
    if isinstance(found, tuple):
        return list(found)
    if isinstance(found, dict):
        return list(found.values())
    return (
        [each for part in vars(found).values() for each in arrays_of(part)] if hasattr(found, "__dict__") else [found]
    )


@pytest.mark.parametrize("name", KERNELS)
def test_kernels_take_odd_matrices(name: str) -> None:
    for case, matrix in MATRICES.items():
        given = arguments_of(name, matrix)
        if not given:
            assert name in ("plant_herfindahl_kernel", "size_class_herfindahl_kernel")  # of lists of plants
            return
        arrays = arrays_of(getattr(measures, name)(**given))
        assert arrays
        assert not any(np.isinf(np.asarray(part, np.float64)).any() for part in arrays if part is not None), case
