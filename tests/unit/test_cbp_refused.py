"""County Business Patterns refused: each bad file gives one clear message, and nothing of it is stored."""

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reference.folders import contents

from clusteratlas.errors import BadCells, InputError, UnreadableFile, WrongColumns
from clusteratlas.sources import import_file

Write = Callable[..., Path]

HEADING = b"year,cbsa,naics,naics_level,emp,estab\n"
GOOD = b"2018,48620,00,2,250000,12000\n"
MANY = HEADING + b"".join(b"2018,48620,%d,6,%d,3\n" % (code, code) for code in (336411, 336412, 336413))


@pytest.fixture
def home(small_cbp: Write, tmp_path: Path) -> Path:
    """A home that holds records already."""
    import_file("cbp", small_cbp([(2017, "48620", "00", 5, 1)], "before.csv"), tmp_path / "home")
    return tmp_path / "home"


def refused(error: type[InputError], content: bytes, home: Path) -> str:
    """The message of the refusal, after making sure that the home is what it was."""
    file = home.parent / "cbp.csv"
    file.write_bytes(content)
    before = contents(home)
    with pytest.raises(error) as caught:
        import_file("cbp", file, home)
    assert contents(home) == before
    return str(caught.value)


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (b"2018,48621,00,2,1,1", "column cbsa: '48621' is not a metropolitan or micropolitan area; "
         "nearest known: 48620"),
        (b"2018, 48620,00,2,1,1", "column cbsa: ' 48620' is not a metropolitan or micropolitan area; "
         "nearest known: 48620"),
        (b"2018,48620,33641X,6,1,1", "column naics: '33641X' is not a NAICS 2017 code; nearest known: 336411"),
        (b"2018,48620,448,4,1,1", "column naics_level: '4' is not the length of the naics code"),
        (b"2018,48620,31-33,2,1,1", "column naics_level: '2' is not the length of the naics code"),
        (b"2018,48620,448,3,-7,1", "column emp: '-7' is negative"),
        (b"2018,48620,448,3,1,-7.0", "column estab: '-7.0' is negative"),
        (b"2018,48620,448,3,many,1", "column emp: 'many' is not a number"),
        (b"2018,48620,448,3,,1", "column emp: '' is empty"),
        (b"2018,48620,448,3,1.5,1", "column emp: '1.5' is not a whole number"),
        (b"2018,48620,448,3,1,1e3", "column estab: '1e3' is not a whole number"),
        (b"2018,48620,448,3,nan,1", "column emp: 'nan' is not a whole number"),
        (b"2018,48620,448,3,9999999999999999,1", "column emp: '9999999999999999' is not a whole number"),
        (b"2018,48620,448,3,1\x00,1", r"column emp: '1\x00' is not a number"),
        (b"201,48620,448,3,1,1", "column year: '201' is not a year from 1980 to 2099"),
        (b"2018,48620,448,3,1", "column (row): '2018,48620,448,3,1' has 5 fields, 6 expected"),
        (b"2018,48620,448,3,1,1,1", "column (row): '2018,48620,448,3,1,1,1' has 7 fields, 6 expected"),
        (GOOD.strip(), "column year+cbsa+naics: '2018 us-metro-48620 00' stands more than once in the file"),
    ],
)  # fmt: skip
def test_one_bad_cell_is_named_with_file_row_column_value_and_rule(row: bytes, line: str, home: Path) -> None:
    message = refused(BadCells, HEADING + GOOD + b"2019,48620,00,2,1,1\n" + row + b"\n", home)
    assert message == f"cbp.csv: 1 cell breaks a rule. Nothing was stored.\n  row 3, {line}"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"year,cbsa,naics,naics_level,emp\n2018,48620,00,2,1\n",
            "cbp.csv: column 'estab' is missing; expected year, cbsa, naics, naics_level, emp, estab. "
            "Columns found: year, cbsa, naics, naics_level, emp.",
        ),
        (
            HEADING[:-1] + b",emp\n2018,48620,00,2,1,1,9\n",
            "cbp.csv: column 'emp' stands more than once; expected year, cbsa, naics, naics_level, emp, estab. "
            "Columns found: year, cbsa, naics, naics_level, emp, estab, emp.",
        ),
        (
            b"Year;Area;Jobs\n2018;48620;1\n",
            "cbp.csv: column 'year' is missing; column 'cbsa' is missing; column 'naics' is missing; "
            "column 'naics_level' is missing; column 'emp' is missing; column 'estab' is missing; "
            "expected year, cbsa, naics, naics_level, emp, estab. Columns found: Year;Area;Jobs.",
        ),
    ],
    ids=["missing", "twice", "another table"],
)
def test_wrong_columns_are_named(content: bytes, message: str, home: Path) -> None:
    assert refused(WrongColumns, content, home) == message


