"""The percentile rule on tables drawn by hand."""

import pyarrow as pa
import pytest

from clusteratlas.diagnosis import SMALL_RANKED_SET, classify, thresholds
from clusteratlas.errors import BadCells, UnknownChoice, WrongColumns

# Five metros with jobs, one without; a micro area; the country; a local cluster.
# Over m1..m5: employment P25 is the second smallest, 20; establishments P25 2; quotients in order 0.2 0.5 1.0 1.5 3.0,
# so P25 0.5, P50 1.0, P75 1.5, P90 at place 3.6: 1.5 + 0.6 * 1.5 = 2.4. The empty metro would move all of them.
ROWS = [
    # level, region, cluster, kind, employment, establishments, location quotient
    ("metro", "m1", "aerospace", "traded", 10, 1, 3.0),
    ("metro", "m2", "aerospace", "traded", 20, 2, 0.2),
    ("metro", "m3", "aerospace", "traded", 30, 3, 1.5),
    ("metro", "m4", "aerospace", "traded", 40, 4, 1.0),
    ("metro", "m5", "aerospace", "traded", 50, 5, 0.5),
    ("metro", "m6", "aerospace", "traded", 0, 0, None),
    ("micro", "n1", "aerospace", "traded", 9, 9, 9.0),
    ("country", "us", "aerospace", "traded", 159, 24, 1.0),
    ("metro", "m1", "retail", "local", 70, 7, 1.1),
]
NAMES = ["level", "region", "cluster", "kind", "employment", "establishments", "location_quotient"]


def portfolio(rows: list[tuple[object, ...]] = ROWS) -> pa.Table:
    return pa.table({name: [row[place] for row in rows] for place, name in enumerate(NAMES)})


def found(table: pa.Table) -> dict[tuple[str, str], tuple[bool | None, ...]]:
    classes = ("qualifying", "significant", "strong", "strong10")
    return {(row["region"], row["cluster"]): tuple(row[name] for name in classes) for row in table.to_pylist()}


def test_thresholds_rest_on_regions_with_jobs_of_one_level() -> None:
    metro, micro = thresholds(portfolio()).to_pylist()
    assert metro == {
        "rules": "us-percentile", "level": "metro", "cluster": "aerospace", "regions": 5,
        "employment_p25": 20.0, "establishments_p25": 2.0, "location_quotient_p25": 0.5, "location_quotient_p50": 1.0,
        "location_quotient_p75": 1.5, "location_quotient_p90": pytest.approx(2.4),
    }  # fmt: skip
    assert (micro["level"], micro["regions"], micro["location_quotient_p75"]) == ("micro", 1, 9.0)
    assert metro["regions"] < SMALL_RANKED_SET


def test_classes() -> None:
    assert found(classify(portfolio())) == {
        ("m1", "aerospace"): (False, False, False, False),  # highest quotient, but too small
        ("m1", "retail"): (None, None, None, None),  # local clusters are not ranked
        ("m2", "aerospace"): (False, False, False, False),  # employment and establishments equal P25: not above
        ("m3", "aerospace"): (True, True, True, False),  # quotient equals P75, which is enough
        ("m4", "aerospace"): (True, False, False, False),  # quotient equals P50, which is not
        ("m5", "aerospace"): (False, False, False, False),  # quotient equals P25
        ("m6", "aerospace"): (False, False, False, False),  # no jobs
        ("n1", "aerospace"): (False, False, False, False),  # alone at its level: not above its own P25
        ("us", "aerospace"): (None, None, None, None),
    }


def test_strong_needs_a_quotient_of_one() -> None:
    # All quotients below 1: the highest reaches P75 and P90 and is significant, but not strong.
    rows = [("metro", f"m{n}", "aerospace", "traded", 10 * n, n, n / 10) for n in range(1, 6)]
    assert found(classify(portfolio(rows)))["m5", "aerospace"] == (True, True, False, False)


def test_other_columns_stay_and_rows_are_ordered_by_key() -> None:
    table = portfolio().append_column("note", pa.array([str(n) for n in range(9)]))
    result = classify(table)
    assert result.column_names == [*NAMES, "note", "qualifying", "significant", "strong", "strong10"]
    assert result["region"].to_pylist() == ["us", "m1", "m1", "m2", "m3", "m4", "m5", "m6", "n1"]
    assert result["note"].to_pylist() == ["7", "0", "8", "1", "2", "3", "4", "5", "6"]


def test_classes_of_before_are_replaced() -> None:
    once = classify(portfolio())
    assert classify(once).equals(once)


def test_subclusters_have_no_class_and_do_not_count() -> None:
    names, rows = [*NAMES, "subcluster"], [(*row, None) for row in ROWS]
    rows.append(("metro", "m1", "aerospace", "traded", 1000, 1000, 1000.0, "aircraft"))
    table = pa.table({name: [row[place] for row in rows] for place, name in enumerate(names)})
    result = classify(table).to_pylist()
    whole = {row["region"]: row["strong"] for row in result if row["cluster"] == "aerospace" and not row["subcluster"]}
    assert whole == {
        "us": None,
        "m1": False,
        "m2": False,
        "m3": True,
        "m4": False,
        "m5": False,
        "m6": False,
        "n1": False,
    }
    assert [row["strong"] for row in result if row["subcluster"]] == [None]


def test_a_custom_region_is_ranked_inside_a_level_and_does_not_move_it() -> None:
    # Quotient 2.45 reaches the metros' P90 of 2.4; employment 21 and establishments 3 pass their P25.
    custom = ("custom", "mine", "aerospace", "traded", 21, 3, 2.45)
    result = classify(portfolio([*ROWS, custom]), ranked_in="metro")
    assert found(result)["mine", "aerospace"] == (True, True, True, True)
    assert found(result)["m3", "aerospace"] == (True, True, True, False)
    assert found(result)["n1", "aerospace"] == (False, False, False, False)  # nine jobs are not above the metros' 20
    assert found(classify(portfolio([*ROWS, custom])))["mine", "aerospace"] == (False, False, False, False)


def test_without_a_region_to_compare_with_there_is_no_class() -> None:
    custom = ("custom", "mine", "software", "traded", 21, 3, 2.45)
    empty = ("custom", "other", "software", "traded", 0, 0, None)
    result = found(classify(portfolio([*ROWS, custom, empty]), ranked_in="metro"))
    assert result["mine", "software"] == (None, None, None, None)
    assert result["other", "software"] == (False, False, False, False)


def test_years_are_ranked_apart() -> None:
    table = portfolio(ROWS[:5]).append_column("year", pa.array([2018, 2018, 2018, 2019, 2019]))
    assert [(row["year"], row["regions"]) for row in thresholds(table).to_pylist()] == [(2018, 3), (2019, 2)]


def test_wrong_words_and_columns_are_refused() -> None:
    with pytest.raises(UnknownChoice, match=r"rules='eu-stars' is not known. Choose one of: .*us-percentile"):
        classify(portfolio(), rules="eu-stars")
    with pytest.raises(UnknownChoice, match=r"ranked_in='state' is not known. Choose one of: country, metro, micro"):
        classify(portfolio(), ranked_in="state")
    with pytest.raises(WrongColumns, match="column 'level' is missing"):
        classify(portfolio().drop_columns(["level"]), ranked_in="metro")


def test_jobs_without_a_quotient_are_refused() -> None:
    with pytest.raises(BadCells, match="row 1, column location_quotient: '' is empty where employment is above zero"):
        classify(portfolio([("metro", "m1", "aerospace", "traded", 10, 1, None), *ROWS[1:]]))
