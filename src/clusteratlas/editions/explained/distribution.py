"""Where a number stands: the same column over all regions of the level, or over all clusters, industries, peers."""

from collections.abc import Sequence
from dataclasses import dataclass

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.explaining import Explained
from clusteratlas.editions.explained.formula import Value
from clusteratlas.editions.explained.reading import key_of, of_part

# For each table: what its rows are told apart by here, what picks the rows a number is set beside, and what that needs.
_OF_LEVEL = "{} join regions using (region) where {} level = (select level from regions where region = $region)"
_BESIDE = {
    "portfolio": (
        "region",
        "portfolio_by_cluster where cluster = $cluster and {part} and year = $year and level = $level",
        ("cluster", "subcluster", "year", "level"),
    ),
    "summary": ("region", "summary where year = $year and level = $level", ("year", "level")),
    "quality": ("region", _OF_LEVEL.format("quality", "year = $year and"), ("year", "region")),
    "structure": ("region", "structure where year = $year and level = $level", ("year", "level")),
    "activity": (
        "region",
        _OF_LEVEL.format("activity_by_industry", "industry = $industry and year = $year and"),
        ("industry", "year", "region"),
    ),
    "totals": (
        "region",
        _OF_LEVEL.format("totals", "industry = $industry and year = $year and"),
        ("industry", "year", "region"),
    ),
    "verdicts": (
        "region",
        _OF_LEVEL.format("verdicts", "cluster = $cluster and rules = $rules and year = $year and"),
        ("cluster", "rules", "year", "region"),
    ),
    "opportunities": (
        "region",
        "opportunities where cluster = $cluster and level = $level and year = $year",
        ("cluster", "year", "level"),
    ),
    "concentration": ("cluster", "concentration where year = $year and level = $level", ("year", "level")),
    "complexity": ("industry", "complexity where year = $year and level = $level", ("year", "level")),
    "relatedness": ("other", "relatedness where cluster = $cluster", ("cluster",)),
    "peers": ("peer", "peers where region = $region and year = $year", ("region", "year")),
    "life_cycle": ("region", "life_cycle where cluster = $cluster and level = $level", ("cluster", "level")),
}
_PLACES = ("rank_", "percentile_")  # a place is shown among the values it is a place of
_DECILES = tuple(range(0, 101, 10))


@dataclass(frozen=True)
class Distribution:
    """The values of a column, the highest first; `of` is what each is of, `own` the code of the number's own.

    `rows` have the code under `of`, and the value.
    """

    of: str
    column: str
    rows: Sequence[Row]
    own: str

    @property
    def values(self) -> list[float]:
        """The values alone."""
        return [row["value"] for row in self.rows]

    @property
    def value(self) -> Value:
        """The number's own value; None where it is not among them."""
        return next((row["value"] for row in self.rows if row[self.of] == self.own), None)

    @property
    def rank(self) -> int | None:
        """The place of the number's own value, 1 is the highest; ties share the best."""
        value = self.value
        return None if value is None else 1 + sum(each > value for each in self.values)

    @property
    def deciles(self) -> list[tuple[int, float]]:
        """The 0th, 10th, ... 100th percentile, linear between neighbours."""
        ordered = sorted(self.values)
        return [(part, _between(ordered, part / 100 * (len(ordered) - 1))) for part in _DECILES] if ordered else []


def _between(ordered: Sequence[float], place: float) -> float:
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def distribution_of(edition: Edition, explained: Explained) -> Distribution | None:
    """The values a number is set beside; None where there are none: of the country, of a column that is not stored."""
    subject, row = explained.subject, explained.row
    column = _column(subject.column)
    stored = edition.layouts.get(subject.table)
    if subject.table not in _BESIDE or stored is None or column not in stored.schema.names or column == "ranked":
        return None
    if row.get("region") == edition.manifest.country:
        return None
    of, where, wanted = _BESIDE[subject.table]
    where = where.format(part=of_part(row)) if subject.table == "portfolio" else where
    query = f"select {of}, {column} as value from {where} and {column} is not null order by value desc, {of}"  # noqa: S608
    rows = edition.rows(query, key_of(row, *wanted))
    return Distribution(of, column, rows, str(row[of]))


def _column(column: str) -> str:
    return next((column.removeprefix(start) for start in _PLACES if column.startswith(start)), column)
