"""Commands that keep an installation safe: backup, restore."""

from pathlib import Path
from typing import Annotated, Any

import typer

from clusteratlas.cli.options import HomeOption
from clusteratlas.cli.platform import platform
from clusteratlas.cli.printing import console


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    target: Annotated[Path, typer.Argument(help="The archive to write, such as atlas-2026-11-22.tar.gz.")],
    home: HomeOption = None,
    records: Annotated[
        bool, typer.Option("--records", help="Also what editions were built from: published files and records.")
    ] = False,
) -> None:
    """Write database, private files, boundaries and editions into one archive with a checksum for every file."""
    from clusteratlas.home import Home  # deferred: --help should not load it

    manifest = platform("backup.commands").back_up(Home.at(home).path, target, records, _say)
    console.print(f"{target} holds {_size(manifest)}, each with its checksum", highlight=False)


def restore(
    source: Annotated[Path, typer.Argument(help="An archive that `clusteratlas backup` wrote.", exists=True)],
    home: HomeOption = None,
) -> None:
    """Bring an installation back from an archive, into an empty home and database; checked before and after."""
    from clusteratlas.home import Home  # deferred: as above

    manifest = platform("backup.commands").restore(source, Home.at(home).path, _say)
    console.print(f"{_size(manifest)} are back as they were on {manifest.created}", highlight=False)


def _say(name: str) -> None:
    console.print(f"  {name}", highlight=False)


def _size(manifest: Any) -> str:
    return f"{sum(manifest.rows.values()):,} rows and {len(manifest.checksums):,} files"
