"""Does the opportunity score tell which clusters become strong? Germany 2013-2025 at two grains, and states of the US.

`python -m benchmarks.opportunities_germany --home HOME [--horizon 3 5] [--parameters FILE]` with a home that holds the
atlas `de` (401 districts, 2013-2025) and, to compare, the edition 2011.1 of `us-states` over 2000-2011. Prints the
tables of docs/opportunities.md: the models compared out of time, weightings, and kinds of relatedness. With a file the
parameters of the fitted models are written to it.

Grains: the 36 main groups of occupations, strong by `percentile-employment`; the 140 groups, specialised at a location
quotient of 1 or more.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import tomli_w
from numpy.typing import NDArray

import clusteratlas as ca
from clusteratlas.definitions.similarity import local_correlation_kernel
from clusteratlas.diagnosis import BackTest, Plan, RuleBook, Weights, backtest, format_weights, load
from clusteratlas.diagnosis.backtest import FAR
from clusteratlas.diagnosis.backtest.cases import Cases, Ways, cases_of
from clusteratlas.diagnosis.backtest.discrimination import Interval, auc_at_equal, auc_difference, auc_interval
from clusteratlas.diagnosis.backtest.panel import Panel
from clusteratlas.diagnosis.opportunities.links import Relatedness
from clusteratlas.diagnosis.opportunities.weights import PARTS
from clusteratlas.errors import ClusterAtlasError
from clusteratlas.measures import location_quotient
from clusteratlas.measures.relatedness import proximity, relatedness_density_kernel

SPECIALISED = Path(__file__).with_name("specialised.toml")
WEIGHTINGS = ((1, 1, 1, 1), (2, 2, 1, 1), (2, 3, 1, 1), (2, 4, 1, 1), (1, 1, 0, 0), (1, 2, 0, 0), (0, 1, 0, 0))
Then = Callable[[pa.Table], pa.Table]


@dataclass(frozen=True)
class Case:
    """One panel: its name, portfolio, rule book and level."""

    name: str
    portfolio: pa.Table
    rules: RuleBook
    level: str | None


def panels(home: Path) -> Iterator[Case]:
    """The panels the home has."""
    germany = ca.open("de", home=home)
    yield Case("36 main groups", germany.table("portfolio"), load("percentile-employment"), "district")
    yield Case("140 groups", occupations(germany.table("activity")), load(SPECIALISED), None)
    try:
        states = ca.open("us-states", "2011.1", home=home)
    except ClusterAtlasError as absent:
        print(f"Without states of the US: {absent}")
        return
    yield Case("states of the US", states.table("portfolio"), load("us-percentile"), "state")


def occupations(activity: pa.Table) -> pa.Table:
    """The districts' occupation groups as a portfolio: the three-digit groups are its clusters."""
    texts = {name: activity[name].cast(pa.string()) for name in ("region", "industry")}
    cells = pa.table(
        {
            "year": activity["year"].cast(pa.int64()),
            "region": texts["region"],
            "cluster": texts["industry"],
            "kind": pa.array(["all"] * activity.num_rows),
            "employment": activity["employment"],
        }
    )
    of_districts = pc.starts_with(cells["region"], "de-district-")
    cells = cells.filter(pc.and_(of_districts, pc.equal(pc.utf8_length(cells["cluster"]), 3)))
    keys = [(key, "ascending") for key in ("region", "cluster", "year")]
    quotients = location_quotient(cells, of="cluster").sort_by(keys)
    return cells.sort_by(keys).append_column("location_quotient", quotients["location_quotient"])


def by_proximity(method: str, level: str | None) -> Then:
    """Relatedness made from the last year there is: how far clusters are found in the same regions."""

    def then(portfolio: pa.Table) -> pa.Table:
        rows = _last(portfolio, level).select(["region", "cluster", "employment"])
        return proximity(rows, method, of="cluster").rename_columns(["cluster", "other", "relatedness"])

    return then


def by_local_correlation(of_shares: bool, level: str | None) -> Then:
    """Relatedness made from the last year there is: the correlation over regions of jobs, or of their shares there."""

    def then(portfolio: pa.Table) -> pa.Table:
        rows = _last(portfolio, level)
        regions, clusters = (np.unique(rows[name].to_pylist(), return_inverse=True) for name in ("region", "cluster"))
        cells = np.zeros((len(regions[0]), len(clusters[0])))
        cells[regions[1], clusters[1]] = rows["employment"].to_numpy()
        found = local_correlation_kernel(cells / cells.sum(axis=1, keepdims=True) if of_shares else cells)
        one, other = np.divmod(np.arange(found.size), len(found))
        pairs = {"cluster": clusters[0][one], "other": clusters[0][other]}
        return pa.table({**pairs, "relatedness": pa.array(found.ravel(), from_pandas=True)})

    return then


