"""Validation scores on a table drawn by hand."""

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.definitions import Validation, load, validate
from clusteratlas.errors import BadCells, InputError, UnknownChoice, WrongColumns

# heavy: a b   play: c d   green: e
SIMILAR = {
    "ab": 0.9,
    "cd": 0.3,
    "ac": 0.2,
    "ad": 0.2,
    "bc": 0.6,
    "bd": 0.2,
    "ae": 0.1,
    "be": 0.1,
    "ce": 0.4,
    "de": 0.4,
}
PLACES = pa.table({"industry": list("abcde"), "cluster": ["heavy", "heavy", "play", "play", "green"]})


def pairs(values: dict[str, float | None] = SIMILAR) -> pa.Table:
    return pa.table(
        {
            "industry": [pair[0] for pair in values],
            "other": [pair[1] for pair in values],
            "similarity": pa.array(list(values.values()), pa.float64()),
        }
    )


def scores(found: Validation, similarity: str = "trade") -> dict[tuple[str, str], tuple[int, int, float | None]]:
    rows = [row for row in found.scores.to_pylist() if row["similarity"] == similarity]
    return {(row["level"], row["against"]): (row["passed"], row["counted"], row["score"]) for row in rows}


def test_clusters_and_industries_are_held_against_the_others() -> None:
    found = validate(PLACES, {"trade": pairs()})
    # heavy 0.9 | play (0.2 + 0.2 + 0.6 + 0.2) / 4 = 0.3, green 0.1: above the mean 0.2 and the percentile 0.29.
    # play  0.3 | heavy 0.3, green 0.4: below both, 0.35 and 0.395. green has no pair within.
    assert scores(found)["cluster", "average"] == (1, 3, pytest.approx(1 / 3))
    assert scores(found)["cluster", "percentile"] == (1, 3, pytest.approx(1 / 3))
    # a 0.9 | 0.2, 0.1   b 0.9 | 0.4, 0.1   c 0.3 | 0.4, 0.4   d 0.3 | 0.2, 0.4: equal to the mean 0.3, not above it
    assert scores(found)["industry", "average"] == (2, 5, 0.4)
    assert scores(found)["industry", "percentile"] == (2, 5, 0.4)
    assert found.score == pytest.approx((1 / 3 + 1 / 3 + 0.4 + 0.4) / 4)


def test_every_cluster_and_industry_shows_what_it_was_held_against() -> None:
    found = validate(PLACES, {"trade": pairs()})
    heavy = next(row for row in found.clusters.to_pylist() if row["cluster"] == "heavy")
    assert heavy == {
        "similarity": "trade",
        "cluster": "heavy",
        "within": pytest.approx(0.9),
        "between": pytest.approx(0.2),
        "percentile": pytest.approx(0.1 + 0.95 * 0.2),
        "above_average": True,
        "above_percentile": True,
    }
    green = next(row for row in found.industries.to_pylist() if row["industry"] == "e")
    assert (green["within"], green["between"], green["above_average"]) == (None, pytest.approx(0.25), False)
    assert [row["industry"] for row in found.industries.to_pylist()] == list("abcde")


def test_the_score_is_the_mean_over_all_similarities() -> None:
    blocks = pairs({pair: float(pair in ("ab", "cd")) for pair in SIMILAR})
    found = validate(PLACES, {"trade": pairs(), "blocks": blocks})
    alone = validate(PLACES, {"blocks": blocks})
    assert alone.score == pytest.approx((2 / 3 + 2 / 3 + 0.8 + 0.8) / 4)
    assert found.score == pytest.approx((validate(PLACES, {"trade": pairs()}).score + alone.score) / 2)  # type: ignore[operator]
    assert scores(found, "blocks") == scores(alone, "blocks")


def test_unknown_pairs_are_in_no_mean_and_unknown_industries_do_not_count() -> None:
    values: dict[str, float | None] = dict(SIMILAR) | {"bc": None} | {pair: None for pair in SIMILAR if "e" in pair}
    found = validate(PLACES, {"trade": pairs(values)})
    # Without e there are two clusters; heavy to play is (0.2 + 0.2 + 0.2) / 3.
    assert scores(found)["cluster", "average"] == (2, 2, 1.0)
    assert scores(found)["industry", "average"] == (4, 4, 1.0)
    assert [row["between"] for row in found.clusters.to_pylist()] == pytest.approx([0.2, 0.2])


def test_one_cluster_cannot_be_compared() -> None:
    one = pa.table({"industry": list("abcde"), "cluster": ["all"] * 5})
    found = validate(one, {"trade": pairs()})
    assert found.score is None
    assert {row["score"] for row in found.scores.to_pylist()} == {None}


def test_leaving_every_industry_alone_scores_nothing() -> None:
    found = validate(pa.table({"industry": list("abcde"), "cluster": list("vwxyz")}), {"trade": pairs()})
    assert found.score == 0.0


def test_what_exceeds_by_rounding_alone_does_not_exceed() -> None:
    # All pairs are alike; sums of 0.1 in another order must not make a cluster better than the rest.
    codes = "abcdefg"
    same = {one + other: 0.1 for one in codes for other in codes if one < other}
    places = pa.table({"industry": list(codes), "cluster": ["x", "x", "x", "y", "y", "z", "z"]})
    assert validate(places, {"trade": pairs(same)}).score == 0.0


def test_industries_without_a_place_count_nowhere() -> None:
    fewer = PLACES.slice(0, 4)
    found = validate(fewer, {"trade": pairs()})
    assert scores(found)["cluster", "average"][1] == 2
    assert scores(found)["industry", "average"][1] == 4
    empty = pa.table({"industry": pa.array(["zz"]), "cluster": pa.array([None], pa.string())})
    assert validate(empty, {"trade": pairs()}).score is None


def test_a_definition_is_validated_in_the_vintage_that_fits_and_by_kind() -> None:
    benchmark = load("us-benchmark")
    codes = ("336411", "336412", "541511", "541512", "722511", "722513")
    rng = np.random.default_rng(0)
    values = {(one, other): float(rng.random()) for one in codes for other in codes if one < other}
    table = pa.table(
        {
            "industry": [pair[0] for pair in values],
            "other": [pair[1] for pair in values],
            "similarity": list(values.values()),
        }
    )
    every = validate(benchmark, {"x": table}, vintage="2017")
    traded = validate(benchmark, {"x": table}, vintage="2017", kind="traded")
    assert every.industries.num_rows == 6
    assert {row["industry"] for row in traded.industries.to_pylist()} == set(codes[:4])
    assert validate(benchmark, {"x": table}).scores.equals(validate(benchmark, {"x": table}, vintage="2022").scores)
    with pytest.raises(UnknownChoice, match=r"kind='half' is not known\. Choose one of: local, traded"):
        validate(benchmark, {"x": table}, kind="half")
    with pytest.raises(UnknownChoice, match="vintage='1999'"):
        validate(benchmark, {"x": table}, vintage="1999")


def test_bad_tables_are_refused() -> None:
    with pytest.raises(InputError, match="no similarity to validate with"):
        validate(PLACES, {})
    with pytest.raises(WrongColumns, match="similarity trade: column 'other' is missing"):
        validate(PLACES, {"trade": pairs().drop_columns("other")})
    with pytest.raises(BadCells, match="stands more than once"):
        validate(pa.concat_tables([PLACES, PLACES]), {"trade": pairs()})
