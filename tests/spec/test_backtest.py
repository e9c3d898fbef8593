"""The back-test: on panels drawn by hand, and on made ones whose truth is known."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
import tomli_w
from numpy.typing import NDArray

from clusteratlas.diagnosis import EntryModel, Plan, backtest, entry_probability, load, opportunity_table
from clusteratlas.diagnosis.backtest import MODELS, BackTest
from clusteratlas.diagnosis.backtest.cases import Cases, Ways, cases_of
from clusteratlas.diagnosis.backtest.features import features
from clusteratlas.diagnosis.backtest.forecasts import Forecasts, forecasts
from clusteratlas.diagnosis.backtest.panel import Panel
from clusteratlas.diagnosis.opportunities import Weights
from clusteratlas.errors import InputError, UnknownChoice, WrongColumns
from clusteratlas.tables import Frame

RULES = "fixed-threshold"  # strong from a quotient of 1.5 and 1,000 jobs
NEAR = pa.table({"cluster": ["x"], "other": ["y"], "relatedness": [0.5]})


def portfolio(strong: dict[str, str]) -> pa.Table:
    """One cluster; for each region, years from 2010 as S (strong), . (there, half the way) or a blank (no row)."""
    rows = [
        {"year": 2010 + at, "region": region, "cluster": "x", "location_quotient": 2.0 if mark == "S" else 0.75}
        for region, years in strong.items()
        for at, mark in enumerate(years)
        if mark != " "
    ]
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    return pa.table({**columns, "kind": ["all"] * len(rows), "employment": [5_000] * len(rows)})


def drawn(strong: dict[str, str], **plan: int) -> Cases:
    """The cases of a panel drawn by hand."""
    panel = Panel.of(portfolio(strong), load(RULES), None)
    return cases_of(panel, Plan(**plan), Ways(Weights(), "none", NEAR))


def outcomes(cases: Cases) -> dict[tuple[int, str], bool]:
    """Whether each case entered, by origin and region."""
    keys = zip(cases.origin.tolist(), cases.region.tolist(), strict=True)
    return dict(zip(keys, cases.entered.tolist(), strict=True))


def test_an_entry_is_strong_in_the_last_years_of_the_horizon() -> None:
    found = drawn({"a": "...SS", "b": "....S", "c": "...S.", "d": "....."}, horizon=3, lasting=2, apart=2)
    assert outcomes(found) == {(2011, "a"): True, (2011, "b"): False, (2011, "c"): False, (2011, "d"): False}


def test_a_candidate_has_not_been_strong_for_some_years() -> None:
    found = drawn({"a": "S..SS", "b": ".S.SS", "c": "..SSS", "d": "...SS"}, horizon=2, lasting=1, apart=2)
    # From 2011: a was strong the year before, b is, c and d are not; from 2012: b was, c is.
    assert outcomes(found) == {
        (2011, "c"): True,
        (2011, "d"): True,
        (2012, "a"): True,
        (2012, "d"): True,
    }


def test_who_leaves_the_portfolio_is_no_case() -> None:
    found = drawn({"a": "....", "b": "... ", "c": " ...", "d": "... "}, horizon=2, lasting=1, apart=2)
    assert outcomes(found) == {(2011, "a"): False}


def test_a_row_that_is_absent_in_a_region_that_is_there_is_a_cluster_that_is_not() -> None:
    whole = portfolio({"a": "....", "b": "....", "c": "...."})
    first = whole.filter(pc.and_(pc.equal(whole["region"], "a"), pc.less(whole["year"], 2013)))
    other = whole.filter(pc.equal(whole["region"], "a")).set_column(2, "cluster", pa.array(["y"] * 4))
    panel = Panel.of(pa.concat_tables([first, other, whole.filter(pc.equal(whole["region"], "b"))]), load(RULES), None)
    found = cases_of(panel, Plan(2, 1, 2), Ways(Weights(), "none", NEAR))
    assert outcomes(found) == {(2011, "a"): False, (2011, "b"): False}
    assert sorted(zip(found.region.tolist(), found.cluster.tolist(), strict=True)) == [
        ("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"),
    ]  # fmt: skip


@pytest.mark.parametrize(("plan", "years", "origins"), [
    (Plan(3, 2, 2), range(2010, 2020), [2011, 2012, 2013, 2014, 2015, 2016]),
    (Plan(3, 2, 1), [2010, 2012, 2013], [2010]),
    (Plan(3, 2, 1), [2010, 2013], []),
    (Plan(1, 1, 1), [], []),
])  # fmt: skip
def test_origins_are_the_years_from_which_an_entry_can_be_told(plan: Plan, years: Any, origins: list[int]) -> None:
    assert plan.origins(list(years)) == origins


def test_a_model_learns_only_from_what_was_known() -> None:
    assert Plan(3, 2, 2).learnt_from([2011, 2012, 2013, 2014], 2015) == [2011, 2012]


@pytest.mark.parametrize(("choices", "said"), [
    ({"horizon": 0}, "horizon=0"), ({"lasting": 9}, "lasting=9 is not known. Choose one of: 1 to 5, the horizon"),
    ({"apart": 1.5}, "apart=1.5"), ({"horizon": True}, "horizon=True"),
])  # fmt: skip
def test_a_plan_is_made_of_whole_numbers(choices: dict[str, Any], said: str) -> None:
    with pytest.raises(UnknownChoice, match=said):
        Plan(**choices)


# Made panels: 60 regions, 14 clusters in two families, 9 years. Nobody moves but by becoming strong, so that the gap is
# the same for all and says nothing.

REGIONS, CLUSTERS, YEARS = 60, 14, 9
FAMILY = np.arange(CLUSTERS) % 2


def pairs() -> pa.Table:
    """Clusters of a family are near, of different ones hardly."""
    one, other = np.divmod(np.arange(CLUSTERS**2), CLUSTERS)
    near = np.where(FAMILY[one] == FAMILY[other], 1.0, 0.1)
    return pa.table({"cluster": _codes(one), "other": _codes(other), "relatedness": near})


def _codes(numbers: NDArray[np.int64]) -> list[str]:
    return [f"c{number:02}" for number in numbers]


def made(chance: Callable[[NDArray[np.float64]], NDArray[np.float64]], seed: int = 7) -> pa.Table:
    """A panel in which a candidate becomes strong with a chance that depends on how much of its family is."""
    random = np.random.default_rng(seed)
    strong = np.zeros((YEARS, REGIONS, CLUSTERS), np.bool_)
    lean = random.random((REGIONS, 1)) < 0.5  # the family a region starts with
    strong[0] = random.random((REGIONS, CLUSTERS)) < np.where(FAMILY[None, :] == lean, 0.45, 0.05)
    same = (FAMILY[:, None] == FAMILY[None, :]) - np.eye(CLUSTERS)
    for year in range(1, YEARS):
        share = strong[year - 1] @ same / same.sum(axis=0)
        strong[year] = strong[year - 1] | (random.random((REGIONS, CLUSTERS)) < chance(share))
    year, region, cluster = (axis.ravel() for axis in np.indices(strong.shape))
    return pa.table(
        {
            "year": 2010 + year,
            "region": [f"r{number:02}" for number in region],
            "cluster": _codes(cluster),
            "kind": ["all"] * strong.size,
            "employment": [5_000] * strong.size,
            "location_quotient": np.where(strong.ravel(), 2.0, 0.75),
        }
    )


@cache
def result_of(name: str) -> BackTest:
    """Entries driven by density, or by nothing."""
    chance = {"density": lambda share: 0.01 + 0.25 * share**2, "nothing": lambda share: np.full(share.shape, 0.04)}[
        name
    ]
    return backtest(made(chance), pairs(), Plan(horizon=2, lasting=1, apart=1), rules=RULES, reward="none")


def model(name: str, panel: str) -> dict[str, Any]:
    """The row of a model."""
    return next(row for row in result_of(panel).models.to_pylist() if row["model"] == name)


def test_where_density_drives_entry_it_tells_entries() -> None:
    density, parts, gap = (model(name, "density") for name in ("closeness", "parts", "gap"))
    assert density["auc_low"] > 0.6
    assert parts["auc_low"] > 0.6
    assert gap["auc_low"] < 0.5 < gap["auc_high"]  # the same for all of a year
    assert parts["brier_skill"] > 0
    assert density["auc_equal_gap"] == pytest.approx(density["auc"])  # one stratum


def test_where_nothing_drives_entry_nothing_tells_it() -> None:
    for name in ("closeness", "score", "parts", "parts-size"):
        row = model(name, "nothing")
        assert row["auc_low"] < 0.5 < row["auc_high"], name
        assert row["brier_skill"] < 0.01, name


@pytest.mark.parametrize("name", ["closeness", "score", "parts", "parts-size"])
def test_probabilities_are_calibrated_out_of_time(name: str) -> None:
    row = model(name, "density")
    assert row["expected"] == pytest.approx(row["observed"], rel=0.25)
    assert row["slope"] == pytest.approx(1, abs=0.35)
    bins = [each for each in result_of("density").reliability.to_pylist() if each["model"] == name]
    assert sum(each["cases"] for each in bins) == result_of("density").cases
    assert sum(each["entries"] for each in bins) == result_of("density").entries
    held = [each["observed_low"] <= each["expected"] <= each["observed_high"] for each in bins]
    assert sum(held) >= 0.6 * len(held)


def test_every_model_is_compared_on_the_same_cases() -> None:
    found = result_of("density")
    assert [row["model"] for row in found.models.to_pylist()] == list(MODELS)
    assert {row["cases"] for row in found.models.to_pylist()} == {found.cases}
    assert (found.tested, found.learnt_from) == ((2012, 2013, 2014, 2015, 2016), (2010, 2011, 2012, 2013, 2014))
    gain = model("score", "density")
    assert gain["auc_gain"] == pytest.approx(gain["auc"] - model("closeness", "density")["auc"])
    assert gain["auc_gain_low"] < gain["auc_gain"] < gain["auc_gain_high"]
    assert model("closeness", "density")["auc_gain"] is None


def until(table: pa.Table, year: int, tail: pa.Table) -> pa.Table:
    """The rows of one panel up to a year, then those of another."""
    return pa.concat_tables(
        [table.filter(pc.less_equal(table["year"], year)), tail.filter(pc.greater(tail["year"], year))]
    )


def run(table: pa.Table, relatedness: Any, plan: Plan) -> tuple[Cases, Forecasts]:
    """Cases and forecasts of a panel."""
    panel = Panel.of(table, load(RULES), None)
    cases = cases_of(panel, plan, Ways(Weights(), None, relatedness))
    return cases, forecasts(cases, plan, plan.origins(panel.years))


def test_the_future_leaks_neither_into_what_is_known_nor_into_what_is_learnt() -> None:
    plan, year = Plan(horizon=2, lasting=1, apart=1), 2014
    one = made(lambda share: 0.01 + 0.25 * share**2)
    other = until(one, year, made(lambda share: 0.5 * (1 - share), seed=11))
    assert not one.equals(other)
    (before, given), (after, changed) = run(one, by_conditional, plan), run(other, by_conditional, plan)
    rows = [cases.origin <= year for cases in (before, after)]
    for name, values in before.known.columns.items():
        assert np.array_equal(values[rows[0]], after.known.columns[name][rows[1]], equal_nan=True), name
    # What was forecast in that year, from entries known by then, is the same too; what came of it is not.
    at = [each.cases.origin == year for each in (given, changed)]
    for name in MODELS:
        assert np.array_equal(given.given[name][at[0]], changed.given[name][at[1]]), name
    assert not np.array_equal(given.cases.entered[at[0]], changed.cases.entered[at[1]])


def by_conditional(then: pa.Table) -> Frame:
    """Relatedness from the panel itself, as far as it was known."""
    last = then.filter(pc.equal(then["year"], pc.max(then["year"])))
    strong = np.zeros((REGIONS, CLUSTERS))
    place = [np.unique(last[name].to_pylist(), return_inverse=True)[1] for name in ("region", "cluster")]
    strong[place[0], place[1]] = last["location_quotient"].to_numpy() >= 1.5
    one, other = np.divmod(np.arange(CLUSTERS**2), CLUSTERS)
    both = strong.T @ strong
    near = (both / np.maximum(np.maximum.outer(np.diag(both), np.diag(both)), 1)).ravel()
    return pa.table({"cluster": _codes(one), "other": _codes(other), "relatedness": near})


def test_relatedness_is_made_from_no_later_year() -> None:
    seen = []

    def relatedness(then: pa.Table) -> pa.Table:
        seen.append(pc.max(then["year"]).as_py())
        return pairs()

    plan = Plan(horizon=2, lasting=1, apart=1)
    cases, _ = run(made(lambda share: 0.01 + 0.25 * share**2), relatedness, plan)
    assert seen == sorted(set(cases.origin.tolist())) == list(range(2010, 2017))


def test_the_fitted_model_gives_the_probability_of_every_candidate_of_today() -> None:
    table = made(lambda share: 0.01 + 0.25 * share**2)
    found = result_of("density").model
    now = table.filter(pc.equal(table["year"], 2018))
    candidates = opportunity_table(now, pairs(), rules=RULES, reward="none")
    probabilities = entry_probability(candidates, found)
    assert probabilities.column_names == [*candidates.column_names, "probability"]
    chance = probabilities["probability"].to_numpy()
    assert ((chance > 0) & (chance < 1)).all()
    close = candidates["closeness"].to_numpy()
    assert np.corrcoef(chance, close)[0, 1] > 0.9
    assert entry_probability(probabilities, found).equals(probabilities)


def test_the_model_rests_on_all_origins_and_is_stored_and_read_back() -> None:
    found = result_of("density")
    entries = found.model.entries_to_store()
    assert EntryModel.read(entries) == found.model
    assert len(tomli_w.dumps(entries)) < 1_500  # a handful of numbers
    assert (found.model.first, found.model.last, found.model.rules) == (2010, 2016, RULES)
    again = backtest(made(lambda share: 0.01 + 0.25 * share**2), pairs(), Plan(2, 1, 1), rules=RULES, reward="none")
    assert again.model == found.model


def test_the_fitted_model_is_the_regression_of_its_features() -> None:
    cases, _ = run(made(lambda share: 0.01 + 0.25 * share**2), pairs(), Plan(2, 1, 1))
    fitted = EntryModel.fitted(cases, Plan(2, 1, 1), RULES, ("closeness", "pull"))
    given = fitted.probability(cases.known)
    # The likelihood has its top where the features are uncorrelated with what is left over.
    left = cases.entered - given
    assert left.sum() == pytest.approx(0, abs=1e-3)
    assert np.nan_to_num(features(cases.known, ("closeness",))[:, 0]) @ left == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize(("change", "said"), [
    ({"horizon": None}, "lacks horizon"), ({"features": ["gap", "luck"]}, "feature='luck'"),
    ({"scale": [1.0]}, "a coefficient, a centre and a scale for each feature"),
])  # fmt: skip
def test_a_stored_model_that_is_wrong_is_refused(change: dict[str, Any], said: str) -> None:
    entries = result_of("density").model.entries_to_store() | change
    with pytest.raises(InputError, match=said):
        EntryModel.read(entries)


def test_what_is_not_known_counts_as_average_and_without_a_gap_there_is_no_probability() -> None:
    parts = ("closeness", "gap", "pull", "reward")
    row: dict[str, Any] = {"employment": [10, 10], "score": [None, 0.5]}
    row |= {part: pa.array([None, None], pa.float64()) for part in parts}
    row |= {f"{part}_percentile": pa.array([None, None], pa.float64()) for part in parts}
    row["gap"] = [0.5, None]
    fitted = EntryModel("r", None, 5, 2, 2, 2014, 2020, 9, 3, ("closeness",), 0.0, (3.0,), (0.5,), (0.2,))
    assert entry_probability(pa.table(row), fitted)["probability"].to_pylist() == [0.5, None]
    with pytest.raises(WrongColumns, match="column 'gap' is missing"):
        entry_probability(pa.table(row).drop_columns(["gap"]), fitted)


def test_a_panel_that_is_too_short_says_what_it_takes() -> None:
    with pytest.raises(InputError, match=r"it takes 12 years in a row, and the portfolio has 2010 to 2018"):
        backtest(made(lambda share: share), pairs(), rules=RULES)
    with pytest.raises(InputError, match="the portfolio has no year"):
        backtest(made(lambda share: share).slice(0, 0), pairs(), rules=RULES)
    with pytest.raises(WrongColumns, match="column 'year' is missing"):
        backtest(made(lambda share: share).drop_columns(["year"]), pairs(), rules=RULES)


def test_a_panel_without_entries_says_so() -> None:
    with pytest.raises(InputError, match="nobody or everybody had entered"):
        backtest(portfolio({"a": "......", "b": "......"}), NEAR, Plan(1, 1, 1), rules=RULES)


def test_levels_are_named() -> None:
    table = made(lambda share: 0.01 + 0.25 * share**2)
    both = pa.concat_tables(
        [table.append_column("level", pa.array([level] * table.num_rows)) for level in ("state", "district", "country")]
    )
    plan = Plan(horizon=2, lasting=1, apart=1)
    with pytest.raises(InputError, match=r"several levels\. Name one: district, state"):
        backtest(both, pairs(), plan, rules=RULES)
    with pytest.raises(UnknownChoice, match=r"level='county' is not known. Choose one of: district, state"):
        backtest(both, pairs(), Plan(2, 1, 1, "county"), rules=RULES)
    with pytest.raises(UnknownChoice, match="level='state'"):
        backtest(table, pairs(), Plan(2, 1, 1, "state"), rules=RULES)
    found = backtest(both, pairs(), Plan(2, 1, 1, "state"), rules=RULES, reward="none")
    assert (found.cases, found.entries) == (result_of("density").cases, result_of("density").entries)


def test_the_answer_is_of_the_kind_of_the_portfolio() -> None:
    found = backtest(
        made(lambda share: 0.01 + 0.25 * share**2).to_pandas(), pairs(), Plan(2, 1, 1), rules=RULES, reward="none"
    )
    assert type(found.models).__module__.startswith("pandas")
    assert list(found.reliability.columns) == [
        "model", "bin", "cases", "entries", "expected", "observed", "observed_low", "observed_high",
    ]  # fmt: skip
    assert list(found.models["auc"]) == [row["auc"] for row in result_of("density").models.to_pylist()]
