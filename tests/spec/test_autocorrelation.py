"""Moran's I, its local form and the statistics of Getis and Ord on four regions in a row, drawn by hand."""

import math

import pyarrow as pa
import pytest

from clusteratlas.errors import BadCells, InputError, UnknownChoice, UnknownCode, WrongColumns
from clusteratlas.measures import getis_ord, local_morans_i, morans_i

# a - b - c - d, values 1 2 4 5: mean 3, z -2 -1 1 2, sum of squares 10
VALUES = pa.table({"region": list("abcd"), "value": [1, 2, 4, 5]})
ROW = pa.table({"region": list("abbccd"), "neighbour": list("bacbdc")})


def one(found: pa.Table) -> dict[str, float]:
    (row,) = found.to_pylist()
    return row


def column(found: pa.Table, name: str) -> list[float | None]:
    return found[name].to_pylist()


def test_morans_i_of_the_row() -> None:
    # Rows standardised: means of neighbours -1, -1/2, 1/2, 1; S = n = 4.
    assert one(morans_i(VALUES, ROW))["morans_i"] == pytest.approx((2 + 0.5 + 0.5 + 2) / 10)
    # As they are: products -2*-1, -1*1, 1*2, each both ways; S = 6.
    assert one(morans_i(VALUES, ROW, standardise="none"))["morans_i"] == pytest.approx(4 / 6 * 2 * (2 - 1 + 2) / 10)
    assert one(morans_i(VALUES, ROW))["expected"] == pytest.approx(-1 / 3)


def test_turns_of_high_and_low_are_below_what_chance_gives() -> None:
    chess = pa.table({"region": list("abcd"), "value": [1, 5, 1, 5]})
    found = one(morans_i(chess, ROW))
    assert found["morans_i"] == -1
    assert found["z"] < 0


def test_local_indices_add_up_to_the_index() -> None:
    found = local_morans_i(VALUES, ROW)
    assert column(found, "local_morans_i") == pytest.approx([0.8, 0.2, 0.2, 0.8])  # 2/2.5, 0.5/2.5
    assert sum(column(found, "local_morans_i")) == pytest.approx(4 * one(morans_i(VALUES, ROW))["morans_i"])
    assert column(found, "quadrant") == ["low-low", "low-low", "high-high", "high-high"]


def test_quadrants_name_the_region_first() -> None:
    chess = pa.table({"region": list("abcd"), "value": [1, 5, 1, 5]})
    found = local_morans_i(chess, ROW)
    assert column(found, "quadrant") == ["low-high", "high-low", "low-high", "high-low"]
    middle = local_morans_i(pa.table({"region": list("abc"), "value": [1, 2, 3]}), ROW.slice(0, 4))
    assert column(middle, "quadrant") == [None] * 3  # b is the mean, a and c have it alone as a neighbour


def test_getis_ord_of_the_row() -> None:
    found = getis_ord(VALUES, ROW)
    # a: neighbour b, 2, others' mean 11/3, variance 45/3 - (11/3)^2 = 14/9; (3 * 1 - 1) / 2 = 1.
    # b: neighbours a and c, 5, others 1 4 5, mean 10/3, variance 14 - 100/9 = 26/9; (3 * 2 - 4) / 2 = 1.
    a, b = (2 - 11 / 3) / math.sqrt(14 / 9), (5 - 2 * 10 / 3) / math.sqrt(26 / 9)
    assert column(found, "gi") == pytest.approx([a, b, -b, -a])
    # With itself a: 1 + 2 - 2 * 3, variance 2.5, (4 * 2 - 4) / 3; b: 1 + 2 + 4 - 3 * 3, (4 * 3 - 9) / 3.
    a, b = -3 / math.sqrt(2.5 * 4 / 3), -2 / math.sqrt(2.5 * 1)
    assert column(found, "gi_star") == pytest.approx([a, b, -b, -a])
    assert column(found, "gi_p_value")[0] == pytest.approx(math.erfc(abs(column(found, "gi")[0]) / math.sqrt(2)))


