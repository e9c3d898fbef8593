"""Protected records: a register's cells with the withheld ones left empty, stored as a vintage of their own."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from clusteratlas.disclosure import PublishPolicy
from clusteratlas.disclosure.protection import ESTABLISHMENTS
from clusteratlas.home import Home, whole_folder
from clusteratlas.sources import Coded, Layout, Origin, Records, origin_of
from clusteratlas.sources.figures import Figures
from clusteratlas.sources.records import RecordWriter, describe, read_records

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Withholding:
    """Which cells of each year are withheld in all measures, and whether counts of establishments are shown there."""

    cells: Mapping[int, Mask]
    establishments_shown: bool


def public_description(internal: Records, vintage: str, policy: PublishPolicy, register: str) -> Records:
    """What protected records of a register say of themselves: the policy's record, not its secrets."""
    layout = replace(internal.layout, confidential=False)
    return replace(internal, vintage=vintage, layout=layout, policy=policy.record(), register=register)


def write_public_records(home: Home, internal: Records, said: Records, withheld: Withholding) -> Records:
    """Stores the protected records of a register; gives them back as they are read.

    A cell to which nobody contributes has no row, and its silence means zero; a withheld cell has a row that says
    nothing. `said` is what they say of themselves: their vintage, policy and register.
    """
    target = home.records(internal.source) / said.vintage
    with whole_folder(target) as folder:
        regions, industries = internal.codings()
        writer = RecordWriter(folder, regions, industries)
        writer.write(_batches(internal, withheld))
        describe(folder, replace(said, folder=folder, rows=writer.rows))
        origin = _origin(home, internal, said.vintage, folder)
        with whole_folder(home.source(internal.source, said.vintage), replace=True) as beside:
            origin.write(beside)
    return read_records(target)


def withheld_in(records: Records, year: int) -> Mask:
    """The cells of a year that protected records withhold, by position in their codings."""
    regions, industries = records.codings()
    found = np.zeros((len(regions), len(industries)), np.bool_)
    table = pq.read_table(records.file(year))
    hidden = table[_first(records.layout)].is_null().to_numpy()
    found[table["region"].to_numpy()[hidden], table["industry"].to_numpy()[hidden]] = True
    return found


def _first(layout: Layout) -> str:
    return next(name for name in layout.measures if name != ESTABLISHMENTS)


def _batches(internal: Records, withheld: Withholding) -> Iterator[Coded]:
    for year in internal.years:
        table = pq.read_table(internal.file(year))
        region, industry = (np.asarray(table[name].to_numpy(), np.int32) for name in ("region", "industry"))
        hidden = withheld.cells[year][region, industry]
        figures = {}
        for name in internal.layout.measures:
            shown = ~hidden | (name == ESTABLISHMENTS and withheld.establishments_shown)
            figures[name] = Figures(np.where(shown, table[name].to_numpy(), 0), shown)
        yield Coded(np.full(len(region), year), region, industry, figures)


def _origin(home: Home, internal: Records, vintage: str, folder: Path) -> Origin:
    """Where the protected records come from: the register's producer, and a checksum of what everyone may see."""
    files = sorted(folder.glob("*.parquet"))
    digest = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()
    size = sum(file.stat().st_size for file in files)
    return replace(origin_of(internal, home), file=vintage, size=size, sha256=digest)
