"""The door of the life cycle: a portfolio of several years in, each regional cluster's stage and its evidence out."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.life_cycle.evidence import Evidence, evidence_of
from clusteratlas.diagnosis.life_cycle.heterogeneity import heterogeneity
from clusteratlas.diagnosis.life_cycle.panel import Panel, check_portfolio, panel_of
from clusteratlas.diagnosis.life_cycle.stages import LifeCycleRules, load
from clusteratlas.measures.answer import answer, nullable
from clusteratlas.tables import Column, Frame, Schema, to_arrow

FEW_YEARS, SMALL, NOT_SPECIALISED, HETEROGENEITY_UNKNOWN = (
    "few_years",  # fewer years with jobs than a trend needs, or only one in a half
    "small",  # fewer jobs than a reading asks for
    "not_specialised",  # no stage's conditions hold
    "heterogeneity_unknown",  # a stage's conditions hold but for the heterogeneity, which no parts tell
)
REASONS = (FEW_YEARS, SMALL, NOT_SPECIALISED, HETEROGENEITY_UNKNOWN)


def life_cycle(
    portfolio: Frame,
    parts: Frame | None = None,
    of: str = "industry",
    start: int | None = None,
    end: int | None = None,
    rules: str | LifeCycleRules = "menzel-fornahl-reconstruction",
) -> Frame:
    """The stage of its life each regional cluster is in, or why there is no reading, with all the evidence.

    Three things are read over at least five years. The level: its location quotient, the mean of the earlier and of the
    recent half of the years (the middle one of an odd number is in both). The trend: the slope of ln(e_rct / e_t)
    against the years t, with e_rct its jobs and e_t all jobs of the nation; 0.02 is a growth two per cent a year faster
    than the nation's. It is also given for both halves, and as the sum of two: the trend of the industry, ln(e_ct /
    e_t), and the region's own against it, ln(e_rct / e_ct). The heterogeneity: the entropy -sum s ln s of the shares s
    its industries or subclusters have in its jobs, the mean of both halves and its change.

    In order: `renewal` where a specialised cluster that did not grow grows again while its heterogeneity rises;
    `growth` where it is specialised and grows; `emergence` where it is not yet specialised, grows, and faster than its
    industry; `decline` where it is or was specialised and shrinks; `maturity` where it is specialised and does neither.

    Parameters:
        portfolio: one row for each region, cluster and year: year, region, cluster, kind (text), employment (persons),
            location_quotient (ratio); where it has them level and subcluster. It must hold all clusters of all kinds,
            for the nation's jobs: the row of the level `country` where there is one, otherwise the sum of all rows. An
            absent row means zero.
        parts: one row for each region, cluster, part and year: region, cluster, the column `of`, year, employment. The
            codes must mean the same in all years: where a classification changed, take subclusters. None for the
            portfolio's own rows of subclusters.
        of: text column of the parts.
        start, end: first and last year; None for the portfolio's.
        rules: the name of a life cycle's thresholds, or the thresholds.

    Returns:
        The kind of dataframe that came in: region, cluster[, level], stage, reason, years (with jobs), employment
        (persons, mean of the years), quotient_earlier, quotient_recent (ratio), trend, trend_earlier, trend_recent,
        turn (recent less earlier), industry_trend, regional_trend (all a year), parts (with jobs in the last year),
        heterogeneity_earlier, heterogeneity_recent, heterogeneity_change (natural logarithms); one row for each
        regional cluster of the kinds that are read with jobs in any of the years, ordered by region and cluster.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a number is negative or not finite, or a row stands twice.
        UnknownChoice: there are no such rules, or the portfolio lacks one of the years.

    Notes:
        `stage` is null where there is no reading, and `reason` then one of few_years, small, not_specialised,
        heterogeneity_unknown; elsewhere `reason` is null. A piece of evidence is null where it cannot be had: a trend
        of fewer than two years with jobs, heterogeneity without parts.
        The stages and the part of heterogeneity are those of the publication; its thresholds are a reconstruction, kept
        in a file that says so. A stage is a reading of jobs, not of firms, knowledge or networks.

    References:
        Menzel, M.-P. and Fornahl, D. (2010). Cluster life cycles - dimensions and rationales of cluster evolution.
        Industrial and Corporate Change 19(1), 205-238.

    Example:
        The nation has 1,000 jobs each year. Reno's software grows from 100 by a tenth a year, at a location quotient
        of 2.

        >>> import pyarrow as pa
        >>> years = [2015, 2016, 2017, 2018, 2019]
        >>> software = [100.0, 110.0, 121.0, 133.1, 146.41]
        >>> portfolio = pa.table({
        ...     "year": years * 2, "region": ["reno"] * 5 + ["ames"] * 5, "cluster": ["software"] * 5 + ["farming"] * 5,
        ...     "kind": ["traded"] * 10, "employment": software + [1000 - jobs for jobs in software],
        ...     "location_quotient": [2.0] * 5 + [1.0] * 5,
        ... })
        >>> row = life_cycle(portfolio).to_pylist()[1]
        >>> row["region"], row["stage"], round(row["trend"], 4), row["quotient_recent"]
        ('reno', 'growth', 0.0953, 2.0)
    """
    asked = load(rules)
    table = check_portfolio(portfolio, start, end)
    panel = panel_of(table, asked)
    entropy, number = heterogeneity(_parts(table, parts, of, panel), panel)
    evidence = evidence_of(panel, entropy, asked.against)
    columns = _reading(panel, evidence, asked) | _columns(panel, evidence, number)
    return answer(portfolio, _rows(panel, columns), ("region", "cluster"))


def _parts(table: pa.Table, parts: Frame | None, of: str, panel: Panel) -> pa.Table:
    if parts is None:
        if "subcluster" not in table.column_names:
            return table.slice(0, 0)
        return table.filter(pc.is_valid(table["subcluster"]))
    texts = tuple(Column(name, "text") for name in ("region", "cluster", of))
    columns = (*texts, Column("year", "count"), Column("employment", "number", minimum=0))
    given = Schema("parts", columns, ("region", "cluster", of, "year")).check(to_arrow(parts, "parts"))
    return given.filter(pc.is_in(given["year"], value_set=pa.array(panel.years)))


def _columns(panel: Panel, evidence: Evidence, number: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    last = number[..., -1] if len(panel.years) else np.zeros(panel.jobs.shape[:2], np.int64)
    return {"years": (panel.jobs > 0).sum(axis=-1), "employment": _mean_jobs(panel)} | evidence | {"parts": last}


def _mean_jobs(panel: Panel) -> NDArray[np.float64]:
    return np.asarray(panel.jobs.sum(axis=-1) / max(len(panel.years), 1))


def _reading(panel: Panel, evidence: Evidence, rules: LifeCycleRules) -> dict[str, NDArray[Any]]:
    """The stage and the reason of every regional cluster; of the two one is an empty text."""
    flat = {name: values.ravel() for name, values in evidence.items()}
    found, undecided = rules.read(flat)
    few = ((panel.jobs > 0).sum(axis=-1) < rules.years) | np.isnan(evidence["turn"])
    small = _mean_jobs(panel) < rules.employment
    words = np.array([*(stage for stage, _ in rules.stages), ""])
    refused = [few.ravel(), small.ravel(), undecided, found < 0]
    reasons = np.select(refused, [FEW_YEARS, SMALL, HETEROGENEITY_UNKNOWN, NOT_SPECIALISED], "")
    stages = np.where(reasons == "", words[found], "")
    return {"stage": stages.reshape(few.shape), "reason": reasons.reshape(few.shape)}


def _rows(panel: Panel, columns: dict[str, NDArray[Any]]) -> dict[str, pa.Array]:
    region, cluster = np.nonzero((panel.jobs > 0).any(axis=-1))
    named = {"region": panel.regions.decode(region), "cluster": panel.clusters.decode(cluster)}
    if panel.level is not None:
        named["level"] = pa.array(panel.level, pa.string()).take(pa.array(region))
    return named | {name: _column(values[region, cluster]) for name, values in columns.items()}


def _column(values: NDArray[Any]) -> pa.Array:
    if values.dtype.kind == "U":
        return pa.array([word or None for word in values.tolist()], pa.string())
    return nullable(values) if values.dtype.kind == "f" else pa.array(values)
