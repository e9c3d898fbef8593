"""County Business Patterns beyond the first batch of 8 MB: row and line numbers, repeated cells, damage."""

import gzip
from pathlib import Path

import pytest

from clusteratlas.classifications import naics, us_regions
from clusteratlas.errors import BadCells, ClusterAtlasError, UnreadableFile
from clusteratlas.home import silent
from clusteratlas.sources import cbp

LATE = 400_001  # a row in the second batch


@pytest.fixture(scope="module")
def lines() -> list[bytes]:
    """A made-up file of 12 MB: line n is data row n, line 0 the heading."""
    codes = naics("2017").codes[:600]
    rows = [
        b"2018,%s,%s,%d,10.0,3.0\n" % (area.encode(), code.encode(), len(code))
        for area in us_regions.cbp_areas()
        for code in codes
    ]
    return [b"year,cbsa,naics,naics_level,emp,estab\n", *rows]


def message(error: type[ClusterAtlasError], lines: list[bytes], file: Path, packed: bool = False) -> str:
    file.write_bytes(gzip.compress(b"".join(lines), 1) if packed else b"".join(lines))
    with pytest.raises(error) as caught:
        for _ in cbp.open_file(file, silent).batches:
            pass
    return str(caught.value)


def changed(lines: list[bytes], row: int, old: bytes, new: bytes) -> list[bytes]:
    assert old in lines[row]
    return [*lines[:row], lines[row].replace(old, new), *lines[row + 1 :]]


def test_the_file_has_more_than_one_batch(lines: list[bytes], tmp_path: Path) -> None:
    assert sum(map(len, lines[:LATE])) > 8 << 20
    file = tmp_path / "large.csv"
    file.write_bytes(b"".join(lines))
    assert len(list(cbp.open_file(file, silent).batches)) > 1


def test_a_late_bad_cell_has_its_row(lines: list[bytes], tmp_path: Path) -> None:
    bad = changed(changed(lines, 7, b"10.0", b"x"), LATE, b"10.0", b"-1")
    assert message(BadCells, bad, tmp_path / "large.csv", packed=True).splitlines()[1:] == [
        "  row 7, column emp: 'x' is not a number",
        "  row 400,001, column emp: '-1' is negative",
    ]


def test_a_late_ragged_row_has_its_row(lines: list[bytes], tmp_path: Path) -> None:
    bad = changed(changed(lines, 3, b"\n", b",1\n"), LATE, b"\n", b",1\n")
    shown = message(BadCells, bad, tmp_path / "large.csv").splitlines()[1:]
    assert [line.split(":")[0] for line in shown] == ["  row 3, column (row)", "  row 400,001, column (row)"]


def test_a_cell_repeated_in_another_batch_is_found(lines: list[bytes], tmp_path: Path) -> None:
    bad = [*lines[:LATE], lines[1], *lines[LATE:]]
    area, code = lines[1].decode().split(",")[1:3]
    cell = f"2018 {us_regions.cbp_areas()[area].code} {code}"
    assert message(BadCells, bad, tmp_path / "large.csv").splitlines()[1:] == [
        f"  row 400,001, column year+cbsa+naics: '{cell}' stands more than once in the file"
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_a_late_byte_of_another_encoding_has_its_line(packed: bool, lines: list[bytes], tmp_path: Path) -> None:
    bad = changed(lines, LATE, b"10.0", b"1\xe9")
    assert message(UnreadableFile, bad, tmp_path / "large.csv", packed) == (
        "large.csv: line 400,002 is not UTF-8 (byte 0xe9). Save the whole file as UTF-8. Nothing was stored."
    )


def test_a_character_cut_by_a_batch_counts_for_its_own_line(tmp_path: Path) -> None:
    block = 8 << 20
    heading = b"year,cbsa,naics,naics_level,emp,estab\n"
    row = b"2018,48620,00,2,1,1,"
    text = heading + row + b"x" * (block - len(heading) - len(row) - 1) + b"\xe2" + b"\n2018\n"
    assert text[block - 1 : block + 1] == b"\xe2\n"
    file = tmp_path / "cut.csv"
    file.write_bytes(text)
    with pytest.raises(UnreadableFile, match=r"line 2 is not UTF-8 \(byte 0xe2\)"):
        list(cbp.open_file(file, silent).batches)


def test_a_gzip_cut_late_says_after_which_line(lines: list[bytes], tmp_path: Path) -> None:
    packed = gzip.compress(b"".join(lines), 1)
    file = tmp_path / "cut.csv.gz"
    file.write_bytes(packed[: len(packed) * 9 // 10])
    with pytest.raises(UnreadableFile, match=r"the compressed file ends too early, after line [1-9]\d\d,\d\d\d\."):
        list(cbp.open_file(file, silent).batches)
