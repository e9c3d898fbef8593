"""Specialised, on tables drawn by hand: the threshold itself, and values whose products pass 64 bits."""

import numpy as np
import pyarrow as pa
import pytest
from tests.reference import relatedness as by_hand

from clusteratlas.measures import specialised, specialised_kernel

# jobs      aerospace  software  retail   all
# wichita          30        10      60   100
# boston           20       140     240   400
# country          50       150     300   500
CELLS = {
    "region": ["wichita", "wichita", "wichita", "boston", "boston", "boston"],
    "industry": ["aerospace", "software", "retail", "aerospace", "software", "retail"],
    "employment": [30, 10, 60, 20, 140, 240],
}
INTEGERS = [pa.int8, pa.int16, pa.int32, pa.int64, pa.uint8, pa.uint16, pa.uint32, pa.uint64]


def answers(table: pa.Table) -> dict[tuple[str, str], bool | None]:
    return {(row["region"], row["industry"]): row["specialised"] for row in table.to_pylist()}


def test_the_countrys_own_share_is_enough() -> None:
    assert answers(specialised(pa.table(CELLS))) == {
        ("boston", "aerospace"): False,  # 5 % of Boston, 10 % of the country
        ("boston", "retail"): True,  # 60 % of both
        ("boston", "software"): True,  # 35 % and 30 %
        ("wichita", "aerospace"): True,
        ("wichita", "retail"): True,
        ("wichita", "software"): False,
    }


@pytest.mark.parametrize("kind", INTEGERS)
def test_every_width_of_integer_gives_the_same(kind: type) -> None:
    # 8 bits hold no sum of these jobs, and 16 bits no product.
    jobs = [30, 10, 60, 20, 70, 120]
    table = pa.table(CELLS | {"employment": pa.array(jobs, kind())})
    assert specialised(table).equals(specialised(pa.table(CELLS | {"employment": pa.array(jobs, pa.float64())})))
    assert specialised_kernel(np.array(jobs, kind().to_pandas_dtype()).reshape(2, 3)).tolist() == [
        [True, False, True],  # 30 * 310 >= 100 * 50; 10 * 310 < 100 * 80; 60 * 310 >= 100 * 180
        [False, True, False],  # 20 * 310 < 210 * 50; 70 * 310 >= 210 * 80; 120 * 310 < 210 * 180
    ]


def test_values_of_a_thousand_million_are_compared_exactly() -> None:
    # In a table of two rows and columns, e_rc * e_.. - e_r. * e_.c is the determinant, with a minus off the diagonal:
    # 10**9 * 10**9 - (10**9 + 1) * (10**9 - 1) = 1, and a quotient of 1 + 2.5e-19 is 1 in floating point. Sixteen
    # copies leave the shares as they are, and their products, 1.6e9 times 6.4e10, pass 64 bits.
    near = np.array([[10**9, 10**9 + 1], [10**9 - 1, 10**9]])
    for values in (near, np.tile(near, (4, 4))):
        expected = np.tile([[True, False], [False, True]], (len(values) // 2, len(values) // 2))
        assert specialised_kernel(values).tolist() == expected.tolist()
        assert specialised_kernel(values.astype(float)).tolist() == expected.tolist()


def test_a_product_that_passes_64_bits_is_not_negative() -> None:
    # Ten regions with an industry each: 10**9 * 10**10 passes 2**63, 10**9 * 10**9 does not.
    jobs = np.eye(10, dtype=np.int64) * 10**9
    assert not (jobs * jobs.sum() >= jobs.sum(axis=1, keepdims=True) * jobs.sum(axis=0)).any()
    assert specialised_kernel(jobs).tolist() == (jobs > 0).tolist()


def test_a_thousand_million_from_a_table() -> None:
    table = pa.table(
        {
            "region": ["a", "a", "b", "b"],
            "industry": ["x", "y", "x", "y"],
            "employment": pa.array([10**9, 10**9 + 1, 10**9 - 1, 10**9], pa.int32()),
        }
    )
    assert specialised(table)["specialised"].to_pylist() == [True, False, False, True]


@pytest.mark.parametrize("size", [10**15, 10**17])
def test_sums_beyond_what_float64_counts_are_exact_too(size: int) -> None:
    values = np.tile([[size, size + 1], [size - 1, size]], (3, 2))
    assert specialised_kernel(values).tolist() == by_hand.specialised(values.tolist())
    assert specialised_kernel(values)[:2, :2].tolist() == [[True, False], [False, True]]


def test_what_is_lost_beside_a_huge_value_is_not_decided_upon() -> None:
    # Next to 2**60 floating point loses every 100 that is added to it, so the first region seems to be the country.
    values = np.array([[2**60, 2**60]] + [[100, 99]] * 2000)
    assert values.astype(float).sum(axis=0).tolist() == [2.0**60, 2.0**60]
    assert specialised_kernel(values)[0].tolist() == [False, True]  # half of it is in the first, and less elsewhere
    assert specialised_kernel(values)[1:].tolist() == [[True, False]] * 2000


def test_rounded_sums_of_fractions_do_not_undo_the_countrys_share() -> None:
    # Every region has the same shares, but 0.3 + 0.9 + 2.1 is not 3 * (0.1 + 0.3 + 0.7) in floating point.
    values = np.outer([1, 3, 7, 11], [0.1, 0.3, 0.7])
    assert not (values * values.sum() >= values.sum(axis=1, keepdims=True) * values.sum(axis=0)).all()
    assert specialised_kernel(values).all()
    values[0, 0] *= 1 - 1e-9
    assert specialised_kernel(values)[0].tolist() == [False, True, True]


def test_what_has_no_quotient_has_no_answer() -> None:
    cells = CELLS | {"employment": [0, 0, 0, 0, 140, 240]}  # nothing in Wichita, no aerospace anywhere
    assert answers(specialised(pa.table(cells))) == {
        ("boston", "aerospace"): None,
        ("boston", "retail"): True,
        ("boston", "software"): True,
        ("wichita", "aerospace"): None,
        ("wichita", "retail"): None,
        ("wichita", "software"): None,
    }
    assert not specialised_kernel([[0, 0], [0, 5]])[:, 0].any()


def test_years_are_independent_and_a_region_without_rows_in_a_year_is_not_answered() -> None:
    table = pa.table(
        {
            "year": [2019, 2018, 2018, 2019, 2018],
            "region": ["a", "a", "b", "a", "b"],
            "industry": ["y", "x", "x", "x", "y"],
            "employment": [9, 1, 3, 1, 1],
        }
    )
    assert specialised(table).to_pylist() == [
        {"region": "a", "industry": "x", "year": 2018, "specialised": True},  # all of a, 4 of 5 in the country
        {"region": "a", "industry": "x", "year": 2019, "specialised": True},  # a is the country
        {"region": "a", "industry": "y", "year": 2019, "specialised": True},
        {"region": "b", "industry": "x", "year": 2018, "specialised": False},  # 3/4 < 4/5
        {"region": "b", "industry": "y", "year": 2018, "specialised": True},
    ]


def test_a_stack_of_years_equals_each_year_alone() -> None:
    years = np.array([[[30, 10], [20, 140]], [[1, 2], [3, 4]], [[0, 0], [5, 5]]])
    assert specialised_kernel(years).tolist() == [specialised_kernel(year).tolist() for year in years]
    mixed = np.stack([years[0], years[1] + 0.5])  # fractions in one year leave the comparison of another exact
    assert specialised_kernel(mixed)[0].tolist() == specialised_kernel(years[0]).tolist()
