"""What makes briefs, as one checksum: a brief that is kept is made anew when any of it changes."""

import hashlib
from functools import cache
from pathlib import Path

import clusteratlas

_ROOMS = ("reports", "charts", "numerals", "diagnosis")
_ENDINGS = (".py", ".toml", ".typ")


@cache
def software_checksum() -> str:
    """Of the version and of every file of the rooms that briefs are made by."""
    root = Path(clusteratlas.__file__).parent
    found = hashlib.sha256(clusteratlas.__version__.encode())
    for room in _ROOMS:
        for file in sorted((root / room).rglob("*")):
            if file.suffix in _ENDINGS:
                found.update(file.read_bytes())
    return found.hexdigest()
