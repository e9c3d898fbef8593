"""The Quarterly Census of Employment and Wages read as one would by hand: private ownership, line by line, slowly.

Any exception means that it is no such file.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from tests.reference.cbp import enter, whole
from tests.reference.packed import texts
from tests.reference.records import Stored

from clusteratlas.classifications import gazetteer

MONEY = {"employment": "annual_avg_emplvl", "wages": "total_annual_wages"}


def rows(file: Path) -> Iterator[dict[str, str]]:
    """Every row of every text in a file."""
    for text in texts(file):
        yield from csv.DictReader(text.splitlines())


def read_qcew(file: Path) -> Stored:
    """Records of private ownership, all sizes, without domains and supersectors."""
    cells: Stored = {}
    for row in rows(file):
        figures: dict[str, object] = {"establishments": whole(row["annual_avg_estabs"])}
        for measure, column in MONEY.items():
            figure = whole(row[column])
            figures[measure] = None if row["disclosure_code"] else figure
            if row["disclosure_code"] and figure:
                raise ValueError(f"{row} withholds a figure and gives it")
        for industry in industries(row):
            enter(cells, (int(row["year"]), region(row["area_fips"]), industry), figures)
    return cells


def industries(row: dict[str, str]) -> list[str]:
    """The industries a row has the figures of: none, its own, or for a specialty trade its six-digit one too."""
    code = row["industry_code"]
    here = row["own_code"] == "5" and row["size_code"] == "0"
    if not here or re.fullmatch(r"9{3,6}|238\d\d[12]|10[12]\d?", code):
        return []
    if code == "10":
        return ["00"]
    return [code, f"{code}0"] if re.fullmatch(r"238\d\d", code) else [code]


def region(area: str) -> str:
    """The full code of an area."""
    found = "us" if area == "US000" else f"us-state-{area[:2]}" if area.endswith("000") else f"us-county-{area}"
    return gazetteer("us").require(found).code
