"""Concordances on splits drawn by hand, the published tables, and figures carried over them."""

from fractions import Fraction

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from clusteratlas.classifications import (
    Concordance,
    Purity,
    carry,
    classification,
    concordance,
    purity,
    split_by,
    split_equally,
)
from clusteratlas.errors import BadCells, UnknownChoice, UnknownCode, WrongColumns

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


@pytest.fixture
def crafts() -> Concordance:
    """a stays x; b splits to x, y, z; c and d merge into z; of e a third has no target."""
    weights = {
        "a": {"x": Fraction(1)},
        "b": {"x": THIRD, "y": THIRD, "z": THIRD},
        "c": {"z": Fraction(1)},
        "d": {"z": Fraction(1)},
        "e": {"y": 2 * THIRD},
    }
    return Concordance("Crafts 1", "Crafts 2", weights, {"e": "bookbinding left the crafts"})


def figures(**columns: list[object]) -> pa.Table:
    return pa.table(columns)


def test_equal_shares_and_shares_by_figures() -> None:
    pairs = [("b", "x"), ("b", "y"), ("c", "z"), ("d", "x"), ("d", "w"), ("b", "y")]
    assert split_equally("1", "2", pairs).weights == {
        "b": {"x": HALF, "y": HALF},
        "c": {"z": 1},
        "d": {"w": HALF, "x": HALF},
    }
    # x 30, y 10: three quarters of b go to x; w has no figure, so d goes to x; z has none either, and is the only one
    assert split_by("1", "2", pairs, {"x": 30, "y": 10}).weights == {
        "b": {"x": Fraction(3, 4), "y": Fraction(1, 4)},
        "c": {"z": 1},
        "d": {"x": 1},
    }


def test_a_source_without_any_figure_is_split_equally() -> None:
    assert split_by("1", "2", [("b", "x"), ("b", "y")], {"z": 5}).weights == {"b": {"x": HALF, "y": HALF}}


def test_negative_figures_are_refused() -> None:
    with pytest.raises(BadCells, match="is below 0"):
        split_by("1", "2", [("b", "x")], {"x": -1})


@pytest.mark.parametrize(
    ("shares", "fault"),
    [
        ({"x": Fraction(2), "y": Fraction(1)}, "must not be above 1"),
        ({"x": HALF}, "a rest needs a reason"),
        ({"x": Fraction(1), "y": Fraction(0)}, "not above 0"),
    ],
)
def test_weights_that_cannot_be_are_refused(shares: dict[str, Fraction], fault: str) -> None:
    with pytest.raises(BadCells, match=fault):
        Concordance("1", "2", {"b": shares})


def test_shares_remainders_and_pairs(crafts: Concordance) -> None:
    assert crafts.remainder("e") == THIRD
    assert crafts.remainder("b") == 0
    assert crafts.pairs[:2] == (("a", "x"), ("b", "x"))
    with pytest.raises(UnknownCode, match="concordance from Crafts 1 to Crafts 2"):
        crafts.shares("f")
    assert crafts.table().to_pylist()[-1] == {"source": "e", "target": "y", "weight": pytest.approx(2 / 3)}


def test_paths_multiply_and_dead_ends_join_the_remainder(crafts: Concordance) -> None:
    later = split_equally("Crafts 2", "Crafts 3", [("x", "p"), ("y", "p"), ("y", "q")])
    chained = crafts.then(later)
    assert chained.weights == {
        "a": {"p": 1},
        "b": {"p": HALF, "q": Fraction(1, 6)},  # 1/3 + 1/6; 1/6; a third ends at z
        "c": {},
        "d": {},
        "e": {"p": THIRD, "q": THIRD},
    }
    assert chained.remainder("c") == 1
    assert chained.remainders["b"] == "a part has no counterpart in Crafts 3"
    assert chained.remainders["e"] == "bookbinding left the crafts"


