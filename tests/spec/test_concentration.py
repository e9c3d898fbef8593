"""Specialisation, concentration and diversity on a table drawn by hand."""

import math

import pyarrow as pa
import pytest

from clusteratlas.errors import BadCells, UnknownChoice, WrongColumns
from clusteratlas.measures import (
    coagglomeration,
    herfindahl,
    hoover,
    krugman_specialisation,
    locational_gini,
    lorenz_curve,
    theil,
    variety,
)

# jobs      aerospace  software  retail   all
# wichita          30        10      60   100     kansas
# topeka            0        10      90   100     kansas
# boston           20        60     220   300     massachusetts
# country          50        80     370   500
CELLS = {
    "region": ["wichita"] * 3 + ["topeka"] * 2 + ["boston"] * 3,
    "industry": ["aerospace", "software", "retail", "software", "retail", "aerospace", "software", "retail"],
    "state": ["kansas"] * 5 + ["massachusetts"] * 3,
    "sector": ["making", "serving", "serving", "serving", "serving", "making", "serving", "serving"],
    "employment": [30, 10, 60, 10, 90, 20, 60, 220],
}
FRAME = pa.table(CELLS)


def column(result: pa.Table, name: str) -> dict[str, float | None]:
    return dict(zip(result[result.column_names[0]].to_pylist(), result[name].to_pylist(), strict=True))


def test_herfindahl_of_regions() -> None:
    assert column(herfindahl(FRAME), "herfindahl") == pytest.approx(
        {
            "boston": (20**2 + 60**2 + 220**2) / 300**2,
            "topeka": 0.1**2 + 0.9**2,
            "wichita": 0.3**2 + 0.1**2 + 0.6**2,
        }
    )


def test_herfindahl_of_industries() -> None:
    assert column(herfindahl(FRAME, by="industry"), "herfindahl") == pytest.approx(
        {
            "aerospace": 0.6**2 + 0.4**2,
            "retail": (60**2 + 90**2 + 220**2) / 370**2,
            "software": (10**2 + 10**2 + 60**2) / 80**2,
        }
    )


def test_krugman_against_the_rest() -> None:
    assert column(krugman_specialisation(FRAME), "krugman_specialisation") == pytest.approx(
        {
            # boston 1/15 1/5 11/15; rest 30 20 150 of 200
            "boston": (abs(1 / 15 - 0.15) + abs(1 / 5 - 0.1) + abs(11 / 15 - 0.75)) / 2,
            # topeka 0 0.1 0.9; rest 50 70 280 of 400
            "topeka": (0.125 + abs(0.1 - 0.175) + abs(0.9 - 0.7)) / 2,
            # wichita 0.3 0.1 0.6; rest 20 70 310 of 400
            "wichita": (abs(0.3 - 0.05) + abs(0.1 - 0.175) + abs(0.6 - 0.775)) / 2,
        }
    )


def test_krugman_against_the_whole() -> None:
    assert column(krugman_specialisation(FRAME, reference="whole"), "krugman_specialisation") == pytest.approx(
        {
            # the country: 0.1 0.16 0.74
            "boston": (abs(1 / 15 - 0.1) + abs(1 / 5 - 0.16) + abs(11 / 15 - 0.74)) / 2,
            "topeka": (0.1 + 0.06 + 0.16) / 2,
            "wichita": (0.2 + 0.06 + 0.14) / 2,
        }
    )


def test_regions_without_a_common_industry_are_as_far_apart_as_can_be() -> None:
    frame = pa.table({"region": ["a", "b"], "industry": ["x", "y"], "employment": [7, 2]})
    assert column(krugman_specialisation(frame), "krugman_specialisation") == {"a": 1.0, "b": 1.0}


def test_the_lorenz_curve_goes_from_the_lowest_quotient_to_the_highest() -> None:
    # Aerospace: topeka LQ 0, boston 2/3, wichita 3. Shares of all jobs 0.2, 0.6, 0.2; of aerospace 0, 0.4, 0.6.
    rows = [row for row in lorenz_curve(FRAME).to_pylist() if row["industry"] == "aerospace"]
    assert [list(row) for row in rows[:1]] == [["industry", "position", "region", "reference_share", "industry_share"]]
    assert [tuple(row.values())[1:] for row in rows] == [
        (1, "topeka", 0.2, 0.0),
        (2, "boston", 0.8, 0.4),
        (3, "wichita", 1.0, 1.0),
    ]


