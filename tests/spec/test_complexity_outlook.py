"""The complexity outlook on a table drawn by hand."""

from math import sqrt

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures import (
    complexity_outlook,
    complexity_outlook_kernel,
    economic_complexity_kernel,
    proximity_kernel,
)

# Two regions have the first industry, one of them the second: proximity 1/2.
HAS = np.array([[1, 1], [1, 0]], bool)
NEAR = proximity_kernel(HAS)
PCI = np.array([-1.0, 3.0])
# The mean weighted with ubiquity is (2 * -1 + 1 * 3) / 3 = 1/3, so the second industry is worth 3 - 1/3 = 8/3.
WORTH = 8 / 3


def test_outlook_and_gain_by_hand() -> None:
    coi, cog = complexity_outlook_kernel(HAS, NEAR, PCI)
    # The first region misses nothing: 0. The second has 1/2 of the 3/2 that is near the second industry: 1/3 of 8/3.
    assert coi.tolist() == pytest.approx([-1, 1])
    # Having the second industry itself (proximity 1) would be 1 of these 3/2.
    assert cog[1, 1] == pytest.approx(1 / 1.5 * WORTH)
    assert np.isnan(cog).tolist() == [[True, True], [True, False]]


def test_the_net_gain_takes_off_what_the_industry_no_longer_adds() -> None:
    _, cog = complexity_outlook_kernel(HAS, NEAR, PCI, gain="net")
    assert cog[1, 1] == pytest.approx(1 / 1.5 * WORTH - 1 / 3 * WORTH)
    # Without the industry itself: nothing else is missing, and the outlook falls from all of 8/3 to nothing.
    _, cog = complexity_outlook_kernel(HAS, NEAR, PCI, gain="net", include_self=False)
    assert cog[1, 1] == pytest.approx(-WORTH)
    _, cog = complexity_outlook_kernel(HAS, NEAR, PCI, include_self=False)
    assert cog[1, 1] == 0


def test_the_outlook_is_standardised_over_regions_that_have_anything() -> None:
    # Three industries, all pairs at proximity 1/2; the worth adds up to zero with ubiquity 1, 1, 2.
    has = np.array([[1, 0, 1], [0, 1, 1], [0, 0, 0]], bool)
    near = np.array([[1, 0.5, 0.5], [0.5, 1, 0.5], [0.5, 0.5, 1]])
    coi, cog = complexity_outlook_kernel(has, near, np.array([2.0, 4.0, -3.0]))
    # Density is (1/2 + 1/2) / 2 of each missing industry; outlook sums 4/2 and 2/2, mean 3/2, deviation 1/2.
    assert coi[:2].tolist() == pytest.approx([1, -1])
    assert cog[0, 1] == pytest.approx(1 / 2 * 4)
    assert cog[1, 0] == pytest.approx(1 / 2 * 2)
    # What has nothing misses everything: 2/2 of its own, and half of that of the others.
    assert cog[2].tolist() == pytest.approx(
        [(2 + 4 / 2 - 3 / 2) / 2, (4 + 2 / 2 - 3 / 2) / 2, (-3 + 2 / 2 + 4 / 2) / 2]
    )


def test_equal_outlooks_have_no_standard_and_no_index_no_outlook() -> None:
    coi, cog = complexity_outlook_kernel(np.ones((3, 2), bool), np.ones((2, 2)), np.array([1.0, -1.0]))
    assert np.isnan(coi).all()
    assert np.isnan(cog).all()
    # One portfolio again and again: equal outlooks, though their mean may be off by a rounding.
    near = np.array([[1, 0.3, 0.7], [0.3, 1, 0.1], [0.7, 0.1, 1]])
    for copies in range(2, 12):
        coi, cog = complexity_outlook_kernel(
            np.tile([[True, True, False]], (copies, 1)), near, np.array([1.0, -0.3, 0.7])
        )
        assert np.isnan(coi).all()
        assert np.isfinite(cog[:, 2]).all()
    coi, cog = complexity_outlook_kernel(HAS, NEAR, np.full(2, np.nan))
    assert np.isnan(coi).all()
    assert np.isnan(cog).all()


def test_from_a_table() -> None:
    # As in the example of the docstring; biotech's share of what is near it is 1 of 3/2, for it is near software only.
    frame = pa.table(
        {
            "region": ["boston", "boston", "boston", "reno", "reno", "elko", "void"],
            "industry": ["biotech", "software", "retail", "software", "retail", "retail", "biotech"],
            "employment": [10, 10, 10, 10, 10, 10, 0],
        }
    )
    # PCI 3 - sqrt(5)/2, sqrt(5) - 3/2 and -sqrt(5)/2, less the mean with weights 1, 2, 2: -sqrt(5)/10 ...
    biotech, software, retail = 3 - sqrt(5) / 2, sqrt(5) - 3 / 2, -sqrt(5) / 2
    zero = (biotech + 2 * software + 2 * retail) / 5
    biotech, software, retail = biotech - zero, software - zero, retail - zero
    near = {"biotech": 1.5, "software": 2, "retail": 1.5}  # software is at 1/2 from both others
    sums = {
        "boston": 1 / 2 / near["retail"] * retail,
        "reno": 1 / 2 / near["biotech"] * biotech,
        "elko": 1 / 2 / near["software"] * software,
    }
    found = complexity_outlook(frame)
    values = np.array(list(sums.values()))
    expected = {region: (value - values.mean()) / values.std() for region, value in sums.items()} | {"void": None}
    regions = dict(zip(found.regions["region"].to_pylist(), found.regions["coi"].to_pylist(), strict=True))
    assert regions == pytest.approx(expected)
    cells = {(row["region"], row["industry"]): row["cog"] for row in found.cells.to_pylist()}
    assert cells == pytest.approx(
        {
            ("boston", "biotech"): None,
            ("boston", "retail"): retail / 1.5,
            ("boston", "software"): None,
            ("elko", "biotech"): biotech / 1.5 + 1 / 2 * software / 2,
            ("elko", "retail"): None,
            ("elko", "software"): software / 2 + 1 / 2 * biotech / 1.5,
            ("reno", "biotech"): biotech / 1.5,
            ("reno", "retail"): None,
            ("reno", "software"): None,
            ("void", "biotech"): None,
            ("void", "retail"): None,
            ("void", "software"): None,
        }
    )


def test_an_unknown_gain_names_the_known_ones() -> None:
    frame = pa.table({"region": ["a"], "industry": ["x"], "employment": [1]})
    with pytest.raises(UnknownChoice, match=r"gain='gross' is not known. Choose one of: reach, net"):
        complexity_outlook(frame, gain="gross")
    with pytest.raises(UnknownChoice, match=r"gain='gross' is not known. Choose one of: reach, net"):
        complexity_outlook_kernel(HAS, NEAR, PCI, gain="gross")


def test_a_stack_of_years_equals_each_year_alone() -> None:
    years = np.random.default_rng(7).random((3, 9, 6)) < 0.5
    years[1] = False
    near, pci = proximity_kernel(years), economic_complexity_kernel(years)[1]
    for gain in ("reach", "net"):
        coi, cog = complexity_outlook_kernel(years, near, pci, gain)
        for year in range(3):
            alone = complexity_outlook_kernel(years[year], near[year], pci[year], gain)
            np.testing.assert_allclose(coi[year], alone[0], rtol=1e-12)
            np.testing.assert_allclose(cog[year], alone[1], rtol=1e-12, atol=1e-14)
