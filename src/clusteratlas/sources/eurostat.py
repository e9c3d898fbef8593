"""Structural business statistics of Eurostat in tab-separated files: NUTS regions or countries by NACE Rev. 2.

One line is a series: its key (`nace_r2,indic_sb,geo`), then a cell for each year. Three indicators are carried over,
the others left out and counted. `sbs_r_nuts06_r2` counts local units, where they are; `sbs_na_sca_r2` enterprises,
where their seat is, and their persons by the activity of the whole enterprise: two thirds of the figures both files
print differ, so their layouts have different names and are never added up or subtracted. Enterprises are left out.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.errors import UnreadableFile
from clusteratlas.home import Progress
from clusteratlas.sources.eurostat_cells import Cells, Scale, read_cells, why_broken
from clusteratlas.sources.eurostat_codes import NACE_VINTAGE, industries, places
from clusteratlas.sources.eurostat_heading import TABS, Heading, read_heading
from clusteratlas.sources.findings import Findings
from clusteratlas.sources.gathering import Gathering, Part
from clusteratlas.sources.left_out import LeftOut
from clusteratlas.sources.origin import Publication
from clusteratlas.sources.reading import UNKNOWN, Coded, Layout, Reading
from clusteratlas.sources.rows import Batch, read_rows

PUBLICATION = Publication(
    title="Structural business statistics by region and NACE Rev. 2",
    producer="Eurostat",
    address="https://ec.europa.eu/eurostat/web/structural-business-statistics",
    licence="Official statistics; reuse with the source named (© European Union)",
    citation="Eurostat, Structural business statistics",
)

_COUNT, _MILLION_EURO = Scale(0, "a count"), Scale(6, "million euro", money=True)
LOCAL_UNITS = "V11210"
MEASURES = {
    LOCAL_UNITS: ("establishments", _COUNT),
    "V16110": ("employment", _COUNT),
    "V13320": ("wages", _MILLION_EURO),
}
LEFT_OUT = {
    "V91290": "V91290, a ratio: ratios are computed where they are needed",
    "V94310": "V94310, a ratio: ratios are computed where they are needed",
    "V11110": "V11110, enterprises, which are no establishments",
}
_TENTH_OF_A_MILLION = 100_000  # money is printed in millions with one decimal, each figure rounded on its own
LEVELS = {"nuts": ("nuts0", "nuts1", "nuts2", "nuts3"), "national": ("nuts0",)}


def open_file(file: Path, progress: Progress) -> Reading:
    """The file's records: the layout is `nuts` if it counts local units, else `national`.

    The first column is read once before, because the indicators a file has may stand anywhere in it. Raises
    UnreadableFile, WrongColumns, and, when the batches are used up, BadCells.
    """
    heading = read_heading(file)
    found = _indicators(file, heading)
    name = "nuts" if LOCAL_UNITS in found else "national"
    measures = tuple(measure for code, (measure, _) in MEASURES.items() if code in found)
    layout = Layout(
        name=name,
        gazetteer="eu",
        levels=LEVELS[name],
        classification="NACE",
        measures=measures,
        currency="EUR" if "wages" in measures else None,
        absent=UNKNOWN,
        rounding={"wages": _TENTH_OF_A_MILLION} if "wages" in measures else {},
    )
    batches = _batches(file, heading, layout, progress)
    return Reading(layout, places().coding, industries().coding, dict.fromkeys(heading.years, NACE_VINTAGE), batches)


def _indicators(file: Path, heading: Heading) -> set[str]:
    unheard = Findings(file.name)  # raised when the file is read in earnest, with all others
    found = set[str]()
    for batch in read_rows(file, [heading.key], TABS):
        found |= set(heading.keys(batch.table, batch.first, unheard)["indic_sb"].unique().to_pylist())
    if not found & MEASURES.keys():
        none = f"it has none of the indicators {', '.join(MEASURES)}."
        raise UnreadableFile(file, none, "Download sbs_r_nuts06_r2 with all its indicators.")
    return found


def _batches(file: Path, heading: Heading, layout: Layout, progress: Progress) -> Iterator[Coded]:
    findings, left_out = Findings(file.name), LeftOut()
    gathering = Gathering(places().coding, industries().coding, layout.measures, flagged=True)
    for batch in read_rows(file, heading.columns, TABS):
        _add(gathering, batch, heading, findings, left_out)
        progress(f"reading {file.name}", batch.read)
    gathering.report(findings, ("year", "geo", "nace_r2"))
    findings.raise_if_any()
    left_out.say(progress)
    yield from gathering.batches()


def _add(gathering: Gathering, batch: Batch, heading: Heading, findings: Findings, left_out: LeftOut) -> None:
    """Takes the series of a batch in: each indicator that is a measure, each year."""
    keys = heading.keys(batch.table, batch.first, findings)
    region = places().positions(keys["geo"], "geo", batch.first, findings, left_out)
    industry = industries().positions(keys["nace_r2"], "nace_r2", batch.first, findings, left_out)
    _count_others(keys["indic_sb"], left_out)
    for code, (measure, scale) in MEASURES.items():
        row = pc.indices_nonzero(pc.equal(keys["indic_sb"], code)).to_numpy().astype(np.int64)
        for year, column in heading.years.items() if len(row) else ():
            cells = _cells(batch, column, row, scale, findings)
            left_out.add("wages below zero, which cannot be: not known", cells.below_zero)
            where = (np.full(len(row), year, np.int64), region[row], industry[row], row + batch.first)
            gathering.add(measure, Part(*where, cells.values, cells.known, cells.flags))


def _cells(batch: Batch, column: str, row: NDArray[np.int64], scale: Scale, findings: Findings) -> Cells:
    cells = read_cells(batch.table[column].take(pa.array(row)), scale)
    broken = np.zeros(batch.table.num_rows, np.bool_)
    broken[row[cells.broken]] = True
    mask = pa.chunked_array([pa.array(broken)])
    findings.add(batch.table[column], mask, batch.first, column, partial(why_broken, scale))
    return cells


def _count_others(indicators: pa.ChunkedArray, left_out: LeftOut) -> None:
    for entry in pc.value_counts(indicators).to_pylist():
        if entry["values"] and entry["values"] not in MEASURES:
            left_out.add(LEFT_OUT.get(entry["values"], "indicators that are no measure of the atlas"), entry["counts"])
