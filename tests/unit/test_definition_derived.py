"""Carrying a definition to another classification, on a concordance drawn by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest

from clusteratlas.classifications.concordance import split_equally
from clusteratlas.definitions import Place, load
from clusteratlas.definitions.derived import Target, derive, derived_definition
from clusteratlas.errors import UnknownCode

# Old industries: a1 and a2 in automotive, b1 in plastics, c1 in coal-mining, x1 outside every cluster.
#      a1 ─→ A        a2 ─┬→ A          b1 ─┬→ A          c1 ─→ C       x1 ─┬→ C
#                         └→ B              └→ B                            └→ D
# Persons  60           40 (20 + 20)     30 (15 + 15)       10            30 (15 + 15)
# A: automotive 80, plastics 15:  purity 80/95         B: automotive 20, plastics 15: 20/35
# C: coal 10, outside 15: refused, the largest is outside    D: outside 15: refused
PAIRS = [
    ("a1", "A"), ("a2", "A"), ("a2", "B"), ("b1", "A"), ("b1", "B"), ("c1", "C"), ("x1", "C"), ("x1", "D"),
]  # fmt: skip
PERSONS = {"a1": 60, "a2": 40, "b1": 30, "c1": 10, "x1": 30}
PLACES = {"a1": "automotive", "a2": "automotive", "b1": "plastics", "c1": "coal-mining"}


@pytest.fixture
def old():
    places = {code: Place(cluster, None) for code, cluster in PLACES.items()}
    return replace(load("us-benchmark"), places={"1": places}, uncovered=())


def purities(derivation):
    return {row.industry: (row.cluster, row.purity, row.accepted) for row in derivation.industries}


def test_each_industry_goes_to_its_purest_cluster(old):
    derivation = derive(old, "1", split_equally("Old 1", "New 2", PAIRS), weights=PERSONS)
    assert purities(derivation) == {
        "A": ("automotive", Fraction(80, 95), True),
        "B": ("automotive", Fraction(20, 35), True),
        "C": (None, 0, False),
        "D": (None, 0, False),
    }
    assert derivation.refused == ("C", "D")
    assert derivation.clusters == ("automotive",)


def test_a_higher_threshold_refuses_more(old):
    derivation = derive(old, "1", split_equally("Old 1", "New 2", PAIRS), Fraction(3, 5), PERSONS)
    assert purities(derivation)["B"] == ("automotive", Fraction(20, 35), False)
    assert derivation.refused == ("B", "C", "D")


def test_the_threshold_itself_is_enough(old):
    assert derive(old, "1", split_equally("Old 1", "New 2", PAIRS), Fraction(4, 7), PERSONS).refused == ("C", "D")


def test_without_weights_all_industries_count_alike(old):
    # A: a1 1, a2 1/2 in automotive, b1 1/2 in plastics: 3/4. B: 1/2 and 1/2, neither larger. C: 1 of coal, 1/2 outside.
    assert purities(derive(old, "1", split_equally("Old 1", "New 2", PAIRS))) == {
        "A": ("automotive", Fraction(3, 4), True),
        "B": (None, 0, False),
        "C": ("coal-mining", Fraction(2, 3), True),
        "D": (None, 0, False),
    }


def test_the_tables_say_how_pure_and_how_much_was_carried(old):
    derivation = derive(old, "1", split_equally("Old 1", "New 2", PAIRS), weights=PERSONS)
    assert derivation.purity_table().to_pylist()[1] == {
        "industry": "B", "cluster": "automotive", "purity": pytest.approx(20 / 35), "accepted": True,
    }  # fmt: skip
    # A and B weigh 130, 100 of it automotive, which is all automotive has.
    assert derivation.cluster_table().to_pylist() == [
        {"cluster": "automotive", "industries": 2, "purity": pytest.approx(100 / 130), "carried": 1.0},
        {"cluster": "coal-mining", "industries": 0, "purity": None, "carried": 0.0},
        {"cluster": "plastics", "industries": 0, "purity": None, "carried": 0.0},
    ]


def test_what_a_concordance_does_not_know_was_not_carried(old):
    lacking = [pair for pair in PAIRS if pair != ("a1", "A")]
    table = derive(old, "1", split_equally("Old 1", "New 2", lacking), weights=PERSONS).cluster_table().to_pylist()
    assert table[0]["carried"] == pytest.approx(40 / 100)  # a1, with 60 of 100 persons, goes nowhere


def test_an_industry_without_a_weight_is_refused_and_not_counted_as_nothing(old):
    with pytest.raises(UnknownCode, match="'x1' is not a code of the industries with a weight"):
        derive(old, "1", split_equally("Old 1", "New 2", PAIRS), weights=dict.fromkeys(PLACES, 1))


def test_the_definition_that_follows(old):
    derivation = derive(old, "1", split_equally("Old 1", "New 2", PAIRS), weights=PERSONS)
    texts = {"en": "Carried", "zh-hans": "转换"}
    target = Target("carried", "1", texts, texts, "Made by hand.", "Letters", "2")
    carried = derived_definition(old, derivation, target)
    assert carried.membership("2") == {"A": Place("automotive", None), "B": Place("automotive", None)}
    assert [cluster.code for cluster in carried.clusters] == ["automotive"]
    assert carried.uncovered_industries("2") == ("C", "D")
    assert (carried.name, carried.doi, carried.subclusters, carried.vintages) == ("carried", "", (), ("2",))