def test_regions_with_equal_quotients_stand_in_the_order_of_their_codes() -> None:
    codes = [f"r{number:02}" for number in range(40)]
    frame = pa.table({"region": codes * 2, "industry": ["x"] * 40 + ["y"] * 40, "employment": [1, 2] * 20 + [3] * 40})
    rows = lorenz_curve(frame).to_pylist()
    # 1/4 of every other region, 2/5 of those between.
    assert [row["region"] for row in rows if row["industry"] == "x"] == codes[::2] + codes[1::2]


def test_the_gini_is_twice_the_area_under_the_diagonal() -> None:
    # Under the curve: 0.2 * 0 + 0.6 * (0 + 0.4) / 2 + 0.2 * (0.4 + 1) / 2 = 0.26; 1 - 2 * 0.26.
    # Retail: boston 0.6 220/370, wichita ... by quotient: wichita 60/74, boston 220/222, topeka 90/74.
    assert column(locational_gini(FRAME), "locational_gini") == pytest.approx(
        {
            "aerospace": 0.48,
            "retail": 1 - (0.2 * 60 + 0.6 * (60 + 280) + 0.2 * (280 + 370)) / 370,
            # wichita and topeka have the same quotient, 10/16: one straight line to (0.4, 0.25)
            "software": 1 - 0.4 * 0.25 - 0.6 * (0.25 + 1),
        }
    )


def test_against_an_even_spread_regions_count_the_same() -> None:
    # Aerospace 0, 0.4, 0.6 of three regions: under the curve (0 + 0 + 0.4 + 0.4 + 1) / 6.
    assert column(locational_gini(FRAME, against="uniform"), "locational_gini")["aerospace"] == pytest.approx(0.4)
    assert column(hoover(FRAME, against="uniform"), "hoover")["aerospace"] == pytest.approx(1 / 3)
    found = column(theil(FRAME, against="uniform"), "theil")["aerospace"]
    assert found == pytest.approx(0.4 * math.log(1.2) + 0.6 * math.log(1.8))


def test_hoover_is_what_would_have_to_move() -> None:
    assert column(hoover(FRAME), "hoover") == pytest.approx(
        {
            "aerospace": 0.4,  # wichita has 0.6 of it and 0.2 of all
            "retail": 90 / 370 - 0.2,  # only topeka has more than its part
            "software": 0.75 - 0.6,  # only boston has
        }
    )


def test_theil_within_and_between_states() -> None:
    rows = {row["industry"]: row for row in theil(FRAME, group="state").to_pylist()}
    assert list(rows["aerospace"]) == ["industry", "theil", "theil_between", "theil_within"]
    aerospace = rows["aerospace"]
    # Kansas has 0.6 of aerospace and 0.4 of all; inside it wichita has all of it and half of all.
    assert aerospace["theil_between"] == pytest.approx(0.6 * math.log(1.5) + 0.4 * math.log(2 / 3))
    assert aerospace["theil_within"] == pytest.approx(0.6 * math.log(2))
    assert aerospace["theil"] == pytest.approx(0.4 * math.log(2 / 3) + 0.6 * math.log(3))
    # Software stands in equal parts in the equal regions of Kansas.
    assert rows["software"]["theil_within"] == 0


def test_variety_of_related_and_unrelated_industries() -> None:
    rows = {row.pop("region"): row for row in variety(FRAME, group="sector").to_pylist()}
    # wichita: making 0.3, serving 0.7, of which 1/7 and 6/7
    unrelated = -0.3 * math.log2(0.3) - 0.7 * math.log2(0.7)
    related = 0.7 * (-1 / 7 * math.log2(1 / 7) - 6 / 7 * math.log2(6 / 7))
    assert rows["wichita"] == pytest.approx(
        {"unrelated_variety": unrelated, "related_variety": related, "total_variety": unrelated + related}
    )
    # topeka has one sector only
    assert rows["topeka"]["unrelated_variety"] == 0
    assert rows["topeka"]["related_variety"] == pytest.approx(-0.1 * math.log2(0.1) - 0.9 * math.log2(0.9))


def test_coagglomeration_against_the_mean_of_the_industries() -> None:
    # Shares, wichita topeka boston: aerospace 0.6 0 0.4; software 1/8 1/8 3/4; retail 6/37 9/37 22/37.
    rows = coagglomeration(FRAME).to_pylist()
    assert [(row["industry"], row["other"]) for row in rows] == [
        ("aerospace", "retail"),
        ("aerospace", "software"),
        ("retail", "aerospace"),
        ("retail", "software"),
        ("software", "aerospace"),
        ("software", "retail"),
    ]
    mean = [(0.6 + 0.125 + 6 / 37) / 3, (0.125 + 9 / 37) / 3, (0.4 + 0.75 + 22 / 37) / 3]
    aerospace, software = (0.6, 0.0, 0.4), (0.125, 0.125, 0.75)
    both = sum((a - x) * (s - x) for a, s, x in zip(aerospace, software, mean, strict=True))
    assert rows[1]["coagglomeration"] == pytest.approx(both / (1 - sum(x**2 for x in mean)))


