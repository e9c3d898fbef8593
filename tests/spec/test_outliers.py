"""Outliers move to the cluster they are more related to, on tables drawn by hand."""

import pyarrow as pa
import pytest

from clusteratlas.definitions import reassign_outliers
from clusteratlas.errors import BadCells


def pairs(**values: float | None) -> pa.Table:
    return pa.table(
        {
            "industry": pa.array([pair[0] for pair in values], pa.string()),
            "other": pa.array([pair[1] for pair in values], pa.string()),
            "similarity": pa.array(list(values.values()), pa.float64()),
        }
    )


def places(**clusters: str) -> pa.Table:
    names = [(industry, name) for name, industries in clusters.items() for industry in industries]
    columns = zip(*names, strict=True) if names else ([], [])
    return pa.table([pa.array(column, pa.string()) for column in columns], ["industry", "cluster"])


SIMILAR = pairs(ab=0.9, ac=0.2, bc=0.2, ad=0.1, bd=0.1, cd=0.8)


def members(table: pa.Table) -> dict[str, str | None]:
    return dict(zip(table["industry"].to_pylist(), table["cluster"].to_pylist(), strict=True))


def test_an_outlier_goes_where_it_is_most_related() -> None:
    found = reassign_outliers(places(heavy="abc", play="d"), SIMILAR)
    assert members(found.membership) == {"a": "heavy", "b": "heavy", "c": "play", "d": "play"}
    assert found.moves.to_pylist() == [
        {"industry": "c", "before": "heavy", "after": "play", "gain": pytest.approx(0.8 - 0.2)}
    ]
    assert found.settled
    assert found.moved.to_pylist() == [{"industry": "c", "before": "heavy", "after": "play"}]


def test_the_farthest_out_moves_first_and_means_are_taken_anew() -> None:
    # a gains (0.9 + 0.2) / 2 - 0.1 and goes first; b, c and d would gain 0.35. Then b is content, d is alone, and
    # c gains 0.8 - (0.2 + 0.15) / 2.
    found = reassign_outliers(places(x="ad", y="bc"), pairs(ab=0.9, ac=0.2, bc=0.15, ad=0.1, bd=0.1, cd=0.8))
    assert [(move["industry"], round(move["gain"], 3)) for move in found.moves.to_pylist()] == [
        ("a", 0.45),
        ("c", 0.625),
    ]
    assert members(found.membership) == {"a": "y", "b": "y", "c": "x", "d": "x"}
    assert found.settled


def test_an_industry_alone_stays_and_no_cluster_is_emptied() -> None:
    found = reassign_outliers(places(x="ab", y="c", z="d"), SIMILAR)
    assert members(found.membership) == {"a": "x", "b": "x", "c": "y", "d": "z"}
    assert found.moves.num_rows == 0
    assert found.settled


def test_equal_is_no_outlier() -> None:
    same = pairs(**dict.fromkeys(("ab", "ac", "ad", "bc", "bd", "cd"), 0.1))
    assert reassign_outliers(places(x="abc", y="d"), same).moves.num_rows == 0


def test_industries_that_follow_each_other_are_stopped_by_the_limit() -> None:
    # a goes to b, c after it, a away to d, then b after it, and so on round.
    chase = pairs(ab=0.3, ac=0.2, ad=0.3, bc=0.1, bd=0.0, cd=0.1)
    for limit in (0, 1, 3):
        found = reassign_outliers(places(x="acd", y="b"), chase, limit=limit)
        industries = found.moves["industry"].to_pylist()
        assert max(map(industries.count, industries), default=0) == limit
        assert not found.settled
    assert industries[:3] == ["a", "c", "a"]


def test_what_is_not_known_moves_nothing() -> None:
    found = reassign_outliers(places(x="abz", y="cd"), pairs(ab=0.9, cd=0.8, az=None, bz=None, cz=None, dz=None))
    assert found.moves.num_rows == 0
    assert members(found.membership)["z"] == "x"
    known = reassign_outliers(places(x="ab", y="d"), SIMILAR)
    assert members(known.membership)["c"] is None  # in no cluster, and put in none


def test_empty_and_bad_tables() -> None:
    empty = reassign_outliers(places(), pairs())
    assert (empty.membership.num_rows, empty.settled) == (0, True)
    with pytest.raises(BadCells, match="stands more than once"):
        reassign_outliers(places(x="aa"), SIMILAR)
