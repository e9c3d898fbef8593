"""How alike industries are, on tables drawn by hand."""

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.definitions import SimilarityMatrix, average, similarities, similarity
from clusteratlas.definitions.similarity import (
    KINDS,
    available_kinds,
    average_kernel,
    input_output_kernel,
    local_correlation_kernel,
    occupation_kernel,
)
from clusteratlas.errors import BadCells, InputError, UnknownChoice, WrongColumns
from clusteratlas.tables import Coding

# jobs     steel  coal  toys  bread
# essen       40    20     0      5
# bochum      40    20     0      5
# bonn         0     0    10      5
ROWS = [
    ("essen", "steel", 40, 4),
    ("essen", "coal", 20, 1),
    ("essen", "bread", 5, 1),
    ("bochum", "steel", 40, 2),
    ("bochum", "coal", 20, 3),
    ("bochum", "bread", 5, 2),
    ("bonn", "toys", 10, 2),
    ("bonn", "bread", 5, 3),
]
CELLS = pa.table(
    dict(zip(("region", "industry", "employment", "establishments"), zip(*ROWS, strict=True), strict=True))
)


def pairs(table: pa.Table) -> dict[tuple[str, str], float | None]:
    return {(row["industry"], row["other"]): row["similarity"] for row in table.to_pylist()}


def test_local_correlation_is_over_regions_and_an_absent_row_is_zero() -> None:
    found = pairs(similarity(CELLS, kind="lc-employment"))
    assert found["coal", "steel"] == pytest.approx(1)
    assert found["coal", "toys"] == pytest.approx(-1)
    # Bread is the same everywhere: it varies with nothing, and nothing is made of it.
    assert {value for pair, value in found.items() if "bread" in pair} == {None}
    assert list(found) == sorted(found)
    assert len(found) == 12


def test_establishments_are_correlated_where_they_are_asked_for() -> None:
    # steel 4, 2, 0; coal 1, 3, 0: deviations 2, 0, -2 and -1/3, 5/3, -4/3; 2 / sqrt(8 * 14/3)
    found = pairs(similarity(CELLS, kind="lc-establishments"))
    assert found["steel", "coal"] == found["coal", "steel"] == pytest.approx(2 / np.sqrt(8 * 14 / 3))


def test_coagglomeration_is_that_of_the_measure() -> None:
    # Shares of the two: (1/2, 1/2, 0); toys (0, 0, 1); bread thirds: mean shares 1/3 each. 1 - 3/9 = 2/3.
    found = pairs(similarity(CELLS, kind="coagglomeration"))
    assert found["coal", "steel"] == pytest.approx((1 / 36 + 1 / 36 + 1 / 9) / (2 / 3))
    assert found["coal", "toys"] == pytest.approx((-1 / 18 - 1 / 18 - 2 / 9) / (2 / 3))
    assert found["bread", "coal"] == pytest.approx(0)


def test_input_output_is_the_largest_of_four_shares() -> None:
    flows = pa.table(
        {
            "industry": ["coal", "coal", "power", "rest"],
            "other": ["steel", "power", "steel", "rest"],
            "value": [30, 10, 30, 5],
        }
    )
    found = pairs(similarity(flows, kind="input-output"))
    assert found["coal", "steel"] == found["steel", "coal"] == 0.75  # 30 of the 40 sold, of the 60 bought
    assert found["coal", "power"] == 1.0  # all that power buys
    assert found["power", "steel"] == 1.0  # all that power sells
    assert found["rest", "steel"] == 0.0


def test_an_industry_that_neither_buys_nor_sells_is_not_known() -> None:
    assert np.isnan(input_output_kernel([[0, 0], [0, 0]])).all()
    # The first only sells, to itself: 0 of it goes to the second, which trades nothing.
    assert input_output_kernel([[5, 0], [0, 0]])[0, 1] == 0


def test_occupations_are_correlated_by_shares() -> None:
    staff = pa.table(
        {
            "occupation": ["nurse", "cook", "clerk", "nurse", "cook", "clerk", "cook"],
            "industry": ["hospital", "hospital", "hospital", "clinic", "clinic", "clinic", "canteen"],
            "employment": [200, 50, 50, 40, 10, 10, 30],
        }
    )
    found = pairs(similarity(staff, kind="occupation"))
    assert found["clinic", "hospital"] == pytest.approx(1)
    # hospital 2/3, 1/6, 1/6; canteen 0, 1, 0: deviations 1/3, -1/6, -1/6 and -1/3, 2/3, -1/3
    assert found["canteen", "hospital"] == pytest.approx((-1 / 9 - 1 / 9 + 1 / 18) / np.sqrt(1 / 6 * 2 / 3))


