"""County Business Patterns by area: what is accepted, and that the records are what stands in the file."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reference.cbp import read_cbp
from tests.reference.records import stored_cells

from clusteratlas.home import Home
from clusteratlas.sources import Layout, import_file, imported, origin_of

Write = Callable[..., Path]

LAYOUT = Layout("metro", "us", ("metro", "micro"), "NAICS", ("employment", "establishments"), None, "few")

HEADING = b"year,cbsa,naics,naics_level,emp,estab\n"
ROWS = b"2018,48620,00,2,250000,12000\n2018,48620,336411,6,27000.0,30.0\n2019,48620,31-33,5,55000,700\n"
CELLS = {
    (2018, "us-metro-48620", "00"): {"employment": 250_000, "establishments": 12_000},
    (2018, "us-metro-48620", "336411"): {"employment": 27_000, "establishments": 30},
    (2019, "us-metro-48620", "31-33"): {"employment": 55_000, "establishments": 700},
}


def zipped(**texts: bytes) -> bytes:
    """A zip of these texts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name.replace("_", "."), text)
    return packed.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        HEADING + ROWS,
        gzip.compress(HEADING + ROWS),
        gzip.compress(HEADING) + gzip.compress(ROWS),
        zipped(cbp_csv=HEADING + ROWS, readme_pdf=b"%PDF"),
        b"\xef\xbb\xbf" + HEADING + ROWS,
        (HEADING + ROWS).replace(b"\n", b"\r\n"),
        (HEADING + ROWS).rstrip(),
        HEADING + ROWS + b"\n\n\r\n",
        HEADING + ROWS.replace(b"48620", b'"48620"'),
        b"estab,note," + HEADING.replace(b",estab", b"") + b"12000,x,2018,48620,00,2,250000\n"
        b"30.0,y,2018,48620,336411,6,27000.0\n700,z,2019,48620,31-33,5,55000\n",
    ],
    ids=[
        "plain",
        "gzip",
        "two gzip members",
        "zip",
        "mark",
        "crlf",
        "no last end",
        "empty end",
        "quotes",
        "other columns",
    ],
)
def test_accepted_forms_give_the_same_records(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "cbp.csv"
    file.write_bytes(content)
    receipt = import_file("cbp", file, tmp_path / "home")
    assert stored_cells(receipt.records) == CELLS == read_cbp(file)
    assert receipt.records.layout == LAYOUT
    assert receipt.records.vintages == {2018: "2017", 2019: "2017"}
    assert receipt.records.rows == {2018: 2, 2019: 1}
    assert not receipt.already_there


def test_records_of_real_areas_equal_a_slow_reader(cbp_extract: Path, tmp_path: Path) -> None:
    receipt = import_file("cbp", cbp_extract, tmp_path / "home")
    cells = read_cbp(cbp_extract)
    assert stored_cells(receipt.records) == cells
    assert len({area for _, area, _ in cells}) == 14


def test_the_file_is_kept_with_its_origin(small_cbp: Write, tmp_path: Path) -> None:
    file = small_cbp([(2019, "48620", "00", 1, 1)], "CBP MSA (2019).csv")
    home = Home.at(tmp_path / "home")
    receipt = import_file("cbp", file, home)
    (records,) = imported("cbp", home)
    assert records == receipt.records
    assert origin_of(records, home) == receipt.origin
    assert receipt.origin.producer == "US Census Bureau"
    assert receipt.origin.size == file.stat().st_size
    assert records.vintage == f"cbp-msa-2019-{receipt.origin.sha256[:8]}"
    kept = home.source("cbp", records.vintage)
    assert sorted(path.name for path in kept.iterdir()) == ["CBP MSA (2019).csv", "origin.toml"]
    assert (kept / file.name).read_bytes() == file.read_bytes()


def test_progress_goes_from_nothing_to_all(cbp_extract: Path, tmp_path: Path) -> None:
    shares: list[float] = []
    import_file("cbp", cbp_extract, tmp_path / "home", lambda _, done: shares.append(done))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_the_whole_file_equals_a_slow_reader(data: Path, tmp_path: Path) -> None:
    file = data / "us/cbp_msa_2018_2019.csv.gz"
    receipt = import_file("cbp", file, tmp_path / "home")
    assert stored_cells(receipt.records) == read_cbp(file)
