"""The Economic Census of Japan read as one would by hand: row by row, with the standard library, slowly."""

import csv
import gzip
import re
from collections import defaultdict
from pathlib import Path

Cells = dict[tuple[int, str, str], dict[str, object]]

# The census's own splits of groups, and two groups as one: see clusteratlas.sources.jp_groups.
NO_GROUP = re.compile("[0-9]{2}[A-P]")


def read_japan(file: Path) -> Cells:
    """Establishments and employment by year, area and group; any exception means that it is no such file."""
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8-sig")
    cells: Cells = {}
    wood: dict[tuple[int, str], dict[str, tuple[int, int | None]]] = defaultdict(dict)
    for row in csv.DictReader(re.split(r"\r\n|\r|\n", text)):
        year, area, group = int(row["year"]), _area(row["AreaID"]), row["jsic3"]
        written = {"True": "1", "False": "0"}.get(row["establishments"], row["establishments"])
        figures = (_whole(written), _whole(row["employees"]) if row["employees"] else None)
        if (year, area, group) in cells or group in wood[year, area]:
            raise ValueError(f"{area} {group} stands twice")
        if group in ("120", "12A", "123", "129"):
            wood[year, area][group] = figures
        if not NO_GROUP.fullmatch(group):
            cells[year, area, group] = dict(zip(("establishments", "employment"), figures, strict=True))
    for (year, area), parts in wood.items():
        if len(parts) == 4:
            sums = [sum(known) if None not in known else None for known in zip(*parts.values(), strict=True)]
            cells[year, area, "12"] = dict(zip(("establishments", "employment"), sums, strict=True))
    return cells


def _area(digits: str) -> str:
    if digits == "00000":
        return "jp"
    return f"jp-prefecture-{digits[:2]}" if digits.endswith("000") else f"jp-city-{digits}"


def _whole(text: str) -> int:
    number = float(text)
    if number != int(number) or number < 0:
        raise ValueError(f"{text} is not a count")
    return int(number)
