"""Eurostat's tab-separated files read as one would by hand: cell by cell, with the standard library, slowly."""

import csv
import gzip
import re
from decimal import Decimal
from pathlib import Path

Cells = dict[tuple[int, str, str], dict[str, object]]  # year, geo, nace as the file writes them

INDICATORS = {"V11210": ("establishments", 0), "V16110": ("employment", 0), "V13320": ("wages", 6)}


def read_eurostat(file: Path) -> Cells:
    """Figures and letters by year, geo and nace_r2; any exception means that it is no such file."""
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8-sig")
    lines = csv.reader(re.split(r"\r\n|\r|\n", text.rstrip("\r\n")), delimiter="\t")
    key, *years = next(lines)
    dimensions = key.strip().split("\\")[0].split(",")
    found: dict[tuple[int, str, str, str], tuple[int | None, str]] = {}
    for series, *cells in lines:
        codes = dict(zip(dimensions, series.strip().split(","), strict=True))
        if codes.get("freq", "A") != "A":
            raise ValueError("not yearly")
        for year, cell in zip(years, cells, strict=True):
            if codes["indic_sb"] in INDICATORS:
                measure, power = INDICATORS[codes["indic_sb"]]
                place = (int(year), codes["geo"], codes["nace_r2"], measure)
                if place in found:
                    raise ValueError(f"{place} stands twice")
                found[place] = _cell(cell.strip(), power)
    measures = [measure for measure, _ in INDICATORS.values() if any(place[3] == measure for place in found)]
    out: Cells = {}
    for (year, geo, nace, measure), (value, letters) in found.items():
        cell = out.setdefault((year, geo, nace), {key: None for each in measures for key in (each, f"{each}_flag")})
        cell[measure], cell[f"{measure}_flag"] = value, letters
    for cell in out.values():
        cell.update({f"{each}_flag": cell[f"{each}_flag"] or "" for each in measures})
    return out


def _cell(cell: str, power: int) -> tuple[int | None, str]:
    figure, _, letters = cell.partition(" ")
    if set(letters) - set("bcdefinprsuz"):
        raise ValueError(f"letters of {cell!r}")
    if figure == ":":
        return None, letters
    value = Decimal(figure).scaleb(power)
    if value != int(value) or (value < 0 and not power) or "c" in letters:
        raise ValueError(f"{cell!r} is no figure")
    return (None if value < 0 else int(value)), letters
