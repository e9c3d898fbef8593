"""What `clusteratlas backup` and `clusteratlas restore` do: the platform set up around a backup and its way back."""

from collections.abc import Callable
from pathlib import Path

from clusteratlas_web.backup.manifest import BackupManifest

Say = Callable[[str], None]


def back_up(home: Path, target: Path, with_records: bool, say: Say) -> BackupManifest:
    """A backup of the installation at a home."""
    set_up(home)
    from clusteratlas_web.backup.backing_up import back_up as write  # deferred: needs Django set up

    return write(home, target, with_records, say)


def restore(source: Path, home: Path, say: Say) -> BackupManifest:
    """An installation brought back into an empty home."""
    set_up(home)
    from clusteratlas_web.backup.restoring import restore as bring_back  # deferred: as above

    return bring_back(source, home, say)


def set_up(home: Path) -> None:
    """Django and the database made ready for a home."""
    from clusteratlas_web import server  # deferred: --help should not load it

    server.set_up(home)
    from clusteratlas_web.foundation.setup import prepare_database

    prepare_database()