def _last(portfolio: pa.Table, level: str | None) -> pa.Table:
    rows = portfolio.filter(pc.equal(portfolio["year"], pc.max(portfolio["year"])))
    if level is not None:
        rows = rows.filter(pc.equal(rows["level"].cast(pa.string()), level))
    if "subcluster" in rows.column_names:
        rows = rows.filter(pc.is_null(rows["subcluster"]))
    return rows.filter(pc.is_in(rows["kind"].cast(pa.string()), value_set=pa.array(["traded", "all"])))


def cases_with(case: Case, plan: Plan, relatedness: Then) -> Cases:
    """All candidates of all origins, with their outcome."""
    panel = Panel.of(case.portfolio, case.rules, case.level)
    return cases_of(panel, plan, Ways(Weights(), None, relatedness))


def models_table(found: BackTest) -> list[list[str]]:
    """A row for each model, as text."""
    head = ["model", "AUC", "gain over closeness", f"AUC, gap below {FAR}", "AUC at equal gap", "Brier skill"]
    rows = [[*head, "intercept", "slope"]]
    for row in found.models.to_pylist():
        auc, gain, far = (_ends(row, name) for name in ("auc", "auc_gain", "auc_far"))
        rest = [_number(row[name]) for name in ("auc_equal_gap", "brier_skill", "intercept", "slope")]
        rows.append([row["model"], auc, gain, far, *rest])
    return rows


def weightings_table(cases: Cases) -> list[list[str]]:
    """How the score tells entries under each weighting, over all origins, against closeness alone."""
    ranks = np.stack([cases.known.columns[f"{part}_percentile"] for part in PARTS])
    close = np.nan_to_num(cases.known.columns["closeness"])
    far = cases.known.columns["gap"] < FAR
    rows = [["weights", "AUC", "gain", f"AUC, gap below {FAR}", "gain", "entered of the first five"]]
    for numbers in WEIGHTINGS:
        score = _score(ranks, numbers)
        both = []
        for some in (np.ones(len(far), np.bool_), far):
            truth, region = cases.entered[some], cases.region[some]
            both.append(_interval(auc_interval(score[some], truth, region)))
            both.append(_interval(auc_difference(score[some], close[some], truth, region)))
        weights = format_weights(Weights(*map(float, numbers)))
        rows.append([weights, *both, f"{_first_five(cases, score):.1%}"])
    for place, part in ((2, "pull"), (3, "reward")):
        alone = ranks[place]
        known = ~np.isnan(alone)
        found = auc_interval(alone[known], cases.entered[known], cases.region[known])
        rows.append([f"{part} alone", _interval(found), "", "", "", ""])
    first = f"{_first_five(cases, close):.1%}"
    only = [_interval(auc_interval(close[some], cases.entered[some], cases.region[some])) for some in (far | True, far)]
    return [*rows, ["closeness itself", only[0], "", only[1], "", first]]


def _score(ranks: NDArray[np.float64], weights: Sequence[float]) -> NDArray[np.float64]:
    counts = np.array(weights, np.float64)[:, None] * ~np.isnan(ranks)
    return np.asarray((np.nan_to_num(ranks) * counts).sum(axis=0) / np.maximum(counts.sum(axis=0), 1e-12))


def _first_five(cases: Cases, score: NDArray[np.float64]) -> float:
    """Of the five candidates with the highest scores of each region and year, the share that entered."""
    order = np.lexsort((-score, cases.region, cases.origin))
    region, origin = cases.region[order], cases.origin[order]
    starts = np.flatnonzero(np.r_[True, (region[1:] != region[:-1]) | (origin[1:] != origin[:-1])])
    place = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)]))
    return float(cases.entered[order][place < 5].mean())