def test_coagglomeration_against_the_total() -> None:
    # All jobs: 0.2 0.2 0.6. (0.4 * -0.075) + (-0.2 * -0.075) + (-0.2 * 0.15) over 1 - 0.44
    rows = coagglomeration(FRAME, size="total").to_pylist()
    assert rows[1]["coagglomeration"] == pytest.approx((-0.03 + 0.015 - 0.03) / 0.56)


def test_years_do_not_mix_and_regions_of_another_year_do_not_count() -> None:
    # In 2019 there is a third region; an even spread over two regions is not one over three.
    frame = pa.table(
        {
            "year": [2019, 2019, 2018, 2018, 2019],
            "region": ["b", "a", "b", "a", "c"],
            "industry": ["x"] * 5,
            "employment": [5, 5, 5, 5, 0],
        }
    )
    assert hoover(frame, against="uniform").to_pylist() == [
        {"industry": "x", "year": 2018, "hoover": 0.0},
        {"industry": "x", "year": 2019, "hoover": pytest.approx(1 / 3)},
    ]
    assert herfindahl(frame).select(["region", "year"]).to_pylist() == [
        {"region": "a", "year": 2018},
        {"region": "a", "year": 2019},
        {"region": "b", "year": 2018},
        {"region": "b", "year": 2019},
        {"region": "c", "year": 2019},
    ]
    assert herfindahl(frame)["herfindahl"].to_pylist() == [1.0, 1.0, 1.0, 1.0, None]


def test_an_industry_of_another_year_does_not_count_in_the_mean_size() -> None:
    # With z, of 2018 only, the mean size of region a in 2019 would be another.
    rows = {
        "year": [2018, 2019, 2019, 2019],
        "region": ["a", "a", "b", "a"],
        "industry": ["z", "x", "y", "y"],
        "employment": [9, 4, 3, 1],
    }
    both, alone = pa.table(rows), pa.table(rows).slice(1).drop_columns(["year"])
    found = [row["coagglomeration"] for row in coagglomeration(both).to_pylist() if row["year"] == 2019]
    assert found == coagglomeration(alone)["coagglomeration"].to_pylist()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: herfindahl(FRAME, by="cluster"), "by='cluster' is not known. Choose one of: region, industry"),
        (lambda: krugman_specialisation(FRAME, "us"), "reference='us' is not known. Choose one of: rest, whole"),
        (lambda: locational_gini(FRAME, "area"), "against='area' is not known. Choose one of: total, uniform"),
        (lambda: lorenz_curve(FRAME, "area"), "against='area' is not known"),
        (lambda: hoover(FRAME, "area"), "against='area' is not known"),
        (lambda: theil(FRAME, against="area"), "against='area' is not known"),
        (lambda: coagglomeration(FRAME, size="area"), "size='area' is not known. Choose one of: mean, total"),
    ],
)
def test_an_unknown_choice_names_the_allowed_words(call: object, message: str) -> None:
    with pytest.raises(UnknownChoice, match=message):
        call()  # type: ignore[operator]


def test_a_region_of_two_states_and_an_industry_of_two_sectors_are_refused() -> None:
    wrong = CELLS | {"state": ["kansas"] * 4 + ["ohio"] + ["massachusetts"] * 3, "sector": ["making"] * 7 + ["serving"]}
    with pytest.raises(BadCells, match="row 4, column state: 'topeka' has more than one state") as caught:
        theil(pa.table(wrong), group="state")
    assert caught.value.count == 1
    with pytest.raises(BadCells, match="row 3, column sector: 'retail' has more than one sector"):
        variety(pa.table(wrong), group="sector")


def test_a_missing_group_is_named() -> None:
    with pytest.raises(WrongColumns, match="column 'province' is missing"):
        theil(FRAME, group="province")
    with pytest.raises(WrongColumns, match="column 'nace' is missing"):
        variety(FRAME, group="nace")
    with pytest.raises(BadCells, match=r"row 1, column state.*is empty"):
        theil(pa.table(CELLS | {"state": [None] * 5 + ["massachusetts"] * 3}), group="state")


def test_a_member_may_be_its_own_group() -> None:
    assert column(variety(FRAME, group="industry"), "related_variety") == {"boston": 0, "topeka": 0, "wichita": 0}
    assert column(theil(FRAME, group="region"), "theil_within") == pytest.approx(
        {"aerospace": 0, "retail": 0, "software": 0}, abs=1e-15
    )
