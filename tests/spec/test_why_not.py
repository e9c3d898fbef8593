"""Why a cluster is not strong, on tables drawn by hand."""

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.diagnosis import Condition, Reason, Remedy, Situation, explain, why_not
from clusteratlas.errors import UnknownChoice, UnknownCode

# traded jobs  aerospace  software   all   aerospace quotient (nation: 100 of 1,000)
# reno                12        88   100   0.12 / 0.1 = 1.2
# ames                20        80   100   0.20 / 0.1 = 2.0
# boise               12        88   100   0.12 / 0.1 = 1.2
# salem               56       644   700   0.08 / 0.1 = 0.8
PORTFOLIO = {
    "region": ["reno", "reno", "ames", "ames", "boise", "boise", "salem", "salem", "reno"],
    "cluster": ["aerospace", "software"] * 4 + ["retail"],
    "kind": ["traded"] * 8 + ["local"],
    "employment": [12, 88, 20, 80, 12, 88, 56, 644, 70],
    "establishments": [3, 5, 2, 5, 1, 5, 2, 5, 9],
    "location_quotient": [1.2, 88 / 90, 2.0, 80 / 90, 1.2, 88 / 90, 0.8, 644 / 630, 1.0],
}


def test_every_condition_with_its_value_threshold_and_change() -> None:
    # Quotients 0.8 1.2 1.2 2.0: P75 at place 2.25, 1.2 + 0.25 * 0.8 = 1.4. Employment 12 12 20 56: P25 at place 0.75,
    # which is 12. Establishments 1 2 2 3: P25 1.75.
    # Held: two jobs give (14/102)/(102/1002) = 1.348, three give (15/103)/(103/1003) = 1.418 >= 1.4.
    # Recomputed: Reno must reach Ames, since P75 lies between the two highest: (12 + x)/(100 + x) >= 0.2, x = 10.
    explanation = why_not(pa.table(PORTFOLIO), "reno", "aerospace")
    quotient, one, employment, establishments = explanation.conditions
    assert quotient == Condition(
        "location_quotient_p75", "location_quotient", 1.2, ">=", pytest.approx(1.4), False, pytest.approx(0.2), 3, 10
    )
    assert one == Condition("location_quotient_1", "location_quotient", 1.2, ">=", 1, True, None, 0, 0)
    # One job: 13 > 12; and recomputed 13 > 12 + 0.75 * (13 - 12).
    assert employment == Condition("employment_p25", "employment", 12.0, ">", 12.0, False, 1, 1, 1)
    assert establishments == Condition("establishments_p25", "establishments", 3.0, ">", 1.75, True, None, 0, 0)
    assert (explanation.verdict, explanation.ranked, explanation.year, explanation.level) == (False, 4, None, None)
    assert explanation.held == Remedy(jobs=3, establishments=0)
    assert explanation.recomputed == Remedy(jobs=10, establishments=0)


def test_a_strong_cluster_needs_nothing() -> None:
    explanation = why_not(pa.table(PORTFOLIO), "ames", "aerospace")
    assert explanation.verdict
    assert explanation.held == explanation.recomputed == Remedy(0, 0)
    assert [condition.change for condition in explanation.conditions] == [None] * 4


def test_establishments_are_counted_apart_from_jobs() -> None:
    # Boise has 1 establishment. Held: 2 > 1.75. Recomputed: with 2 the four are 2 2 2 3 and P25 is 2, not below 2; with
    # 3 they are 2 2 3 3 and P25 is still 2.
    explanation = why_not(pa.table(PORTFOLIO), "boise", "aerospace")
    assert (explanation.held.establishments, explanation.recomputed.establishments) == (1, 2)
    assert (explanation.held.jobs, explanation.recomputed.jobs) == (3, 10)


def test_other_classes_have_their_own_conditions() -> None:
    # Significant asks for more than P50 = 1.2. Held: one job, (13/101)/(101/1001) = 1.276. Recomputed: with one job
    # the shares are 0.08 0.12 0.1287 0.2, whose middle, 0.1244, is below Reno's 0.1287.
    explanation = why_not(pa.table(PORTFOLIO), "reno", "aerospace", class_="significant")
    assert [condition.id for condition in explanation.conditions] == [
        "location_quotient_p50", "employment_p25", "establishments_p25",
    ]  # fmt: skip
    assert (explanation.held.jobs, explanation.recomputed.jobs) == (1, 1)
    assert not explanation.verdict


