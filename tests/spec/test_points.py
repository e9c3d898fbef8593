"""K density, M function and Ripley's K on a few plants drawn by hand."""

import math

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.errors import BadCells, InputError, UnknownChoice, WrongColumns
from clusteratlas.measures import k_density, m_function, ripley_k
from clusteratlas.measures.spatial.bands import Bands

# A road, plants at kilometres:   0  1     3          8  9
#                                 M  M     M          S  S      M mills, S shops
ROAD = {"x": [0, 1, 3, 8, 9], "y": [0] * 5, "industry": list("mmmss"), "jobs": [1, 2, 3, 4, 0]}
FRAME = pa.table(ROAD)


def values(found: pa.Table, name: str, industry: str = "m") -> list[float | None]:
    return [row[name] for row in found.to_pylist() if row["industry"] == industry]


def bell(distance: float) -> float:
    return math.exp(-(distance**2) / 2) / math.sqrt(2 * math.pi)


def test_each_pair_is_a_bell_and_what_falls_below_zero_is_mirrored() -> None:
    # The mills are 1, 2 and 3 kilometres apart.
    for radius in (0, 0.5, 2):
        found = k_density(FRAME, [radius], bandwidth=1)
        expected = sum(bell(radius - d) + bell(radius + d) for d in (1, 2, 3)) / 3
        assert values(found, "k_density") == [pytest.approx(expected, rel=1e-12)]
        assert values(found, "bandwidth") == [1.0]


def test_with_weights_each_pair_counts_as_the_product_of_its_jobs() -> None:
    # 1 and 2 jobs 1 km apart, 2 and 3 jobs 2 km, 1 and 3 jobs 3 km: 2, 6 and 3 pairs of jobs.
    found = k_density(FRAME, [2], weight="jobs", bandwidth=0.5)
    kernels = {d: (bell((2 - d) / 0.5) + bell((2 + d) / 0.5)) / 0.5 for d in (1, 2, 3)}
    expected = (2 * kernels[1] + 6 * kernels[2] + 3 * kernels[3]) / 11
    assert values(found, "k_density") == [pytest.approx(expected, rel=1e-12)]


def test_the_bandwidth_is_silvermans_on_all_pairs() -> None:
    # Distances 1 2 3: standard deviation 1, quartiles 1.5 and 2.5; 1 / 1.34 is the lesser.
    assert values(k_density(FRAME, [1]), "bandwidth") == [pytest.approx(0.9 / 1.34 * 3**-0.2, rel=1e-12)]
    # With jobs: 2, 6, 3 pairs at 1, 2, 3; mean 23/11; 121/49 pairs' worth.
    count = 11**2 / (2**2 + 6**2 + 3**2)
    mean = 23 / 11
    deviation = math.sqrt((2 * (1 - mean) ** 2 + 6 * (2 - mean) ** 2 + 3 * (3 - mean) ** 2) / 11 * count / (count - 1))
    at = [share * 11 * (1 - 1 / count) for share in (0.25, 0.75)]  # 1.64 and 4.91; 1 stands at 0, 2 at 2, 3 at 8
    low, high = 1 + at[0] / 2, 2 + (at[1] - 2) / 6
    expected = 0.9 * min(deviation, (high - low) / 1.34) * count**-0.2
    assert values(k_density(FRAME, [1], weight="jobs"), "bandwidth") == [pytest.approx(expected, rel=1e-12)]


def test_the_bandwidth_does_not_change_with_the_plotted_range() -> None:
    near, far = k_density(FRAME, [0, 1]), k_density(FRAME, [0, 1, 50, 1000])
    assert values(near, "bandwidth")[0] == values(far, "bandwidth")[0]
    assert values(near, "k_density") == values(far, "k_density")[:2]


def test_two_plants_have_a_density_only_with_a_bandwidth_given() -> None:
    assert values(k_density(FRAME, [1]), "k_density", "s") == [None]
    assert values(k_density(FRAME, [1], bandwidth=1), "k_density", "s") == [pytest.approx(bell(0) + bell(2))]
    # One of the two shops has no jobs: not one pair of jobs.
    assert values(k_density(FRAME, [1], weight="jobs", bandwidth=1), "k_density", "s") == [None]


def test_plants_in_one_place_lie_at_distance_zero() -> None:
    found = k_density(pa.table({"x": [4] * 3, "y": [4] * 3, "industry": ["m"] * 3}), [0, 1], bandwidth=2)
    assert values(found, "k_density") == pytest.approx([2 * bell(0) / 2, 2 * bell(0.5) / 2])


@pytest.mark.parametrize("method", ["auto", "exact", "fft"])
def test_every_method_leaves_what_is_undefined_empty(method: str) -> None:
    one = pa.table({"x": [1, 2, 2, 2], "y": [1, 2, 2, 2], "industry": list("abbb")})
    found = k_density(one, [0, 1], method=method)
    assert found["k_density"].to_pylist() == [None] * 4
    assert found["bandwidth"].to_pylist() == [None] * 4