def test_figures_by_hand(crafts: Concordance) -> None:
    table = figures(
        year=[2020, 2020, 2020, 2020, 2020, 2021, 2020, 2020],
        industry=["a", "b", "c", "d", "e", "b", "00", "unheard"],
        employment=[5, 10, 1, 2, 9, 2, 36, 9],
        establishments=[1, 1, 1, 1, 1, 1, 6, 1],
    )
    carried = carry(table, crafts, ["employment", "establishments"], unchanged=["00"])
    # b 2020: 10 = 4 + 3 + 3, 1 = 1 + 0 + 0; b 2021: 2 = 1 + 1 + 0; e: 9 = 6 and 3 left, 1 = 1 and 0 left
    assert carried.table.to_pylist() == [
        {"year": 2020, "industry": "00", "employment": 36, "establishments": 6},
        {"year": 2020, "industry": "x", "employment": 9, "establishments": 2},
        {"year": 2020, "industry": "y", "employment": 9, "establishments": 1},
        {"year": 2020, "industry": "z", "employment": 6, "establishments": 2},
        {"year": 2021, "industry": "x", "employment": 1, "establishments": 1},
        {"year": 2021, "industry": "y", "employment": 1, "establishments": 0},
        {"year": 2021, "industry": "z", "employment": 0, "establishments": 0},
    ]
    unheard = "is not a code of the concordance from Crafts 1 to Crafts 2"
    assert carried.not_carried.to_pylist() == [
        {"industry": "e", "reason": "bookbinding left the crafts", "employment": 3, "establishments": 0},
        {"industry": "unheard", "reason": unheard, "employment": 9, "establishments": 1},
    ]
    assert not carried.complete


def test_losses_are_split_as_gains_are(crafts: Concordance) -> None:
    carried = carry(figures(industry=["b"], profit=[-10]), crafts, ["profit"])
    # rounded down -4 -4 -4, two units left for the first two
    assert carried.table["profit"].to_pylist() == [-3, -3, -4]
    assert carried.complete


def test_figures_beyond_what_a_product_in_64_bits_holds(crafts: Concordance) -> None:
    carried = carry(figures(industry=["b"], wages=[2**62]), crafts, ["wages"])
    assert carried.table["wages"].to_pylist() == [2**62 // 3 + 1, 2**62 // 3, 2**62 // 3]


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame])
def test_the_same_kind_of_frame_comes_back(crafts: Concordance, kind: type) -> None:
    carried = carry(kind({"industry": ["b", "q"], "employment": [3, 4]}), crafts, ["employment"])
    assert type(carried.table) is type(carried.not_carried) is kind
    assert list(carried.table["employment"]) == [1, 1, 1]
    assert list(carried.not_carried["employment"]) == [4]


def test_no_rows_stay_no_rows(crafts: Concordance) -> None:
    empty = pa.table({"industry": pa.array([], pa.string()), "employment": pa.array([], pa.int64())})
    carried = carry(empty, crafts, ["employment"])
    assert (carried.table.num_rows, carried.table.column_names, carried.complete) == (0, empty.column_names, True)


def test_what_is_not_known_or_not_whole_is_refused(crafts: Concordance) -> None:
    with pytest.raises(BadCells, match="column employment: '' is empty in 1 rows"):
        carry(figures(industry=["a", "b"], employment=[1, None]), crafts, ["employment"])
    with pytest.raises(WrongColumns, match="must be a whole number"):
        carry(figures(industry=["a"], employment=[1.5]), crafts, ["employment"])
    with pytest.raises(WrongColumns, match="'sector' is missing"):
        carry(figures(industry=["a"], employment=[1]), crafts, ["employment"], key="sector")


def test_purity_by_hand(crafts: Concordance) -> None:
    groups = {"a": "stone", "b": "wood", "c": "wood", "d": "stone"}
    found = purity(crafts, groups, {"a": 9, "b": 9, "c": 1, "d": 6, "e": 0})
    # x: 9 stone, 3 wood; y: 3 wood; z: 3 + 1 wood, 6 stone
    assert found == {"x": Purity("stone", 0.75), "y": Purity("wood", 1.0), "z": Purity("stone", 0.6)}
    assert purity(crafts, groups, {}) == {}


YEARS = ["2002", "2007", "2012", "2017", "2022"]


