"""An edition that has been opened for reading: its manifest, its tables, its names."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from clusteratlas.diagnosis import RuleBook
from clusteratlas.editions.layout import TableLayout, tables_of
from clusteratlas.editions.manifest import Manifest, read_manifest
from clusteratlas.editions.names import Names, read_names
from clusteratlas.engines import Connection, connect_in_memory, view_parquet
from clusteratlas.errors import DamagedEdition, UnknownChoice

Row = dict[str, Any]

# Tables that are also read by cluster or industry; a serving store keeps them in that order too.
BY_CLUSTER = {"portfolio": "portfolio_by_cluster", "activity": "activity_by_industry"}


class Edition:
    """One immutable edition. Every read is one query on a cursor of its own, so threads may share an edition."""

    def __init__(self, folder: Path, manifest: Manifest, connection: Connection) -> None:
        self.folder, self.manifest, self._connection = folder, manifest, connection

    @property
    def name(self) -> str:
        """The edition's name within its atlas: 2019.1."""
        return self.manifest.name

    @property
    def years(self) -> list[int]:
        """The years there are figures of, in order."""
        return self.manifest.years

    @cached_property
    def layouts(self) -> dict[str, TableLayout]:
        """The tables it has, with their columns and keys."""
        return tables_of(self.manifest.measures)

    def year(self, wanted: int | None = None) -> int:
        """The year asked for, the latest if none is; raises UnknownChoice where there are no figures of it."""
        if wanted is not None and wanted not in self.years:
            raise UnknownChoice("year", wanted, [str(year) for year in self.years])
        return self.manifest.latest_year if wanted is None else wanted

    def level(self, wanted: str | None = None) -> str:
        """The level asked for, the first of the atlas if none is; raises UnknownChoice if it has no such level."""
        if wanted is not None and wanted not in self.manifest.levels:
            raise UnknownChoice("level", wanted, self.manifest.levels)
        return wanted or self.manifest.levels[0]

    def table(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> pa.Table:
        """The answer to a query over the edition's tables."""
        return self._connection.cursor().sql(query, params=parameters).to_arrow_table()

    def rows(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """The answer to a query as dictionaries."""
        cursor = self._connection.cursor().execute(query, parameters)
        columns = [column[0] for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def book(self, rules: str | None = None) -> RuleBook:
        """One of its rule books by name, the first if none is named; raises UnknownChoice for any other."""
        books = self.manifest.books
        if rules is not None and rules not in books:
            raise UnknownChoice("rules", rules, list(books))
        return self.manifest.book if rules is None else books[rules]

    @cached_property
    def names(self) -> Names:
        """The names of regions, industries and clusters by language."""
        return read_names(self.table("select * from names"))


def open_folder(folder: Path) -> Edition:
    """An edition read straight from its Parquet files; raises DamagedEdition if one is missing."""
    manifest = read_manifest(folder)
    missing = [f"{name} is missing" for name in manifest.checksums if not (folder / name).is_file()]
    if missing:
        raise DamagedEdition(manifest.identity, missing)
    connection = connect_in_memory()
    for table in manifest.rows:
        for name in (table, BY_CLUSTER.get(table)):
            if name:
                view_parquet(connection, name, folder / f"{table}.parquet")
    return Edition(folder, manifest, connection)