def test_great_circles_are_in_kilometres() -> None:
    # A quarter of the way around the Earth is 10,007.5 km; both ends of 180 degrees are one place.
    poles = pa.table({"x": [0, 0, 180, -180], "y": [0, 90, 0, 0], "industry": list("aabb")})
    quarter = math.pi / 2 * 6371.0088
    found = k_density(poles, [0, quarter], distance="great-circle", bandwidth=10)
    assert values(found, "k_density", "a") == pytest.approx([0, bell(0) / 10])
    assert values(found, "k_density", "b") == pytest.approx([2 * bell(0) / 10, 0])
    # Each b has the other b around it, and from a quarter on the pole too: 1 and 1/2, where 1/3 of the others are b.
    assert values(m_function(poles, [1, quarter + 1e-6], distance="great-circle"), "m_function", "b") == [3.0, 1.5]


def test_bands_of_six_curves() -> None:
    # Of six curves one may be above the upper band, if 1 - 0.8 of them may; the highest anywhere are e and f.
    curves = {"a": [1, 1], "b": [2, 2], "c": [3, 3], "d": [4, 4], "e": [5, 6], "f": [6, 5]}
    drawn = np.array(list(curves.values()), float)
    bands = Bands.of(drawn, 0.8)
    assert bands.upper.tolist() == [6, 6]  # with the second largest, 5 and 5, both e and f would be above
    assert bands.lower.tolist() == [2, 2]  # a is below
    assert bands.localisation(np.array([7.0, 5.0])).tolist() == [1, 0]
    assert bands.dispersion(np.array([1.0, 1.5])).tolist() == [1, 0.5]
    assert bands.dispersion(np.array([1.0, 7.0])).tolist() == [0, 0]  # localised, therefore not dispersed


def test_all_plants_of_all_industries_are_what_chance_gives() -> None:
    alone = pa.table({"x": [0, 1, 3, 8, 9], "y": [0, 2, 1, 4, 4], "industry": ["m"] * 5})
    for row in k_density(alone, [0, 2, 5], draws=20).to_pylist():
        assert row["lower"] == row["upper"] == pytest.approx(row["k_density"], rel=1e-4)
        assert (row["localisation"], row["dispersion"]) == (0.0, 0.0)


def test_plants_side_by_side_are_localised_and_plants_spread_out_dispersed() -> None:
    # A field of 10 x 10 places. m has the nine of a corner; s every third place; the others have the rest.
    places = [(x, y) for x in range(10) for y in range(10)]
    kinds = ["m" if x < 3 and y < 3 else "s" if x % 3 == 0 and y % 3 == 0 else "o" for x, y in places]
    field = pa.table({"x": [x for x, _ in places], "y": [y for _, y in places], "industry": kinds})
    found = k_density(field, range(4), draws=200, bandwidth=0.7)
    assert [value > 0 for value in values(found, "localisation", "m")][:3] == [True] * 3
    assert values(found, "dispersion", "m") == [0.0] * 4
    assert values(found, "localisation", "s") == [0.0] * 4
    assert values(found, "dispersion", "s")[1] > 0
    again = k_density(field, range(4), draws=200, bandwidth=0.7, seed=0)
    assert again == found
    assert k_density(field, range(4), draws=200, bandwidth=0.7, seed=1) != found


def test_m_of_the_road() -> None:
    # Within 1: the first two mills have each other, the third nothing, each shop the other shop.
    # Mills: (1 + 1) / (2/4 + 2/4) = 2. Shops: (1 + 1) / (1/4 + 1/4) = 4.
    # Within 5: mill 3 has two mills and a shop, 2/3; the shop at 8 has mill 3 and the other shop, 1/2.
    found = m_function(FRAME, [1, 5])
    assert values(found, "m_function") == pytest.approx([2, (1 + 1 + 2 / 3) / 1.5])
    assert values(found, "m_function", "s") == pytest.approx([4, (1 / 2 + 1) / 0.5])


def test_m_with_jobs() -> None:
    # Within 5, mill 3 (3 jobs) has 1 + 2 of 1 + 2 + 4 jobs; the first two have mills alone. 6 jobs of 10 are mills'.
    found = m_function(FRAME, [5], weight="jobs")
    assert values(found, "m_function") == pytest.approx([(1 + 1 + 3 / 7) / (5 / 9 + 4 / 8 + 3 / 7)])


def test_an_industry_with_one_plant_has_no_m() -> None:
    found = m_function(pa.table({"x": [0, 1, 2], "y": [0, 0, 0], "industry": list("abb")}), [9])
    assert found["m_function"].to_pylist() == [None, 1.0]


