"""The made-up yearbook read as one would by hand: row by row, with the standard library, slowly."""

import csv
import gzip
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

Cells = dict[tuple[int, str, str], dict[str, object]]

COLUMNS = {
    "establishments": ("企业单位数", 0),
    "employment": ("平均用工人数", 4),
    "revenue": ("营业收入", 8),
    "profit": ("利润总额", 8),
}


def read_yearbook(file: Path, places: Mapping[str, str]) -> Cells:
    """Figures by year, place (named in `places`) and industry; any exception means that it is no such file."""
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8-sig")
    cells: Cells = {}
    for row in csv.DictReader(re.split(r"\r\n|\r|\n", text)):
        code = row["行业代码"].strip()
        industry = code[1:] if code[:1] == "C" and code != "C" else code
        key = (int(re.sub(r"[年度]", "", row["年份"])), places[re.sub(r"\s", "", row["地区"])], industry)
        if key in cells:
            raise ValueError(f"{key} stands twice")
        cells[key] = {name: _figure(row[column].strip(), power) for name, (column, power) in COLUMNS.items()}
    return cells


def _figure(text: str, power: int) -> int | None:
    if text == "…":
        return None
    value = Decimal(text).scaleb(power)
    if value != int(value):
        raise ValueError(f"{text} has too many decimals")
    return int(value)