def test_a_region_without_the_cluster_starts_from_zero() -> None:
    table = pa.table(PORTFOLIO).slice(1)  # Reno has software only; the nation 88 of 988
    shares = {"ames": 0.2, "boise": 0.12, "salem": 0.08}
    jobs = dict(zip(table["region"].to_pylist(), table["employment"].to_pylist(), strict=True))
    assert jobs["reno"] == 70  # its last row is retail
    quotients = [
        shares[region] / (88 / 988) if cluster == "aerospace" else (1 - shares.get(region, 0)) / (900 / 988)
        for region, cluster in zip(table["region"].to_pylist(), table["cluster"].to_pylist(), strict=True)
    ]
    table = table.set_column(5, "location_quotient", pa.array(quotients))
    explanation = why_not(table, "reno", "aerospace")
    assert explanation.ranked == 3  # Reno itself is not among them
    assert [condition.value for condition in explanation.conditions] == [0.0, 0.0, 0.0, 0.0]
    # Recomputed it joins them. To be third of four in jobs is enough for P25; its share must again reach 0.2, with
    # x >= 0.2 (88 + x).
    assert explanation.recomputed.jobs == 22
    # Establishments 1 2 2 of the others; with Reno's 1 they are 1 1 2 2, P25 1; with its 2, 1 2 2 2, P25 1.75.
    assert explanation.recomputed.establishments == 2


def situation(**changes: object) -> Situation:
    # own: 10 of 900 jobs, other: 10 of 100; the nation 20 of 1,000. Quotients 10/900/0.02 = 0.556 and 5.
    numbers: dict[str, object] = {
        "region": "big", "cluster": "aerospace", "year": 2019, "level": "metro",
        "employment": np.array([10.0, 10.0]), "establishments": np.array([5.0, 3.0]),
        "location_quotient": np.array([10 / 900 / 0.02, 5.0]), "region_total": np.array([900.0, 100.0]),
        "cluster_total": 20.0, "nation_total": 1000.0,
    }  # fmt: skip
    return Situation(**(numbers | changes))  # type: ignore[arg-type]


def test_a_threshold_no_number_of_jobs_reaches() -> None:
    # Held: P75 is 0.556 + 0.75 * 4.444 = 3.889, but the quotient of a region that is most of the nation stays near 1:
    # (10 + x)(1000 + x) / ((900 + x)(20 + x)) is 1.008 at 100 and falls towards 1.
    # Recomputed: the other's share is 0.1, so 10 + x >= 0.1 (900 + x), x >= 88.9. Quotient 1 asks 90 x >= 8000.
    explanation = explain(situation())
    assert explanation.held == Remedy(None, 0, Reason.UNREACHABLE)
    assert explanation.recomputed == Remedy(89, 0)


def test_conditions_that_hold_only_at_different_numbers() -> None:
    # The nation has 200,000 of 1,000,000 jobs in the cluster, 99,500 of 111,000 in each of two other regions: quotient
    # 4.482, which is P75. P25 of employment is 1,000 + 0.5 * 98,500 = 50,250, so 49,251 jobs are needed for it.
    # The quotient (1000 + x)(10**6 + x) / ((1200 + x)(200,000 + x)) is 4.527 at 1,000 jobs but 4.19 at 49,251.
    own = situation(
        employment=np.array([1000.0, 99_500, 99_500]),
        establishments=np.array([5.0, 3, 3]),
        region_total=np.array([1200.0, 111_000, 111_000]),
        location_quotient=np.array([1000 / 1200, 99_500 / 111_000, 99_500 / 111_000]) / 0.2,
        cluster_total=200_000.0,
        nation_total=1_000_000.0,
    )
    explanation = explain(own)
    quotient, _, employment, _ = explanation.conditions
    assert quotient.held is not None
    assert quotient.held < 1000
    assert employment.held == 49_251
    assert explanation.held == Remedy(None, 0, Reason.UNREACHABLE)
    # Recomputed: share (1000 + x)/(1200 + x) must reach 0.89640, x = 731; jobs must pass those of the others.
    assert quotient.recomputed == 731
    assert explanation.recomputed == Remedy(98_501, 0)


