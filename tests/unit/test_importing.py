"""Importing: whole or not at all, once, by one writer, whatever the disk does."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reference.folders import contents, files

from clusteratlas.errors import BusyHome, NoRecords, UnknownChoice, UnreadableFile
from clusteratlas.home import Home, one_writer
from clusteratlas.sources import import_file, imported, us_sample

Write = Callable[..., Path]
CELL = (2019, "48620", "00", 250_000, 12_000)


def test_a_refused_file_leaves_an_empty_home_empty(small_cbp: Write, tmp_path: Path) -> None:
    file = small_cbp([CELL, (2019, "48621", "00", 1, 1)])
    with pytest.raises(ValueError, match="nearest known: 48620"):
        import_file("cbp", file, tmp_path / "home")
    assert files(tmp_path / "home") == {}


def test_the_same_file_is_stored_once(small_cbp: Write, tmp_path: Path) -> None:
    first = import_file("cbp", small_cbp([CELL]), tmp_path / "home")
    before = contents(tmp_path / "home")
    again = import_file("cbp", small_cbp([CELL]), tmp_path / "home")
    assert (first.already_there, again.already_there) == (False, True)
    assert (again.records, again.origin) == (first.records, first.origin)
    assert contents(tmp_path / "home") == before


def test_a_changed_file_of_the_same_name_stands_beside_the_first(small_cbp: Write, tmp_path: Path) -> None:
    import_file("cbp", small_cbp([CELL]), tmp_path / "home")
    import_file("cbp", small_cbp([(2018, *CELL[1:])]), tmp_path / "home")
    vintages = [records.vintage for records in imported("cbp", Home.at(tmp_path / "home"))]
    assert len(set(vintages)) == 2
    assert all(vintage.startswith("cbp-") for vintage in vintages)


def test_an_import_that_was_killed_between_source_and_records_is_repeated(small_cbp: Write, tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    records = import_file("cbp", small_cbp([CELL]), home).records
    whole = contents(home.path)
    records.folder.rename(records.folder.with_name(f".{records.vintage}.partial"))
    assert not import_file("cbp", small_cbp([CELL]), home).already_there
    assert contents(home.path) == whole


def test_two_importers_at_once(small_cbp: Write, tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    with one_writer(home.records("cbp")), pytest.raises(BusyHome, match="Another process is writing"):
        import_file("cbp", small_cbp([CELL]), home)
    assert not import_file("cbp", small_cbp([CELL]), home).already_there


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("absent.csv", "absent.csv: there is no such file. Check the path. Nothing was stored."),
        (".", "it is a folder. Check the path. Nothing was stored."),
    ],
)
def test_what_is_no_file_is_said(path: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        import_file("cbp", tmp_path / path, tmp_path / "home")
    assert str(caught.value).endswith(reason)
    assert not (tmp_path / "home").exists()


def test_a_file_the_system_will_not_read(tmp_path: Path) -> None:
    memory = Path("/proc/self/mem")  # a file whose first byte is an input/output error
    if not memory.is_file():
        pytest.skip("this system has no /proc/self/mem")
    with pytest.raises(UnreadableFile, match="mem: it cannot be read: Input/output error"):
        import_file("cbp", memory, tmp_path / "home")


def test_an_unknown_source_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownChoice, match=r"source='qwec' is not known. Choose one of: cbp, us-sample, qcew"):
        import_file("qwec", tmp_path / "x", tmp_path / "home")


def test_no_records_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(NoRecords, match="Import them with: clusteratlas import cbp FILE"):
        imported("cbp", Home.at(tmp_path))


@pytest.mark.parametrize("damage", ["cut", "flipped", "text"])
def test_a_damaged_sample_is_refused(damage: str, tmp_path: Path) -> None:
    content = bytearray(us_sample.file().read_bytes())
    content[5_000] ^= 0xFF
    damaged = {"cut": bytes(content[:5_000]), "flipped": bytes(content), "text": b"year,area\n2019,48620\n"}[damage]
    file = tmp_path / "sample.parquet"
    file.write_bytes(damaged)
    with pytest.raises(UnreadableFile, match=r"sample.parquet: it is no whole Parquet file"):
        import_file("us-sample", file, tmp_path / "home")
    assert files(tmp_path / "home") == {}


def test_a_home_with_odd_letters_in_its_path(small_cbp: Write, tmp_path: Path) -> None:
    home = tmp_path / "it's 中国 [2019] *"
    assert import_file("cbp", small_cbp([CELL]), home).records.rows == {2019: 1}
    shutil.rmtree(home)
