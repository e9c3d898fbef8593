"""Which rows of which table are exported: a year, a level, a cluster, a region, checked against the edition."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from clusteratlas.editions.edition import Edition
from clusteratlas.editions.layout import TableLayout
from clusteratlas.editions.queries import clusters, regions
from clusteratlas.errors import InputError, UnknownChoice

# A filter's conditions, the first whose column the table has; tables that lack the column are reached over another.
_CONDITIONS = {
    "year": [("year", "year = $year")],
    "level": [
        ("level", "level = $level"),
        ("region", "region in (select region from regions where level = $level)"),
    ],
    "cluster": [
        ("cluster", "cluster = $cluster"),
        ("industry", "industry in (select industry from membership where cluster = $cluster)"),
    ],
    "region": [("region", "region = $region")],
}


@dataclass(frozen=True)
class Filter:
    """Which rows are wanted; what is None keeps all."""

    year: int | None = None
    level: str | None = None
    cluster: str | None = None
    region: str | None = None

    @property
    def given(self) -> dict[str, Any]:
        """What is chosen, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}


ALL = Filter()


@dataclass(frozen=True)
class Selection:
    """A table and the rows wanted of it."""

    table: str
    filter: Filter = ALL

    def possible(self, edition: Edition) -> list[str]:
        """The filters the table can take, given or not."""
        columns = edition.layouts[self.table].schema.names
        return [name for name, ways in _CONDITIONS.items() if any(column in columns for column, _ in ways)]

    def check(self, edition: Edition) -> None:
        """Raises UnknownChoice, InputError or NoSuchEntry for what the edition does not have."""
        _one_of("table", self.table, [name for name in edition.layouts if name in edition.manifest.rows])
        possible = self.possible(edition)
        for name in self.filter.given:
            if name not in possible:
                allowed = ", ".join(possible) or "none"
                raise InputError(f"Table {self.table} has no {name} to choose by. It can be chosen by: {allowed}.")
        chosen = self.filter
        if chosen.year is not None:
            _one_of("year", chosen.year, edition.years)
        if chosen.level is not None:
            _one_of("level", chosen.level, sorted(regions.counts_by_level(edition)))
        if chosen.cluster is not None:
            clusters.cluster(edition, chosen.cluster)
        if chosen.region is not None:
            regions.region(edition, chosen.region)


def selected(edition: Edition, selection: Selection, page: tuple[int, int] | None = None) -> pa.Table:
    """The rows of a checked selection with the columns of its table, ordered by its key; `page` is (limit, offset)."""
    layout = edition.layouts[selection.table]
    columns = ", ".join(layout.schema.names)
    query = f"select {columns} {_from(selection, layout)} order by {_order(layout)}"
    if page is None:
        return edition.table(query, selection.filter.given)
    window = {"limit": page[0], "offset": page[1]}
    return edition.table(f"{query} limit $limit offset $offset", selection.filter.given | window)


def count(edition: Edition, selection: Selection) -> int:
    """How many rows a checked selection has."""
    query = f"select count(*) as n {_from(selection, edition.layouts[selection.table])}"
    return int(edition.rows(query, selection.filter.given)[0]["n"])


def _from(selection: Selection, layout: TableLayout) -> str:
    return " and ".join([f"from {selection.table} where true", *_conditions(selection, layout)])


def _conditions(selection: Selection, layout: TableLayout) -> Iterator[str]:
    for name in selection.filter.given:
        yield next(condition for column, condition in _CONDITIONS[name] if column in layout.schema.names)


def _order(layout: TableLayout) -> str:
    return ", ".join(f"{column} nulls first" for column in layout.key)


def _one_of(argument: str, value: object, allowed: Sequence[object]) -> None:
    if value not in allowed:
        raise UnknownChoice(argument, value, [str(choice) for choice in allowed])
