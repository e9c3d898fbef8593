"""Laws of the measures on points, and agreement with the slow reference."""

from math import isnan

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.reference import distances as slow

from clusteratlas.measures import k_density, m_function, ripley_k
from clusteratlas.measures.spatial import density as by_density
from clusteratlas.measures.spatial import gridded
from clusteratlas.measures.spatial.bands import Bands
from clusteratlas.measures.spatial.density import Density, density
from clusteratlas.measures.spatial.distances import PLANE, Sites

TENTHS = st.integers(-50, 50).map(lambda number: number / 10)
PLANTS = st.lists(
    st.tuples(TENTHS, TENTHS, st.sampled_from("mst"), st.integers(0, 4)), min_size=1, max_size=14
)  # some in one place, some without jobs
RADII = [0.05, 0.73, 2.2, 9.31]  # none of them a distance between tenths
Plants = list[tuple[float, float, str, int]]


def table(plants: Plants) -> pa.Table:
    columns = zip(*plants, strict=True)
    return pa.table(dict(zip(("x", "y", "industry", "jobs"), map(list, columns), strict=True)))


def found(answer: pa.Table, name: str, kind: str = "m") -> list[float]:
    rows = [row[name] for row in answer.to_pylist() if row["industry"] == kind]
    return [float("nan") if value is None else value for value in rows]


def same(one: list[float], other: list[float], part: float = 1e-9) -> None:
    assert [isnan(value) for value in one] == [isnan(value) for value in other]
    assert one == pytest.approx(other, rel=part, abs=1e-12, nan_ok=True)


def of_kind(plants: Plants, kind: str = "m") -> Plants:
    return [plant for plant in plants if plant[2] == kind]


@settings(max_examples=50)
@given(PLANTS, st.booleans())
def test_k_density_is_the_sum_of_its_pairs(plants: Plants, weighed: bool) -> None:
    plants.append((0.3, 0.4, "m", 1))
    mills = of_kind(plants)
    pairs = slow.pairs([plant[:2] for plant in mills], [plant[3] if weighed else 1 for plant in mills])
    answer = k_density(table(plants), RADII, weight="jobs" if weighed else None)
    same(found(answer, "bandwidth"), [slow.bandwidth(pairs)] * len(RADII), 1e-7)
    same(found(answer, "k_density"), [slow.k_density(pairs, radius) for radius in RADII], 1e-6)
    given_one = k_density(table(plants), RADII, weight="jobs" if weighed else None, bandwidth=0.8)
    same(found(given_one, "k_density"), [slow.k_density(pairs, radius, 0.8) for radius in RADII])


@settings(max_examples=30)
@given(PLANTS)
def test_k_density_on_great_circles(plants: Plants) -> None:
    plants.append((0.3, 0.4, "m", 1))
    pairs = slow.pairs([plant[:2] for plant in of_kind(plants)], [1] * len(plants), slow.great_circle)
    radii = [0.0, 100.0, 700.0]
    answer = k_density(table(plants), radii, distance="great-circle", bandwidth=60)
    same(found(answer, "k_density"), [slow.k_density(pairs, radius, 60) for radius in radii], 1e-6)


@settings(max_examples=50)
@given(PLANTS, st.booleans())
def test_m_is_the_quotient_of_two_sums(plants: Plants, weighed: bool) -> None:
    plants.append((0.3, 0.4, "m", 1))
    places, kinds = [plant[:2] for plant in plants], [plant[2] for plant in plants]
    weights = [plant[3] if weighed else 1 for plant in plants]
    answer = m_function(table(plants), RADII, weight="jobs" if weighed else None)
    same(found(answer, "m_function"), [slow.m_function(places, kinds, weights, "m", radius) for radius in RADII])


@settings(max_examples=50)
@given(PLANTS, st.booleans())
def test_ripleys_k_counts_neighbours(plants: Plants, corrected: bool) -> None:
    plants.append((0.3, 0.4, "m", 1))
    sides = tuple(max(values) - min(values) for values in list(zip(*plants, strict=True))[:2])
    expected = [slow.ripley_k([p[:2] for p in of_kind(plants)], radius, sides, corrected) for radius in RADII]
    answer = ripley_k(table(plants), RADII, correction="translation" if corrected else "none")
    if min(sides) == 0:
        expected = [float("nan")] * len(RADII)
    same(found(answer, "ripley_k"), expected)


