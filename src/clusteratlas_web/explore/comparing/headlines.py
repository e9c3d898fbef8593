"""The headline figures side by side: one line for each, a bar in every cell, and the spread of the group."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.utils.translation import get_language, gettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.layout import per_head
from clusteratlas.editions.queries import comparison as queries
from clusteratlas.editions.queries.benchmarks import Spread
from clusteratlas_web.explore.amounts import money_measures, per_head_label
from clusteratlas_web.explore.comparing.reading import Comparison
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.money import money

Figure = float | int | None
TABLE, GROUP = "headlines", "group"
_KEPT = 64  # groups whose quartiles a process keeps
_spread: Kept[dict[str, Spread]] = Kept(_KEPT)


@dataclass(frozen=True)
class Line:
    """A headline: its column in files, its label, how it is read from a row and written, where it is explained."""

    column: str
    label: str
    read: Callable[[Row], Figure]
    write: Callable[[float], str]
    explained: str = ""


@dataclass(frozen=True)
class Cell:
    """A figure as written, its row, and its bar from `start` over `length` in hundredths."""

    written: str
    row: Row
    start: float
    length: float


@dataclass(frozen=True)
class ShownLine:
    """A headline with its cells in the order of the things, and the group's spread as written."""

    label: str
    explained: str
    cells: list[Cell]
    reference: str = ""
    median: str = ""
    quartiles: tuple[str, str] | None = None


@dataclass(frozen=True)
class Headlines:
    """The lines of the section; `reference` says whether the nation has a column."""

    lines: list[ShownLine]
    spreads: Mapping[str, Spread] = field(default_factory=dict)


def read_headlines(comparison: Comparison) -> Headlines:
    """The headlines of the regions, or of one region in several years, beside the group's and the reference's."""
    lines = region_lines(comparison)
    spreads, reference = _spreads(comparison, lines), _reference(comparison)
    return Headlines([_shown(comparison, line, spreads, reference) for line in lines], spreads)


def _spreads(comparison: Comparison, lines: Sequence[Line]) -> dict[str, Spread]:
    """The quartiles of every line over the group; a line that nothing is known of is not there."""
    group, asked, edition = comparison.group, comparison.asked, comparison.edition
    if group is None or not group.members:
        return {}
    rules = asked.rules.book.name
    key = edition.folder, group.members, asked.year, rules, comparison.tells_traded

    def read() -> dict[str, Spread]:
        rows = queries.headlines(edition, group.members, [asked.year], rules)
        found = {line.column: spread_of([line.read(row) for row in rows]) for line in lines}
        return {name: spread for name, spread in found.items() if spread is not None}

    return _spread.get(key, read)


def region_lines(comparison: Comparison) -> list[Line]:
    """Jobs, jobs in clusters with their growth, strong clusters, concentration, money, how much is known exactly."""
    told, first = comparison.tells_traded, comparison.asked.rules.is_first
    jobs = gettext("Jobs in traded clusters") if told else gettext("Jobs in clusters")
    growth = gettext("Growth of traded jobs") if told else gettext("Growth of jobs in clusters")
    strong = gettext("Traded jobs in strong clusters") if told else gettext("Jobs in strong clusters")
    lines = [
        Line("employment", gettext("All jobs"), _column("employment"), numbers.count, "summary.employment"),
        Line("traded_employment", jobs, _column("traded_employment"), numbers.count, "summary.traded_employment"),
        Line("traded_share", gettext("Their share of all jobs"), _traded_share, numbers.share),
        Line("traded_growth", growth, _column("traded_growth"), numbers.change, "summary.traded_growth"),
        _strong_line(first),
        Line("strong_robust", gettext("of them robust"), _robust, numbers.count) if first else None,
        Line("strong_share", strong, _column("share_by_book"), numbers.share, "summary.strong_share" if first else ""),
        Line("herfindahl", _concentration(), _column("herfindahl"), _index, "structure.herfindahl"),
        *_money(comparison),
        Line(
            "known_share", gettext("Jobs known exactly"), _column("known_share"), numbers.share, "quality.known_share"
        ),
    ]
    return [line for line in lines if line is not None]