def relatedness_table(case: Case, plan: Plan) -> list[list[str]]:
    """How closeness alone tells entries, by the relatedness it is made of."""
    kinds: Mapping[str, Then] = {
        **{f"proximity, {name}": by_proximity(name, case.level) for name in ("conditional", "jaccard", "correlation")},
        "local correlation of shares": by_local_correlation(True, case.level),
        "local correlation of jobs": by_local_correlation(False, case.level),
    }
    rows = [["relatedness", "AUC of closeness", f"AUC, gap below {FAR}", "AUC at equal gap"]]
    for name, then in kinds.items():
        cases = cases_with(case, plan, then)
        close, far = np.nan_to_num(cases.known.columns["closeness"]), cases.known.columns["gap"] < FAR
        of_all = auc_interval(close, cases.entered, cases.region)
        of_far = auc_interval(close[far], cases.entered[far], cases.region[far])
        equal = auc_at_equal(close, cases.entered, cases.known.columns["gap"])
        rows.append([name, _interval(of_all), _interval(of_far), _number(equal)])
    return rows


def prospects_table(case: Case, plan: Plan, relatedness: Then) -> list[list[str]]:
    """Entries and losses where closeness is at least, and below, the part of the clusters that is strong."""
    panel = Panel.of(case.portfolio, case.rules, case.level)
    counts = np.zeros((2, 2, 2))  # entry or loss; fit high or low; cases and how many of them came about
    for origin in plan.origins(panel.years):
        board, end = panel.boards[origin], origin + plan.horizon
        pairs = Relatedness.of(relatedness(panel.up_to(origin))).links(board.clusters, origin).near
        high = relatedness_density_kernel(board.strong, pairs.T) >= board.share_strong[:, None]
        before, after = (
            np.stack([panel.boards[year].strong for year in years])
            for years in (range(origin - plan.apart + 1, origin + 1), range(end - plan.lasting + 1, end + 1))
        )
        for at, (candidate, came) in enumerate(((~before, after), (before, ~after))):
            some, true = candidate.all(axis=0), came.all(axis=0)
            for place, fit in enumerate((high, ~high)):
                counts[at, place] += (some & fit).sum(), (some & fit & true).sum()
    shares = counts[..., 1] / counts[..., 0]
    rows = [["", "fit high", "fit low", "ratio"]]
    for name, (high_share, low_share), ratio in zip(
        ("entered", "lost"), shares, (shares[0, 0] / shares[0, 1], shares[1, 1] / shares[1, 0]), strict=True
    ):
        rows.append([name, f"{high_share:.2%}", f"{low_share:.2%}", f"{ratio:.2f}"])
    return rows


def _interval(found: Interval) -> str:
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]"


def _ends(row: Mapping[str, Any], name: str) -> str:
    if row[name] is None:
        return ""
    return _interval(Interval(row[name], row[f"{name}_low"] or float("nan"), row[f"{name}_high"] or float("nan")))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _print(title: str, rows: Sequence[Sequence[str]]) -> None:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    print("\n".join([f"\n{title}\n", lines[0], f"|{'---|' * len(rows[0])}", *lines[1:]]), flush=True)


def main() -> None:
    """Measures and prints; writes parameters where a file is given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.opportunities_germany", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="the atlas home")
    parser.add_argument("--horizon", type=int, nargs="+", default=[3, 5])
    parser.add_argument("--parameters", type=Path, help="where to write the fitted models")
    options = parser.parse_args()
    fitted: dict[str, Any] = {}
    for case in panels(options.home):
        relatedness = by_proximity("correlation", case.level)
        for horizon in options.horizon:
            plan = Plan(horizon=horizon, level=case.level)
            found = backtest(case.portfolio, relatedness, plan, rules=case.rules)
            title = f"{case.name}, {horizon} years: {found.entries:,} of {found.cases:,} entered"
            _print(f"{title}; tested {found.tested[0]}-{found.tested[-1]}", models_table(found))
            bins = [row for row in found.reliability.to_pylist() if row["model"] == "parts-size"]
            cells = ("cases", "entries", "expected", "observed", "observed_low", "observed_high")
            written = [
                [f"{row[name]:,}" if name in cells[:2] else f"{row[name]:.4f}" for name in cells] for row in bins
            ]
            _print("Reliability of parts-size", [list(cells), *written])
            _print(f"{case.name}, {horizon} years, weightings", weightings_table(cases_with(case, plan, relatedness)))
            fitted[f"{case.name}, {horizon} years"] = found.model.entries_to_store()
        _print(f"{case.name}, {plan.horizon} years, relatedness", relatedness_table(case, plan))
        _print(f"{case.name}, {plan.horizon} years, prospects", prospects_table(case, plan, relatedness))
    if options.parameters:
        options.parameters.write_text(tomli_w.dumps(fitted), encoding="utf-8")


if __name__ == "__main__":
    main()
