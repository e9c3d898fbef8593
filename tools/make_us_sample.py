"""Makes the sample table that comes with the package from County Business Patterns by metropolitan area."""

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

SOURCE = Path(os.environ["CLUSTERATLAS_TEST_DATA"]) / "us" / "cbp_msa_2018_2019.csv.gz"
TARGET = Path("src/clusteratlas/sources/data/us_metro_2018_2019.parquet")


def main() -> None:
    """Keeps the six-digit cells and the total row of every area, in the project's own columns."""
    text = csv.ConvertOptions(column_types={"cbsa": pa.string(), "naics": pa.string()})
    table = csv.read_csv(SOURCE, convert_options=text)
    kept = table.filter(pc.or_(pc.equal(pc.utf8_length(table["naics"]), 6), pc.equal(table["naics"], "00")))
    sample = pa.table(
        {
            "year": kept["year"].cast(pa.int16()),
            "area": kept["cbsa"],
            "industry": kept["naics"],
            "employment": kept["emp"].cast(pa.int32()),
            "establishments": kept["estab"].cast(pa.int32()),
        }
    ).sort_by([("industry", "ascending"), ("area", "ascending"), ("year", "ascending")])
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        sample,
        TARGET,
        compression="zstd",
        compression_level=19,
        data_page_version="2.0",
        column_encoding=None,
        use_dictionary=True,
        store_schema=False,
    )
    print(f"{TARGET}: {sample.num_rows:,} rows, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