def test_ripley_of_four_corners() -> None:
    # A square of 4 in a window of 10: four pairs 4 apart, two 5.66 apart.
    square = pa.table({"x": [3, 3, 7, 7], "y": [3, 7, 3, 7], "industry": ["m"] * 4})
    plain = ripley_k(square, [3, 4, 6], correction="none", window=(0, 0, 10, 10))
    assert values(plain, "ripley_k") == pytest.approx([0, 100 / 12 * 8, 100 / 12 * 12])
    assert values(plain, "ripley_l")[1] == pytest.approx(math.sqrt(100 / 12 * 8 / math.pi))
    corrected = ripley_k(square, [4, 6], window=(0, 0, 10, 10))
    side, across = 100 / (6 * 10), 100 / (6 * 6)
    assert values(corrected, "ripley_k") == pytest.approx([100 / 12 * 8 * side, 100 / 12 * (8 * side + 4 * across)])


def test_the_window_is_the_smallest_rectangle_and_radii_beyond_it_are_empty() -> None:
    frame = pa.table({"x": [0, 4, 2], "y": [0, 3, 1], "industry": list("aab")})
    assert ripley_k(frame, [2.9, 3], correction="translation")["ripley_k"].to_pylist() == [0.0, None, None, None]
    assert values(ripley_k(frame, [5], correction="none"), "ripley_k", "a") == [12.0]  # 4 x 3
    assert values(ripley_k(frame, [5], correction="none", area=24), "ripley_k", "a") == [24.0]
    assert ripley_k(FRAME, [1])["ripley_k"].to_pylist() == [None, None]  # a road has no area


@pytest.mark.parametrize("measure", [k_density, m_function, ripley_k])
def test_what_is_no_radius_is_refused(measure) -> None:  # type: ignore[no-untyped-def]
    for radii, said in (([], "empty"), ([1, -1], "-1"), ([math.nan], "nan"), ([math.inf], "inf")):
        with pytest.raises(InputError, match=said):
            measure(FRAME, radii)
    twice = measure(FRAME, [3, 1, 1])
    assert twice["radius"].to_pylist() == [1.0, 3.0] * 2


@pytest.mark.parametrize("measure", [k_density, m_function, ripley_k])
def test_places_that_cannot_be_are_refused(measure) -> None:  # type: ignore[no-untyped-def]
    for name, value in (("x", math.nan), ("y", math.inf), ("x", None), ("y", 1e200)):
        odd = pa.table(ROAD | {name: [0.0, value, 1.0, 2.0, 3.0]})
        with pytest.raises(BadCells, match=f"row 2, column {name}"):
            measure(odd, [1])
    with pytest.raises(WrongColumns, match="'x' is missing"):
        measure(FRAME.drop_columns(["x"]), [1])
    with pytest.raises(UnknownChoice, match="distance='sphere'"):
        measure(FRAME, [1], distance="sphere")


def test_degrees_beyond_the_globe_are_refused() -> None:
    odd = pa.table(ROAD | {"y": [0, 91, 0, 0, 0]})
    for measure in (k_density, m_function):
        with pytest.raises(BadCells, match="row 2, column y: '91' is beyond 90 degrees"):
            measure(odd, [1], distance="great-circle")
    with pytest.raises(BadCells, match="row 1, column x"):
        k_density(pa.table(ROAD | {"x": [-180.5, 0, 0, 0, 0]}), [1], distance="great-circle")


def test_choices_that_are_none_are_refused() -> None:
    with pytest.raises(UnknownChoice, match="method='quick'"):
        k_density(FRAME, [1], method="quick")
    for wrong in ({"bandwidth": 0}, {"bandwidth": math.inf}, {"draws": -1}, {"confidence": 1}):
        with pytest.raises(InputError, match=next(iter(wrong))):
            k_density(FRAME, [1], **wrong)
    with pytest.raises(InputError, match="Project them"):
        k_density(FRAME, [1], method="fft", distance="great-circle")
    with pytest.raises(InputError, match="too coarse"):
        k_density(FRAME, [1], method="fft", bandwidth=1e-6)
    with pytest.raises(UnknownChoice, match="correction='border'"):
        ripley_k(FRAME, [1], correction="border")
    with pytest.raises(InputError, match="name the area"):
        ripley_k(FRAME, [1], distance="great-circle")
    with pytest.raises(InputError, match="area=0"):
        ripley_k(FRAME, [1], area=0)
    with pytest.raises(InputError, match="window"):
        ripley_k(FRAME, [1], window=(0, 0, 0, 1))
    with pytest.raises(BadCells, match=r"2 cells break(.|\n)*'8' is outside"):
        ripley_k(FRAME, [1], window=(0, 0, 7, 1))
