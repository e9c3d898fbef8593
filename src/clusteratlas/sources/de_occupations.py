"""Employees liable to social insurance in Germany by district and occupational group (KldB 2010).

Columns: region (a district), occupational_group (three digits, empty where no occupation is stated), year, type, group,
n. These are occupations, not industries. The empty group is not the total: from 2013 to 2025 it holds 170,000 to
439,000 people, the 140 groups 29 to 35 million. It is `99` in records; there is no total row.

An empty `n` is withheld. No 1 and no 2 is printed anywhere, and 0 is: withheld counts are 1 or 2. But no district and
year has exactly one withheld group (5,213 were looked at; 142 have none, 602 two, 563 three): where there was one, a
second was withheld to protect it, whatever its size. So where exactly two are withheld, each is 1 or more; where there
are three and more, each is 1 or 2.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.classifications import classification, gazetteer, nearest_code
from clusteratlas.home import Progress
from clusteratlas.sources.checking import Check, Decoded, checked, joined, taken
from clusteratlas.sources.code_book import CodeBook
from clusteratlas.sources.figures import Figures
from clusteratlas.sources.findings import Findings, known_codes
from clusteratlas.sources.left_out import LeftOut
from clusteratlas.sources.origin import Publication
from clusteratlas.sources.reading import UNKNOWN, Coded, Layout, Reading
from clusteratlas.sources.rows import Batch, read_rows
from clusteratlas.sources.units_exact import fits, scaled, why_not
from clusteratlas.sources.year_column import read_years
from clusteratlas.tables import UNBOUNDED

PUBLICATION = Publication(
    title="Employees liable to social insurance by district and occupational group (KldB 2010)",
    producer="Statistics of the German Federal Employment Agency",
    address="https://statistik.arbeitsagentur.de/",
    licence="Official statistics; reuse with the source named",
    citation="Statistik der Bundesagentur für Arbeit, Beschäftigte nach Berufen",
)
COLUMNS = ("region", "occupational_group", "year", "type", "group", "n")
KLDB_VINTAGE = "2010"
NOT_STATED = "99"  # no code of KldB 2010 begins so
GROUP_DIGITS = 3
LAYOUT = Layout("district", "de", ("district",), "KldB", ("employment",), None, UNKNOWN)
THE_CUT = {"type": "social insurance", "group": "total"}
PROTECTED = 2  # the largest count that is withheld for its own sake
PROTECTING = 2  # so many are withheld in a district if one had to be


@cache
def district_codes() -> CodeBook:
    """The five digits of the districts."""
    return CodeBook.of_regions(gazetteer("de").at("district").values())


@cache
def occupation_codes() -> CodeBook:
    """The groups of KldB, and the empty text for those without an occupation."""
    groups = classification("KldB", KLDB_VINTAGE).with_digits(GROUP_DIGITS)
    return CodeBook.of({code: code for code in groups} | {"": NOT_STATED})


def open_file(file: Path, progress: Progress) -> Reading:
    """The file's records; raises UnreadableFile, WrongColumns, and BadCells when the batches are used up."""
    vintages: dict[int, str] = {}
    batches = _records(file, vintages, progress)
    return Reading(LAYOUT, district_codes().codes, occupation_codes().codes, vintages, batches)


def _records(file: Path, vintages: dict[int, str], progress: Progress) -> Iterator[Coded]:
    """All records at once: what a withheld count can be depends on all of its district and year."""
    check = Check(file, district_codes().codes, occupation_codes().codes, ("year", "region", "occupational_group"))
    coded = joined(list(checked(check, read_rows(file, COLUMNS), _decoded, progress)))
    for year in np.unique(coded.year):
        vintages[int(year)] = KLDB_VINTAGE
        yield _bounded(taken(coded, np.flatnonzero(coded.year == year)))


def _decoded(batch: Batch, findings: Findings, _: LeftOut) -> Decoded:
    table, first = batch.table, batch.first
    for column, word in THE_CUT.items():
        other = pc.not_equal(table[column], word)
        findings.add(table[column], other, first, column, partial(_another_cut, word))
    group = table["occupational_group"]
    coded = Coded(
        year=read_years(table["year"], "year", first, findings),
        region=known_codes(table["region"], district_codes(), "region", first, findings, _unknown_district),
        industry=known_codes(group, occupation_codes(), "occupational_group", first, findings, _unknown_group),
        figures={"employment": _counts(table["n"], first, findings)},
    )
    return Decoded(coded, np.ones(len(coded), np.bool_))


def _counts(cells: pa.ChunkedArray, first: int, findings: Findings) -> Figures:
    good = fits(cells, 0)
    small = pc.match_substring_regex(cells, r"^0*[12](\.0*)?$")
    wrong = pc.invert(pc.or_(pc.and_not(good, small), pc.equal(cells, "")))
    findings.add(cells, wrong, first, "n", _why_no_count)
    return Figures(scaled(cells, good, 0), np.asarray(good.to_numpy(zero_copy_only=False), np.bool_))


def _bounded(year: Coded) -> Coded:
    """One year's records with the range of each withheld count."""
    counts = year.figures["employment"]
    of_groups = ~counts.known & (year.industry != _not_stated())
    withheld = np.bincount(year.region[of_groups], minlength=len(district_codes().codes))[year.region]
    low = np.ones(len(year), np.int64)
    high = np.where(withheld > PROTECTING, np.int64(PROTECTED), np.int64(UNBOUNDED))
    return replace(year, figures={"employment": replace(counts, low=low, high=high)})


@cache
def _not_stated() -> int:
    return occupation_codes().codes.codes.index(NOT_STATED)


def _another_cut(word: str, found: str) -> str:
    return f"is another cut of the statistics: only {word!r} is read, take the other rows out"


def _why_no_count(cell: str) -> str:
    if fits(pa.chunked_array([[cell]]), 0)[0].as_py():
        return "is printed, and counts of 1 and 2 are always withheld: this is not the file as published"
    return why_not(0, "a count")(cell)


def _unknown_district(code: str) -> str:
    return f"is not a district of Germany; nearest known: {gazetteer('de').nearest('district', code)}"


def _unknown_group(code: str) -> str:
    nearest = nearest_code(code, [known for known in occupation_codes().spellings.codes if known])
    return f"is not an occupational group of KldB {KLDB_VINTAGE}; nearest known: {nearest}"
