"""Odd tables: empty, of one region, of one industry, of nothing, of bad cells, of every width; every kind of frame."""

from collections.abc import Callable
from functools import partial

import pyarrow as pa
import pytest
from tests.property import test_every_kind_of_frame as every_kind

from clusteratlas.errors import BadCells, WrongColumns
from clusteratlas.measures import (
    coagglomeration,
    ellison_glaeser,
    herfindahl,
    hoover,
    krugman_specialisation,
    location_quotient_interval,
    locational_gini,
    lorenz_curve,
    maurel_sedillot,
    standardised_location_quotient,
    symmetric_location_quotient,
    theil,
    variety,
)
from clusteratlas.tables import Frame, to_arrow

PLANTS = pa.table({"industry": ["x", "x", "y"], "size": [2, 1, 1], "count": [1, 2, 4]})
CLASSES = pa.table({"industry": ["x", "y"], "size_low": [1, 1], "size_high": [9, 9], "count": [1, 1]})

# What each gives, without and with a year, for x in regions a and b.
MEASURES: dict[str, tuple[Callable[[Frame], Frame], list[str]]] = {
    "symmetric": (symmetric_location_quotient, ["region", "industry", "symmetric_location_quotient"]),
    "odonoghue-gleave": (
        standardised_location_quotient,
        ["region", "industry", "standardised_location_quotient", "threshold", "above_threshold", "normality"],
    ),
    "tian": (
        partial(standardised_location_quotient, variant="tian", draws=10),
        ["region", "industry", "standardised_location_quotient", "threshold", "above_threshold"],
    ),
    "interval": (
        partial(location_quotient_interval, draws=10),
        ["region", "industry", "location_quotient", "interval_low", "interval_high", "interval_method"],
    ),
    "herfindahl of regions": (herfindahl, ["region", "herfindahl"]),
    "herfindahl of industries": (partial(herfindahl, by="industry"), ["industry", "herfindahl"]),
    "krugman, rest": (krugman_specialisation, ["region", "krugman_specialisation"]),
    "krugman, whole": (partial(krugman_specialisation, reference="whole"), ["region", "krugman_specialisation"]),
    "gini": (locational_gini, ["industry", "locational_gini"]),
    "gini, uniform": (partial(locational_gini, against="uniform"), ["industry", "locational_gini"]),
    "lorenz": (lorenz_curve, ["industry", "position", "region", "reference_share", "industry_share"]),
    "hoover": (hoover, ["industry", "hoover"]),
    "theil": (partial(theil, group="state"), ["industry", "theil", "theil_between", "theil_within"]),
    "ellison_glaeser": (
        partial(ellison_glaeser, plants=PLANTS),
        ["industry", "ellison_glaeser", "raw_concentration", "plant_herfindahl"],
    ),
    "maurel_sedillot": (
        partial(maurel_sedillot, plants=CLASSES),
        [
            "industry",
            *(f"maurel_sedillot{end}" for end in ("", "_low", "_high")),
            *(f"plant_herfindahl{end}" for end in ("", "_low", "_high")),
        ],
    ),
    "coagglomeration": (coagglomeration, ["industry", "other", "coagglomeration"]),
    "variety": (
        partial(variety, group="sector"),
        ["region", "unrelated_variety", "related_variety", "total_variety"],
    ),
}
KINDS = every_kind.KINDS | {
    "pandas, filtered": lambda rows: rows.to_pandas().set_axis(range(7, 7 + rows.num_rows)),
}
KEYS = ("region", "industry", "other", "position", "year")

each = pytest.mark.parametrize("name", MEASURES)


def table(rows: list[tuple[str, str, float]], kind: pa.DataType | None = None) -> pa.Table:
    regions, industries, values = zip(*rows, strict=True)
    return pa.table(
        {
            "region": list(regions),
            "industry": list(industries),
            "state": ["kansas" for _ in regions],
            "sector": ["making" for _ in industries],
            "employment": pa.array(values, kind or pa.int64()),
        }
    )


ORDINARY = [("a", "x", 3), ("a", "y", 1), ("b", "x", 1), ("b", "y", 3)]


def results(name: str, frame: Frame) -> list[tuple[object, ...]]:
    measure, columns = MEASURES[name]
    return [tuple(row[column] for column in columns if column not in KEYS) for row in measure(frame).to_pylist()]


@each
def test_no_rows_give_no_rows_with_the_same_columns(name: str) -> None:
    measure, columns = MEASURES[name]
    full = table(ORDINARY)
    for frame in (full, full.append_column("year", pa.array([2019] * 4))):
        if "year" in frame.column_names and name in ("ellison_glaeser", "maurel_sedillot"):
            continue  # their plants need years then; see test_plants
        some, none = measure(frame), measure(frame.slice(0, 0))
        assert [column for column in some.column_names if column != "year"] == columns
        assert (none.schema, none.num_rows) == (some.schema, 0)
        assert some.num_rows > 0


@each
def test_nothing_at_all_is_null(name: str) -> None:
    found = results(name, table([(region, industry, 0) for region, industry, _ in ORDINARY]))
    assert found
    if name == "ellison_glaeser":  # the plants are there all the same
        assert {row[:2] for row in found} == {(None, None)}
        return
    assert {value for row in found for value in row} == {None}