AGAIN = "Download it again. Nothing was stored."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", f"cbp.csv: the file is empty. {AGAIN}"),
        (gzip.compress(b""), f"cbp.csv: it has no rows. {AGAIN}"),
        (HEADING, f"cbp.csv: it has a heading line but no rows. {AGAIN}"),
        (HEADING.strip(), f"cbp.csv: it has no rows. {AGAIN}"),
        (HEADING + b"\n\n", f"cbp.csv: it has a heading line but no rows. {AGAIN}"),
        (gzip.compress(MANY)[:-9], f"cbp.csv: the compressed file ends too early, after line 1. {AGAIN}"),
        (
            HEADING + GOOD + b"2018,48620,44\xe9,3,1,1\n" + GOOD,
            "cbp.csv: line 3 is not UTF-8 (byte 0xe9). Save the whole file as UTF-8. Nothing was stored.",
        ),
        (
            HEADING + GOOD + b"2018,48620,44\xc3",
            "cbp.csv: line 3 is not UTF-8 (byte 0xc3). Save the whole file as UTF-8. Nothing was stored.",
        ),
        (
            (HEADING + GOOD).decode().encode("utf-16"),
            "cbp.csv: line 1 is not UTF-8 (byte 0xff). Save the whole file as UTF-8. Nothing was stored.",
        ),
    ],
    ids=["empty", "gzip of nothing", "heading", "heading without end", "heading and empty lines", "truncated gzip",
         "latin-1 byte", "cut character", "UTF-16"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(content: bytes, message: str, home: Path) -> None:
    assert refused(UnreadableFile, content, home) == message


def test_every_flipped_byte_of_a_gzip_body_is_found(home: Path) -> None:
    packed = gzip.compress(MANY, mtime=0)
    found = 0
    for position in range(10, len(packed)):  # behind the header, whose date and system do not touch the text
        flipped = bytearray(packed)
        flipped[position] ^= 0x10
        if unpacks(bytes(flipped)) == MANY:  # a bit that fills the last byte up, and stands for nothing
            continue
        message = refused(UnreadableFile, bytes(flipped), home)
        assert "compressed file is damaged" in message or "compressed file ends too early" in message
        found += 1
    assert found >= len(packed) - 12


def unpacks(packed: bytes) -> bytes | None:
    try:
        return gzip.decompress(packed)
    except (OSError, EOFError, zlib.error):
        return None


def test_at_most_five_cells_are_shown_and_all_are_counted(home: Path) -> None:
    rows = b"".join(b"2018,48620,%06d,6,-1,x\n" % number for number in range(7))
    message = refused(BadCells, HEADING + rows, home)
    assert message.startswith("cbp.csv: 21 cells break a rule. Nothing was stored.\n  row 1, column naics: '000000' is")
    assert message.count("\n  row ") == 5
    assert message.endswith("\n  and 16 more")


def test_ragged_rows_are_counted_too(home: Path) -> None:
    message = refused(BadCells, HEADING + b"2018,48620\n" * 9, home)
    assert message.startswith("cbp.csv: 9 cells break a rule.")
    assert message.count("\n  row ") == 5
    assert message.endswith("  and 4 more")


def test_rows_with_unknown_codes_are_not_also_called_repeated(home: Path) -> None:
    rows = b"2018,48620,33641X,6,1,1\n2018,48620,33642X,6,1,1\n2018,99999,00,2,1,1\n2018,99998,00,2,1,1\n"
    message = refused(BadCells, HEADING + rows, home)
    assert message.startswith("cbp.csv: 4 cells break a rule.")
    assert "more than once" not in message


def test_an_empty_line_between_rows_is_a_row_of_empty_cells(home: Path) -> None:
    message = refused(BadCells, HEADING + GOOD + b"\n2018,48620,448,3,-1,1\n", home)
    assert message.startswith("cbp.csv: 7 cells break a rule.")
    assert "row 2, column emp: '' is empty" in message


def test_every_repeated_cell_is_named_once(home: Path) -> None:
    message = refused(BadCells, HEADING + GOOD * 3, home)
    assert [line.split(",")[0] for line in message.splitlines()[1:]] == ["  row 2", "  row 3"]