@settings(max_examples=30)
@given(PLANTS, st.floats(-100, 100), st.sampled_from([0.25, 8.0]))
def test_moving_turning_and_stretching_change_nothing_but_the_unit(plants: Plants, way: float, times: float) -> None:
    plants += [(0.3, 0.4, "m", 1), (1.1, 4.9, "m", 2)]
    moved = [(times * -y + way, times * x - way, kind, jobs) for x, y, kind, jobs in plants]
    answers = [k_density(table(plants), RADII, bandwidth=1.0)]
    answers.append(k_density(table(moved), [times * radius for radius in RADII], bandwidth=times))
    same(found(answers[0], "k_density"), [times * value for value in found(answers[1], "k_density")], 1e-6)


@settings(max_examples=30)
@given(PLANTS)
def test_weights_count_as_their_shares(plants: Plants) -> None:
    plants.append((0.3, 0.4, "m", 1))
    more = [(x, y, kind, 1000 * jobs) for x, y, kind, jobs in plants]
    for measure, name in ((k_density, "k_density"), (m_function, "m_function")):
        answers = [measure(table(each), RADII, weight="jobs") for each in (plants, more)]
        same(found(answers[0], name), found(answers[1], name))
    alike = [(x, y, kind, 3) for x, y, kind, _ in plants]
    same(
        found(k_density(table(alike), RADII, weight="jobs"), "k_density"),
        found(k_density(table(alike), RADII), "k_density"),
    )


@given(
    st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=1, max_size=30),
    st.sampled_from([0.5, 0.8, 0.9]),
)
def test_bands_are_those_found_by_trying(drawn: list[list[int]], confidence: float) -> None:
    bands = Bands.of(np.array(drawn, np.float64), confidence)
    lower, upper = slow.bands(drawn, confidence)
    assert (bands.lower.tolist(), bands.upper.tolist()) == (lower, upper)


# --- many points: a histogram, the grid, and every pair by itself


def places(points: int, seed: int, towns: int = 0) -> Sites:
    rng = np.random.default_rng(seed)
    if not towns:
        return Sites(rng.random((2, points)))
    return Sites(rng.random((2, towns))[:, rng.integers(0, towns, points)] + rng.normal(0, 0.01, (2, points)))


def far(one: Density, other: Density) -> float:
    """The largest difference, by the largest value."""
    return float(np.abs(one.values - other.values).max() / one.values.max())


