"""Growth since the year before: between which ends it lies, where jobs of either year are an estimate."""

from collections.abc import Iterable, Mapping

from clusteratlas.editions.edition import Row
from clusteratlas.reports.brief import GROWTH, Column
from clusteratlas.reports.spoken import Spoken

GREW, LOW, HIGH, RANGED = "employment_growth", "growth_low", "growth_high", "growth_ranged"


def with_growth(row: Row, before: Mapping[str, Row], key: str) -> Row:
    """The row with the ends of its growth: none where both years are known exactly or growth is not known."""
    earlier = before.get(row[key], {})
    ranged = row[GREW] is not None and not (_is_exact(row) and _is_exact(earlier))
    low, high = growth_ends([row], [earlier]) if ranged else (None, None)
    return row | {RANGED: ranged, LOW: low, HIGH: high}


def growth_ends(now: Iterable[Row], before: Iterable[Row]) -> tuple[float, float | None]:
    """The least growth that the ranges of two years allow, and the most: None where that has no bound."""
    (low, high), (first_low, first_high) = _sum(now), _sum(before)
    least = -1.0 if not first_high else low / first_high - 1
    return least, None if high is None or not first_low else high / first_low - 1


def is_open(row: Row) -> bool:
    """Whether what is withheld leaves open that jobs grew and that they fell."""
    return bool(row[RANGED]) and leaves_open(row[LOW], row[HIGH])


def leaves_open(low: float, high: float | None) -> bool:
    """Whether both growth and loss lie between two ends."""
    return low < 0 and (high is None or high > 0)


def growth_columns(spoken: Spoken) -> tuple[Column, ...]:
    """Growth, as a range where it is one; its ends apart in the workbook alone."""
    meaning = spoken.meaning(GREW)
    return (
        Column(GREW, spoken.say("col_growth"), GROWTH, meaning),
        Column(LOW, spoken.say("col_growth_low"), "change", spoken.say("meaning_growth_ends"), on_paper=False),
        Column(HIGH, spoken.say("col_growth_high"), "change", spoken.say("meaning_growth_ends"), on_paper=False),
    )


def growth_note(spoken: Spoken, rows: Iterable[Row]) -> str:
    """How a growth that is a range is read; nothing where there is none."""
    return spoken.say("growth_ranges") if any(row.get(RANGED) for row in rows) else ""


def _is_exact(row: Row) -> bool:
    return row.get("employment_low") is None


def _sum(rows: Iterable[Row]) -> tuple[float, float | None]:
    """The sums of the low and of the high ends; no high one where one of them has no bound."""
    ends = [_ends(row) for row in rows if row]
    high = [end for _, end in ends]
    return sum(low for low, _ in ends), None if None in high else sum(end for end in high if end is not None)


def _ends(row: Row) -> tuple[float, float | None]:
    if _is_exact(row):
        return row["employment"], row["employment"]
    return row["employment_low"], row["employment_high"]
