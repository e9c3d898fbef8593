"""County Business Patterns read as one would by hand: line by line, with the standard library, slowly.

Any exception means that it is no such file.
"""

import csv
from pathlib import Path

from tests.reference.packed import plain_text
from tests.reference.records import Key, Stored

from clusteratlas.classifications import classification, us_regions

RANGES = {
    "A": (0, 19), "B": (20, 99), "C": (100, 249), "E": (250, 499), "F": (500, 999), "G": (1_000, 2_499),
    "H": (2_500, 4_999), "I": (5_000, 9_999), "J": (10_000, 24_999), "K": (25_000, 49_999), "L": (50_000, 99_999),
    "M": (100_000, 2**62),
}  # fmt: skip


def read_cbp(file: Path) -> Stored:
    """The layout by area."""
    cells: Stored = {}
    for row in csv.DictReader(plain_text(file).splitlines()):
        figures: dict[str, object] = {"employment": whole(row["emp"]), "establishments": whole(row["estab"])}
        enter(cells, (int(row["year"]), us_regions.cbp_areas()[row["cbsa"]].code, row["naics"]), figures)
    return cells


def read_states(file: Path) -> Stored:
    """The layout by state, as collected."""
    rows = list(csv.DictReader(plain_text(file).splitlines()))
    standing = {(int(row["year"]), code(row["naics"])) for row in rows}
    cells: Stored = {}
    for row in rows:
        year, industry = int(row["year"]), code(row["naics"])
        for each in (industry, *only_parts(industry, year, standing)):
            enter(cells, (year, f"us-state-{row['fipstate']}", each), figures_of(row))
    return cells


def figures_of(row: dict[str, str]) -> dict[str, object]:
    """What a row says: a figure, or None and a range."""
    withheld, noise, pay_noise = row["empflag"], row["emp_nf"], row["ap_nf"]
    low, high = RANGES[withheld] if withheld else (None, None)
    pay_known = pay_noise in ("G", "H", "J") or (pay_noise in ("", "-") and not withheld and noise not in ("D", "S"))
    if ((withheld or noise in ("D", "S")) and whole(row["emp"])) or (not pay_known and whole(row["ap"])):
        raise ValueError(f"{row} withholds a figure and gives it")
    return {
        "employment": None if withheld or noise in ("D", "S") else whole(row["emp"]),
        "employment_low": low if withheld or noise not in ("D", "S") else 0,
        "employment_high": high if withheld or noise not in ("D", "S") else 2**62,
        "employment_flag": noise.replace("-", ""),
        "establishments": whole(row["est"]),
        "wages": whole(row["ap"]) * 1_000 if pay_known else None,
        "wages_flag": pay_noise.replace("-", ""),
    }


def code(padded: str) -> str:
    """A code without its padding."""
    bare = padded.rstrip("-/")
    return {"": "00", "31": "31-33", "44": "44-45", "48": "48-49"}.get(bare, bare)


def only_parts(industry: str, year: int, standing: set[tuple[int, str]]) -> list[str]:
    """The parts below that are the whole of it, as far as none of them stands in the year."""
    naics = classification("NAICS", "1997" if year < 2003 else "2002" if year < 2008 else "2007")
    parts = naics.children(industry) if industry in naics else ()
    if len(parts) != 1 or (year, parts[0]) in standing:
        return []
    return [parts[0], *only_parts(parts[0], year, standing)]


def enter(cells: Stored, key: Key, figures: dict[str, object]) -> None:
    """Enters a cell that must be new."""
    if key in cells:
        raise ValueError(f"{key} stands twice")
    cells[key] = figures


def whole(text: str) -> int:
    """A count."""
    number = float(text)
    if number != int(number) or number < 0:
        raise ValueError(f"{text} is not a count")
    return int(number)
