"""The rule books that count no establishments, on tables drawn by hand."""

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.diagnosis import Remedy, Situation, classify, explain, thresholds, why_not
from clusteratlas.errors import BadCells, UnknownCode, WrongColumns

CLASSES = ("qualifying", "significant", "strong", "strong10")
BOOKS = ("percentile-employment", "fixed-threshold")

# Five districts. Employment 1000 2000 3000 4000 5000: P25 is 2000. Quotients in order 0.5 0.9 1.2 1.5 2.0: P25 0.9,
# P50 1.2, P75 1.5, P90 at place 3.6: 1.5 + 0.6 * 0.5 = 1.8.
ROWS = [
    # region, employment, location quotient, classes by percentiles, classes by fixed thresholds
    ("d1", 1000, 2.0, (False, False, False, False), (True, True, True, True)),  # not above the 25th percentile of jobs
    ("d2", 2000, 1.2, (False, False, False, False), (True, False, False, False)),  # at it is not above it
    ("d3", 3000, 1.5, (True, True, True, False), (True, True, True, False)),  # at the 75th percentile, and at 1.5
    ("d4", 4000, 0.9, (False, False, False, False), (False, False, False, False)),
    ("d5", 5000, 0.5, (False, False, False, False), (False, False, False, False)),
]


def portfolio(kind: str = "all") -> pa.Table:
    return pa.table(
        {
            "level": ["district"] * 5,
            "region": [row[0] for row in ROWS],
            "cluster": ["machinery"] * 5,
            "kind": [kind] * 5,
            "employment": [row[1] for row in ROWS],
            "location_quotient": [row[2] for row in ROWS],
        }
    )


def found(book: str, table: pa.Table) -> dict[str, tuple[bool | None, ...]]:
    return {row["region"]: tuple(row[name] for name in CLASSES) for row in classify(table, book).to_pylist()}


@pytest.mark.parametrize("kind", ["traded", "all"])
def test_classes_need_no_establishments(kind: str) -> None:
    assert found("percentile-employment", portfolio(kind)) == {row[0]: row[3] for row in ROWS}
    assert found("fixed-threshold", portfolio(kind)) == {row[0]: row[4] for row in ROWS}


@pytest.mark.parametrize("book", BOOKS)
def test_local_clusters_are_not_ranked(book: str) -> None:
    assert set(found(book, portfolio("local")).values()) == {(None, None, None, None)}


def test_thresholds_are_the_percentiles_or_none() -> None:
    (of_percentiles,) = thresholds(portfolio(), "percentile-employment").to_pylist()
    assert of_percentiles == {
        "rules": "percentile-employment", "level": "district", "cluster": "machinery", "regions": 5,
        "employment_p25": 2000.0, "location_quotient_p25": 0.9, "location_quotient_p50": 1.2,
        "location_quotient_p75": 1.5, "location_quotient_p90": pytest.approx(1.8),
    }  # fmt: skip
    (fixed,) = thresholds(portfolio(), "fixed-threshold").to_pylist()
    assert fixed == {"rules": "fixed-threshold", "level": "district", "cluster": "machinery", "regions": 5}


def test_the_rule_of_the_united_states_still_asks_for_establishments() -> None:
    for ask in (classify, thresholds, lambda table: why_not(table, "d1", "machinery")):
        with pytest.raises(WrongColumns, match="column 'establishments' is missing"):
            ask(portfolio("traded"))


def test_establishments_that_are_not_compared_are_not_looked_at() -> None:
    odd = portfolio().append_column("establishments", pa.array([None, -1, 2, 3, 4]))
    assert found("fixed-threshold", odd) == {row[0]: row[4] for row in ROWS}
    with pytest.raises(BadCells, match="establishments"):
        classify(odd)


# Two clusters, so that quotients follow from the jobs. Nation: 4,000 jobs in glass of 40,000, a share of 0.1.
#          glass   rest    all    quotient
# ada        900   5100   6000    0.15 / 0.1 = 1.5
# bob       1100   8900  10000    0.11 / 0.1 = 1.1
# cid       2000  22000  24000    0.0833 / 0.1 = 0.8333
GLASS = {"ada": (900, 6000), "bob": (1100, 10000), "cid": (2000, 24000)}


def nation() -> pa.Table:
    rows = [(r, "glass", g, g * 40000 / (a * 4000)) for r, (g, a) in GLASS.items()]
    rows += [(r, "rest", a - g, (a - g) * 40000 / (a * 36000)) for r, (g, a) in GLASS.items()]
    columns = ("region", "cluster", "employment", "location_quotient")
    table = {name: [row[place] for row in rows] for place, name in enumerate(columns)}
    return pa.table(table | {"kind": ["all"] * len(rows)})


def test_why_not_by_fixed_thresholds_counts_the_jobs_to_them() -> None:
    # Ada has its quotient and lacks 100 jobs; they raise the quotient too: (1000/6100)/(4100/40100) = 1.6.
    ada = why_not(nation(), "ada", "glass", "fixed-threshold")
    assert [(c.id, c.passes, c.held, c.recomputed) for c in ada.conditions] == [
        ("location_quotient_1_5", True, 0, 0),
        ("employment_1000", False, 100, 100),
    ]
    assert ada.held == ada.recomputed == Remedy(jobs=100, establishments=0)
    assert ada.ranked == 3


def test_why_not_by_fixed_thresholds_counts_the_jobs_to_a_quotient() -> None:
    # Bob needs (1100 + x)(40000 + x) >= 1.5 (10000 + x)(4000 + x), 0.5 x**2 - 20100 x + 16 000 000 <= 0, which first
    # holds at x = 812.4: 813 jobs.
    bob = why_not(nation(), "bob", "glass", "fixed-threshold")
    assert bob.held == bob.recomputed == Remedy(jobs=813, establishments=0)


def test_why_not_by_percentiles_of_employment() -> None:
    # Quotients 0.8333 1.1 1.5: P75 is 1.3. Employment 900 1100 2000: P25 is 1000, and Ada has 900. Held: 101 jobs.
    # Recomputed: its own 900 + x is the lowest, and P25 half-way to Bob's 1100, until it passes Bob: 201 jobs.
    ada = why_not(nation(), "ada", "glass", "percentile-employment")
    assert [condition.id for condition in ada.conditions if not condition.passes] == ["employment_p25"]
    assert (ada.held, ada.recomputed) == (Remedy(101, 0), Remedy(201, 0))


def test_a_cluster_of_a_kind_that_is_not_ranked_says_which_are() -> None:
    local = nation().set_column(4, "kind", pa.array(["local"] * 6))
    with pytest.raises(UnknownCode, match=r"the clusters \(traded, all\) that the rule book fixed-threshold ranks"):
        why_not(local, "ada", "glass", "fixed-threshold")


def test_a_situation_without_establishments_answers_for_the_rest() -> None:
    one = np.array([900.0])
    situation = Situation("ada", "glass", 2019, "district", one, None, np.array([1.5]), np.array([6000.0]), 4000, 40000)
    assert explain(situation, "fixed-threshold").held == Remedy(100, 0)
    with pytest.raises(WrongColumns, match="column 'establishments' is missing"):
        explain(situation, "us-percentile")
