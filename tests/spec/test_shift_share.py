"""Shift-share on tables drawn by hand.

The regions and figures are those of a textbook example (Farhauer and Kröll 2013, Standorttheorien, chapter 15), as the
R package REAT carries it in the examples of its function `shift`; the three regions are the whole nation.
"""

import doctest
import importlib
from fractions import Fraction

import pyarrow as pa
import pytest

from clusteratlas.errors import BadCells, InputError, UnknownChoice, UnknownCode, WrongColumns
from clusteratlas.measures import shift_share, shift_share_kernel
from clusteratlas.measures.shift_share import VARIANTS

START = {"a": [90, 20, 10, 60], "b": [60, 30, 30, 40], "c": [250, 100, 110, 300]}
END = {"a": [100, 40, 10, 55], "b": [85, 55, 40, 35], "c": [255, 115, 85, 390]}
INDUSTRIES = ["i1", "i2", "i3", "i4"]
NATION = ([400, 150, 150, 400], [440, 210, 135, 480])  # 1,100 and 1,265: the nation grows by 15 %


def rows(year: int, regions: dict[str, list[int]]) -> list[tuple[int, str, str, int]]:
    return [
        (year, region, industry, value)
        for region, values in regions.items()
        for industry, value in zip(INDUSTRIES, values, strict=True)
    ]


def table(*parts: list[tuple[int, str, str, int]]) -> pa.Table:
    names = ("year", "region", "industry", "employment")
    return pa.table(
        dict(zip(names, map(list, zip(*[row for part in parts for row in part], strict=True)), strict=True))
    )


TWO_YEARS = table(rows(2000, START), rows(2001, END))


def of_region(result: pa.Table, region: str) -> dict[str, list[float | None]]:
    kept = [row for row in result.to_pylist() if row["region"] == region]
    return {name: [row[name] for row in kept] for name in result.column_names[2:]}


def test_the_three_regions_are_the_nation() -> None:
    assert [sum(column) for column in zip(*START.values(), strict=True)] == NATION[0]
    assert [sum(column) for column in zip(*END.values(), strict=True)] == NATION[1]


def test_classic() -> None:
    result = shift_share(TWO_YEARS, 2000, 2001)
    assert result.column_names == ["region", "industry", "change", "national", "mix", "competitive"]
    found = of_region(result, "a")
    assert found["change"] == [10, 20, 0, -5]
    assert found["national"] == pytest.approx([13.5, 3, 1.5, 9])  # 15 % of 90, 20, 10, 60
    # The industries grow by 10, 40, -10 and 20 %: -5, +25, -25 and +5 points beside the nation.
    assert found["mix"] == pytest.approx([-4.5, 5, -2.5, 3])
    assert found["competitive"] == pytest.approx([1, 12, 1, -17])  # 10 - 9, 20 - 8, 0 + 1, -5 - 12
    assert [sum(found[name]) for name in ("national", "mix", "competitive")] == pytest.approx([27, 1, -3])


def test_esteban_marquillas() -> None:
    found = of_region(shift_share(TWO_YEARS, 2000, 2001, "esteban-marquillas"), "a")
    # Built like the nation, the region's 180 would be 720/11, 270/11, 270/11 and 720/11; it grew by 1/90, 3/5, 1/10 and
    # -17/60 more than the industry.
    assert found["competitive"] == pytest.approx([8 / 11, 162 / 11, 27 / 11, -204 / 11])
    assert found["allocation"] == pytest.approx([1 - 8 / 11, 12 - 162 / 11, 1 - 27 / 11, -17 + 204 / 11])
    assert found["mix"] == pytest.approx([-4.5, 5, -2.5, 3])


