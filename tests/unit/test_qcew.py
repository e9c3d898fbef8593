"""The Quarterly Census of Employment and Wages: private ownership, withheld cells, codes of its own, packed files."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reference.folders import files
from tests.reference.qcew import read_qcew
from tests.reference.records import Stored, stored_cells

from clusteratlas.errors import BadCells, UnreadableFile, WrongColumns
from clusteratlas.sources import Layout, Source, import_file, qcew

SOURCE = Source("qcew", qcew.PUBLICATION, qcew.open_file)
HEADING = (
    "area_fips,own_code,industry_code,agglvl_code,size_code,year,qtr,disclosure_code,"
    "annual_avg_estabs,annual_avg_emplvl,total_annual_wages"
)
TOTAL = "39041,5,10,71,0,2020,A,,5700,71000,4500000000"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes rows in the layout of the single file."""

    def write(*rows: str, heading: str = HEADING) -> Path:
        file = tmp_path / "qcew.csv"
        file.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
        return file

    return write


def stored(file: Path) -> Stored:
    return stored_cells(import_file(SOURCE, file, file.parent / "home").records)


def test_rows_become_records(write: Write) -> None:
    file = write(
        TOTAL,
        "39041,5,31-33,74,0,2020,A,,120,6500,400000000",
        "39041,5,3364,76,0,2020,A,N,2,0,0",
        "39041,5,336411,78,0,2020,A,,1,0,0",
    )
    assert stored(file) == read_qcew(file) == {
        (2020, "us-county-39041", "00"): {"employment": 71_000, "establishments": 5_700, "wages": 4_500_000_000},
        (2020, "us-county-39041", "31-33"): {"employment": 6_500, "establishments": 120, "wages": 400_000_000},
        (2020, "us-county-39041", "3364"): {"employment": None, "establishments": 2, "wages": None},
        (2020, "us-county-39041", "336411"): {"employment": 0, "establishments": 1, "wages": 0},
    }  # fmt: skip


def test_what_kind_of_file_it_is(write: Write, tmp_path: Path) -> None:
    records = import_file(SOURCE, write(TOTAL, TOTAL.replace("2020", "2022")), tmp_path / "home").records
    assert records.layout == Layout(
        "area",
        "us",
        ("country", "state", "county", "metro", "micro"),
        "NAICS",
        ("employment", "establishments", "wages"),
        "USD",
        "zero",
        {"employment": 1, "establishments": 1},  # averages of a year, in whole numbers
    )
    assert records.vintages == {2020: "2017", 2022: "2022"}


@pytest.mark.parametrize(
    ("year", "vintage"),
    [(1990, "2002"), (2006, "2002"), (2007, "2007"), (2010, "2007"), (2011, "2012"), (2016, "2012"), (2017, "2017"),
     (2021, "2017"), (2022, "2022"), (2024, "2022")],
)  # fmt: skip
def test_the_vintage_of_a_year(year: int, vintage: str, write: Write, tmp_path: Path) -> None:
    records = import_file(SOURCE, write(TOTAL.replace("2020", str(year))), tmp_path / "home").records
    assert records.vintages == {year: vintage}


@pytest.mark.parametrize(
    ("area", "level", "region"),
    [
        ("39041", "7", "us-county-39041"),
        ("39000", "5", "us-state-39"),
        ("US000", "1", "us"),
        ("C4862", "4", "us-metro-48620"),
    ],
)
def test_areas_have_their_full_codes(area: str, level: str, region: str, write: Write) -> None:
    assert list(stored(write(f"{area},5,10,{level}1,0,2020,A,,3,9,27"))) == [(2020, region, "00")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("39041,0,10,70,0,2020,A,,9,9,9", "a row of another ownership than private"),
        ("39041,3,61,74,0,2020,A,N,9,0,0", "a row of another ownership than private"),
        ("39041,5,102,72,0,2020,A,,9,9,9", "a row of a domain or supersector"),
        ("39041,5,1013,73,0,2020,A,,9,9,9", "a row of a domain or supersector"),
        ("39041,5,10,71,3,2020,A,,9,9,9", "a row of one size of establishments only"),
        ("CS198,5,10,31,0,2020,A,,9,9,9", "a row of an area that is no county, state or known metropolitan area"),
        ("39999,5,10,71,0,2020,A,,9,9,9", "a row of an area that is no county, state or known metropolitan area"),
        ("78000,5,10,51,0,2020,A,,9,9,9", "a row of an area that is no county, state or known metropolitan area"),
        ("39041,5,999999,78,0,2020,A,,9,9,9", "unclassified establishments once more, as 999 to 999999"),
        ("39041,5,238111,78,0,2020,A,,9,9,9", "a specialty trade by kind of building"),
    ],
)
def test_what_is_left_out_is_counted(row: str, reason: str, write: Write, tmp_path: Path) -> None:
    steps: list[str] = []
    file = write(TOTAL, row)
    records = import_file(SOURCE, file, tmp_path / "home", lambda step, _: steps.append(step)).records
    assert records.rows == {2020: 1}
    assert [step for step in steps if step.startswith("left out")] == [steps[-1]]
    assert steps[-1].endswith(reason)


