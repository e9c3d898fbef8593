"""Economic complexity on tables small enough to solve by hand, and tables that have no answer."""

from fractions import Fraction
from math import sqrt

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.measures import economic_complexity, economic_complexity_kernel
from clusteratlas.measures.complexity.axis import complexity_axis

# Jobs are equal, so a region is specialised in an industry if the two have no more cells than the table, multiplied:
#          biotech  software  retail        biotech  software  retail
# boston        10        10      10             1         1       .
# reno           .        10      10             .         1       1
# elko           .         .      10             .         .       1
CELLS = {
    "region": ["boston", "boston", "boston", "reno", "reno", "elko"],
    "industry": ["biotech", "software", "retail", "software", "retail", "retail"],
    "employment": [10] * 6,
}


def test_two_regions_stand_one_deviation_either_side() -> None:
    # Region a has the industries w x y, b has y z. Diversity is 3 and 2, and the mean of the eigenvector over regions,
    # weighted with diversity, is zero: at (3 - 2) / 5 = 1/5 on the scale on which a is 1 and b is -1. The matrix of the
    # regions has the diagonal (1 + 1 + 1/2) / 3 and (1/2 + 1) / 2, so its second eigenvalue is 5/6 + 3/4 - 1 = 7/12. An
    # industry stands 12/7 times as far from 1/5 as the mean of its regions: w and x 1/5 + 4/5 * 12/7 = 11/7, y (mean 0)
    # 1/5 - 1/5 * 12/7, z 1/5 - 6/5 * 12/7.
    axis = complexity_axis(np.array([[1, 1, 1, 0], [0, 0, 1, 1]], bool))
    assert axis.eci.tolist() == pytest.approx([1, -1])
    assert axis.pci.tolist() == pytest.approx([11 / 7, 11 / 7, -1 / 7, -13 / 7])
    assert (axis.parts, axis.second, axis.undefined) == (1, pytest.approx(7 / 12), None)


def test_two_industries_and_more_regions() -> None:
    # Three regions have the first industry, two the second, one of them both. (1, -1.5) is at right angles to ubiquity;
    # the regions stand at the means of their industries, 1, 1, -0.25 and -1.5, and the diverse one is below their mean.
    eci, pci = economic_complexity_kernel(np.array([[1, 0], [1, 0], [1, 1], [0, 1]], bool))
    raw = np.array([1, 1, -0.25, -1.5])
    assert eci.tolist() == pytest.approx(((raw.mean() - raw) / raw.std()).tolist())
    assert pci.tolist() == pytest.approx([eci[0], eci[3]])


def test_a_staircase_of_three() -> None:
    # k = (3, 1, -1) is an eigenvector: its means over the regions are (1, 0, -1), and over the industries, of these,
    # (1, 1/2, 0) = 1/4 k + 1/4. The constant part belongs to the first eigenvector; k less 1/3 is the second.
    eci, pci = economic_complexity_kernel([[1, 1, 1], [0, 1, 1], [0, 0, 1]])
    deviation = sqrt(Fraction(2, 3))  # of (1, 0, -1)
    assert (eci * deviation).tolist() == pytest.approx([1, 0, -1], abs=1e-12)
    assert (pci * deviation).tolist() == pytest.approx([3, 1, -1])


def test_from_a_table() -> None:
    found = economic_complexity(pa.table(CELLS))
    # x^2 - (3/4) x + 1/16 = 0 for the two eigenvalues besides 1: (3 + sqrt 5) / 8 and (3 - sqrt 5) / 8.
    assert found.regions.column_names == ["region", "eci"]
    assert found.regions["region"].to_pylist() == ["boston", "elko", "reno"]
    expected = [(3 + sqrt(5)) / 4, -sqrt(5) / 2, (sqrt(5) - 3) / 4]
    assert found.regions["eci"].to_pylist() == pytest.approx(expected)
    assert found.industries["industry"].to_pylist() == ["biotech", "retail", "software"]
    assert found.industries["pci"].to_pylist() == pytest.approx([3 - sqrt(5) / 2, -sqrt(5) / 2, sqrt(5) - 3 / 2])
    (year,) = found.years.to_pylist()
    assert year == {
        "regions": 3,
        "industries": 3,
        "parts": 1,
        "second_eigenvalue": pytest.approx((3 + sqrt(5)) / 8),
        "third_eigenvalue": pytest.approx((3 - sqrt(5)) / 8),
        # Of expected, less its mean of zero, with (2, 1, 2): the covariance is that of -1 with Elko's alone.
        "diversity_correlation": pytest.approx(sqrt(5) / 2 / 3 / sqrt(2 / 9)),
        "undefined": None,
    }


def test_the_index_of_a_region_is_the_mean_of_its_industries() -> None:
    found = economic_complexity(pa.table(CELLS))
    pci = dict(zip(found.industries["industry"].to_pylist(), found.industries["pci"].to_pylist(), strict=True))
    eci = dict(zip(found.regions["region"].to_pylist(), found.regions["eci"].to_pylist(), strict=True))
    assert eci["boston"] == pytest.approx((pci["biotech"] + pci["software"]) / 2)
    assert eci["reno"] == pytest.approx((pci["software"] + pci["retail"]) / 2)
    assert eci["elko"] == pytest.approx(pci["retail"])
    assert np.mean(list(eci.values())) == pytest.approx(0, abs=1e-12)
    assert np.std(list(eci.values())) == pytest.approx(1)


