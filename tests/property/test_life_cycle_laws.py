"""Whatever the series: evidence and stages are those read one regional cluster after another."""

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference import life_cycle as by_hand

from clusteratlas.diagnosis import life_cycle

REGIONS, CLUSTERS, PARTS = ("a", "b", "c"), ("x", "y"), ("p", "q")
Cube = dict[tuple[str, str, int], tuple[int, int, float]]  # (region, cluster, year): jobs of both parts, quotient


@st.composite
def cubes(draw: st.DrawFn) -> tuple[list[int], Cube]:
    """Four to eight years, not all in a row; jobs that wander, sometimes from or to nothing."""
    years = sorted(draw(st.sets(st.integers(2000, 2012), min_size=4, max_size=8)))
    cube: Cube = {}
    for region in REGIONS:
        for cluster in CLUSTERS:
            base, level = draw(st.integers(1, 400)), draw(st.sampled_from([0.4, 0.9, 1.2, 2.0]))
            for place, year in enumerate(years):
                jobs = [max(0, base + draw(st.integers(-40, 60)) * (place + 1)) for _ in PARTS]
                gone = draw(st.integers(0, 12)) == 0
                cube[region, cluster, year] = (0, 0, 0.0) if gone or not sum(jobs) else (jobs[0], jobs[1], level)
    return years, cube


def tables(cube: Cube) -> tuple[pa.Table, pa.Table]:
    rows = [
        {
            "region": region,
            "cluster": cluster,
            "year": year,
            "kind": "traded",
            "employment": p + q,
            "location_quotient": lq,
        }
        for (region, cluster, year), (p, q, lq) in cube.items()
    ]
    parts = [
        {"region": region, "cluster": cluster, "year": year, "industry": part, "employment": jobs}
        for (region, cluster, year), values in cube.items()
        for part, jobs in zip(PARTS, values, strict=False)
    ]
    return pa.Table.from_pylist(rows), pa.Table.from_pylist(parts)


def expected(years: list[int], cube: Cube, region: str, cluster: str) -> dict[str, Any]:
    series = [cube[region, cluster, year] for year in years]
    jobs = [p + q for p, q, _ in series]
    alike = [sum(sum(cube[r, cluster, year][:2]) for r in REGIONS) for year in years]
    nation = [sum(sum(cube[r, c, year][:2]) for r in REGIONS for c in CLUSTERS) for year in years]
    parts = [[p, q] for p, q, _ in series]
    found = by_hand.evidence(jobs, [lq for _, _, lq in series], alike, nation, parts, years)  # type: ignore[arg-type]
    stage, reason = by_hand.stage(found, jobs)  # type: ignore[arg-type]
    return found | {"stage": stage, "reason": reason, "years": sum(job > 0 for job in jobs)}


def near_a_threshold(found: dict[str, Any]) -> bool:
    """Whether rounding could decide a condition."""
    lines = (0.01, -0.01, 0.02)
    return any(isinstance(value, float) and any(abs(value - line) < 1e-9 for line in lines) for value in found.values())


@settings(deadline=None, max_examples=60)
@given(cubes())
def test_evidence_and_stages_are_those_of_the_formulas(drawn: tuple[list[int], Cube]) -> None:
    years, cube = drawn
    result = {(row["region"], row["cluster"]): row for row in life_cycle(*tables(cube)).to_pylist()}
    assert result.keys() == {key[:2] for key, value in cube.items() if sum(value[:2])}
    for place, row in result.items():
        wanted = expected(years, cube, *place)
        for name, value in wanted.items():
            if name in ("stage", "reason") and near_a_threshold(wanted):
                continue
            if isinstance(value, float):
                assert row[name] == pytest.approx(value, rel=1e-9, abs=1e-11), (place, name)
            else:
                assert row[name] == value, (place, name)


@settings(deadline=None, max_examples=30)
@given(cubes(), st.sampled_from([2, 1024]))
def test_a_nation_twice_as_large_is_in_the_same_stage(drawn: tuple[list[int], Cube], factor: int) -> None:
    _, cube = drawn
    larger = {key: (p * factor, q * factor, lq) for key, (p, q, lq) in cube.items()}
    evidence = [
        name for name in life_cycle(*tables(cube)).column_names if name.startswith(("trend", "turn", "quotient"))
    ]
    one, other = life_cycle(*tables(cube)).to_pylist(), life_cycle(*tables(larger)).to_pylist()
    for before, after in zip(one, other, strict=True):
        assert [after[name] for name in evidence] == pytest.approx([before[name] for name in evidence], abs=1e-12)
        assert before["reason"] in ("small", after["reason"])


@settings(deadline=None, max_examples=30)
@given(cubes(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(drawn: tuple[list[int], Cube], random: object) -> None:
    portfolio, parts = tables(drawn[1])
    places = list(range(len(portfolio)))
    random.shuffle(places)  # type: ignore[attr-defined]
    assert life_cycle(portfolio.take(places), parts).equals(life_cycle(portfolio, parts))


@settings(deadline=None, max_examples=30)
@given(cubes())
def test_the_trend_is_that_of_the_industry_and_the_regions_own(drawn: tuple[list[int], Cube]) -> None:
    for row in life_cycle(*tables(drawn[1])).to_pylist():
        if row["trend"] is not None:
            assert row["industry_trend"] + row["regional_trend"] == pytest.approx(row["trend"], abs=1e-12)
        assert (row["stage"] is None) != (row["reason"] is None)