def test_years_are_taken_apart() -> None:
    table = pa.table(
        {"region": list("abab"), "industry": list("xxxx"), "year": [1, 1, 2, 2], "employment": [1, 2, 3, 4]}
    )
    other = table.set_column(1, "industry", pa.array(list("yyyy"))).set_column(3, "employment", pa.array([2, 4, 9, 1]))
    rows = similarity(pa.concat_tables([table, other])).to_pylist()
    assert [(row["industry"], row["other"], row["year"], round(row["similarity"])) for row in rows] == [
        ("x", "y", 1, 1),
        ("x", "y", 2, -1),
        ("y", "x", 1, 1),
        ("y", "x", 2, -1),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_frame_gives_an_empty_answer(kind: str) -> None:
    text, number = pa.array([], pa.string()), pa.array([], pa.int64())
    names = ("region", "industry", "other", "occupation")
    columns = dict.fromkeys(names, text) | dict.fromkeys(("employment", "establishments", "value"), number)
    assert similarity(pa.table(columns), kind=kind).to_pydict() == {"industry": [], "other": [], "similarity": []}


def test_one_region_or_no_jobs_say_nothing() -> None:
    one = CELLS.slice(0, 3)
    assert set(pairs(similarity(one)).values()) == {None}
    assert set(pairs(similarity(one, kind="coagglomeration")).values()) == {None}
    none = CELLS.set_column(2, "employment", pa.array([0] * 8))
    assert set(pairs(similarity(none)).values()) == {None}


@pytest.mark.parametrize("width", ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32"])
def test_every_width_of_number_gives_the_same(width: str) -> None:
    narrow = CELLS.set_column(2, "employment", CELLS["employment"].cast(pa.type_for_alias(width)))
    for kind in ("lc-employment", "coagglomeration"):
        assert similarity(narrow, kind=kind).equals(similarity(CELLS, kind=kind))


def test_thousands_of_millions_neither_overflow_nor_lose_what_differs() -> None:
    base = 2_000_000_000
    large = np.array([[base + 1, base + 2], [base + 2, base + 4], [base + 3, base + 6]], np.uint32)
    assert local_correlation_kernel(large)[0, 1] == pytest.approx(1)
    huge = np.array([[1e200, 2e200], [2e200, 4e200], [4e200, 8e200]])
    assert local_correlation_kernel(huge)[0, 1] == pytest.approx(1)
    assert occupation_kernel(np.array([[2**31 - 1, 2**31 - 1], [0, 0]], np.int32))[0, 1] == pytest.approx(1)


def test_what_only_rounding_tells_apart_does_not_vary() -> None:
    same = np.full((3, 1), 0.1 + 0.2)
    assert np.isnan(local_correlation_kernel(np.hstack([same, [[1.0], [2.0], [3.0]]]))[0]).all()


def test_kernels_answer_without_regions_or_industries() -> None:
    assert local_correlation_kernel(np.zeros((0, 2))).shape == (2, 2)
    assert local_correlation_kernel(np.zeros((3, 0))).shape == (0, 0)
    assert input_output_kernel(np.zeros((0, 0))).shape == (0, 0)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"employment": [-1] + [1] * 7}, BadCells),
        ({"employment": [float("nan")] + [1.0] * 7}, BadCells),
        ({"employment": [None] + [1] * 7}, BadCells),
        ({"employment": ["1"] * 8}, WrongColumns),
        ({"region": ["essen"] * 8}, BadCells),
    ],
)
def test_a_bad_cell_is_refused(change: dict[str, list[object]], error: type[Exception]) -> None:
    with pytest.raises(error):
        similarity(pa.table(CELLS.to_pydict() | change))


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownChoice, match=r"kind='proximity' is not known\. Choose one of: lc-employment"):
        similarity(CELLS, kind="proximity")


def drawn(**values: float | None) -> pa.Table:
    """Pairs of one-letter industries: `ab=1.0`."""
    return pa.table(
        {
            "industry": [pair[0] for pair in values],
            "other": [pair[1] for pair in values],
            "similarity": pa.array(list(values.values()), pa.float64()),
        }
    )


