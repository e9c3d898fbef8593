"""County Business Patterns read as one would by hand: line by line, with the standard library, slowly."""

import csv
import gzip
from pathlib import Path

Cells = dict[tuple[int, str, str], tuple[int, int]]


def read_cbp(file: Path) -> Cells:
    """Employment and establishments by year, area and industry; any exception means that it is no such file."""
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8-sig")
    cells: Cells = {}
    for row in csv.DictReader(text.splitlines()):
        key = (int(row["year"]), row["cbsa"], row["naics"])
        if key in cells:
            raise ValueError(f"{key} stands twice")
        cells[key] = (_whole(row["emp"]), _whole(row["estab"]))
    return cells


def _whole(text: str) -> int:
    number = float(text)
    if number != int(number) or number < 0:
        raise ValueError(f"{text} is not a count")
    return int(number)