def test_gerfin() -> None:
    found = of_region(shift_share(TWO_YEARS, 2000, 2001, "gerfin"), "a")
    # 205 of 180 against 15 % more; with the nation's growth by industry they would have been 99 + 28 + 9 + 72 = 208.
    assert found["regional_factor"] == pytest.approx([205 / 180 / 1.15] * 4)
    assert found["structural_factor"] == pytest.approx([208 / 180 / 1.15] * 4)
    assert found["locational_factor"] == pytest.approx([205 / 208] * 4)
    assert found["competitive"] == pytest.approx([1, 12, 1, -17])


def test_dynamic() -> None:
    third = {"a": [105, 45, 15, 60], "b": [100, 60, 45, 40], "c": [255, 125, 95, 400]}
    frame = table(rows(2000, START), rows(2001, END), rows(2002, third))
    found = of_region(shift_share(frame, 2000, 2002, "dynamic"), "a")
    # The second year: the nation from 1,265 to 1,345, its industries 440 to 460, 210 to 230, 135 to 155, 480 to 500.
    second, whole = [100, 40, 10, 55], Fraction(80, 1265)
    of_industry = [Fraction(20, before) for before in NATION[1]]
    first_national, first_mix = [Fraction(27, 2), 3, Fraction(3, 2), 9], [Fraction(-9, 2), 5, Fraction(-5, 2), 3]
    national = [float(n + e * whole) for n, e in zip(first_national, second, strict=True)]
    mix = [float(m + e * (g - whole)) for m, e, g in zip(first_mix, second, of_industry, strict=True)]
    assert found["change"] == [15, 25, 5, 0]
    assert found["national"] == pytest.approx(national)
    assert found["mix"] == pytest.approx(mix)


def test_the_years_between_are_read_by_the_dynamic_variant_alone() -> None:
    frame = table(rows(2000, START), rows(2001, {"d": [1, 1, 1, 1]}), rows(2002, END))
    expected = shift_share(TWO_YEARS, 2000, 2001)
    assert shift_share(frame, 2000, 2002).equals(expected)
    assert not shift_share(frame, 2000, 2002, "dynamic").equals(expected)


NEIGHBOURS = pa.table({"region": ["a", "a", "b"], "neighbour": ["b", "c", "a"], "weight": [3, 1, 7]})


def test_spatial() -> None:
    result = shift_share(TWO_YEARS, 2000, 2001, "spatial", neighbours=NEIGHBOURS)
    found = of_region(result, "a")
    # Next door, b three times and c once: 3 * 60 + 250 = 430 become 3 * 85 + 255 = 510; 190 become 280; 200, 205;
    # 420, 495.
    next_door = [80 / 430, 90 / 190, 5 / 200, 75 / 420]
    jobs, change = START["a"], [10, 20, 0, -5]
    assert found["national"] == pytest.approx([13.5, 3, 1.5, 9])
    assert found["mix"] == pytest.approx([e * (g - 0.15) for e, g in zip(jobs, next_door, strict=True)])
    assert found["competitive"] == pytest.approx([c - e * g for c, e, g in zip(change, jobs, next_door, strict=True)])
    assert of_region(result, "b")["mix"][1] == pytest.approx(30 * (1 - 0.15))  # its one neighbour a: 20 become 40
    assert of_region(result, "c")["mix"] == [None] * 4  # nobody is next to it
    assert of_region(result, "c")["national"] == pytest.approx([37.5, 15, 16.5, 45])


def test_a_frame_without_weights_counts_each_neighbour_once() -> None:
    alike = NEIGHBOURS.set_column(2, "weight", pa.array([5.0, 5.0, 0.5]))
    bare = shift_share(TWO_YEARS, 2000, 2001, "spatial", neighbours=NEIGHBOURS.drop_columns(["weight"]))
    assert bare.equals(shift_share(TWO_YEARS, 2000, 2001, "spatial", neighbours=alike))


# An industry that begins: nowhere at the start (new), or not in this region (rare). Reno's 10 of 40 become 10 of 60.
BEGINNINGS = pa.table(
    {
        "region": ["reno", "ames", "ames", "reno", "ames", "reno", "ames", "reno"],
        "industry": ["old", "old", "rare", "old", "old", "rare", "rare", "new"],
        "year": [2000, 2000, 2000, 2001, 2001, 2001, 2001, 2001],
        "employment": [10, 20, 10, 10, 20, 12, 12, 6],
    }
)


