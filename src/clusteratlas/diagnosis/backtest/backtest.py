"""The back-test: does the score of a year tell which clusters become strong in the years after?"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.diagnosis.backtest.calibration import brier_kernel, calibration_line, reliability_kernel
from clusteratlas.diagnosis.backtest.cases import Cases, RelatednessThen, Ways, cases_of
from clusteratlas.diagnosis.backtest.discrimination import (
    NOTHING,
    Interval,
    auc_at_equal,
    auc_difference,
    auc_interval,
)
from clusteratlas.diagnosis.backtest.entry_model import EntryModel
from clusteratlas.diagnosis.backtest.features import MODELS
from clusteratlas.diagnosis.backtest.forecasts import Forecasts, forecasts
from clusteratlas.diagnosis.backtest.panel import Panel
from clusteratlas.diagnosis.backtest.plan import Plan
from clusteratlas.diagnosis.backtest.result import BackTest
from clusteratlas.diagnosis.opportunities.weights import Weighting, weights_of
from clusteratlas.diagnosis.rule_book import Rules, load
from clusteratlas.errors import InputError
from clusteratlas.tables import Frame, like, to_arrow

Vector = NDArray[np.float64]
FAR = 0.75  # who has come less of the way than this did not enter by a hair
_DENSITY, _RATE = "closeness", "rate"


def backtest(
    portfolio: Frame,
    relatedness: Frame | RelatednessThen,
    plan: Plan | None = None,
    weights: Weighting = None,
    rules: Rules = "us-percentile",
    reward: Frame | str | None = None,
) -> BackTest:
    """Whether opportunities came true: scores of a year against what was strong some years later, out of time.

    A case is a cluster that a region was not strong in, in year t and the year before. It entered if the region was
    strong in it in the last years up to t + horizon. Models are compared on the same cases:

    - rate: the share that entered, for all
    - closeness: relatedness density alone
    - gap: how far along to the threshold, and the log of what is left, alone
    - score: the weighted score of `opportunity_table`
    - parts: closeness, gap, pull and reward
    - parts-size: those, and the jobs there, which say how far a few of them move the quotient

    Each gives probabilities by logistic regression. For every tested year it has learnt only from origins whose entries
    were known by then, and parts are computed from rows of no later year.

    Parameters:
        portfolio: as `classify` reads it, with a year; it needs apart + 2 * horizon years or more.
        relatedness: a function that makes it from the portfolio's rows up to the origin, which is how nothing later
            leaks in; or a table, with a year, or fixed for all years where it comes from elsewhere.
        plan: horizon (5 years), lasting (2: strong in both last years), apart (2), level; None for these.
        weights, rules, reward: as for `opportunity_table`.

    Returns:
        A BackTest. `models` has for each model: cases, entries, auc with auc_low and auc_high (95 %, regions taken as
        clusters of cases), auc_gain over closeness alone with its ends, auc_far (candidates that had come less than
        0.75 of the way), auc_equal_gap (pairs alike in gap), brier, brier_skill (1 - brier / brier of `rate`), expected
        and observed share, intercept and slope of the calibration line (0 and 1 where calibrated). `reliability` has
        for each model and bin: cases, entries, expected, observed, observed_low, observed_high. `model` is fitted on
        all origins. The tables are of the kind that the portfolio is.

    Raises:
        WrongColumns, BadCells, UnknownChoice: as `opportunity_table`; the portfolio has no such level.
        InputError: there are too few years, nobody or everybody entered, or there are several levels and none is named.

    Notes:
        Values are null where they are undefined: the AUC without entries, its interval with one region, the calibration
        line of `rate`. Regions and clusters that are not there in all the years needed are left out.

    References:
        Neffke, F., Henning, M. and Boschma, R. (2011). How do regions diversify over time? Industry relatedness and the
        development of new growth paths in regions. Economic Geography 87(3), 237-265.

    Example:
        Each year every quotient rises by 0.375, and who reaches 1.5 is strong. Of the three candidates of 2021 the one
        that had come farthest entered; what the model had learnt from 2020 says so.

        >>> import pyarrow as pa
        >>> portfolio = pa.Table.from_pylist([
        ...     {"year": 2020 + t, "region": f"r{r}", "cluster": "games", "kind": "all", "employment": 5000,
        ...      "location_quotient": 0.375 * (r + t)}
        ...     for t in range(3) for r in range(4)
        ... ])
        >>> near = pa.table({"cluster": ["games"], "other": ["software"], "relatedness": [0.5]})
        >>> found = backtest(portfolio, near, Plan(horizon=1, lasting=1, apart=1), rules="fixed-threshold")
        >>> found.tested, found.cases, found.entries
        ((2021,), 3, 1)
        >>> [row["auc"] for row in found.models.to_pylist() if row["model"] == "gap"]
        [1.0]
    """
    book, chosen = load(rules), plan or Plan()
    panel = Panel.of(to_arrow(portfolio, "portfolio"), book, chosen.level)
    origins = chosen.origins(panel.years)
    if not any(chosen.learnt_from(origins, tested) for tested in origins):
        raise InputError(_too_little(panel, chosen))
    cases = cases_of(panel, chosen, Ways(weights_of(weights), reward, relatedness))
    found = forecasts(cases, chosen, origins)
    if not len(found.cases):
        raise InputError("Nothing can be tested: before every year that could be, nobody or everybody had entered.")
    return BackTest(
        plan=chosen,
        rules=book.name,
        tested=found.tested,
        learnt_from=found.learnt_from,
        cases=len(found.cases),
        entries=int(found.cases.entered.sum()),
        far_entries=int(found.cases.entered[_far(found.cases)].sum()),
        models=like(portfolio, pa.Table.from_pylist(models_compared(found), _MODELS)),
        reliability=like(portfolio, _reliability(found)),
        model=EntryModel.fitted(cases, chosen, book.name),
    )


def models_compared(found: Forecasts) -> list[dict[str, object]]:
    """A row for each model."""
    return [_row(name, found) for name in MODELS]


def _row(name: str, found: Forecasts) -> dict[str, object]:
    cases, given = found.cases, found.given[name]
    far = _far(cases)
    gain = auc_difference(given, found.given[_DENSITY], cases.entered, cases.region)
    intercept, slope = calibration_line(given, cases.entered)
    brier = brier_kernel(given, cases.entered)
    entries = int(cases.entered.sum())
    row = {"model": name, "features": " ".join(MODELS[name]), "cases": len(cases), "entries": entries}
    numbers = {
        **_ends("auc", auc_interval(given, cases.entered, cases.region)),
        **_ends("auc_gain", gain if name != _DENSITY else NOTHING),
        **_ends("auc_far", auc_interval(given[far], cases.entered[far], cases.region[far])),
        "auc_equal_gap": auc_at_equal(given, cases.entered, cases.known.columns["gap"]),
        "brier": brier,
        "brier_skill": 1 - brier / brier_kernel(found.given[_RATE], cases.entered),
        "expected": float(given.mean()),
        "observed": entries / len(cases),
        "intercept": intercept,
        "slope": slope,
    }
    return row | {key: None if np.isnan(value) else float(value) for key, value in numbers.items()}


def _ends(name: str, interval: Interval) -> dict[str, float]:
    return {name: interval.value, f"{name}_low": interval.low, f"{name}_high": interval.high}


def _far(cases: Cases) -> NDArray[np.bool_]:
    return np.asarray(cases.known.columns["gap"] < FAR)


def _reliability(found: Forecasts) -> pa.Table:
    bins = {name: reliability_kernel(given, found.cases.entered) for name, given in found.given.items()}
    columns: dict[str, object] = {
        "model": [name for name, each in bins.items() for _ in each.cases],
        "bin": [place + 1 for each in bins.values() for place in range(len(each.cases))],
    }
    numbers = {
        "cases": "cases",
        "entries": "entries",
        "expected": "expected",
        "observed": "observed",
        "observed_low": "low",
        "observed_high": "high",
    }
    for column, name in numbers.items():
        columns[column] = pa.array(np.concatenate([getattr(each, name) for each in bins.values()]))
    return pa.table(columns)


def _too_little(panel: Panel, plan: Plan) -> str:
    years = panel.years
    span = f"{years[0]} to {years[-1]}" if years else "no year"
    needed = plan.apart + 2 * plan.horizon
    return (
        f"Nothing can be tested: it takes {needed} years in a row, and the portfolio has {span}. "
        "A shorter horizon needs fewer."
    )


_NUMBERS = (
    *(f"{name}{end}" for name in ("auc", "auc_gain", "auc_far") for end in ("", "_low", "_high")),
    *("auc_equal_gap", "brier", "brier_skill", "expected", "observed", "intercept", "slope"),
)
_MODELS = pa.schema(
    [("model", pa.string()), ("features", pa.string()), ("cases", pa.int64()), ("entries", pa.int64())]
    + [(name, pa.float64()) for name in _NUMBERS]
)
