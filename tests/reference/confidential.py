"""A made-up confidential register of Chinese provinces as a file: a few giants among many small firms.

No figure in it is anybody's.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

PROVINCES = ("11", "12", "13", "31", "32", "33", "44", "51", "61", "62")
DIVISIONS = ("07", "13", "14", "17", "18", "19", "26", "27", "29", "34", "35", "36", "38", "39")
SECTIONS = {"07": "B"}  # the others are C, manufacturing
SHOWN = "cn-province-44"

MAP = """
[publication]
title = "Register of establishments (made up)"
producer = "Nobody's Bureau"
licence = "Made up to try the publish policy with"
[region]
gazetteer = "cn"
level = "province"
column = "province"
[industry]
classification = "GB/T 4754"
vintage = "2017"
column = "industry"
[year]
column = "year"
[holder]
column = "enterprise"
[establishment]
column = "establishment"
[measures.employment]
column = "persons"
unit = "人"
[measures.wages]
column = "wages"
unit = "元"
"""

POLICY = """
name = "Office 2021"
minimum_establishments = 3
dominance = { largest = 1, percent = 80 }
p_percent = 10
minimum_width = 0.2
"""


class Row(NamedTuple):
    """One establishment in one year."""

    year: int
    province: str
    industry: str
    enterprise: str
    establishment: str
    persons: int
    wages: int


def drawn(seed: int = 3, firms: int = 4000, years: tuple[int, ...] = (2020, 2021)) -> list[Row]:
    """Firms of lognormal size, one in two hundred a giant; one in thirty has several sites."""
    random = np.random.default_rng(seed)
    weights = [random.lognormal(0, 1.2, len(side)) for side in (PROVINCES, DIVISIONS)]
    province, industry = (random.choice(len(each), firms, p=each / each.sum()) for each in weights)
    size = np.ceil(random.lognormal(1.5, 1.3, firms)).astype(int)
    size[random.choice(firms, firms // 200, replace=False)] *= 100
    holder = np.where(random.random(firms) < 0.03, random.integers(0, 12, firms), 100 + np.arange(firms))
    rows = []
    for year in years:
        here = np.maximum(1, (size * random.lognormal(0, 0.1, firms)).astype(int))
        for number in np.flatnonzero(random.random(firms) < 0.95).tolist():
            names = (f"Enterprise {holder[number]}", f"E{number}")
            persons = int(here[number])
            rows.append(
                Row(year, PROVINCES[province[number]], DIVISIONS[industry[number]], *names, persons, persons * 60_000)
            )
    return rows


def write_register(folder: Path, rows: list[Row] | None = None) -> tuple[Path, Path]:
    """The register's file and its map."""
    file, columns = folder / "register.csv", folder / "columns.toml"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(Row._fields)
        writer.writerows(drawn() if rows is None else rows)
    columns.write_text(MAP, encoding="utf-8")
    return file, columns


Cells = dict[tuple[int, str, str], tuple[int, int, int]]


def cells_of(rows: list[Row]) -> Cells:
    """Employment, wages and establishments of every cell at every level, added up row by row."""
    found: dict[tuple[int, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        for region, industry in _above(row):
            cell = found[row.year, region, industry]
            for place, value in enumerate((row.persons, row.wages, 1)):
                cell[place] += value
    return {cell: (sums[0], sums[1], sums[2]) for cell, sums in found.items()}


def _above(row: Row) -> Iterator[tuple[str, str]]:
    for region in (f"cn-province-{row.province}", "cn"):
        for industry in (row.industry, SECTIONS.get(row.industry, "C"), "00"):
            yield region, industry