NOTHING = {
    "empty": [[0, 0], [0, 0]],
    "single": [[1, 1]],
    "disconnected": [
        [1, 1, 0, 0],
        [1, 0, 0, 0],
        [0, 0, 1, 1],
        [0, 0, 0, 1],
    ],  # two parts, each with an index of its own
    "alike": [[1, 1, 1], [1, 1, 1]],
    "degenerate": [[1, 1, 0], [0, 1, 1], [1, 0, 1]],  # a ring: turned by one place it is the same
    "undirected": [[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]],  # a chain: turned over it is the same
}


@pytest.mark.parametrize("reason", NOTHING)
def test_what_would_be_noise_is_undefined_with_its_reason(reason: str) -> None:
    has = np.array(NOTHING[reason], bool)
    axis = complexity_axis(has)
    assert axis.undefined == reason
    assert np.isnan(axis.eci).tolist() == [True] * len(has)
    assert np.isnan(axis.pci).tolist() == [True] * has.shape[1]
    assert axis.parts == {"empty": 0, "disconnected": 2}.get(reason, 1)
    assert np.isnan(axis.direction)


def test_a_large_ring_and_a_large_pair_of_parts_are_found_out_too() -> None:
    # Too large for all eigenvectors at once: here a method that follows one vector would find one of the two.
    size = 150
    ring = np.eye(size, dtype=bool) | np.roll(np.eye(size, dtype=bool), 1, axis=1)
    axis = complexity_axis(ring)
    assert axis.undefined == "degenerate"
    # The eigenvalues of a ring are (1 + cos(2 pi k / n)) / 2, each but the first twice.
    assert axis.second == pytest.approx((1 + np.cos(2 * np.pi / size)) / 2)
    assert axis.third == pytest.approx(axis.second)
    half = np.tril(np.ones((size, size), bool))
    assert complexity_axis(np.kron(np.eye(2), half).astype(bool)).undefined == "disconnected"


def test_a_long_staircase_has_its_known_eigenvalues() -> None:
    # Region r has the first r of n industries: the eigenvalues are 1, 1/4, 1/9, ...
    staircase = np.tril(np.ones((160, 160), bool))
    axis = complexity_axis(staircase)
    assert (axis.second, axis.third, axis.undefined) == (pytest.approx(1 / 4), pytest.approx(1 / 9), None)
    assert (np.diff(axis.eci) > 0).all()
    # The second eigenvector is linear in the rank of the region, so the index is evenly spaced.
    np.testing.assert_allclose(np.diff(axis.eci), np.diff(axis.eci)[0], rtol=1e-9)


def test_what_has_no_tie_is_null_and_changes_nothing_else() -> None:
    has = np.array([[1, 1, 1, 0], [0, 0, 1, 1]], bool)
    wider = np.zeros((3, 6), bool)
    wider[np.ix_([0, 2], [0, 1, 3, 5])] = has
    eci, pci = economic_complexity_kernel(wider)
    alone = economic_complexity_kernel(has)
    assert np.isnan(eci).tolist() == [False, True, False]
    assert np.isnan(pci).tolist() == [False, False, True, False, True, False]
    assert eci[[0, 2]].tolist() == alone[0].tolist()
    assert pci[[0, 1, 3, 5]].tolist() == alone[1].tolist()


def test_years_stand_apart_and_a_year_without_an_index_says_why() -> None:
    ring = [[10, 10, 0], [0, 10, 10], [10, 0, 10]]
    cells = {
        "region": CELLS["region"] + [f"r{r}" for r in range(3) for _ in range(3)],
        "industry": CELLS["industry"] + ["x", "y", "z"] * 3,
        "year": [2019] * 6 + [2018] * 9,
        "employment": CELLS["employment"] + [jobs for row in ring for jobs in row],
    }
    found = economic_complexity(pa.table(cells))
    assert found.years.column_names[0] == "year"
    assert [(row["year"], row["undefined"]) for row in found.years.to_pylist()] == [(2018, "degenerate"), (2019, None)]
    rows = found.regions.to_pylist()
    assert [(row["region"], row["year"]) for row in rows] == [
        ("boston", 2019),
        ("elko", 2019),
        ("r0", 2018),
        ("r1", 2018),
        ("r2", 2018),
        ("reno", 2019),
    ]
    assert [row["eci"] is None for row in rows] == [False, False, True, True, True, False]
    alone = economic_complexity(pa.table(CELLS))
    assert [row["eci"] for row in rows if row["eci"]] == alone.regions["eci"].to_pylist()


def test_a_stack_of_years_equals_each_year_alone() -> None:
    draw = np.random.default_rng(5)
    years = draw.random((4, 9, 6)) < 0.5
    years[2] = False
    eci, pci = economic_complexity_kernel(years)
    for year, has in enumerate(years):
        alone = economic_complexity_kernel(has)
        np.testing.assert_array_equal(eci[year], alone[0])
        np.testing.assert_array_equal(pci[year], alone[1])
    assert np.isnan(eci[2]).all()
