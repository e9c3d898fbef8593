"""What a file would add to an edition and where it says otherwise: its cells beside those the edition publishes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from clusteratlas.editions.layout.figures import PUBLISHED
from clusteratlas.sources import TOTAL
from clusteratlas_web.contributions.examining import Examined, Facts

NEAR, FAR = 0.01, 0.1  # differences that are counted as small
LARGEST = 10  # differences that are shown
KEYS = ("year", "region", "industry")
TABLES = ("activity", "totals")


@dataclass(frozen=True)
class Beside:
    """The edition that a file is set beside."""

    atlas: str
    edition: str
    folder: Path
    classification: str


def compare(found: Examined, beside: Beside) -> Facts:
    """How many cells both have and how close they are, and how many only the file has; the reason where it cannot."""
    facts: Facts = {"atlas": beside.atlas, "edition": beside.edition}
    if found.layout.classification != beside.classification:
        return facts | {"other": [found.layout.classification, beside.classification]}
    ours = _ours(found)
    theirs = _theirs(ours, beside.folder)
    names = [name for name in found.layout.measures if name in theirs.column_names]
    joined = ours.join(theirs, KEYS, join_type="left outer", right_suffix=" there")
    return facts | {
        "cells": ours.num_rows,
        "new": _new(ours, theirs),
        "measures": [_measured(joined, name) for name in names],
        "largest": _largest(joined, names),
    }


def _ours(found: Examined) -> pa.Table:
    cells = found.cells
    table = {
        "year": pa.array(cells.year, pa.int16()),
        "region": pa.array(found.regions.codes, pa.string()).take(pa.array(cells.region)),
        "industry": pa.array(found.industries.codes, pa.string()).take(pa.array(cells.industry)),
    }
    figures = {name: pa.array(values, pa.int64(), mask=~cells.known[name]) for name, values in cells.values.items()}
    whole = pa.table(table | figures)
    return whole.filter(pc.not_equal(whole["industry"], TOTAL))


def _theirs(ours: pa.Table, folder: Path) -> pa.Table:
    """The edition's cells of the file's years and regions; a figure it does not publish but estimates is empty."""
    years = pc.unique(ours["year"]).to_pylist()
    regions = pc.unique(ours["region"]).to_pylist()
    parts = [
        _published(
            pq.read_table(folder / f"{name}.parquet", filters=[("year", "in", years), ("region", "in", regions)])
        )
        for name in TABLES
        if (folder / f"{name}.parquet").is_file()
    ]
    return pa.concat_tables(parts)


def _published(table: pa.Table) -> pa.Table:
    measures = [name.removesuffix("_flag") for name in table.column_names if name.endswith("_flag")]
    columns: dict[str, Any] = {
        "year": table["year"].cast(pa.int16()),
        "region": table["region"].cast(pa.string()),
        "industry": table["industry"].cast(pa.string()),
    }
    for name in measures:
        shown = pc.equal(table[f"{name}_flag"].cast(pa.string()), PUBLISHED)
        columns[name] = pc.if_else(shown, table[name].cast(pa.int64()), pa.scalar(None, pa.int64()))
    return pa.table(columns)


def _new(ours: pa.Table, theirs: pa.Table) -> Facts:
    """Cells, years, regions and industries that only the file has."""
    alone = ours.join(theirs.select(KEYS), KEYS, join_type="left anti")
    fresh = {name: set(pc.unique(ours[name]).to_pylist()) - set(pc.unique(theirs[name]).to_pylist()) for name in KEYS}
    return {
        "cells": alone.num_rows,
        "years": sorted(int(year) for year in fresh["year"]),
        "regions": len(fresh["region"]),
        "industries": len(fresh["industry"]),
    }


def _pair(joined: pa.Table, name: str) -> tuple[Any, Any, Any]:
    """The figures that both publish, and where: ours, theirs, and the rows of the table."""
    here, there = joined[name], joined[f"{name} there"]
    both = pc.and_(pc.is_valid(here), pc.is_valid(there))
    rows = joined.filter(both)
    ours = rows[name].to_numpy().astype(np.float64)
    theirs = rows[f"{name} there"].to_numpy().astype(np.float64)
    return ours, theirs, rows


def _difference(ours: Any, theirs: Any) -> Any:
    """How far ours is from theirs, as a share of theirs; where theirs is zero, none or whole."""
    whole = np.where(theirs == 0, 1.0, np.abs(theirs))
    return np.where((theirs == 0) & (ours != 0), 1.0, np.abs(ours - theirs) / whole)


def _measured(joined: pa.Table, name: str) -> Facts:
    ours, theirs, _ = _pair(joined, name)
    apart = _difference(ours, theirs)
    count = len(apart)
    return {
        "measure": name,
        "compared": count,
        "near": float(np.count_nonzero(apart <= NEAR) / count) if count else None,
        "far": float(np.count_nonzero(apart <= FAR) / count) if count else None,
        "here": int(ours.sum()),
        "there": int(theirs.sum()),
    }


def _largest(joined: pa.Table, names: list[str]) -> list[Facts]:
    """The cells where most people, establishments or money are at stake, those that differ by more than a hundredth."""
    found: list[Facts] = []
    for name in names[:1]:
        ours, theirs, rows = _pair(joined, name)
        apart = _difference(ours, theirs)
        gap = np.where(apart > NEAR, np.abs(ours - theirs), -1.0)
        order = np.lexsort((rows["industry"].to_numpy(), rows["region"].to_numpy(), rows["year"].to_numpy(), -gap))
        for at in order[:LARGEST].tolist():
            if gap[at] >= 0:
                keys = {key: rows[key][at].as_py() for key in KEYS}
                found.append({**keys, "measure": name, "here": int(ours[at]), "there": int(theirs[at])})
    return found
