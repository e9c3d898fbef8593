"""Opportunities on tables drawn by hand."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.diagnosis import opportunities, opportunity_table, why_not, write_sentences
from clusteratlas.diagnosis.opportunities import EQUAL, LIKELIEST, Weights, Writing
from clusteratlas.diagnosis.rule_book import read
from clusteratlas.errors import BadCells, InputError, UnknownChoice, UnknownCode, WrongColumns

# Fixed thresholds: strong from a quotient of 1.5 and 1,000 jobs. Region a is strong in w and x. Of its candidates y has
# come 0.75 / 1.5 = 0.5 of the way; z 1.2 / 1.5 = 0.8 by its quotient but 250 / 1000 by its jobs; v is not there at all.
CELLS = [
    # year, level, region, cluster, employment, location quotient, wages
    (2018, "country", "de", "y", 10_000, 1.0, 400_000),
    (2018, "country", "de", "z", 8_000, 1.0, 400_000),
    (2018, "country", "de", "v", 5_000, 1.0, None),
    (2019, "country", "de", "w", 20_000, 1.0, 800_000),
    (2019, "country", "de", "x", 20_000, 1.0, 800_000),
    (2019, "country", "de", "y", 11_000, 1.0, 440_000),
    (2019, "country", "de", "z", 8_000, 1.0, 480_000),
    (2019, "country", "de", "v", 4_500, 1.0, None),
    (2019, "district", "a", "w", 6_000, 2.0, None),
    (2019, "district", "a", "x", 4_000, 1.6, None),
    (2019, "district", "a", "y", 1_500, 0.75, None),
    (2019, "district", "a", "z", 250, 1.2, None),
    (2019, "district", "b", "v", 4_500, 3.0, None),
]
NAMES = ["year", "level", "region", "cluster", "employment", "location_quotient", "wages"]
PAIRS = [
    ("y", "w", 0.6, "close"),  # y: 0.8 of 1.0 leads to what is strong
    ("y", "x", 0.2, "related"),
    ("y", "z", 0.2, None),
    ("z", "x", 0.1, None),  # z: 0.1 of 0.4
    ("z", "y", 0.2, None),
    ("z", "v", 0.1, None),
    ("v", "w", 0.3, None),  # v: 0.3 of 0.4
    ("v", "z", 0.1, None),
    ("v", "x", -0.5, "close"),  # below zero counts as nothing
]


def portfolio(cells: list[tuple[Any, ...]] = CELLS) -> pa.Table:
    columns = {name: [cell[place] for cell in cells] for place, name in enumerate(NAMES)}
    return pa.table({**columns, "kind": ["all"] * len(cells), "wages": pa.array(columns["wages"], pa.int64())})


def relatedness(relation: bool = True) -> pa.Table:
    names = ["cluster", "other", "relatedness", "relation"][: 4 if relation else 3]
    return pa.table({name: [pair[place] for pair in PAIRS] for place, name in enumerate(names)})


def table(**choices: Any) -> dict[str, dict[str, Any]]:
    found = opportunity_table(portfolio(), relatedness(), rules="fixed-threshold", **choices)
    return {row["cluster"]: row for row in found.to_pylist() if row["region"] == "a"}


def test_closeness_is_the_part_of_what_is_near_that_is_strong() -> None:
    assert {code: row["closeness"] for code, row in table().items()} == pytest.approx({"v": 0.75, "y": 0.8, "z": 0.25})


def test_gap_is_the_way_done_to_the_threshold_that_is_farthest() -> None:
    assert {code: row["gap"] for code, row in table().items()} == {"v": 0.0, "y": 0.5, "z": 0.25}


def test_pull_is_the_growth_of_the_cluster_in_the_country() -> None:
    assert {code: row["pull"] for code, row in table().items()} == pytest.approx({"v": -0.1, "y": 0.1, "z": 0.0})


def test_reward_is_pay_in_the_country_and_withheld_pay_is_not_zero() -> None:
    assert {code: row["reward"] for code, row in table().items()} == {"v": None, "y": 40.0, "z": 60.0}
    assert {row["reward_kind"] for row in table().values()} == {"pay"}


def test_percentiles_are_those_among_the_regions_candidates() -> None:
    found = table()
    assert [found[code]["closeness_percentile"] for code in "vyz"] == pytest.approx([3 / 6, 5 / 6, 1 / 6])
    assert [found[code]["gap_percentile"] for code in "vyz"] == pytest.approx([1 / 6, 5 / 6, 3 / 6])
    assert [found[code]["reward_percentile"] for code in "vyz"] == [None, 1 / 4, 3 / 4]
    assert {row["candidates"] for row in found.values()} == {3}


def test_the_score_is_their_weighted_mean_and_the_weight_of_an_absent_part_is_shared_out() -> None:
    found = table()
    # closeness 2, gap 3, pull 1, reward 1; v has no reward
    assert found["y"]["score"] == pytest.approx((2 * 5 / 6 + 3 * 5 / 6 + 5 / 6 + 1 / 4) / 7)
    assert found["z"]["score"] == pytest.approx((2 / 6 + 3 * 3 / 6 + 3 / 6 + 3 / 4) / 7)
    assert found["v"]["score"] == pytest.approx((2 * 3 / 6 + 3 / 6 + 1 / 6) / 6)
    assert [found[code]["rank"] for code in "vyz"] == [3, 1, 2]


@pytest.mark.parametrize("weights", [EQUAL, "closeness:1,gap:1", {"closeness": 1, "gap": 1, "pull": 1}])
def test_equal_weights_give_the_plain_mean(weights: Any) -> None:
    assert table(weights=weights)["y"]["score"] == pytest.approx((5 / 6 + 5 / 6 + 5 / 6 + 1 / 4) / 4)


def test_a_part_of_weight_zero_is_shown_and_not_counted() -> None:
    found = table(weights=LIKELIEST)["z"]
    assert found["score"] == pytest.approx((1 / 6 + 2 * 3 / 6) / 3)
    assert found["reward"] == 60.0


def test_a_candidate_without_any_counted_part_has_no_score() -> None:
    found = table(weights=Weights(0, 0, 0, 1))
    assert (found["v"]["score"], found["v"]["rank"]) == (None, None)
    assert [found[code]["rank"] for code in "yz"] == [2, 1]


def test_without_wages_reward_is_what_it_adds_to_the_complexity_outlook() -> None:
    bare = portfolio().drop_columns(["wages"])
    found = opportunity_table(bare, relatedness(), rules="fixed-threshold").to_pylist()
    assert {row["reward_kind"] for row in found} == {"complexity"}
    # Two regions with nothing strong in common: there is no index of complexity.
    assert {row["reward"] for row in found} == {None}


def test_complexity_gain_of_a_connected_country() -> None:
    # Three regions: one strong in all three clusters, one in two, one in one, so that c is the rare one.
    strong = {"p": "abc", "q": "ab", "r": "a"}
    rows = [
        ("all", region, cluster, 5_000, 2.0 if cluster in has else 0.5)
        for region, has in strong.items()
        for cluster in "abc"
    ]
    columns = ["kind", "region", "cluster", "employment", "location_quotient"]
    cells = pa.table({name: [row[place] for row in rows] for place, name in enumerate(columns)})
    near = pa.table({"cluster": ["c", "b"], "other": ["b", "a"], "relatedness": [0.5, 0.5]})
    found = opportunity_table(cells, near, rules="fixed-threshold").to_pylist()
    gains = {(row["region"], row["cluster"]): row["reward"] for row in found}
    assert set(gains) == {("q", "c"), ("r", "b"), ("r", "c")}
    # c leads r to itself and, over b, to nothing else it lacks; both are known, and c is worth more.
    assert gains["r", "c"] > gains["r", "b"]


def test_a_reward_of_ones_own_by_cluster_by_region_and_by_year() -> None:
    own = pa.table({"cluster": ["y", "z"], "reward": [1.0, 5.0]})
    assert {code: row["reward"] for code, row in table(reward=own).items()} == {"v": None, "y": 1.0, "z": 5.0}
    of_regions = pa.table({"region": ["a", "b"], "cluster": ["y", "y"], "reward": [1, 9], "year": [2019, 2018]})
    assert {code: row["reward"] for code, row in table(reward=of_regions).items()} == {"v": None, "y": 1.0, "z": None}
    assert {row["reward_kind"] for row in table(reward=own).values()} == {"own"}
    assert {row["reward"] for row in table(reward="none").values()} == {None}


def test_pull_and_pay_without_a_country_are_those_of_the_level() -> None:
    cells = [
        (2018, "district", "a", "y", 100, 0.5, 1_000),
        (2018, "district", "b", "y", 300, 0.5, 9_000),
        (2019, "district", "a", "y", 100, 0.5, 1_000),
        (2019, "district", "b", "y", 400, 0.5, None),  # withheld: neither its wages nor its jobs count for pay
        (2019, "state", "s", "y", 900, 0.5, 90_000),  # another level
    ]
    found = opportunity_table(portfolio(cells), relatedness(), rules="fixed-threshold").to_pylist()
    by_year = {(row["year"], row["region"]): (row["pull"], row["reward"]) for row in found}
    assert by_year[2018, "a"] == (None, 25.0)
    assert by_year[2019, "a"] == (pytest.approx(0.25), 10.0)
    assert by_year[2019, "s"] == (None, 100.0)


def test_a_gap_in_years_gives_no_pull() -> None:
    cells = [(year, "district", "a", "y", 100, 0.5, None) for year in (2016, 2019)]
    found = opportunity_table(portfolio(cells), relatedness(), rules="fixed-threshold").to_pylist()
    assert {row["pull"] for row in found} == {None}


def test_relatedness_may_have_years() -> None:
    dated = pa.table({"year": [2018, 2019], "cluster": ["y"] * 2, "other": ["z", "w"], "relatedness": [0.5, 0.5]})
    found = opportunity_table(portfolio(), dated, rules="fixed-threshold").to_pylist()
    assert {row["cluster"]: row["closeness"] for row in found if row["region"] == "a"}["y"] == 1.0
    with pytest.raises(UnknownChoice, match=r"year of the relatedness=2019 is not known. Choose one of: 2018"):
        opportunity_table(portfolio(), dated.slice(0, 1), rules="fixed-threshold")


def test_what_lacks_is_what_why_not_says() -> None:
    # Quotients from the cells themselves, so that jobs can be solved for; see the property for many of them.
    cells = pa.table(
        {
            "region": ["reno", "reno", "ames", "ames", "boise", "boise", "salem", "salem"],
            "cluster": ["aerospace", "software"] * 4,
            "kind": ["traded"] * 8,
            "employment": [12, 88, 20, 80, 12, 88, 56, 644],
            "establishments": [3, 5, 2, 5, 1, 5, 2, 5],
            "location_quotient": [1.2, 88 / 90, 2.0, 80 / 90, 1.2, 88 / 90, 0.8, 644 / 630],
        }
    )
    near = pa.table({"cluster": ["aerospace"], "other": ["software"], "relatedness": [0.5]})
    rows = opportunity_table(cells, near).to_pylist()
    assert ("reno", "aerospace") in {(row["region"], row["cluster"]) for row in rows}
    for row in rows:
        held = why_not(cells, row["region"], row["cluster"]).held
        assert (row["jobs_short"], row["establishments_short"]) == (held.jobs, held.establishments)


def test_where_quotients_are_of_other_totals_no_number_of_jobs_is_given() -> None:
    # One more job would pass the 25th percentile of employment, but what it does to the quotient nobody can say.
    cells = pa.table(
        {
            "region": ["a", "b", "c"], "cluster": ["x"] * 3, "kind": ["traded"] * 3, "employment": [20, 30, 40],
            "establishments": [9, 9, 9], "location_quotient": [3.0, 1.0, 1.0],
        }
    )  # fmt: skip
    rows = {row["region"]: row for row in opportunity_table(cells, relatedness()).to_pylist()}
    assert why_not(cells, "a", "x").held.jobs is None
    assert (rows["a"]["jobs_short"], rows["a"]["establishments_short"]) == (None, 1)


def test_the_gap_of_a_rule_book_that_counts_stars_is_that_of_the_nearest_of_them() -> None:
    # Strong with two of three stars: quotient 2, 1,000 jobs, a growth of 10 %. Here 0.5, 0.8 and below zero of the way.
    stars = read(
        {
            "name": "stars", "title": {"en": "Stars", "zh-hans": "星级"}, "citation": ["Drawn by hand."],
            "within": ["year", "cluster"], "present": "employment", "kinds": ["all"], "levels_not_ranked": [],
            "conditions": [
                {"id": "quotient", "column": "location_quotient", "operator": ">=", "value": 2},
                {"id": "jobs", "column": "employment", "operator": ">=", "value": 1000},
                {"id": "growth", "column": "employment_growth", "operator": ">=", "value": 0.1},
            ],
            "stars": ["quotient", "jobs", "growth"], "classes": {"strong": {"stars": 2}},
        }
    )  # fmt: skip
    cells = pa.table(
        {
            "region": ["a"], "cluster": ["y"], "kind": ["all"], "employment": [800], "location_quotient": [1.0],
            "employment_growth": [-0.2],
        }
    )  # fmt: skip
    (row,) = opportunity_table(cells, relatedness(), rules=stars).to_pylist()
    assert row["gap"] == 0.5
    assert row["jobs_short"] is None


def test_opportunities_of_a_region_are_the_rows_of_the_table_in_order_of_their_score() -> None:
    found = opportunities(portfolio(), "a", relatedness(), rules="fixed-threshold")
    assert [(each.cluster, each.rank) for each in found] == [("y", 1), ("z", 2), ("v", 3)]
    for each in found:
        row = table()[each.cluster]
        assert (each.score, each.year, each.level) == (row["score"], 2019, "district")
        for part in each.parts:
            assert (part.value, part.percentile) == (row[part.id], row[f"{part.id}_percentile"])
        assert sum(part.counts for part in each.parts) == pytest.approx(1)
    assert [part.counts for part in found[2].parts] == pytest.approx([2 / 6, 3 / 6, 1 / 6, 0])


def test_the_facts_and_the_sentence_of_each() -> None:
    nearest, small, absent = opportunities(portfolio(), "a", relatedness(), rules="fixed-threshold")
    assert (nearest.facts.related, nearest.facts.nearest) == (("w", "x"), ("w", "x"))
    assert nearest.facts.strong_clusters == 2
    assert [message.id for message in nearest.messages] == ["some-of-the-way", "related-to-two", "highest-closeness"]
    names = Writing({"w": "Wood", "x": "Xylography"})
    assert write_sentences(nearest.messages, "en", names) == (
        "It has come 50% of the way to the threshold. It is related to Wood and Xylography, which are strong here. "
        "Of the 3 candidates it is the closest to what is strong here."
    )
    assert write_sentences(nearest.messages, "zh-hans", names) == (
        "已走完通往阈值路程的 50%。它与本地的强集群Wood和Xylography相关。在 3 个候选集群中，它与本地强项最接近。"
    )
    assert [message.id for message in small.messages] == ["some-of-the-way", "related-to-none", "highest-pay"]
    assert (
        write_sentences(small.messages[2])
        == "It pays 60 per person a year in the country, the most of the 2 candidates."
    )
    assert [message.id for message in absent.messages] == ["no-jobs-here", "related-to-none"]
    assert write_sentences(absent.messages[1], writing=names) == (
        "No strong cluster here is related to it; the nearest is Wood."
    )


def test_without_relations_the_upper_tenth_of_the_pairs_is_related() -> None:
    # Of nine pairs the 90th percentile stands at place 7.2: 0.3 + 0.2 * (0.6 - 0.3) = 0.36, which only y and w reach.
    found = opportunities(portfolio(), "a", relatedness(relation=False), rules="fixed-threshold")
    assert {each.cluster: each.facts.related for each in found} == {"y": ("w",), "z": (), "v": ()}


def test_a_region_strong_in_nothing_says_so() -> None:
    cells = [(2019, "district", "a", cluster, 500, 0.5, None) for cluster in "xy"]
    found = opportunities(portfolio(cells), "a", relatedness(), rules="fixed-threshold")
    assert [each.part("closeness").value for each in found] == [None, 0.0]  # of x nothing is known
    assert [each.messages[1].id for each in found] == ["relatedness-unknown", "no-strong-cluster"]


def test_a_region_strong_in_everything_has_no_opportunity() -> None:
    cells = [(2019, "district", "a", cluster, 5_000, 2.0, None) for cluster in "xy"]
    assert opportunities(portfolio(cells), "a", relatedness(), rules="fixed-threshold") == ()
    assert opportunity_table(portfolio(cells), relatedness(), rules="fixed-threshold").num_rows == 0


def test_who_is_not_there_or_not_ranked_is_refused() -> None:
    with pytest.raises(
        UnknownCode, match=r"'aa' is not a code of the regions of the portfolio. The nearest known code is a"
    ):
        opportunities(portfolio(), "aa", relatedness(), rules="fixed-threshold")
    with pytest.raises(UnknownCode, match="'de' is not a code of the regions that the rule book fixed-threshold ranks"):
        opportunities(portfolio(), "de", relatedness(), rules="fixed-threshold")
    with pytest.raises(UnknownChoice, match=r"year=2017 is not known. Choose one of: 2018, 2019"):
        opportunities(portfolio(), "a", relatedness(), year=2017, rules="fixed-threshold")
    with pytest.raises(UnknownCode, match="the regions of the portfolio"):
        opportunities(portfolio(), "a", relatedness(), year=2018, rules="fixed-threshold")


def test_malformed_tables_are_refused() -> None:
    with pytest.raises(WrongColumns, match="column 'relatedness' is missing"):
        opportunity_table(portfolio(), relatedness().drop_columns(["relatedness"]), rules="fixed-threshold")
    twice = pa.concat_tables([relatedness(), relatedness().slice(0, 1)])
    with pytest.raises(BadCells, match="y w' stands more than once"):
        opportunity_table(portfolio(), twice, rules="fixed-threshold")
    endless = pa.table({"cluster": ["y"], "other": ["w"], "relatedness": [np.inf]})
    with pytest.raises(BadCells, match="is not a finite number"):
        opportunity_table(portfolio(), endless, rules="fixed-threshold")
    with pytest.raises(UnknownChoice, match=r"reward='money' is not known. Choose one of: pay, complexity, none"):
        table(reward="money")
    with pytest.raises(WrongColumns, match="reward: column 'reward' is missing"):
        table(reward=pa.table({"cluster": ["y"]}))
    with pytest.raises(BadCells, match="portfolio"):
        opportunity_table(pa.concat_tables([portfolio(), portfolio()]), relatedness(), rules="fixed-threshold")
    negative = portfolio([(*CELLS[8][:4], -1, 2.0, None)])
    with pytest.raises(BadCells, match="is negative"):
        opportunity_table(negative, relatedness(), rules="fixed-threshold")
    with pytest.raises(InputError):
        opportunity_table(portfolio(), relatedness(), rules="no-such-rules")


COLUMNS = [
    "year", "level", "region", "cluster", "employment", "location_quotient", "score", "rank", "candidates",
    "closeness", "closeness_percentile", "gap", "gap_percentile", "pull", "pull_percentile", "reward",
    "reward_percentile", "reward_kind", "strong_clusters", "related_strong_clusters", "nearest_strong_cluster",
    "jobs_short", "establishments_short",
]  # fmt: skip


def test_an_empty_portfolio_gives_an_empty_table_with_all_columns() -> None:
    empty = opportunity_table(portfolio().slice(0, 0), relatedness(), rules="fixed-threshold")
    full = opportunity_table(portfolio(), relatedness(), rules="fixed-threshold")
    assert empty.num_rows == 0
    assert empty.schema == full.schema
    assert full.column_names == COLUMNS
    bare = portfolio().slice(8).drop_columns(["year", "level", "wages"])
    assert opportunity_table(bare, relatedness(), rules="fixed-threshold").column_names == COLUMNS[2:]


@pytest.mark.parametrize("width", ["int16", "int32", "int64", "uint16", "uint32", "uint64"])
def test_every_width_of_integers_gives_the_same(width: str) -> None:
    cast = portfolio().set_column(4, "employment", portfolio()["employment"].cast(width))
    found = opportunity_table(cast, relatedness(), rules="fixed-threshold")
    assert found.equals(opportunity_table(portfolio(), relatedness(), rules="fixed-threshold"))


@pytest.mark.parametrize("width", ["int8", "uint8"])
def test_the_smallest_integers_do_not_overflow(width: str) -> None:
    # 127 * 4 jobs in all: sums of 8 bits would turn negative, and so would the thresholds and the growth.
    cells = [(2019, "district", region, "y", 127, 1.0, None) for region in "abcd"]
    narrow = portfolio(cells).set_column(4, "employment", pa.array([127] * 4, width))
    found = opportunity_table(narrow, relatedness(), rules="percentile-employment", reward="none")
    assert found.equals(
        opportunity_table(portfolio(cells), relatedness(), rules="percentile-employment", reward="none")
    )
    assert found.num_rows == 4  # nobody is above the 25th percentile of employment


def test_a_thousand_million_jobs() -> None:
    size = 10**9
    cells = [(*cell[:4], cell[4] * size, cell[5], cell[6]) for cell in CELLS]
    found = opportunity_table(portfolio(cells), relatedness(), rules="fixed-threshold").to_pylist()
    row = next(row for row in found if (row["region"], row["cluster"]) == ("a", "y"))
    assert row["employment"] == 1_500 * size
    assert (row["gap"], row["pull"]) == (0.5, pytest.approx(0.1))


def test_one_region_one_cluster_and_no_jobs_at_all() -> None:
    alone = portfolio([(2019, "district", "a", "y", 0, None, None)])
    found = opportunity_table(alone, relatedness(), rules="percentile-employment")
    assert found.num_rows == 0  # no region has the cluster, so that there is no threshold
    (row,) = opportunity_table(portfolio([CELLS[10]]), relatedness(), rules="fixed-threshold").to_pylist()
    assert (row["closeness"], row["gap"], row["score"], row["rank"]) == (None, 0.5, 0.5, 1)
