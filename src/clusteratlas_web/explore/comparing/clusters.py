"""Clusters side by side over a level: their size, growth and pay, where they are, how concentrated, in which stages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext

from clusteratlas.diagnosis.life_cycle import STAGES
from clusteratlas.editions.edition import Row
from clusteratlas.editions.layout import per_head
from clusteratlas.editions.queries import comparison as queries
from clusteratlas.editions.queries.concentration import half_of
from clusteratlas.glossary import column_term
from clusteratlas_web.explore.amounts import money_measures, per_head_label
from clusteratlas_web.explore.comparing.asked import CLUSTERS
from clusteratlas_web.explore.comparing.headlines import Figure, Headlines, Line, show_line
from clusteratlas_web.explore.comparing.reading import Comparison
from clusteratlas_web.explore.comparing.units import Unit
from clusteratlas_web.explore.stage_words import stage_names
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.money import money

STAGES_TABLE, REGIONS_TABLE = "stages", "regions"
_CONCENTRATION = ("locational_gini", "hoover", "theil")


@dataclass(frozen=True)
class StageLine:
    """A stage, or none: in how many regions each cluster is in it."""

    name: str
    counts: list[int]


def read_cluster_headlines(comparison: Comparison) -> Headlines:
    """The lines of the clusters, or of one cluster in several years."""
    rows = figures_of(comparison)
    lines = cluster_lines(comparison)
    return Headlines([show_line(line, [rows.get(unit.key, {}) for unit in comparison.units]) for line in lines])


def figures_of(comparison: Comparison) -> dict[object, Row]:
    """Reference totals and concentration of each cluster or year, and what is counted over the level's regions."""
    asked = comparison.asked
    key = "cluster" if asked.kind == CLUSTERS else "year"
    spread = queries.concentrations(comparison.edition, asked.codes, asked.level, asked.years)
    concentrated = {row[key]: row for row in spread}
    return {
        unit.key: _counted(comparison, unit)
        | {name: concentrated.get(unit.key, {}).get(name) for name in _CONCENTRATION}
        | comparison.headlines[unit.key]
        | {"level": asked.level}
        for unit in comparison.present
    }


def _counted(comparison: Comparison, unit: Unit) -> Row:
    """What is counted over the regions: how many have it, where it is strong, in how few half of its jobs are."""
    here = [rows[unit.key] for rows in comparison.cells.values() if unit.key in rows]
    jobs = [row["employment"] for row in here if row["employment"]]
    said = [row["strong"] for row in here if row["strong"] is not None]
    return {
        "level_employment": sum(jobs),
        "regions": len(jobs),
        "strong_regions": sum(said) if said else None,
        "half_regions": half_of(jobs) if jobs else None,
    }


def cluster_lines(comparison: Comparison) -> list[Line]:
    """Jobs and their share and growth, establishments, pay, the regions it is in, its concentration."""
    level = {"level": comparison.names.level_in_text(comparison.asked.level)}
    establishments = "establishments" in comparison.edition.manifest.measures
    first = comparison.asked.rules.is_first
    lines = [
        Line("employment", gettext("Jobs"), _column("employment"), numbers.count, "portfolio.employment"),
        Line(
            "employment_share", gettext("Share of jobs"), _column("employment_share"), numbers.share,
            "portfolio.employment_share",
        ),
        Line(
            "employment_growth", gettext("Growth since the year before"), _column("employment_growth"), numbers.change,
            "portfolio.employment_growth",
        ),
        Line("establishments", gettext("Establishments"), _column("establishments"), numbers.count,
             "portfolio.establishments") if establishments else None,
        *_money(comparison),
        Line("level_employment", gettext("Jobs in %(level)s") % level, _column("level_employment"), numbers.count),
        Line("regions", gettext("Regions with jobs in it"), _column("regions"), numbers.count, "concentration.regions"),
        Line("strong_regions", gettext("Regions where strong"), _column("strong_regions"), numbers.count,
             "concentration.strong_regions" if first else ""),
        Line("half_regions", gettext("Regions that hold half of its jobs"), _column("half_regions"), numbers.count),
        *(_index(name) for name in _CONCENTRATION),
    ]  # fmt: skip
    return [line for line in lines if line is not None]


def _column(name: str) -> Any:
    def read(row: Row) -> Figure:
        return row.get(name)

    return read


def _index(name: str) -> Line:
    label = column_term(name).label(get_language() or "en")
    return Line(name, label, _column(name), lambda value: f"{value:.3f}", f"concentration.{name}")


def _money(comparison: Comparison) -> list[Line]:
    currency, language = comparison.edition.manifest.currency, get_language() or "en"
    return [
        Line(
            per_head(name),
            per_head_label(name),
            _column(per_head(name)),
            lambda value: money(value, currency, language),
            f"portfolio.{per_head(name)}",
        )
        for name in money_measures(comparison.edition)
    ]


def read_stages(comparison: Comparison) -> list[StageLine]:
    """In how many regions of the level each cluster is in each stage; none where the edition reads no stages."""
    rows = queries.stages(comparison.edition, comparison.asked.codes, comparison.asked.level)
    if not rows:
        return []
    counts = {(row["cluster"], row["stage"]): row["regions"] for row in rows}
    names: dict[str | None, str] = {stage: stage_names()[stage] for stage in STAGES} | {None: gettext("No stage")}
    return [
        StageLine(name, [counts.get((str(unit.key), stage), 0) for unit in comparison.units])
        for stage, name in names.items()
    ]


def stage_rows(comparison: Comparison) -> tuple[list[str], list[Row]]:
    """The stages as a table to take away."""
    rows = queries.stages(comparison.edition, comparison.asked.codes, comparison.asked.level)
    level = {"level": comparison.asked.level}
    return ["level", "cluster", "stage", "regions"], [row | level for row in rows]


def cluster_headline_rows(comparison: Comparison) -> tuple[list[str], list[Row]]:
    """The headlines as a table to take away, a row for each cluster or year."""
    lines, rows = cluster_lines(comparison), figures_of(comparison)
    columns = ["year", "level", "cluster", *(line.column for line in lines)]
    keys = ("year", "level", "cluster")
    return columns, [
        {name: row[name] for name in keys} | {line.column: line.read(row) for line in lines} for row in rows.values()
    ]


FIGURES = ("employment", "employment_share", "location_quotient", "employment_growth")


def entry_rows(comparison: Comparison) -> tuple[Sequence[str], list[Row]]:
    """Every figure side by side, a row for each region, cluster and year that has one."""
    columns = ["year", "level", "region", "cluster", "kind", *FIGURES, "rules", "class", "strong"]
    rules = {"rules": comparison.asked.rules.book.name}
    ordered = sorted(comparison.cells.items())
    rows = [row | rules for _, cells in ordered for row in cells.values()]
    return columns, [{name: row[name] for name in columns} for row in rows]