ONE_REGION = {
    "symmetric": [(0,), (0,)],
    "odonoghue-gleave": [(None, None, None, None)] * 2,
    "tian": [(None, None, None)] * 2,
    "interval": [(1, 1, 1, "bootstrap")] * 2,
    "herfindahl of regions": [(0.625,)],
    "herfindahl of industries": [(1,), (1,)],
    "krugman, rest": [(None,)],
    "krugman, whole": [(0,)],
    "gini": [(0,), (0,)],
    "gini, uniform": [(0,), (0,)],
    "lorenz": [("a", 1, 1)] * 2,
    "hoover": [(0,), (0,)],
    "theil": [(0, 0, 0)] * 2,
    "ellison_glaeser": [(None, 0, 0.375), (None, 0, 0.25)],
    "maurel_sedillot": [(None, None, None, 1, 1, 1)] * 2,
    "coagglomeration": [(None,), (None,)],
    "variety": [(0, pytest.approx(0.8112781244591328), pytest.approx(0.8112781244591328))],
}


@each
def test_one_region(name: str) -> None:
    found = results(name, table([("a", "x", 3), ("a", "y", 1)]))
    assert found == [row[1:] if name == "lorenz" else row for row in ONE_REGION[name]]


ONE_INDUSTRY = {
    "symmetric": [(0,), (0,)],
    "odonoghue-gleave": [(None, None, None, None)] * 2,
    "tian": [(None, None, None)] * 2,
    "herfindahl of regions": [(1,), (1,)],
    "herfindahl of industries": [(0.625,)],
    "krugman, rest": [(0,), (0,)],
    "krugman, whole": [(0,), (0,)],
    "gini": [(0,)],
    "gini, uniform": [(0.25,)],
    "lorenz": [(0.75, 0.75), (1, 1)],
    "hoover": [(0,)],
    "theil": [(0, 0, 0)],
    "ellison_glaeser": [(pytest.approx(-0.6), 0, 0.375)],
    "maurel_sedillot": [(None, None, None, 1, 1, 1)],
    "coagglomeration": [],
    "variety": [(0, 0, 0)] * 2,
}


@pytest.mark.parametrize("name", ONE_INDUSTRY)
def test_one_industry(name: str) -> None:
    found = results(name, table([("a", "x", 3), ("b", "x", 1)]))
    if name == "lorenz":
        found = [row[-2:] for row in found]
    assert found == ONE_INDUSTRY[name]


@each
@pytest.mark.parametrize(
    ("value", "rule"),
    [(-1.0, "is negative"), (float("nan"), "is not a finite number"), (float("inf"), "is not a"), (None, "is empty")],
)
def test_bad_values_are_refused(name: str, value: float | None, rule: str) -> None:
    rows = [
        (region, industry, value if place == 1 else number) for place, (region, industry, number) in enumerate(ORDINARY)
    ]
    with pytest.raises(BadCells, match=f"row 2, column employment.*{rule}"):
        MEASURES[name][0](table(rows, pa.float64()))


@each
def test_a_repeated_cell_is_refused(name: str) -> None:
    with pytest.raises(BadCells, match="a x"):
        MEASURES[name][0](table([*ORDINARY, ("a", "x", 1)]))


@each
def test_codes_that_are_numbers_are_refused(name: str) -> None:
    frame = table(ORDINARY)
    for column in ("region", "industry"):
        numbers = frame.set_column(frame.column_names.index(column), column, pa.array([1, 1, 2, 2]))
        with pytest.raises(WrongColumns, match=f"column '{column}' must be text, found int64"):
            MEASURES[name][0](numbers)


@each
def test_every_width_of_integers_gives_the_same(name: str) -> None:
    expected = MEASURES[name][0](table(ORDINARY))
    for kind in (*(getattr(pa, f"{sign}int{bits}")() for sign in ("", "u") for bits in (8, 16, 32, 64)), pa.float64()):
        assert MEASURES[name][0](table(ORDINARY, kind)).equals(expected), kind


@each
def test_thousands_of_millions_are_as_good_as_ones(name: str) -> None:
    if name in ("interval", "maurel_sedillot"):
        return  # the one is narrower for large counts, the other has plants of a size; both have tests of their own
    large = table([(region, industry, value * 2**30) for region, industry, value in ORDINARY])
    assert MEASURES[name][0](large).equals(MEASURES[name][0](table(ORDINARY)))


@each
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_answer_in_the_same_kind(name: str, kind: str) -> None:
    measure, _ = MEASURES[name]
    # With a region and an industry of nothing, so that every kind has nulls to show.
    cells = table([*ORDINARY, ("c", "x", 0), ("a", "z", 0), ("d", "x", 7)], pa.int32())
    frame = KINDS[kind](cells)
    result = measure(frame)
    assert type(result) is type(frame)
    assert to_arrow(result).to_pylist() == measure(cells).to_pylist()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("plants", [PLANTS, CLASSES], ids=["sizes", "classes"])
def test_plants_come_in_every_kind_of_frame(kind: str, plants: pa.Table) -> None:
    for measure in (ellison_glaeser, maurel_sedillot):
        assert measure(table(ORDINARY), KINDS[kind](plants)).equals(measure(table(ORDINARY), plants))
