"""Makes the sample table that comes with the package from County Business Patterns by metropolitan area."""

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

SOURCE = Path(os.environ["CLUSTERATLAS_TEST_DATA"]) / "us" / "cbp_msa_2018_2019.csv.gz"
TARGET = Path("src/clusteratlas/sources/data/us_metro_2018_2019.parquet")


def main() -> None:
    """Keeps every row, in the project's own columns and in the order that packs best.

    The rows of fewer digits bound the cells that are left out, so without them an edition would be another one.
    """
    text = csv.ConvertOptions(column_types={"cbsa": pa.string(), "naics": pa.string()})
    table = csv.read_csv(SOURCE, convert_options=text)
    sample = pa.table(
        {
            "year": table["year"].cast(pa.int16()),
            "area": table["cbsa"],
            "industry": table["naics"],
            "employment": table["emp"].cast(pa.int32()),
            "establishments": table["estab"].cast(pa.int32()),
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
        write_page_checksum=True,  # or a changed byte would be read as other figures
    )
    print(f"{TARGET}: {sample.num_rows:,} rows, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