@pytest.mark.parametrize("towns", [0, 30])
@pytest.mark.parametrize("weighed", [False, True])
def test_bins_are_as_good_as_pairs(towns: int, weighed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    sites, radii = places(1_500, 1, towns), np.linspace(0, 1.2, 30)
    weights = np.random.default_rng(2).random(1_500) if weighed else None
    binned = density(sites, weights, radii, "exact")
    monkeypatch.setattr(by_density, "FEW", 10_000)
    every = density(sites, weights, radii, "exact")
    assert binned.bandwidth == pytest.approx(every.bandwidth, rel=1e-6)
    assert far(every, binned) < 1e-5


@pytest.mark.parametrize("most", [1 << 18, 1])
def test_a_bandwidth_too_small_for_bins_of_the_whole_is_answered(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With finer bins near by, or pair by pair."""
    monkeypatch.setattr(by_density, "MOST_BINS", most)
    close = places(1_500, 3).coordinates * 1e-6
    sites = Sites(np.hstack([close, close + 1000]))
    radii = np.array([0, 2e-7, 5e-7, 1e-6])
    lines = np.hypot(*(close[:, :, None] - close[:, None, :]))[np.triu_indices(1_500, 1)]
    answer = density(sites, None, radii, bandwidth=1e-7)
    bells = [np.exp(-(((r - lines) / 1e-7) ** 2) / 2) + np.exp(-(((r + lines) / 1e-7) ** 2) / 2) for r in radii]
    expected = 2 * np.sum(bells, axis=1) / np.sqrt(2 * np.pi) / 1e-7 / (3_000 * 2_999 / 2)
    assert answer.values == pytest.approx(expected, rel=1e-4 if most > 1 else 1e-6)


@pytest.mark.parametrize(
    ("reach", "towns", "weighed"),
    [(0.05, 0, False), (1.2, 0, True), (0.05, 30, True), (0.4, 30, False), (1.2, 30, False)],
)
def test_the_grid_agrees_with_every_pair(reach: float, towns: int, weighed: bool) -> None:
    sites, radii = places(12_000, 4, towns), np.linspace(0, reach, 40)
    weights = np.random.default_rng(5).random(12_000) if weighed else None
    exact, quick = (density(sites, weights, radii, method) for method in ("exact", "fft"))
    assert quick.bandwidth == pytest.approx(exact.bandwidth, rel=2e-4)
    assert far(exact, quick) < 5e-4


def test_a_grid_as_coarse_as_it_may_be_is_right_to_a_part_in_five_hundred(monkeypatch: pytest.MonkeyPatch) -> None:
    sites, radii = places(12_000, 6), np.linspace(0, 0.3, 60)
    exact = density(sites, None, radii, "exact")
    for cells in (1.1, 2, 4):
        monkeypatch.setattr(gridded, "IN_BANDWIDTH", cells)
        assert far(exact, density(sites, None, radii, "fft")) < 2e-3


def test_very_many_points_are_gridded_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    sites, radii = places(5_000, 7), np.array([0.1, 0.2])
    monkeypatch.setattr(by_density, "MANY", 4_999)
    assert density(sites, None, radii).values.tolist() == density(sites, None, radii, "fft").values.tolist()
    globe = Sites.of(*places(5_000, 8).coordinates, distance="great-circle")
    assert density(globe, None, radii).values.tolist() == density(globe, None, radii, "exact").values.tolist()


@pytest.mark.parametrize("weight", [None, "jobs"])
def test_bands_by_the_grid_are_those_of_every_pair(weight: str | None) -> None:
    x, y = places(900, 11).coordinates
    jobs = np.random.default_rng(12).integers(0, 9, 900)
    frame = pa.table({"x": x, "y": y, "industry": ["m"] * 300 + ["s"] * 600, "jobs": jobs})
    exact, quick = (k_density(frame, [0, 0.1, 0.4], weight, method, draws=20) for method in ("exact", "fft"))
    for name in ("k_density", "lower", "upper"):
        assert found(quick, name) == pytest.approx(found(exact, name), rel=0.01)


@settings(max_examples=20)
@given(st.integers(0, 1_000), st.booleans())
def test_the_area_under_the_density_is_one(seed: int, great: bool) -> None:
    coordinates = places(40, seed).coordinates
    sites = Sites.of(*coordinates, distance="great-circle" if great else PLANE)
    radii: NDArray[np.float64] = np.linspace(0, 400 if great else 3, 4_001)
    assert np.trapezoid(density(sites, None, radii).values, radii) == pytest.approx(1, abs=1e-6)


def test_twice_the_same_to_the_last_bit() -> None:
    sites, radii = places(6_000, 9), np.linspace(0, 1, 30)
    weights = np.random.default_rng(10).random(6_000)
    answers = [density(sites, weights, radii).values.tolist() for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]


@settings(max_examples=3)
@given(st.integers(0, 1_000))
def test_m_and_ripley_of_many_points_in_threads(seed: int) -> None:
    coordinates = places(2_500, seed).coordinates
    kinds = np.random.default_rng(seed).choice(["m", "s"], 2_500)
    frame = pa.table({"x": coordinates[0], "y": coordinates[1], "industry": kinds})
    radii = [0.02, 0.1]
    lines = np.hypot(*(coordinates[:, :, None] - coordinates[:, None, :]))
    np.fill_diagonal(lines, 9)
    mills = kinds == "m"
    n = mills.sum()
    shares = found(m_function(frame, radii), "m_function")
    counts = found(ripley_k(frame, radii, correction="none"), "ripley_k")
    for radius, m, k in zip(radii, shares, counts, strict=True):
        near = lines[mills] <= radius
        near_any = near[near.any(axis=1)]
        around = near_any[:, mills].sum(axis=1) / near_any.sum(axis=1)
        assert m == pytest.approx(around.mean() / ((n - 1) / 2_499))
        sides = np.ptp(coordinates, axis=1)
        assert k == pytest.approx(sides.prod() / (n * (n - 1)) * near[:, mills].sum())