def test_a_specialty_trade_is_its_one_industry(write: Write) -> None:
    """23811 is in parts by building only; 238110 is both, see bls-and-qcew-naics-differences.htm."""
    file = write(
        "39041,5,23811,77,0,2020,A,,9,90,900",
        "39041,5,238111,78,0,2020,A,N,5,0,0",
        "39041,5,238112,78,0,2020,A,N,4,0,0",
    )
    both = {"employment": 90, "establishments": 9, "wages": 900}
    assert stored(file) == {(2020, "us-county-39041", code): both for code in ("23811", "238110")} == read_qcew(file)


def test_unclassified_establishments_stand_once(write: Write) -> None:
    rows = [f"39041,5,{'9' * digits},7{digits + 2},0,2020,A,,9,9,9" for digits in range(2, 7)]
    assert [industry for _, _, industry in stored(write(*rows))] == ["99"]


def test_the_zipped_files_by_area_call_establishments_otherwise(write: Write) -> None:
    file = write(TOTAL, heading=HEADING.replace("annual_avg_estabs", "annual_avg_estabs_count"))
    assert [cell["establishments"] for cell in stored(file).values()] == [5_700]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("39042,5,10,71,0,2020,A,,9,9,9",
         "column area_fips: '39042' is not the FIPS code of a county; nearest known: 39041"),
        ("03000,5,10,51,0,2020,A,,9,9,9",
         "column area_fips: '03000' is not the code of a state; nearest known: 01000"),
        ("39041,5,3364X,77,0,2020,A,,9,9,9",
         "column industry_code: '3364X' is not a NAICS 2017 code; nearest known: 33641"),
        ("39041,5,455,75,0,2021,A,,9,9,9", "column industry_code: '455' is not a NAICS 2017 code; nearest known: 451"),
        ("39041,5,11,74,0,2020,1,,9,9,9", "column qtr: '1' is not A: only annual averages are read"),
        ("39041,5,11,74,0,1989,A,,9,9,9", "column year: '1989' is not a year from 1990 to 2099"),
        ("39041,5,11,74,0,2020,A,X,9,9,9", "column disclosure_code: 'X' is neither empty nor N (withheld)"),
        ("39041,5,11,74,0,2020,A,N,9,9,0",
         "column annual_avg_emplvl: '9' is not 0, but disclosure_code says it is withheld"),
        ("39041,5,11,74,0,2020,A,N,9,0,9",
         "column total_annual_wages: '9' is not 0, but disclosure_code says it is withheld"),
        ("39041,5,11,75,0,2020,A,,9,9,9", "column agglvl_code: '75' is not the level of the row's area and industry"),
        ("39041,5,11,54,0,2020,A,,9,9,9", "column agglvl_code: '54' is not the level of the row's area and industry"),
        ("39041,6,11,74,0,2020,A,,9,9,9", "column own_code: '6' is not one of 0, 1, 2, 3, 4, 5, 8"),
        ("39041,5,11,74,x,2020,A,,9,9,9", "column size_code: 'x' is not a digit"),
        ("39041,5,11,74,0,2020,A,,9,-9,9", "column annual_avg_emplvl: '-9' is negative"),
        (TOTAL, "column year+area_fips+industry_code: '2020 us-county-39041 00' stands more than once in the file"),
    ],
)  # fmt: skip
def test_one_bad_cell_is_named(row: str, line: str, write: Write, tmp_path: Path) -> None:
    with pytest.raises(BadCells) as caught:
        import_file(SOURCE, write("39041,1,10,71,0,2020,A,,16,264,15468202", TOTAL, row), tmp_path / "home")
    assert str(caught.value).splitlines() == [
        "qcew.csv: 1 cell breaks a rule. Nothing was stored.",
        f"  row 3, {line}",
    ]
    assert files(tmp_path / "home") == {}