def effects(result: pa.Table, region: str, industry: str) -> tuple[float | None, ...]:
    (row,) = [row for row in result.to_pylist() if (row["region"], row["industry"]) == (region, industry)]
    return tuple(row.values())[2:]


def test_an_industry_new_to_the_region_is_all_competitive() -> None:
    assert effects(shift_share(BEGINNINGS, 2000, 2001), "reno", "rare") == (12, 0, 0, 12)


def test_an_industry_new_to_the_nation_has_neither_mix_nor_competitive_effect() -> None:
    assert effects(shift_share(BEGINNINGS, 2000, 2001), "reno", "new") == (6, 0, None, None)


def test_esteban_marquillas_needs_the_growth_of_the_cell_itself() -> None:
    result = shift_share(BEGINNINGS, 2000, 2001, "esteban-marquillas")
    assert effects(result, "reno", "rare") == (12, 0, 0, None, None)
    assert effects(result, "reno", "new") == (6, 0, None, None, None)
    assert None not in effects(result, "reno", "old")


def test_a_nation_that_starts_from_nothing_has_no_effects() -> None:
    frame = table(rows(2000, {"a": [0, 0, 0, 0]}), rows(2001, END))
    for variant in ("classic", "gerfin", "dynamic", "esteban-marquillas"):
        (first, *_) = shift_share(frame, 2000, 2001, variant).to_pylist()
        assert first.pop("change") == 100
        assert set(list(first.values())[2:]) == {None}


def test_an_absent_row_is_zero() -> None:
    whole = table(rows(2000, START), rows(2001, END | {"a": [100, 40, 0, 55]}))
    without = [row for row in rows(2001, END) if row[1:3] != ("a", "i3")]
    assert shift_share(table(rows(2000, START), without), 2000, 2001).equals(shift_share(whole, 2000, 2001))


def test_one_region_moves_with_its_nation_and_one_industry_has_no_mix() -> None:
    alone = shift_share(table(rows(2000, {"a": START["a"]}), rows(2001, {"a": END["a"]})), 2000, 2001)
    assert of_region(alone, "a")["competitive"] == pytest.approx([0, 0, 0, 0], abs=1e-12)
    single = [[row for row in part if row[2] == "i2"] for part in (rows(2000, START), rows(2001, END))]
    assert [row["mix"] for row in shift_share(table(*single), 2000, 2001).to_pylist()] == [0, 0, 0]


def test_all_zero_stays_zero_or_unknown() -> None:
    zero = {"a": [0, 0, 0, 0]}
    found = of_region(shift_share(table(rows(2000, zero), rows(2001, zero)), 2000, 2001), "a")
    assert (found["change"], found["national"]) == ([0] * 4, [None] * 4)