def _strong_line(first: bool) -> Line:
    explained = "summary.strong_clusters" if first else ""
    return Line("strong_clusters", gettext("Strong clusters"), _column("strong_by_book"), numbers.count, explained)


def _concentration() -> str:
    return gettext("Concentration (Herfindahl index, 0 to 1)")


def _money(comparison: Comparison) -> list[Line]:
    currency, language = comparison.edition.manifest.currency, get_language() or "en"
    return [
        Line(
            per_head(name),
            per_head_label(name),
            _per_job(name),
            lambda value: money(value, currency, language),
            f"summary.{per_head(name)}",
        )
        for name in money_measures(comparison.edition)
    ]


def _column(name: str) -> Callable[[Row], Figure]:
    return lambda row: row.get(name)


def _per_job(name: str) -> Callable[[Row], Figure]:
    return lambda row: row[name] / row["employment"] if row.get(name) is not None and row.get("employment") else None


def _traded_share(row: Row) -> Figure:
    return row["traded_employment"] / row["employment"] if row.get("employment") else None


def _robust(row: Row) -> Figure:
    return None if row.get("strong_clusters") is None else row["strong_clusters"] - row["strong_borderline"]


def _index(value: float) -> str:
    return f"{value:.3f}"


def spread_of(figures: Sequence[Figure]) -> Spread | None:
    """The quartiles of the figures that are known, linearly interpolated; None where none is."""
    known = [float(value) for value in figures if value is not None]
    if not known:
        return None
    low, median, high = (float(value) for value in np.percentile(known, [25, 50, 75]))
    return Spread(low, median, high, len(known))


def _reference(comparison: Comparison) -> Row:
    """The headlines of the country, which strong clusters are not counted of; none beside years."""
    row = comparison.headlines.get(comparison.edition.manifest.country)
    return row | {"strong_by_book": None, "share_by_book": None, "strong_clusters": None} if row else {}


def _shown(comparison: Comparison, line: Line, spreads: Mapping[str, Spread], reference: Row) -> ShownLine:
    rows = [comparison.headlines.get(unit.key, {}) for unit in comparison.units]
    value = line.read(reference) if reference else None
    shown = show_line(line, rows, "" if value is None else line.write(value))
    spread = spreads.get(line.column)
    if spread is None:
        return shown
    ends = line.write(spread.low), line.write(spread.high)
    return ShownLine(shown.label, shown.explained, shown.cells, shown.reference, line.write(spread.median), ends)


def show_line(line: Line, rows: Sequence[Row], reference: str = "") -> ShownLine:
    """A line with a cell for each row; bars begin at nothing and reach to the largest figure."""
    figures = [line.read(row) if row else None for row in rows]
    known = [float(value) for value in figures if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    wide = (high - low) or 1.0
    cells = []
    for value, row in zip(figures, rows, strict=True):
        part = 0.0 if value is None else float(value)
        start, length = (min(part, 0.0) - low) / wide, abs(part) / wide
        written = "" if value is None else line.write(value)
        cells.append(Cell(written, row, round(100 * start, 1), round(100 * length, 1)))
    return ShownLine(line.label, line.explained, cells, reference)


def headline_rows(comparison: Comparison) -> tuple[list[str], list[dict[str, Any]]]:
    """The figures as a table to take away, a row for each region or year: its columns and its rows."""
    lines = region_lines(comparison)
    columns = ["year", "region", "level", "rules", *(line.column for line in lines)]
    rows = []
    for unit in comparison.present:
        row = comparison.headlines[unit.key]
        keys = {"year": row["year"], "region": row["region"], "level": row["level"]}
        figures = {line.column: line.read(row) for line in lines}
        rows.append(keys | {"rules": comparison.asked.rules.book.name} | figures)
    return columns, rows


def group_rows(comparison: Comparison) -> tuple[list[str], list[dict[str, Any]]]:
    """The quartiles of the group by headline."""
    spreads, year = read_headlines(comparison).spreads, comparison.asked.year
    rows = [
        {"year": year, "measure": name, "group_low": spread.low, "group_median": spread.median}
        | {"group_high": spread.high, "group_known": spread.known}
        for name, spread in spreads.items()
    ]
    return ["year", "measure", "group_low", "group_median", "group_high", "group_known"], rows
