"""Checks an edition: every file against its checksum, and the sums that must hold between its tables."""

from collections.abc import Iterator
from pathlib import Path

from clusteratlas.editions.edition import open_folder
from clusteratlas.editions.laws import laws
from clusteratlas.editions.manifest import FILE, Manifest, read_manifest
from clusteratlas.errors import DamagedEdition
from clusteratlas.home import sha256_of


def check(folder: Path) -> Manifest:
    """The manifest of a sound edition; raises DamagedEdition with everything that is wrong."""
    manifest = read_manifest(folder)
    problems = [*_files(folder, manifest)]
    if not problems:
        problems = [*_sums(folder)]
    if problems:
        raise DamagedEdition(manifest.identity, problems)
    return manifest


def _files(folder: Path, manifest: Manifest) -> Iterator[str]:
    for name, checksum in manifest.checksums.items():
        if not (folder / name).is_file():
            yield f"{name} is missing"
        elif sha256_of(folder / name) != checksum:
            yield f"{name} differs from its checksum"
    for name in sorted({path.name for path in folder.glob("*.parquet")} - set(manifest.checksums)):
        yield f"{name} is not of this edition"


def _sums(folder: Path) -> Iterator[str]:
    edition = open_folder(folder)
    for table, rows in edition.manifest.rows.items():
        found = int(edition.table(f"select count(*) from {table}").column(0)[0].as_py())  # noqa: S608  # our own names
        if found != rows:
            yield f"{table} has {found:,} rows, {FILE} says {rows:,}"
    for law, query in laws(edition.manifest):
        broken = int(edition.table(query).column(0)[0].as_py())
        if broken:
            yield f"{law}: {broken:,} row(s)"
