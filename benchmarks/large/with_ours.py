"""Import and build of the made-up file with this library: seconds and peak memory of each step."""

import shutil
import time
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.building.with_ours import IMPORT, Steps
from clusteratlas.editions import Choices, build, edition_folder
from clusteratlas.home import Home
from clusteratlas.sources import import_file

ATLAS = "us-counties"


def import_and_build(file: str, home: str) -> dict[str, Any]:
    """The steps' costs, the records of each year, and each year's establishments in whole clusters of all counties."""
    shutil.rmtree(home, ignore_errors=True)
    steps, place = Steps(), Home.at(home)
    steps.listen(IMPORT, 0.0)
    receipt = import_file("cbp", file, place)
    build(ATLAS, place, Choices(source="cbp"), progress=steps.listen)
    steps.end()
    answer = {
        "steps": steps.found,
        "processor seconds": time.process_time(),
        "records": list(receipt.records.rows.values()),
        "sums": _sums(edition_folder(place, ATLAS)),
    }
    shutil.rmtree(home)
    return answer


def _sums(edition: Path) -> list[list[int]]:
    """Establishments are published throughout, so both contestants must find the same."""
    wanted = ["year", "region", "subcluster", "establishments"]
    table = pq.read_table(edition / "portfolio.parquet", columns=wanted, filters=pc.field("region") != "us")
    whole = table.filter(pc.and_(pc.is_null(table["subcluster"]), pc.greater(table["establishments"], 0)))
    sums = whole.group_by("year").aggregate([([], "count_all"), ("establishments", "sum")]).sort_by("year")
    return [list(row.values()) for row in sums.to_pylist()]
