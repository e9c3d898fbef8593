"""What stands in a folder: every file with its checksum, every folder; two equal answers mean that nothing changed."""

import hashlib
from pathlib import Path


def contents(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below the folder, "folder" for every folder; lock files, which are empty, are left out."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
        if not path.name.endswith(".lock")
    }


def files(folder: Path) -> dict[str, str]:
    """The same of files only."""
    return {name: checksum for name, checksum in contents(folder).items() if checksum != "folder"}