def test_a_region_without_any_traded_job_in_a_nation_of_one_cluster() -> None:
    # Every job of the nation is in the cluster, so the first job already gives a quotient of exactly 1.
    first = situation(
        employment=np.array([0.0, 3.0]), establishments=np.array([5.0, 1.0]), location_quotient=np.array([0.0, 1.0]),
        region_total=np.array([0.0, 3.0]), cluster_total=3.0, nation_total=3.0,
    )  # fmt: skip
    explanation = explain(first)
    assert [condition.held for condition in explanation.conditions] == [1, 1, 4, 0]
    assert explanation.held == explanation.recomputed == Remedy(4, 0)


def test_quotients_of_other_totals_cannot_be_solved_for() -> None:
    other = pa.table(PORTFOLIO | {"location_quotient": [1.1, 1.0, 2.0, 1.0, 1.2, 1.0, 0.8, 1.0, 1.0]})
    explanation = why_not(other, "reno", "aerospace")
    assert explanation.held == Remedy(None, 0, Reason.OTHER_TOTALS)
    assert explanation.conditions[0].change == pytest.approx(0.3)  # 1.4 - 1.1 still stands


def test_a_cluster_no_region_has() -> None:
    alone = situation(
        employment=np.zeros(1), establishments=np.zeros(1), location_quotient=np.zeros(1),
        region_total=np.array([900.0]), cluster_total=0.0,
    )  # fmt: skip
    explanation = explain(alone)
    assert explanation.held == Remedy(None, None, Reason.NO_RANKED_REGION)
    assert explanation.recomputed == Remedy(None, None, Reason.NO_RANKED_REGION)  # never above its own percentile
    assert explanation.conditions[0].threshold is None


def test_the_country_row_is_the_nation_where_there_is_one() -> None:
    # The country has 200 of 2,000 traded jobs, half of them outside these regions; quotients are unchanged. Held: the
    # quotient after x jobs is (12 + x)(2000 + x) / ((100 + x)(200 + x)): 1.374 at two, 1.449 at three.
    rows = pa.table(PORTFOLIO).append_column("level", pa.array(["metro"] * 9))
    country = {
        "region": ["us", "us"], "cluster": ["aerospace", "software"], "kind": ["traded"] * 2,
        "employment": [200, 1800], "establishments": [20, 60], "location_quotient": [1.0, 1.0],
        "level": ["country"] * 2,
    }  # fmt: skip
    explanation = why_not(pa.concat_tables([rows, pa.table(country)]), "reno", "aerospace")
    assert (explanation.level, explanation.ranked, explanation.held.jobs) == ("metro", 4, 3)
    with pytest.raises(UnknownCode, match="'us' is not a code of the regions that the rule book us-percentile ranks"):
        why_not(pa.concat_tables([rows, pa.table(country)]), "us", "aerospace")


def test_the_latest_year_is_meant_where_none_is_named() -> None:
    rows = pa.table(PORTFOLIO)
    years = pa.concat_tables([rows.append_column("year", pa.array([year] * 9)) for year in (2018, 2019)])
    assert why_not(years, "reno", "aerospace").year == 2019
    assert why_not(years, "reno", "aerospace", year=2018).year == 2018
    with pytest.raises(UnknownChoice, match=r"year=2017 is not known. Choose one of: 2018, 2019"):
        why_not(years, "reno", "aerospace", year=2017)


def test_unknown_codes_come_with_the_nearest() -> None:
    table = pa.table(PORTFOLIO)
    with pytest.raises(
        UnknownCode, match=r"'rino' is not a code of the regions of the portfolio. The nearest .* is reno"
    ):
        why_not(table, "rino", "aerospace")
    with pytest.raises(UnknownCode, match="nearest known code is aerospace"):
        why_not(table, "reno", "airospace")
    with pytest.raises(UnknownCode, match=r"'retail' is not a code of the clusters \(traded\) that"):
        why_not(table, "reno", "retail")
    with pytest.raises(UnknownChoice, match="class_='stars'"):
        why_not(table, "reno", "aerospace", class_="stars")
