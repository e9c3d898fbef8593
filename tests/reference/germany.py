"""German occupations by district read as one would by hand: row by row, with the standard library, slowly."""

import csv
import gzip
import re
from collections import Counter
from pathlib import Path

Cells = dict[tuple[int, str, str], dict[str, object]]


def read_germany(file: Path) -> Cells:
    """Employment and, where it is withheld, its range by year, district and group; any exception: no such file."""
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8-sig")
    counts: dict[tuple[int, str, str], int | None] = {}
    withheld: Counter[tuple[int, str]] = Counter()
    for row in csv.DictReader(re.split(r"\r\n|\r|\n", text)):
        key = (int(row["year"]), f"de-district-{row['region']}", row["occupational_group"] or "99")
        if key in counts or (row["type"], row["group"]) != ("social insurance", "total"):
            raise ValueError(f"{key} stands twice, or is another cut")
        counts[key] = _count(row["n"])
        withheld[key[:2]] += counts[key] is None and key[2] != "99"
    return {key: _cell(count, withheld[key[:2]]) for key, count in counts.items()}


def _cell(count: int | None, withheld: int) -> dict[str, object]:
    low, high = (None, None) if count is not None else (1, 2 if withheld > 2 else 2**62)
    return {"employment": count, "employment_low": low, "employment_high": high}


def _count(text: str) -> int | None:
    if not text:
        return None
    number = float(text)
    if number != int(number) or number < 0 or number in (1, 2):
        raise ValueError(f"{text} is not a count")
    return int(number)
