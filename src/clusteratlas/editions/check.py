"""Checks an edition: every file against its checksum, and the sums that must hold between its tables."""

from collections.abc import Iterator
from pathlib import Path

from clusteratlas.editions.edition import open_folder
from clusteratlas.editions.manifest import FILE, Manifest, read_manifest
from clusteratlas.errors import DamagedEdition
from clusteratlas.home import sha256_of

# Each query counts rows that break the law it is named for.
_LAWS = {
    "a cell of activity stands twice": """
        select count(*) from (select 1 from activity group by year, region, industry having count(*) > 1)""",
    "the country is not the sum of its regions": """
        select count(*) from (
            select year, cluster, subcluster from portfolio group by all
            having sum(employment) filter (level = 'country')
                is distinct from sum(employment) filter (level <> 'country')
                or sum(establishments) filter (level = 'country')
                is distinct from sum(establishments) filter (level <> 'country'))""",
    "a cluster is not the sum of its subclusters": """
        select count(*) from (
            select year, region, cluster from portfolio group by all
            having sum(employment) filter (subcluster is null)
                is distinct from sum(employment) filter (subcluster is not null)
                or sum(establishments) filter (subcluster is null)
                is distinct from sum(establishments) filter (subcluster is not null))""",
    "a region's shares of a kind do not add up to 1": """
        select count(*) from (
            select year, region, kind from portfolio where subcluster is null group by all
            having sum(employment) > 0 and abs(sum(employment_share) - 1) > 1e-9)""",
    "a cluster is called strong below a threshold": """
        select count(*) from portfolio p join thresholds t using (year, level, cluster)
        where p.subcluster is null and p.strong
            and not (p.employment > t.employment_p25 and p.establishments > t.establishments_p25
                and p.location_quotient >= t.location_quotient_p75 and p.location_quotient >= 1)""",
    "a portfolio row speaks of a region that is not listed": """
        select count(*) from portfolio p anti join regions r using (region)""",
}


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
    for law, query in _LAWS.items():
        broken = int(edition.table(query).column(0)[0].as_py())
        if broken:
            yield f"{law}: {broken:,} row(s)"
