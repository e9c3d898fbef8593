"""Why jobs changed, side by side: the nation's part, that of the mix of clusters, and each region's own."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.dynamics import ShiftShare, shift_shares_between, shift_shares_of_some
from clusteratlas_web.explore.comparing.reading import Comparison
from clusteratlas_web.explore.comparing.units import Unit
from clusteratlas_web.explore.region.whole_jobs import shares_of, whole_jobs

TABLE, BY_CLUSTER = "shift-share", "shift-share-by-cluster"
EFFECTS = ("national", "mix", "own", "change")
PARTS = EFFECTS[:3]
_HALF = 50.0  # hundredths from the middle of a bar's cell to its end


@dataclass(frozen=True)
class Effect:
    """One part in whole jobs and as a share of the first jobs, and its bar from `start` over `length` in hundredths."""

    jobs: int
    share: float | None
    start: float
    length: float


@dataclass(frozen=True)
class ChangeLine:
    """The change of one region: its first jobs, its parts, the sum of them, and what could not be compared."""

    unit: Unit
    since: int
    start: int
    parts: list[Effect]
    total: Effect
    left_out: int
    missing: list[int]


@dataclass(frozen=True)
class Changes:
    """The change of every region since a year; those without figures to compare are named."""

    title: str
    since: int
    until: int
    lines: list[ChangeLine]
    lacking: list[Unit]

    @property
    def several(self) -> bool:
        """Whether there are years between: the parts are then those of every year to the next, added up."""
        return self.until - self.since > 1


def read_changes(comparison: Comparison) -> Changes | None:
    """The section; None where there is no year before."""
    asked = comparison.asked
    if asked.since is None:
        return None
    found = shift_shares_of_some(comparison.edition, asked.codes, asked.since, asked.year)
    whole = {code: whole_parts(each) for code, each in found.items()}
    most = max((abs(share) for total in whole.values() for share in shares_of(total).values()), default=0.0)
    lines = [_line(unit, found[unit.key], whole[unit.key], most) for unit in comparison.units if str(unit.key) in found]
    lacking = [unit for unit in comparison.units if str(unit.key) not in found]
    return Changes(_title(comparison), asked.since, asked.year, lines, lacking)


def read_steps(comparison: Comparison) -> Changes | None:
    """The same of one region from each of its years to the next of them; None where none can be compared."""
    asked = comparison.asked
    found = shift_shares_between(comparison.edition, asked.codes[0], asked.years)
    if not found:
        return None
    whole = {year: whole_parts(each) for year, each in found.items()}
    most = max((abs(share) for total in whole.values() for share in shares_of(total).values()), default=0.0)
    later = comparison.units[1:]
    lines = [_line(unit, found[int(unit.key)], whole[int(unit.key)], most) for unit in later if unit.key in found]
    lacking = [unit for unit in later if unit.key not in found]
    return Changes(_title(comparison), asked.years[0], asked.year, lines, lacking)


def whole_parts(found: ShiftShare) -> Row:
    """The parts of all clusters together in whole jobs, which add up as they are printed."""
    rows = whole_jobs(sorted(found.rows.values(), key=lambda row: -row["start"]))
    return {name: sum(row[name] for row in rows) for name in ("start", *EFFECTS)}


def _title(comparison: Comparison) -> str:
    return gettext("Why traded jobs changed") if comparison.tells_traded else gettext("Why jobs in clusters changed")


def _line(unit: Unit, found: ShiftShare, total: Row, most: float) -> ChangeLine:
    shares = shares_of(total)
    effects = {name: _effect(total[name], shares.get(name), most) for name in EFFECTS}
    missing = [year for year in range(found.start + 1, found.end + 1) if year not in found.years]
    parts = [effects[name] for name in PARTS]
    return ChangeLine(unit, found.start, total["start"], parts, effects["change"], len(found.left_out), missing)


def _effect(jobs: int, share: float | None, most: float) -> Effect:
    length = _HALF * abs(share) / most if share and most else 0.0
    start = _HALF - length if share and share < 0 else _HALF
    return Effect(jobs, share, round(start, 1), round(length, 1))


def change_rows(comparison: Comparison) -> tuple[list[str], list[Row]]:
    """The parts of every region, not rounded: columns and rows."""
    asked = comparison.asked
    found = (
        {} if asked.since is None else shift_shares_of_some(comparison.edition, asked.codes, asked.since, asked.year)
    )
    rows = [_keys(comparison, code) | _figures(each.total) for code, each in found.items()]
    return ["year", "since", "region", *_COLUMNS], rows


def change_rows_by_cluster(comparison: Comparison) -> tuple[list[str], list[Row]]:
    """The parts of every cluster in every region, not rounded."""
    asked = comparison.asked
    found = (
        {} if asked.since is None else shift_shares_of_some(comparison.edition, asked.codes, asked.since, asked.year)
    )
    rows = [
        _keys(comparison, code) | {"cluster": cluster} | _figures(row)
        for code, each in found.items()
        for cluster, row in each.rows.items()
        if row["start"] or row["change"]
    ]
    return ["year", "since", "region", "cluster", *_COLUMNS], rows


def step_rows(comparison: Comparison) -> tuple[list[str], list[Row]]:
    """The parts of one region from each year to the next of those compared, not rounded."""
    asked = comparison.asked
    found = shift_shares_between(comparison.edition, asked.codes[0], asked.years)
    rows = [
        {"year": year, "since": each.start, "region": asked.codes[0]} | _figures(each.total)
        for year, each in found.items()
    ]
    return ["year", "since", "region", *_COLUMNS], rows


_COLUMNS = {
    "employment_before": "start",
    "national_effect": "national",
    "mix_effect": "mix",
    "competitive_effect": "competitive",
    "employment_change": "change",
    "expected_change": "expected",
}


def _keys(comparison: Comparison, code: str) -> Row:
    return {"year": comparison.asked.year, "since": comparison.asked.since, "region": code}


def _figures(row: Row) -> Row:
    whole = ("start", "change")
    return {name: round(row[part]) if part in whole else float(row[part]) for name, part in _COLUMNS.items()}
