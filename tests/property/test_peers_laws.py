"""Whatever the portfolio: peers are those found by comparing every pair."""

import math
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference import peers as by_hand

from clusteratlas.diagnosis import Likeness, classify, peers

REGIONS = {"a": "metro", "b": "metro", "c": "metro", "d": "metro", "e": "micro", "f": "micro", "us": "country"}
CLUSTERS = {"w": "traded", "x": "traded", "y": "traded", "z": "local"}
cells = st.dictionaries(
    st.tuples(st.sampled_from(sorted(REGIONS)), st.sampled_from(sorted(CLUSTERS))),
    st.tuples(st.integers(0, 9).map(lambda drawn: drawn * 500), st.sampled_from([0.5, 1.0, 1.5, 3.0])),
    min_size=1,
)
Cells = dict[tuple[str, str], tuple[int, float]]
RULES = "fixed-threshold"


def table(drawn: Cells) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "level": REGIONS[region],
                "region": region,
                "cluster": cluster,
                "kind": CLUSTERS[cluster],
                "employment": jobs,
                "location_quotient": quotient,
            }
            for (region, cluster), (jobs, quotient) in drawn.items()
        ]
    )


def expected(drawn: Cells, similarity: str, band: tuple[float, float] | None) -> dict[str, list[Any]]:
    regions = sorted({region for region, _ in drawn if REGIONS[region] != "country"})
    traded = {key: value for key, value in drawn.items() if CLUSTERS[key[1]] == "traded"}
    figure = {
        "shares": lambda jobs, quotient: float(jobs),
        "quotients": lambda jobs, quotient: math.log1p(quotient) if jobs else 0.0,
    }[similarity]
    values: dict[str, dict[str, float]] = {region: {} for region in regions}
    for (region, cluster), value in traded.items():
        if region in values:
            values[region][cluster] = figure(*value)
    size = {region: sum(jobs for (where, _), (jobs, _) in drawn.items() if where == region) for region in regions}
    strong: dict[str, set[str]] = {region: set() for region in regions}
    for row in classify(table(drawn), RULES).to_pylist():
        if row["strong"] and row["region"] in strong:
            strong[row["region"]].add(row["cluster"])
    sized = {region: each for region, each in values.items() if size[region]}
    return {
        region: by_hand.peers(region, sized, size, REGIONS, strong, band) if region in sized else []
        for region in regions
    }


def found(result: pa.Table) -> dict[str, list[tuple[object, ...]]]:
    rows: dict[str, list[tuple[object, ...]]] = {}
    for row in result.to_pylist():
        listed = rows.setdefault(row["region"], [])
        assert row["rank"] == len(listed) + 1
        listed.append(
            (row["peer"], pytest.approx(row["similarity"], abs=1e-12), row["size_ratio"], row["shared_strong"])
        )
    return rows


@settings(deadline=None, max_examples=50)
@given(cells, st.sampled_from(["shares", "quotients"]), st.sampled_from([(0.5, 2.0), (0.0, 1.0)]))
def test_peers_are_those_of_comparing_every_pair(drawn: Cells, similarity: str, band: tuple[float, float]) -> None:
    wanted = expected(drawn, similarity, band)
    likeness = Likeness(similarity, *band, rules=RULES)
    assert {region: listed for region, listed in wanted.items() if listed} == found(
        peers(table(drawn), likeness=likeness)
    )


@settings(deadline=None, max_examples=25)
@given(cells, st.sets(st.sampled_from(sorted(REGIONS))))
def test_ones_own_list_is_compared_as_it_is(drawn: Cells, listed: set[str]) -> None:
    known = {region for region, _ in drawn if REGIONS[region] != "country"}
    wanted = expected(drawn, "shares", None)
    result = found(peers(table(drawn), among=sorted(listed & known), likeness=Likeness(rules=RULES)))
    for region, all_ in wanted.items():
        assert [peer for peer in all_ if peer[0] in listed] == result.get(region, [])


@settings(deadline=None, max_examples=25)
@given(cells)
def test_likeness_is_mutual(drawn: Cells) -> None:
    alike = {
        (row["region"], row["peer"]): row for row in peers(table(drawn), likeness=Likeness(rules=RULES)).to_pylist()
    }
    for (region, peer), row in alike.items():
        back = alike[peer, region]  # the band is as wide below as above
        assert back["similarity"] == row["similarity"]
        assert back["size_ratio"] == pytest.approx(1 / row["size_ratio"])
        assert 0 <= row["similarity"] <= 1
        assert 0.5 <= row["size_ratio"] <= 2