def test_a_quarterly_file_is_refused(write: Write, tmp_path: Path) -> None:
    heading = HEADING.replace("annual_avg_estabs", "qtrly_estabs").replace("annual_avg_emplvl", "month1_emplvl")
    with pytest.raises(WrongColumns, match="column 'annual_avg_estabs' is missing; column 'annual_avg_emplvl' is"):
        import_file(SOURCE, write(TOTAL, heading=heading), tmp_path / "home")


COUNTIES = {"2020.annual 39041.csv": [TOTAL], "2020.annual 39049.csv": [TOTAL.replace("39041", "39049")]}


def zipped(texts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(f"2020.annual.by_area/{name}", text)
    return packed.getvalue()


def tarred(texts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, text in texts.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return packed.getvalue()


@pytest.fixture(params=[zipped, tarred])
def pack(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[dict[str, list[str]]], Path]:
    """Packs files of these rows into one."""

    def pack(contents: dict[str, list[str]]) -> Path:
        file = tmp_path / f"counties.{'zip' if request.param is zipped else 'tar.gz'}"
        file.write_bytes(request.param({name: "\n".join([HEADING, *rows, ""]) for name, rows in contents.items()}))
        return file

    return pack


Pack = Callable[[dict[str, list[str]]], Path]


def test_files_packed_in_one_are_read_one_after_the_other(pack: Pack) -> None:
    file = pack(COUNTIES)
    assert stored(file) == read_qcew(file)
    assert {key[1] for key in read_qcew(file)} == {"us-county-39041", "us-county-39049"}


def test_a_bad_cell_is_named_by_its_file_in_the_pack(pack: Pack, tmp_path: Path) -> None:
    file = pack(COUNTIES | {"z.csv": ["39051,5,10,71,0,2020,A,,9,9,9", "39051,5,11,74,0,2020,A,,9,x,9"]})
    with pytest.raises(BadCells) as caught:
        import_file(SOURCE, file, tmp_path / "home")
    assert str(caught.value).splitlines() == [
        f"{file.name} (z.csv): 1 cell breaks a rule. Nothing was stored.",
        "  row 2, column annual_avg_emplvl: 'x' is not a number",
    ]


def test_a_cell_in_two_files_of_a_pack_is_found(pack: Pack, tmp_path: Path) -> None:
    file = pack(COUNTIES | {"again.csv": [TOTAL]})
    with pytest.raises(BadCells) as caught:
        import_file(SOURCE, file, tmp_path / "home")
    assert str(caught.value).splitlines() == [
        f"{file.name} (rows of all its files counted through): 1 cell breaks a rule. Nothing was stored.",
        "  row 3, column year+area_fips+industry_code: '2020 us-county-39041 00' stands more than once in the file",
    ]


def test_a_pack_without_tables_is_refused(tmp_path: Path) -> None:
    for pack in (zipped, tarred):
        file = tmp_path / "pack"
        file.write_bytes(pack({"readme.pdf": "x"}))
        with pytest.raises(UnreadableFile, match=r"pack: it holds no \.csv, \.txt, \.tsv file\."):
            import_file(SOURCE, file, tmp_path / "home")


def test_a_tar_whose_second_heading_is_damaged_is_not_read_as_its_first_file(tmp_path: Path) -> None:
    plain = bytearray(
        gzip.decompress(tarred({name: "\n".join([HEADING, *rows, ""]) for name, rows in COUNTIES.items()}))
    )
    second = plain.index(b"2020.annual 39049.csv")
    plain[second] ^= 1
    file = tmp_path / "pack.tar"
    file.write_bytes(bytes(plain))
    with pytest.raises(UnreadableFile, match="the packed file is damaged"):
        import_file(SOURCE, file, tmp_path / "home")


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_cut_pack_is_refused(pack: Callable[[dict[str, str]], bytes], tmp_path: Path) -> None:
    whole = pack({name: "\n".join([HEADING, *rows, ""]) for name, rows in COUNTIES.items()})
    for length in range(3, len(whole) - 1, max(len(whole) // 40, 1)):
        file = tmp_path / "pack"
        file.write_bytes(whole[:length])
        with pytest.raises((UnreadableFile, WrongColumns)):
            import_file(SOURCE, file, tmp_path / "home")
    assert files(tmp_path / "home") == {}


def test_counties_of_ohio_equal_a_slow_reader(data: Path, tmp_path: Path) -> None:
    file = data / "us/qcew_county_ohio_2020_2023.tar.gz"
    records = import_file(SOURCE, file, tmp_path / "home").records
    assert records.vintages == {2020: "2017", 2021: "2017", 2022: "2022", 2023: "2022"}
    assert stored_cells(records) == read_qcew(file)
