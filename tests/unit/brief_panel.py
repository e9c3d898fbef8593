"""The sample's edition with a back-test and stages of life drawn by hand, as an edition of more years has them."""

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from clusteratlas.editions.edition import Edition, open_folder
from clusteratlas.editions.manifest import read_manifest

WICHITA = "us-metro-48620"
Row = dict[str, Any]

# The German back-test over five years with 36 groups, as docs/opportunities.md has it.
TESTED: Row = {
    "model": "parts-size", "features": "gap", "cases": 21_986, "entries": 495, "auc": 0.918, "auc_low": 0.899,
    "auc_high": 0.934, "expected": 0.0237, "observed": 0.0225, "intercept": -0.0595, "slope": 1.002,
}  # fmt: skip
GROUPS: list[Row] = [
    {"model": "parts-size", "bin": 9, "cases": 2_198, "entries": 70, "expected": 0.0362, "observed": 70 / 2_198,
     "observed_low": 0.0253, "observed_high": 0.0400},
    {"model": "parts-size", "bin": 10, "cases": 2_199, "entries": 376, "expected": 0.1686, "observed": 376 / 2_199,
     "observed_low": 0.1558, "observed_high": 0.1873},
]  # fmt: skip
MODEL: Row = {
    "tested": [2019, 2020], "rules": "us-percentile", "level": "metro", "horizon": 5, "lasting": 2, "apart": 2,
    "first": 2014, "last": 2020, "cases": 76_837, "entries": 1_784, "features": ["gap"], "intercept": -5.7,
    "coefficients": [1.7], "centre": [0.63], "scale": [0.21],
}  # fmt: skip


def panel(sample: Edition, folder: Path, tables: dict[str, list[Row]], model: Row | None = None) -> Edition:
    """A copy of the sample's edition with other rows in some of its tables and the model of its chances."""
    shutil.copytree(sample.folder, folder, copy_function=os.link)
    for name, rows in tables.items():
        (folder / f"{name}.parquet").unlink()  # a link to the sample's own
        pq.write_table(pa.Table.from_pylist(rows, sample.layouts[name].schema), folder / f"{name}.parquet")
    (folder / "edition.toml").unlink()
    replace(read_manifest(sample.folder), entry_model=MODEL if model is None else model).write(folder)
    return open_folder(folder)


def stage(cluster: str, name: str, **other: Any) -> Row:
    """A reading of a cluster of Wichita whose mean jobs are none of any year."""
    read = {"region": WICHITA, "cluster": cluster, "level": "metro", "stage": name, "reason": None, "years": 6}
    return read | {"first_year": 2014, "last_year": 2019, "employment": 1_000_000.5, "trend": 0.0} | other
