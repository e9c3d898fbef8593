"""What a benchmark found, and how it is written: `benchmarks/results/latest.json` and `docs/benchmarks.md`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.machine import facts

JSON, PAGE = Path("benchmarks/results/latest.json"), Path("docs/benchmarks.md")
Cell = str | float | int | None

_OPENING = """# Benchmarks

Written by `python -m benchmarks` (all: `make bench`); every number was measured on the machine named here, in one run.
Contestants of a job run in processes of their own and take turns; the best of their runs counts, with the peak memory
of that run. Imports at the top of a contestant's module are not timed. Answers must agree to a relative 1e-9, or the
run fails. Other work may share the machine, so read the ratios before the seconds.
"""


@dataclass(frozen=True)
class Target:
    """A number to reach: at most `limit`."""

    words: str
    measured: float
    limit: float
    unit: str

    @property
    def met(self) -> bool:
        """Whether the number was reached."""
        return self.measured <= self.limit


@dataclass(frozen=True)
class Report:
    """One benchmark's findings: what was done, a table, the targets."""

    title: str
    words: str
    rows: list[dict[str, Cell]]
    targets: list[Target] = field(default_factory=list)


def write(reports: Mapping[str, Report], root: Path) -> None:
    """Writes both files; a benchmark that was not run this time keeps no old number beside new ones."""
    found = {name: asdict(report) for name, report in reports.items()}
    (root / JSON).parent.mkdir(parents=True, exist_ok=True)
    (root / JSON).write_text(json.dumps({"machine": facts(), "benchmarks": found}, indent=2) + "\n")
    (root / PAGE).parent.mkdir(parents=True, exist_ok=True)
    (root / PAGE).write_text(as_page(reports))


def as_page(reports: Mapping[str, Report]) -> str:
    """The page of one run: how it is measured, on which machine, what was found."""
    return "\n".join([_OPENING, _machine(), *map(as_text, reports.values())])


def as_text(report: Report) -> str:
    """The report in Markdown."""
    lines = [f"## {report.title}", "", report.words, "", *_table(report.rows), ""]
    lines += [f"- {_target(target)}" for target in report.targets]
    return "\n".join(lines) + ("\n" if report.targets else "")


def _machine() -> str:
    rows: list[dict[str, Cell]] = [{"": name, "this run": value} for name, value in facts().items()]
    return "\n".join([*_table(rows), ""])


def _table(rows: Sequence[Mapping[str, Cell]]) -> list[str]:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    body = ["| " + " | ".join(_cell(row.get(name)) for name in columns) + " |" for row in rows]
    return ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns), *body]


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"
    return f"{value:,}" if isinstance(value, int) else value


def _target(target: Target) -> str:
    verdict = "reached" if target.met else "**missed**"
    return f"{target.words}: {_cell(target.measured)} {target.unit}, target {target.limit:g} {target.unit}: {verdict}"
