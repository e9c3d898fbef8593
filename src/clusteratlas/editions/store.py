"""The serving store: an edition as one read-only DuckDB file, kept in both orders, made once and disposable."""

from pathlib import Path

from clusteratlas.editions.edition import BY_CLUSTER, Edition
from clusteratlas.editions.manifest import FILE, read_manifest
from clusteratlas.engines import DatabaseError, connect
from clusteratlas.errors import DiskFull
from clusteratlas.home import Home, one_writer, sha256_of, whole_file

_ORDER = {
    "portfolio": "region, year, cluster, subcluster nulls first",  # a page asks for one year of one region
    "activity": "region, industry, year",
    "portfolio_by_cluster": "cluster, subcluster nulls first, year, region",
    "activity_by_industry": "industry, year, region",
    "search": "piece, entity, code",
}
# Orders by spilling to disk beyond this, and keeps no more of the file than this when serving.
_MEMORY = "set memory_limit = '2GB'"
# Pages are answered side by side by the server's threads; a second thread inside each query only makes them wait.
_ONE_THREAD = "set threads = 1"


def open_store(folder: Path, home: Home) -> Edition:
    """The edition of a folder, served from its store; the store is made first if it does not stand yet."""
    manifest = read_manifest(folder)
    file = home.cache("stores") / f"{manifest.identity}-{sha256_of(folder / FILE)[:12]}.duckdb"
    with one_writer(file, wait=True):
        if not file.is_file():
            with whole_file(file) as target:
                _make(folder, list(manifest.rows), target)
    connection = connect(file)
    connection.execute(_MEMORY).execute(_ONE_THREAD)
    return Edition(folder, manifest, connection)


def _make(folder: Path, tables: list[str], target: Path) -> None:
    target.unlink(missing_ok=True)
    try:
        _fill(folder, tables, target)
    except DatabaseError as error:
        if "No space left" in str(error):  # DuckDB has no class for a full disk
            raise DiskFull(target) from error
        raise
    finally:
        target.with_name(f"{target.name}.wal").unlink(missing_ok=True)  # stays where DuckDB could not finish


def _fill(folder: Path, tables: list[str], target: Path) -> None:
    connection = connect(target, read_only=False)
    try:
        connection.execute(_MEMORY)
        for table in tables:
            source = connection.read_parquet(str(folder / f"{table}.parquet"))
            for name in filter(None, (table, BY_CLUSTER.get(table))):
                ordered = source.order(_ORDER[name]) if name in _ORDER else source
                ordered.create(name)
        connection.execute("checkpoint")
    finally:
        connection.close()