def test_row_standardisation_does_not_change_z() -> None:
    weights = [1.0, 0.5, 0.5, 0.5, 0.5, 1.0]
    standardised = getis_ord(VALUES, ROW.append_column("weight", [weights]))
    for name in ("gi", "gi_star"):
        assert column(standardised, name) == pytest.approx(column(getis_ord(VALUES, ROW), name))
    z = [column(local_morans_i(VALUES, ROW, standardise=word), "z") for word in ("row", "none")]
    assert z[0] == pytest.approx(z[1])


def test_weights_count() -> None:
    heavy = ROW.append_column("weight", [[1.0, 3.0, 1.0, 1.0, 1.0, 1.0]])
    # b's neighbours: 3 parts a (-2), 1 part c (1): -5/4 in place of -1/2.
    assert one(morans_i(VALUES, heavy))["morans_i"] == pytest.approx((2 + 5 / 4 + 0.5 + 2) / 10)


def test_an_island_counts_among_the_regions_and_is_next_to_nobody() -> None:
    island = pa.table({"region": list("abcde"), "value": [1, 2, 4, 5, 3]})
    found = one(morans_i(island, ROW))
    assert (found["regions"], found["islands"]) == (5, 1)
    assert found["morans_i"] == pytest.approx(5 / 4 * (2 + 0.5 + 0.5 + 2) / 10)
    assert found["expected"] == -1 / 4
    local = ("local_morans_i", "z", "p_value", "quadrant")
    for measure, names in ((local_morans_i, local), (getis_ord, ("gi", "gi_star"))):
        row = measure(island, ROW).to_pylist()[4]
        assert {row[name] for name in names} == {None}
        assert measure(island, ROW).to_pylist()[0][names[0]] is not None


def test_two_groups_that_are_not_next_to_each_other_are_answered() -> None:
    pairs = pa.table({"region": list("abcd"), "neighbour": list("badc")})
    assert one(morans_i(VALUES, pairs))["morans_i"] == pytest.approx((2 * 2 + 2 * 2) / 10)


def test_equal_values_have_no_index() -> None:
    for value in (0, 0.1, 1e-300, 1e300):
        same = pa.table({"region": list("abcd"), "value": [float(value)] * 4})
        found = one(morans_i(same, ROW))
        assert [found[name] for name in ("morans_i", "expected", "deviation", "z", "p_value")] == [None] * 5
        assert found["regions"] == 4
        assert column(local_morans_i(same, ROW), "local_morans_i") == [None] * 4
        assert column(getis_ord(same, ROW), "gi") == column(getis_ord(same, ROW), "gi_star") == [None] * 4


def test_where_all_others_are_equal_nothing_around_can_change() -> None:
    peak = pa.table({"region": list("abcd"), "value": [0.1, 0.1, 0.7, 0.1]})
    found = getis_ord(peak, ROW)
    assert [value is None for value in column(found, "gi")] == [False, False, True, False]
    assert None not in column(found, "gi_star")


def test_where_all_are_neighbours_of_all_nothing_can_change() -> None:
    pairs = [(one, other) for one in "abcd" for other in "abcd" if one != other]
    every = pa.table({"region": [pair[0] for pair in pairs], "neighbour": [pair[1] for pair in pairs]})
    found = one(morans_i(VALUES, every))
    assert found["morans_i"] == pytest.approx(-1 / 3)
    assert (found["z"], found["p_value"]) == (None, None)
    for inference in ("normality", "permutation"):
        assert one(morans_i(VALUES, every, inference=inference))["z"] is None
    assert column(getis_ord(VALUES, every), "gi") == column(getis_ord(VALUES, every), "gi_star") == [None] * 4
    assert column(local_morans_i(VALUES, every), "z") == [None] * 4


def test_a_region_without_a_value_is_left_out_with_its_links() -> None:
    gap = pa.table({"region": list("abcd"), "value": [1.0, 2.0, None, 5.0]})
    found = one(morans_i(gap, ROW))
    assert (found["regions"], found["islands"]) == (3, 1)
    assert [row["gi_star"] is None for row in getis_ord(gap, ROW).to_pylist()] == [False, False, True, True]
    without = one(morans_i(gap.filter(gap["value"].is_valid()), ROW.slice(0, 2)))
    assert found == without


