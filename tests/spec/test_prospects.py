"""Presence and fit on a table drawn by hand."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.diagnosis import opportunity_table, prospects
from clusteratlas.diagnosis.opportunities import Cuts, cuts_of_picture, prospect_kernel
from clusteratlas.diagnosis.opportunities.prospects import picture
from clusteratlas.diagnosis.rule_book import read
from clusteratlas.errors import UnknownChoice

# Strong from a quotient of 1.5 and 1,000 jobs. Region a has six clusters' rows in the country, of which s and t are
# strong: a third. What is near: s to t; t to w; o to s; w to o; e to t; n to w.
CELLS = [
    # region, cluster, employment, location quotient
    ("a", "s", 5_000, 3.0),
    ("a", "t", 5_000, 1.5),
    ("a", "o", 1_000, 0.75),
    ("a", "w", 1_000, 0.3),
    ("a", "e", 10, 0.15),  # 0.1 of the threshold: nothing yet
    ("b", "e", 9_000, 9.0),
    ("b", "n", 9_000, 9.0),
]
PAIRS = [("s", "t"), ("t", "w"), ("o", "s"), ("w", "o"), ("e", "t"), ("n", "w")]


def portfolio() -> pa.Table:
    columns = dict(zip(["region", "cluster", "employment", "location_quotient"], zip(*CELLS, strict=True), strict=True))
    return pa.table({name: list(values) for name, values in columns.items()} | {"kind": ["all"] * len(CELLS)})


def relatedness() -> pa.Table:
    one, other = zip(*PAIRS, strict=True)
    return pa.table({"cluster": list(one), "other": list(other), "relatedness": [1.0] * len(PAIRS)})


def found(**choices: Any) -> dict[str, dict[str, Any]]:
    rows = prospects(portfolio(), relatedness(), "fixed-threshold", **choices).to_pylist()
    return {row["cluster"]: row for row in rows if row["region"] == "a"}


def test_each_of_the_five_and_none() -> None:
    assert {code: row["prospect"] for code, row in found().items()} == {
        "s": "strength",  # strong, near to t
        "t": "threat",  # strong, near to w alone
        "o": "opportunity",  # there, near to s
        "w": "weakness",  # there, near to o alone
        "e": "possible-entrant",  # a tenth of the threshold, near to t
        "n": None,  # not there, and near to nothing strong
    }


def test_presence_is_over_the_threshold_and_the_cut_of_fit_is_the_strong_part() -> None:
    rows = found()
    assert {code: row["presence"] for code, row in rows.items()} == pytest.approx(
        {"s": 2.0, "t": 1.0, "o": 0.5, "w": 0.2, "e": 0.1, "n": 0.0}
    )
    assert {row["fit_cut"] for row in rows.values()} == {2 / 6}
    assert {code: row["fit"] for code, row in rows.items()} == {
        "s": 1.0,
        "t": 0.0,
        "o": 1.0,
        "w": 0.0,
        "e": 1.0,
        "n": 0.0,
    }


def test_other_cuts() -> None:
    assert found(cuts=Cuts(none=0.05, fit=1))["e"]["prospect"] == "opportunity"
    assert found(cuts=Cuts(none=0.5, fit=1))["o"]["prospect"] == "possible-entrant"
    assert found(cuts=Cuts(none=0.1, fit=0))["n"]["prospect"] == "possible-entrant"
    with pytest.raises(UnknownChoice, match="cut of fit"):
        Cuts(none=0.1, fit=-1)


def test_where_nothing_is_strong_nothing_fits() -> None:
    # Region b is strong in e and n; nothing of what is near to them is.
    rows = prospects(portfolio(), relatedness(), "fixed-threshold").to_pylist()
    assert {row["cluster"]: row["prospect"] for row in rows if row["region"] == "b"} == dict.fromkeys("enostw") | {
        "e": "threat",
        "n": "threat",
    }
    weak = portfolio().set_column(2, "employment", pa.array([1] * len(CELLS)))
    assert {row["prospect"] for row in prospects(weak, relatedness(), "fixed-threshold").to_pylist()} == {
        None,
        "weakness",
    }


def test_every_combination_has_the_class_of_the_data_file() -> None:
    strong = np.array([[True, True, False, False, False, False, False]])
    presence = np.array([[1.0, 1.0, 0.5, 0.5, 0.1, 0.1, np.nan]])
    fit = np.array([[1.0, 0.99, 1.0, 0.99, 1.0, 0.99, np.nan]])
    assert prospect_kernel(strong, presence, fit, cuts_of_picture()).tolist() == [
        ["strength", "threat", "opportunity", "weakness", "possible-entrant", None, None]
    ]
    assert all(said["en"] and said["zh-hans"] for said in picture()["classes"].values())


def test_nothing_comes_of_nothing() -> None:
    empty = prospects(portfolio().slice(0, 0), relatedness(), "fixed-threshold")
    assert empty.num_rows == 0
    assert empty.schema == prospects(portfolio(), relatedness(), "fixed-threshold").schema


def test_of_what_the_rule_book_cannot_tell_there_is_no_prospect_and_it_counts_in_no_sum() -> None:
    # Strong here: a quotient above 1 that rises. Of c it is not known whether it rises.
    book = read(
        {
            "name": "rising", "title": {"en": "Rising", "zh-hans": "上升"}, "citation": ["Drawn by hand."],
            "within": ["cluster"], "present": "employment", "kinds": ["all"], "levels_not_ranked": [],
            "conditions": [
                {"id": "quotient", "column": "location_quotient", "operator": ">", "value": 1},
                {"id": "growth", "column": "employment_growth", "operator": ">", "value": 0},
            ],
            "classes": {"strong": ["quotient", "growth"]},
        }
    )  # fmt: skip
    cells = pa.table(
        {
            "region": ["a"] * 4, "cluster": ["b", "c", "d", "e"], "kind": ["all"] * 4, "employment": [9, 9, 9, 9],
            "location_quotient": [2.0, 2.0, 0.5, 0.5], "employment_growth": [0.1, None, 0.1, -0.1],
        }
    )  # fmt: skip
    near = pa.table({"cluster": ["d", "d", "e"], "other": ["b", "c", "c"], "relatedness": [0.25, 0.75, 0.5]})
    rows = {row["cluster"]: row for row in prospects(cells, near, book).to_pylist()}
    assert {code: row["strong"] for code, row in rows.items()} == {"b": True, "c": None, "d": False, "e": False}
    assert rows["d"]["fit"] == 1.0  # all it is near to, as far as can be told, is strong
    assert rows["e"]["fit"] is None  # near to c alone
    assert {code: row["prospect"] for code, row in rows.items()} == {
        "b": None,
        "c": None,
        "d": "opportunity",
        "e": None,
    }
    assert rows["d"]["fit_cut"] == 1 / 3
    assert {row["cluster"] for row in opportunity_table(cells, near, rules=book).to_pylist()} == {"d", "e"}
