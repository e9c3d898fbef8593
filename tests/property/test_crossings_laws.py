"""Whatever the two years: crossings and their causes are those found one regional cluster after another."""

from dataclasses import fields, replace

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference import crossings as by_hand
from tests.reference.strength import Row, with_quotients

from clusteratlas.diagnosis import classify, crossings

Years = tuple[list[Row], list[Row]]


@st.composite
def years(draw: st.DrawFn) -> Years:
    """Two years of three to six metros and two or three clusters; some cells stay as they are."""
    regions = [f"m{place}" for place in range(draw(st.integers(3, 6)))]
    jobs, establishments = st.integers(0, 40), st.integers(0, 4)
    start = [
        Row(region, cluster, draw(jobs), draw(establishments), year=2018) for region in regions for cluster in "xyz"
    ]
    end = [
        replace(row, year=2019)
        if draw(st.booleans())
        else replace(row, year=2019, employment=draw(jobs), establishments=draw(establishments))
        for row in start
    ]
    return with_quotients(start), with_quotients(end)


def table(rows: list[Row]) -> pa.Table:
    return pa.table({field.name: [getattr(row, field.name) for row in rows] for field in fields(Row)})


def found(rows: list[Row]) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    result = crossings(table(rows), 2018, 2019).to_pylist()
    return {(row["region"], row["cluster"]): (row["crossing"], row["cause"]) for row in result}


@settings(deadline=None, max_examples=80)
@given(years())
def test_crossings_and_causes_are_those_of_trying_each(drawn: Years) -> None:
    start, end = drawn
    expected = {(row.region, row.cluster): by_hand.crossing(start, end, row.region, row.cluster) for row in start}
    assert found([*start, *end]) == {place: said for place, said in expected.items() if said != (None, None)}


@settings(deadline=None, max_examples=25)
@given(years())
def test_an_absent_row_is_a_row_of_zero(drawn: Years) -> None:
    rows = [row for each in drawn for row in each]
    empty = [row for row in rows if not row.employment]
    # A region and a cluster keep a row each year, so that their codes are known.
    kept = [row for row in rows if row not in empty or row.region == "m0" or row.cluster == "x"]
    assert found(kept) == found(rows)


@settings(deadline=None, max_examples=25)
@given(years())
def test_back_in_time_one_mover_stays_the_same_and_either_becomes_together(drawn: Years) -> None:
    back = {"entered": "left", "left": "entered", "kept": "kept"}
    causes = {"own": "own", "others": "others", "either": "together", "together": "either", None: None}
    turned = [replace(row, year={2018: 2019, 2019: 2018}[row.year]) for each in drawn for row in each]
    there = found([row for each in drawn for row in each])
    assert {place: (back[str(crossing)], causes[cause]) for place, (crossing, cause) in there.items()} == found(turned)


@settings(deadline=None, max_examples=25)
@given(years())
def test_classes_on_both_sides_are_those_of_classify(drawn: Years) -> None:
    rows = [row for each in drawn for row in each]
    strong = {
        (row["year"], row["region"], row["cluster"]) for row in classify(table(rows)).to_pylist() if row["strong"]
    }
    for (region, cluster), (crossing, _) in found(rows).items():
        sides = ((2018, region, cluster) in strong, (2019, region, cluster) in strong)
        assert sides == {"entered": (False, True), "left": (True, False), "kept": (True, True)}[str(crossing)]
    assert {place[1:] for place in strong} == set(found(rows))


@settings(deadline=None, max_examples=15)
@given(years(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(drawn: Years, random: object) -> None:
    rows = [row for each in drawn for row in each]
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert crossings(table(shuffled), 2018, 2019).equals(crossings(table(rows), 2018, 2019))