@pytest.mark.parametrize("kind", ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"])
def test_every_width_of_integer_gives_the_same(kind: str) -> None:
    small = table(*([row for row in part if row[3] < 128] for part in (rows(2000, START), rows(2001, END))))
    narrow = small.set_column(3, "employment", small["employment"].cast(kind))
    assert shift_share(narrow, 2000, 2001).equals(shift_share(small, 2000, 2001))


@pytest.mark.parametrize("kind", [pa.int32(), pa.int64()])
def test_thousands_of_millions_do_not_overflow(kind: pa.DataType) -> None:
    values = pa.array([10**9, 2 * 10**9, 2 * 10**9, 2 * 10**9], kind)
    frame = pa.table({"region": ["a", "b"] * 2, "industry": ["x"] * 4, "year": [1, 1, 2, 2], "employment": values})
    # The nation grows from three to four thousand million: a third.
    (first, _) = shift_share(frame, 1, 2).to_pylist()
    assert first["national"] == pytest.approx(10**9 / 3)
    assert first["national"] + first["mix"] + first["competitive"] == 10**9


def test_the_unit_and_the_name_of_the_industries_are_a_choice() -> None:
    renamed = TWO_YEARS.rename_columns(["year", "region", "cluster", "wages"])
    result = shift_share(renamed, 2000, 2001, value="wages", of="cluster")
    assert result.column_names[:2] == ["region", "cluster"]
    assert result["mix"].equals(shift_share(TWO_YEARS, 2000, 2001)["mix"])


def test_wrong_words_years_and_neighbours_are_refused() -> None:
    with pytest.raises(UnknownChoice, match=r"variant='arcelus' is not known. Choose one of: classic, esteban"):
        shift_share(TWO_YEARS, 2000, 2001, "arcelus")
    with pytest.raises(UnknownChoice, match="start=1999"):
        shift_share(TWO_YEARS, 1999, 2001)
    with pytest.raises(UnknownChoice, match="end=2000"):
        shift_share(TWO_YEARS, 2000, 2000)
    with pytest.raises(InputError, match="needs neighbours"):
        shift_share(TWO_YEARS, 2000, 2001, "spatial")
    with pytest.raises(InputError, match="reads no neighbours"):
        shift_share(TWO_YEARS, 2000, 2001, neighbours=NEIGHBOURS)
    with pytest.raises(InputError, match="needs neighbours"):
        shift_share_kernel([[[1.0]], [[2.0]]], "spatial")


@pytest.mark.parametrize(
    ("region", "neighbour", "weight", "error", "message"),
    [
        (["a"], ["d"], [1.0], UnknownCode, "'d' is not a code of the regions of the frame"),
        (["aa"], ["b"], [1.0], UnknownCode, "nearest known code is a"),
        (["a"], ["a"], [1.0], BadCells, "is the region itself"),
        (["a"], ["b"], [-1.0], BadCells, "is negative"),
        (["a", "a"], ["b", "b"], [1.0, 1.0], BadCells, "'a b' stands more than once"),
        (["a"], [None], [1.0], WrongColumns, "column 'neighbour' must be text"),
    ],
)
def test_neighbours_are_checked(
    region: list[str], neighbour: list[str], weight: list[float], error: type[Exception], message: str
) -> None:
    wrong = pa.table({"region": region, "neighbour": neighbour, "weight": weight})
    with pytest.raises(error, match=message):
        shift_share(TWO_YEARS, 2000, 2001, "spatial", neighbours=wrong)


@pytest.mark.parametrize("variant", [name for name in VARIANTS if name != "spatial"])
def test_an_empty_frame_has_no_years(variant: str) -> None:
    with pytest.raises(UnknownChoice, match="start=2000"):
        shift_share(TWO_YEARS.slice(0, 0), 2000, 2001, variant)


@pytest.mark.parametrize(
    ("value", "message"), [(-1.0, "is negative"), (float("nan"), "is not a finite number"), (None, "is empty")]
)
def test_bad_values_are_refused(value: float | None, message: str) -> None:
    values = pa.array([value, 1.0])
    frame = pa.table({"region": ["a", "a"], "industry": ["x", "x"], "year": [1, 2], "employment": values})
    with pytest.raises(BadCells, match=message):
        shift_share(frame, 1, 2)


def test_a_cell_stands_once_a_year() -> None:
    with pytest.raises(BadCells, match="'a i1 2000' stands more than once"):
        shift_share(pa.concat_tables([TWO_YEARS, TWO_YEARS.slice(0, 1)]), 2000, 2001)
    with pytest.raises(WrongColumns, match="column 'year' is missing"):
        shift_share(TWO_YEARS.drop_columns(["year"]), 2000, 2001)


@pytest.mark.parametrize("module", ["decomposition", "classic", "effects"])
def test_examples_run(module: str) -> None:
    assert doctest.testmod(importlib.import_module(f"clusteratlas.measures.shift_share.{module}")).failed == 0