def test_an_average_is_of_standardised_similarities() -> None:
    # First: mean 2, deviations 2, -1, -1, standard deviation sqrt(2). Second: the same times ten, for another pair.
    found = pairs(average({"one": drawn(ab=4, ac=1, bc=1), "other": drawn(ab=10, ac=40, bc=10)}))
    assert found["a", "b"] == found["b", "a"] == pytest.approx((2 - 1) / np.sqrt(2) / 2)
    assert found["a", "c"] == pytest.approx((-1 + 2) / np.sqrt(2) / 2)
    assert found["b", "c"] == pytest.approx(-1 / np.sqrt(2))


def test_a_missing_pair_counts_in_no_mean() -> None:
    found = pairs(average([drawn(ab=4, ac=1, bc=1), drawn(ab=None, ac=0, bc=2, bd=1)]))
    assert found["a", "b"] == pytest.approx(np.sqrt(2))  # of the first alone
    assert found["a", "d"] is None  # of neither
    assert found["b", "d"] == pytest.approx(0)  # of the second alone, whose mean it is
    assert found["b", "c"] == pytest.approx((-1 / np.sqrt(2) + 1 / np.sqrt(2 / 3)) / 2)


def test_a_similarity_that_tells_nothing_apart_adds_nothing() -> None:
    alone = pairs(average([drawn(ab=4, ac=1, bc=1)]))
    both = pairs(average([drawn(ab=4, ac=1, bc=1), drawn(ab=7, ac=7, bc=7)]))
    assert both == {pair: pytest.approx(value / 2) for pair, value in alone.items() if value is not None}
    assert average_kernel([np.full((2, 2), np.nan)]).tolist()[0][0] != 0


def test_nothing_to_average_is_refused() -> None:
    with pytest.raises(InputError, match="There is no similarity to average"):
        average([])


def test_one_way_round_is_enough_and_the_two_must_agree() -> None:
    both = pa.concat_tables([drawn(ab=1, ac=0.5), drawn(ba=1, ca=0.5)])
    assert SimilarityMatrix.of(both).table().equals(SimilarityMatrix.of(drawn(ab=1, ac=0.5)).table())
    with pytest.raises(BadCells, match="'a b' differs from the other way round"):
        SimilarityMatrix.of(pa.concat_tables([both.slice(0, 2), drawn(ba=2)]))
    with pytest.raises(BadCells, match="stands more than once"):
        SimilarityMatrix.of(pa.concat_tables([both, both]))


def test_an_industry_with_itself_is_passed_over() -> None:
    assert SimilarityMatrix.of(drawn(aa=9, ab=1)).table().to_pylist() == [
        {"industry": "a", "other": "b", "similarity": 1.0},
        {"industry": "b", "other": "a", "similarity": 1.0},
    ]


def test_a_matrix_over_other_industries_knows_what_it_knew() -> None:
    over = SimilarityMatrix.of(drawn(ab=1, bc=2)).over(Coding(("b", "c", "z")))
    assert pairs(over.table()) == {
        ("b", "c"): 2.0,
        ("b", "z"): None,
        ("c", "b"): 2.0,
        ("c", "z"): None,
        ("z", "b"): None,
        ("z", "c"): None,
    }
    assert over.known.tolist() == [2.0, 2.0]


def test_all_kinds_that_the_columns_and_the_links_give() -> None:
    assert available_kinds(["region", "industry", "employment"]) == ("lc-employment", "coagglomeration")
    assert available_kinds(["establishments"], "JSIC") == ("lc-establishments",)
    assert list(similarities(CELLS)) == ["lc-employment", "lc-establishments", "coagglomeration"]
    assert pairs(similarities(CELLS, kinds=["lc-employment"])["lc-employment"].table()) == pairs(similarity(CELLS))
    with pytest.raises(UnknownChoice, match="kind='occupation' is not known"):
        similarities(CELLS, kinds=["occupation"])


def test_links_come_with_the_package_for_naics() -> None:
    cells = pa.table(
        {
            "region": ["a", "a", "a", "b", "b", "b"],
            "industry": ["336411", "336412", "722511"] * 2,
            "employment": [9, 9, 1, 1, 2, 9],
        }
    )
    found = similarities(cells, "NAICS")
    assert list(found) == ["lc-employment", "coagglomeration", "input-output", "occupation"]
    for kind in ("input-output", "occupation"):
        likeness = pairs(found[kind].table())
        assert set(likeness) == set(pairs(found["lc-employment"].table()))  # the industries of the frame alone
        assert likeness["336411", "336412"] > likeness["336411", "722511"]  # type: ignore[operator]
