"""The software that runs, as a checksum: what was made by other software is made anew, also within a version."""

import hashlib
from functools import cache
from pathlib import Path

ENDINGS = (".py", ".toml", ".tsv", ".typ", ".css", ".html", ".mo")


@cache
def software_checksum(package: Path = Path(__file__).parent) -> str:
    """Of every file of a package that decides on what it makes; of this library where none is named."""
    found = hashlib.sha256()
    for file in sorted(each for each in package.rglob("*") if each.suffix in ENDINGS):
        found.update(file.read_bytes())
    return found.hexdigest()
