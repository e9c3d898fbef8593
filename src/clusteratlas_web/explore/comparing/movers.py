"""What rose and fell from the first to the last of some years: jobs, contribution to growth, ranks, classes crossed."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.comparing.reading import Comparison
from clusteratlas_web.explore.rule_choice import class_name
from clusteratlas_web.explore.wording import LOCAL

TABLE = "changes"
SHOWN = 20  # lines of the page where entries are regions
ENTERED, LEFT = "entered", "left"


@dataclass(frozen=True)
class Mover:
    """An entry in both years; `contribution` is its change as a share of all first jobs, and they add up to growth."""

    key: str
    name: str
    address: str
    before: Row
    after: Row
    change: int
    growth: float | None
    contribution: float | None
    climbed: int | None
    crossing: str
    crossed: str


@dataclass(frozen=True)
class Movers:
    """The entries that rose or fell most, all together, and how many could not be compared."""

    first: int
    last: int
    lines: list[Mover]
    all_lines: list[Mover]
    start: int
    end: int
    left_out: list[str]

    @property
    def change(self) -> int:
        """The change of all that are compared."""
        return self.end - self.start

    @property
    def growth(self) -> float | None:
        """Their growth, to which the contributions add up."""
        return self.change / self.start if self.start else None

    @property
    def crossed(self) -> list[Mover]:
        """Those that became strong, then those that no longer are."""
        return sorted((each for each in self.all_lines if each.crossing), key=lambda each: each.crossing)


def read_movers(comparison: Comparison) -> Movers:
    """The entries of a comparison of years, those that moved most first."""
    first, last = comparison.units[0], comparison.units[-1]
    pairs = {
        code: (rows.get(first.key, {}), rows.get(last.key, {}))
        for code, rows in comparison.cells.items()
        if any(row["kind"] != LOCAL or not comparison.by_cluster for row in rows.values())
    }
    known = {code: pair for code, pair in pairs.items() if not any(_is_open(row) for row in pair)}
    start = sum(_jobs(before) for before, _ in known.values())
    lines = [_mover(comparison, code, *pair, start) for code, pair in known.items()]
    lines = sorted(
        (line for line in lines if line.before or line.after), key=lambda line: (-abs(line.change), line.key)
    )
    shown = lines if comparison.by_cluster else lines[:SHOWN]
    return Movers(
        first=int(first.key),
        last=int(last.key),
        lines=sorted(shown, key=lambda line: (-line.change, line.key)),
        all_lines=lines,
        start=start,
        end=sum(_jobs(after) for _, after in known.values()),
        left_out=[_name(comparison, code) for code in sorted(pairs.keys() - known.keys())],
    )


def _is_open(row: Row) -> bool:
    """Whether nothing bounds a figure from above: then it cannot be compared."""
    return bool(row) and row["employment_low"] is not None and row["employment_high"] is None


def _jobs(row: Row) -> int:
    return int(row.get("employment") or 0)


def _mover(comparison: Comparison, code: str, before: Row, after: Row, start: int) -> Mover:
    change = _jobs(after) - _jobs(before)
    ranks = before.get("rank_location_quotient"), after.get("rank_location_quotient")
    crossing = _crossing(before, after)
    return Mover(
        key=code,
        name=_name(comparison, code),
        address=_address(comparison, code),
        before=before,
        after=after,
        change=change,
        growth=change / _jobs(before) if _jobs(before) else None,
        contribution=change / start if start else None,
        climbed=None if None in ranks else ranks[0] - ranks[1],  # type: ignore[operator]  # just looked at
        crossing=crossing,
        crossed=_in_words(comparison, before, after, crossing),
    )


def _crossing(before: Row, after: Row) -> str:
    """Entered or left the strong class; without a row nothing is strong, and of what cannot be said nothing is said."""
    was, now = (row.get("strong") if row else False for row in (before, after))
    if was is None or now is None or was == now:
        return ""
    return ENTERED if now else LEFT


def _in_words(comparison: Comparison, before: Row, after: Row, crossing: str) -> str:
    if crossing:
        return gettext("became strong") if crossing == ENTERED else gettext("no longer strong")
    book = comparison.asked.rules.book
    was, now = (class_name(book, row.get("class")) or gettext("no class") for row in (before, after))
    return "" if was == now else gettext("%(before)s, then %(after)s") % {"before": was, "after": now}


def _name(comparison: Comparison, code: str) -> str:
    return comparison.names.cluster(code) if comparison.by_cluster else comparison.names.region(code)


def _address(comparison: Comparison, code: str) -> str:
    asked = comparison.asked
    region, cluster = (asked.codes[0], code) if comparison.by_cluster else (code, asked.codes[0])
    return asked.to.regional(region, cluster, asked.year)


def mover_rows(comparison: Comparison) -> tuple[list[str], list[dict[str, Any]]]:
    """Every entry with its change as a table to take away."""
    found = read_movers(comparison)
    entry, other = ("cluster", "region") if comparison.by_cluster else ("region", "cluster")
    rows = [
        {"year": found.last, "since": found.first, entry: line.key, other: comparison.asked.codes[0]}
        | {"employment_before": _jobs(line.before), "employment_change": line.change, "contribution": line.contribution}
        | {"employment_growth": line.growth, "crossing": line.crossing or None}
        | {"location_quotient_before": line.before.get("location_quotient")}
        | {"location_quotient": line.after.get("location_quotient"), "rank_change": line.climbed}
        for line in found.all_lines
    ]
    columns = ["year", "since", "region", "cluster", "employment_before", "employment_change", "employment_growth"]
    quotients = ["location_quotient_before", "location_quotient", "rank_change"]
    return [*columns, "contribution", *quotients, "crossing"], rows