@pytest.mark.parametrize("start", YEARS)
@pytest.mark.parametrize("end", YEARS)
def test_years_of_naics_are_whole_both_ways(start: str, end: str) -> None:
    table = concordance("NAICS", start, "NAICS", end)
    assert set(table.weights) == set(classification("NAICS", start).with_digits(6))
    assert {target for _, target in table.pairs} == set(classification("NAICS", end).with_digits(6))
    assert {sum(shares.values()) for shares in table.weights.values()} == {1}
    assert table.remainders == {}


def test_published_changes_of_naics() -> None:
    """U.S. Census Bureau, 2012 NAICS to 2017 NAICS concordance: 211111 split, 512210 and 512220 merged."""
    table = concordance("NAICS", "2012", "NAICS", "2017")
    assert table.shares("211111") == {"211120": HALF, "211130": HALF}
    assert table.shares("211112") == {"211130": 1}
    assert table.shares("336411") == {"336411": 1}
    back = concordance("NAICS", "2017", "NAICS", "2012")
    assert back.shares("211130") == {"211111": HALF, "211112": HALF}


def test_shares_by_figures_of_the_target_year() -> None:
    employment = {"211120": 90, "211130": 30}
    table = concordance("NAICS", "2012", "NAICS", "2017", figures=employment)
    assert table.shares("211111") == {"211120": Fraction(3, 4), "211130": Fraction(1, 4)}


def test_there_and_back_keeps_every_total_but_not_every_figure() -> None:
    there, back = concordance("NAICS", "2012", "NAICS", "2017"), concordance("NAICS", "2017", "NAICS", "2012")
    codes = classification("NAICS", "2012").with_digits(6)
    given = figures(industry=list(codes), employment=list(range(len(codes))))
    once = carry(given, there, ["employment"])
    twice = carry(once.table, back, ["employment"])
    assert once.complete
    assert twice.complete
    assert sum(twice.table["employment"].to_pylist()) == sum(range(len(codes)))
    before = dict(zip(codes, range(len(codes)), strict=True))
    after = {row["industry"]: row["employment"] for row in twice.table.to_pylist()}
    round_trip = there.then(back)
    mixed = {code for pair in round_trip.pairs if pair[0] != pair[1] for code in pair}
    assert {code: after[code] for code in codes if code not in mixed} == {
        code: before[code] for code in codes if code not in mixed
    }
    assert {"211111", "211112"} <= mixed
    assert after["211111"] != before["211111"]


def test_isic_and_nace_2() -> None:
    """NACE refines ISIC: every class of NACE lies in one class of ISIC, so only one way splits."""
    up, down = concordance("NACE", "2", "ISIC", "4"), concordance("ISIC", "4", "NACE", "2")
    assert len(up.weights) == 615
    assert {len(shares) for shares in up.weights.values()} == {1}
    assert len(down.weights) == 419
    assert down.shares("0141") == {"0141": HALF, "0142": HALF}  # cattle: dairy, and other cattle and buffaloes
    assert up.then(down).shares("0141") == {"0141": HALF, "0142": HALF}


def test_a_group_that_a_table_names_stands_for_its_classes() -> None:
    combined = concordance("NAICS", "2017", "ISIC", "4").shares("111336")  # fruit and tree nut combination farming
    assert combined == {code: Fraction(1, 9) for code in classification("ISIC", "4").children("012")}


@pytest.mark.parametrize("year", YEARS)
def test_every_industry_of_naics_reaches_nace(year: str) -> None:
    table = concordance("NAICS", year, "NACE", "2")
    assert set(table.weights) == set(classification("NAICS", year).with_digits(6))
    assert {sum(shares.values()) for shares in table.weights.values()} == {1}
    assert {target for _, target in table.pairs} <= set(classification("NACE", "2").with_digits(4))


def test_a_classification_to_itself_changes_nothing() -> None:
    table = concordance("NACE", "2.1", "NACE", "2.1")
    assert len(table.pairs) == 651
    assert all(code == target for code, target in table.pairs)


def test_where_no_way_is_the_message_names_what_can_be_reached() -> None:
    with pytest.raises(UnknownChoice, match=r"'NACE 2\.1' is not known\. Choose one of: ISIC 4, NACE 2, NAICS 2002"):
        concordance("NAICS", "2017", "NACE", "2.1")
    with pytest.raises(UnknownChoice, match="vintage='2016'"):
        concordance("NAICS", "2016", "NAICS", "2017")