def test_one_region_and_none() -> None:
    nobody = ROW.slice(0, 0)
    for rows in (0, 1):
        found = one(morans_i(VALUES.slice(0, rows), nobody))
        assert (found["morans_i"], found["regions"], found["islands"]) == (None, rows, rows)
        assert column(local_morans_i(VALUES.slice(0, rows), nobody), "quadrant") == [None] * rows
        assert column(getis_ord(VALUES.slice(0, rows), nobody), "gi_star") == [None] * rows


def test_two_regions_can_be_arranged_in_one_way_only() -> None:
    pair = ROW.slice(0, 2)
    for inference in ("randomisation", "normality", "permutation"):
        found = one(morans_i(VALUES.slice(0, 2), pair, inference=inference))
        assert (found["morans_i"], found["expected"], found["z"]) == (-1, -1, None)


def test_industries_and_years_have_indices_of_their_own() -> None:
    years = [
        {"region": region, "industry": industry, "year": year, "value": value * (1 if industry == "p" else -1) + year}
        for region, value in zip("abcd", (1, 2, 4, 5), strict=True)
        for industry in "qp"
        for year in (2001, 2000)
    ]
    panel = pa.Table.from_pylist(years)
    found = morans_i(panel, ROW).to_pylist()
    assert [(row["industry"], row["year"]) for row in found] == [("p", 2000), ("p", 2001), ("q", 2000), ("q", 2001)]
    assert [row["morans_i"] for row in found] == pytest.approx([0.5] * 4)
    local = getis_ord(panel, ROW).to_pylist()
    assert [row["region"] for row in local] == sorted("abcd" * 4)
    assert local[0]["gi"] == pytest.approx(-local[2]["gi"])


def test_permutations_are_the_same_for_the_same_seed() -> None:
    for measure in (morans_i, local_morans_i):
        found = [measure(VALUES, ROW, inference="permutation", draws=99, seed=seed) for seed in (0, 0, 1)]
        assert found[0] == found[1]
    assert one(found[2].slice(0, 1))["z"] == one(found[0].slice(0, 1))["z"]  # local z is not drawn
    # Of the 24 orders two have an index of 0.5 or more: 1 2 4 5 and 5 4 2 1.
    row = one(morans_i(VALUES, ROW, inference="permutation", draws=4_000))
    assert row["p_value"] == pytest.approx(2 * 2 / 24, abs=0.02)


def test_wrong_tables_and_choices_are_refused() -> None:
    own = pa.table({"region": ["a"], "neighbour": ["a"]})
    odd = pa.table({"region": ["a"], "neighbour": ["z"]})
    below = ROW.append_column("weight", [[1.0, -1.0, 1.0, 1.0, 1.0, 1.0]])
    for measure in (morans_i, local_morans_i, getis_ord):
        with pytest.raises(BadCells, match="is the region itself"):
            measure(VALUES, own)
        with pytest.raises(UnknownCode, match="'z'"):
            measure(VALUES, odd)
        with pytest.raises(BadCells, match="row 2, column weight"):
            measure(VALUES, below)
        with pytest.raises(BadCells, match="stands more than once"):
            measure(VALUES, pa.concat_tables([ROW, ROW.slice(0, 1)]))
        with pytest.raises(WrongColumns, match="'value' is missing"):
            measure(VALUES.drop_columns(["value"]), ROW)
        for value in (math.nan, math.inf, 1e305):
            with pytest.raises(BadCells, match="row 3, column value"):
                measure(pa.table({"region": list("abcd"), "value": [1, 2, value, 3]}), ROW)
    for measure in (morans_i, local_morans_i):
        with pytest.raises(UnknownChoice, match="standardise='rows'"):
            measure(VALUES, ROW, standardise="rows")
        with pytest.raises(UnknownChoice, match="inference='bayes'"):
            measure(VALUES, ROW, inference="bayes")
        with pytest.raises(InputError, match="draws=0"):
            measure(VALUES, ROW, inference="permutation", draws=0)
