"""County Business Patterns as published, one file a year: three ages, three kinds of place, the year in the name."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.reference.folders import files
from tests.reference.records import Stored, stored_cells

from clusteratlas.errors import BadCells, InputError, UnreadableFile, WrongColumns
from clusteratlas.sources import Records, import_file
from clusteratlas.sources.cbp.published import year_of
from clusteratlas.tables import UNBOUNDED

# The layouts are named in src/clusteratlas/sources/cbp/published.py; the figures of the first two ages are made up,
# those of 2021 are Autauga County's: https://dmoul.github.io/county-business-patterns-nc/notes.html
OLD = '"fipstate","fipscty","naics","empflag","emp","qp1","ap","est","n1_4","censtate","cencty"'
MIDDLE = "FIPSTATE,FIPSCTY,NAICS,EMPFLAG,EMP_NF,EMP,QP1_NF,QP1,AP_NF,AP,EST,N1_4"
NEW = '"fipstate","fipscty","naics","emp_nf","emp","qp1_nf","qp1","ap_nf","ap","est","n<5","n5_9"'
STATE = "fipstate,naics,lfo,empflag,emp_nf,emp,qp1_nf,qp1,ap_nf,ap,est,f1_4"
AREA = "msa,naics,empflag,emp_nf,emp,qp1_nf,qp1,ap_nf,ap,est,n1_4"
AUTAUGA = "us-county-01001"


def imported(file: Path, *lines: str) -> Records:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return import_file("cbp", file, file.parent / "home").records


def figures(cells: Stored) -> list[tuple[object, ...]]:
    """Region, industry, employment, establishments, wages of every cell."""
    return [
        (region, industry, cell["employment"], cell["establishments"], cell["wages"])
        for (_, region, industry), cell in cells.items()
    ]


def test_the_newest_age(tmp_path: Path) -> None:
    records = imported(
        tmp_path / "cbp21co.txt",
        NEW,
        '"01","001","------","G",11216,"G",97944,"G",424826,924,442,222',
        '"01","001","11----","G",78,"G",1325,"G",5107,10,9,"N"',
        '"01","001","113///","G",68,"G",1213,"G",4563,7,6,"N"',
        '"01","001","11331/","J",68,"G",1213,"S",0,7,6,"N"',
        '"01","001","113310","S",0,"G",1213,"G",4563,7,6,"N"',
    )
    cells = stored_cells(records)
    assert figures(cells) == [
        (AUTAUGA, "00", 11_216, 924, 424_826_000),
        (AUTAUGA, "11", 78, 10, 5_107_000),
        (AUTAUGA, "113", 68, 7, 4_563_000),
        (AUTAUGA, "11331", 68, 7, None),
        (AUTAUGA, "113310", None, 7, 4_563_000),
    ]
    assert {year for year, _, _ in cells} == {2021}
    assert not any(name.endswith(("_low", "_high")) for cell in cells.values() for name in cell)
    assert (records.layout.name, records.layout.levels, records.layout.absent) == ("county", ("county",), "few")
    assert records.vintages == {2021: "2017"}


def test_the_middle_age_in_capitals(tmp_path: Path) -> None:
    records = imported(
        tmp_path / "Cbp15co.txt",
        MIDDLE,
        "01,001,------,,G,10000,G,80000,G,400000,900,400",
        "01,001,22----,E,D,0,D,0,D,0,8,3",
        "01,001,2211//,E,S,0,G,20,H,90,8,3",
    )
    cells = stored_cells(records)
    assert figures(cells) == [
        (AUTAUGA, "00", 10_000, 900, 400_000_000),
        (AUTAUGA, "22", None, 8, None),
        (AUTAUGA, "2211", None, 8, 90_000),
    ]
    withheld = cells[2015, AUTAUGA, "22"]
    assert (withheld["employment_low"], withheld["employment_high"], withheld["employment_flag"]) == (250, 499, "D")
    assert (records.layout.absent, records.vintages) == ("zero", {2015: "2012"})


def test_the_oldest_age(tmp_path: Path) -> None:
    records = imported(
        tmp_path / "cbp98co.txt",
        OLD,
        '"01","001","------","",9000,50000,200000,800,300,"63","001"',
        '"01","001","95----","M",0,0,0,2,0,"63","001"',
    )
    cells = stored_cells(records)
    assert figures(cells) == [(AUTAUGA, "00", 9_000, 800, 200_000_000), (AUTAUGA, "95", None, 2, None)]
    assert cells[1998, AUTAUGA, "95"]["employment_high"] == UNBOUNDED
    assert records.vintages == {1998: "1997"}


def test_a_zip_as_published_is_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cbp21co.txt", f'{NEW}\n"01","001","------","G",11216,"G",97944,"G",424826,924,442,222\n')
    file = tmp_path / "cbp21co.zip"
    file.write_bytes(packed.getvalue())
    cells = stored_cells(import_file("cbp", file, tmp_path / "home").records)
    assert figures(cells) == [(AUTAUGA, "00", 11_216, 924, 424_826_000)]


def test_a_state_file_counts_all_legal_forms_once(tmp_path: Path) -> None:
    steps: list[str] = []
    file = tmp_path / "cbp12st.txt"
    file.write_text(
        f"{STATE}\n56,------,-,,G,200,G,1,G,9000,30,5\n56,------,C,,G,150,G,1,G,8000,20,4\n56,21----,-,,H,7,G,1,G,1,2,0\n"
    )
    records = import_file("cbp", file, tmp_path / "home", lambda step, _: steps.append(step)).records
    assert figures(stored_cells(records)) == [
        ("us-state-56", "00", 200, 30, 9_000_000),
        ("us-state-56", "21", 7, 2, 1_000),
    ]
    assert (records.layout.name, records.layout.levels) == ("state", ("state",))
    assert steps[-1].endswith("a row of one legal form only")


def test_a_metro_file_has_metropolitan_and_micropolitan_areas(tmp_path: Path) -> None:
    records = imported(
        tmp_path / "cbp13msa.txt", AREA, "48620,------,,G,5,G,1,G,9,3,1", "10100,------,,G,4,G,1,G,9,3,1"
    )
    assert [key[1] for key in stored_cells(records)] == ["us-metro-48620", "us-micro-10100"]
    assert (records.layout.name, records.layout.levels) == ("metro", ("metro", "micro"))


def test_establishments_without_a_county_are_left_out_and_counted(tmp_path: Path) -> None:
    steps: list[str] = []
    file = tmp_path / "cbp15co.txt"
    rows = ("01,001,------,,G,5,G,1,G,9,3,1", "01,999,------,,G,4,G,1,G,9,3,1", "01,999,21----,,G,4,G,1,G,9,3,1")
    file.write_text("\n".join((MIDDLE, *rows)) + "\n")
    records = import_file("cbp", file, tmp_path / "home", lambda step, _: steps.append(step)).records
    assert [key[1] for key in stored_cells(records)] == [AUTAUGA]
    assert [step for step in steps if "999" in step] == [steps[-1]]


def test_a_column_of_years_goes_before_the_name(tmp_path: Path) -> None:
    heading, rows = f"YEAR,{MIDDLE}", ("2014,01,001,------,,G,5,G,1,G,9,3,1", "2015,01,001,------,,G,6,G,1,G,9,3,1")
    records = imported(tmp_path / "cbp13co.txt", heading, *rows)
    assert [(key[0], cell["employment"]) for key, cell in stored_cells(records).items()] == [(2014, 5), (2015, 6)]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("cbp19co.txt", 2019), ("cbp98st.zip", 1998), ("CBP06MSA.TXT", 2006), ("cbp00co.txt", 2000),
        ("counties 2013.csv", 2013), ("cbp19co (2).txt", 2019), ("counties.csv", None), ("cbp19us.txt", None),
        ("x120134.csv", None),
    ],
)  # fmt: skip
def test_the_year_a_name_says(name: str, year: int | None) -> None:
    assert year_of(name) == year


def refused(error: type[InputError], file: Path, *lines: str) -> str:
    with pytest.raises(error) as caught:
        imported(file, *lines)
    assert files(file.parent / "home") == {}
    return str(caught.value)


def test_without_a_year_anywhere_it_is_refused(tmp_path: Path) -> None:
    assert refused(UnreadableFile, tmp_path / "counties.txt", MIDDLE, "01,001,------,,G,5,G,1,G,9,3,1") == (
        "counties.txt: neither a column nor the file's name says the year. "
        "Give the file its published name, such as cbp19co.txt. Nothing was stored."
    )


def test_without_any_flags_it_is_refused(tmp_path: Path) -> None:
    message = refused(
        WrongColumns, tmp_path / "cbp19co.txt", "fipstate,fipscty,naics,emp,qp1,ap,est", "01,001,------,5,1,9,3"
    )
    assert message.startswith(
        "cbp19co.txt: none of empflag, emp_nf, ap_nf is there, so nothing says what is withheld. Columns found: "
    )


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("01,002,------,,G,5,G,1,G,9,3,1",
         "column fipstate+fipscty: '01002' is not the FIPS code of a county; nearest known: 01001"),
        ("01,001,113--/,,G,5,G,1,G,9,3,1",
         "column naics: '113--/' is not a NAICS 2012 code of six characters; nearest known: 113---"),
        ("01,001,22----,,G,-5,G,1,G,9,3,1", "column emp: '-5' is negative"),
        ("01,001,22----,,G,5,G,1,G,9,,1", "column est: '' is empty"),
    ],
)  # fmt: skip
def test_one_bad_cell_is_named(row: str, line: str, tmp_path: Path) -> None:
    assert refused(BadCells, tmp_path / "cbp15co.txt", MIDDLE, "01,001,------,,G,5,G,1,G,9,3,1", row).splitlines() == [
        "cbp15co.txt: 1 cell breaks a rule. Nothing was stored.",
        f"  row 2, {line}",
    ]
