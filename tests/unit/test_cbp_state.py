"""County Business Patterns by state, as collected: padded codes, withheld cells, parts left out, three vintages."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.reference.cbp import read_states
from tests.reference.folders import files
from tests.reference.records import Stored, stored_cells

from clusteratlas.classifications import classification
from clusteratlas.errors import BadCells
from clusteratlas.sources import Layout, import_file
from clusteratlas.tables import UNBOUNDED

HEADING = "year,fipstate,naics,est,emp,empflag,emp_nf,ap,ap_nf"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes rows in the layout as collected."""

    def write(*rows: str) -> Path:
        file = tmp_path / "states.csv"
        file.write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")
        return file

    return write


def stored(file: Path) -> Stored:
    receipt = import_file("cbp", file, file.parent / "home")
    cells = stored_cells(receipt.records)
    assert cells == read_states(file)
    return cells


def refusal(file: Path) -> list[str]:
    home = file.parent / "home"
    with pytest.raises(BadCells) as caught:
        import_file("cbp", file, home)
    assert files(home) == {}
    return str(caught.value).splitlines()


def test_rows_of_2000_as_they_stand_in_the_file(write: Write) -> None:
    """Alabama 2000: all industries, agriculture, timber tracts (size class E), and their parts that are left out."""
    cells = stored(
        write(
            "2000,01,------,99817,1653074,,-,43957816,-",
            "2000,01,11----,1152,8789,,-,214602,-",
            "2000,01,1131--,43,0,E,-,0,-",
        )
    )
    state = "us-state-01"
    timber = {
        "employment": None, "employment_low": 250, "employment_high": 499, "employment_flag": "",
        "establishments": 43, "wages": None, "wages_flag": "",
    }  # fmt: skip
    assert cells == {
        (2000, state, "00"): {
            "employment": 1_653_074, "employment_low": None, "employment_high": None, "employment_flag": "",
            "establishments": 99_817, "wages": 43_957_816_000, "wages_flag": "",
        },
        (2000, state, "11"): {
            "employment": 8_789, "employment_low": None, "employment_high": None, "employment_flag": "",
            "establishments": 1_152, "wages": 214_602_000, "wages_flag": "",
        },
        (2000, state, "1131"): timber,
        (2000, state, "11311"): timber,
        (2000, state, "113110"): timber,
    }  # fmt: skip


def test_what_kind_of_file_it_is(write: Write, tmp_path: Path) -> None:
    records = import_file(
        "cbp", write("2002,01,11----,1,1,,-,1,-", "2003,01,11----,1,1,,-,1,-"), tmp_path / "h"
    ).records
    assert records.layout == Layout(
        "state", "us", ("state",), "NAICS", ("employment", "establishments", "wages"), "USD", "zero"
    )
    assert records.vintages == {2002: "1997", 2003: "2002"}


@pytest.mark.parametrize(
    ("letter", "low", "high"),
    [
        ("A", 0, 19), ("B", 20, 99), ("C", 100, 249), ("E", 250, 499), ("F", 500, 999), ("G", 1000, 2499),
        ("H", 2500, 4999), ("I", 5000, 9999), ("J", 10000, 24999), ("K", 25000, 49999), ("L", 50000, 99999),
        ("M", 100000, UNBOUNDED),
    ],
)  # fmt: skip
def test_size_classes_are_those_of_the_record_layout(letter: str, low: int, high: int, write: Write) -> None:
    """http://www.census.gov/econ/cbp/download/noise_layout/Metro_Area_Layout.txt, field EMPFLAG."""
    (cell,) = stored(write(f"2005,56,21----,7,0,{letter},-,0,-")).values()
    assert (cell["employment"], cell["employment_low"], cell["employment_high"]) == (None, low, high)


@pytest.mark.parametrize(
    ("row", "employment", "wages", "flags"),
    [
        ("2008,56,21----,9,120,,G,700,H", 120, 700_000, ("G", "H")),
        ("2008,56,21----,9,0,,G,700,G", 0, 700_000, ("G", "G")),
        ("2008,56,21----,9,0,B,D,0,D", None, None, ("D", "D")),
        ("2008,56,21----,9,0,B,S,700,H", None, 700_000, ("S", "H")),
        ("2004,56,21----,9,0,,-,700,-", 0, 700_000, ("", "")),
        ("2004,56,21----,9,0,B,-,0,-", None, None, ("", "")),
        ("2008,56,21----,9,120,,J,0,S", 120, None, ("J", "S")),
    ],
    ids=["noise", "a true zero", "D", "S withholds employment alone", "zero before 2007", "class", "payroll alone"],
)
def test_what_the_letters_mean(
    row: str, employment: int | None, wages: int | None, flags: tuple[str, str], write: Write
) -> None:
    (cell,) = stored(write(row)).values()
    assert (cell["employment"], cell["wages"]) == (employment, wages)
    assert (cell["employment_flag"], cell["wages_flag"]) == flags


def test_sectors_of_several_digits_have_their_range(write: Write) -> None:
    cells = stored(write(*(f"2005,56,{code}----,1,1,,-,1,-" for code in (31, 44, 48, 99))))
    assert [industry for _, _, industry in cells] == ["31-33", "44-45", "48-49", "99"]


def test_an_only_part_that_stands_in_the_year_is_left_to_its_own_row(write: Write) -> None:
    """334220 is all of 33422; in the year it has a row of its own somewhere, a missing row is no establishment."""
    rows = ["2005,56,33422-,3,30,,-,9,-", "2005,30,33422-,4,40,,-,9,-", "2005,30,334220,4,40,,-,9,-"]
    cells = stored(write(*rows))
    assert [key[1:] for key in cells] == [
        ("us-state-56", "33422"), ("us-state-30", "33422"), ("us-state-30", "334220"),
    ]  # fmt: skip


def test_a_part_is_left_out_by_year(write: Write) -> None:
    cells = stored(write("2005,30,334220,4,40,,-,9,-", "2006,30,33422-,5,50,,-,9,-"))
    assert [(year, industry) for year, _, industry in cells] == [(2005, "334220"), (2006, "33422"), (2006, "334220")]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("2008,03,21----,1,1,,G,1,G", "column fipstate: '03' is not the FIPS code of a state; nearest known: 01"),
        ("2008,56,21,1,1,,G,1,G",
         "column naics: '21' is not a NAICS 2007 code of six characters; nearest known: 21----"),
        ("2008,56,32----,1,1,,G,1,G",
         "column naics: '32----' is not a NAICS 2007 code of six characters; nearest known: 31----"),
        ("2002,56,517---,1,1,,-,1,-",
         "column naics: '517---' is not a NAICS 1997 code of six characters; nearest known: 511---"),
        ("2003,56,95----,1,1,,-,1,-",
         "column naics: '95----' is not a NAICS 2002 code of six characters; nearest known: 92----"),
        ("1997,56,21----,1,1,,-,1,-", "column year: '1997' is not a year from 1998 to 2099"),
        ("2008,56,21----,1,5,B,D,0,D", "column emp: '5' is not 0, but the flags say that it is withheld"),
        ("2008,56,21----,1,0,B,D,5,D", "column ap: '5' is not 0, but the flags say that it is withheld"),
        ("2005,56,21----,1,0,B,-,5,-", "column ap: '5' is not 0, but the flags say that it is withheld"),
        ("2008,56,21----,1,0,D,D,0,D",
         "column empflag: 'D' is not one of A, B, C, E, F, G, H, I, J, K, L, M, or empty"),
        ("2008,56,21----,1,1,,X,1,G", "column emp_nf: 'X' is not one of -, G, H, J, D, S, or empty"),
        ("2008,56,21----,1,0,B,G,1,G",
         "column emp_nf: 'G' and empflag do not agree on whether employment is withheld"),
        ("2008,56,21----,1,0,,D,0,D",
         "column emp_nf: 'D' and empflag do not agree on whether employment is withheld"),
        ("2008,56,21----,,1,,G,1,G", "column est: '' is empty"),
        ("2008,56,------,9,9,,G,9,G",
         "column year+fipstate+naics: '2008 us-state-56 00' stands more than once in the file"),
    ],
)  # fmt: skip
def test_one_bad_cell_is_named(row: str, line: str, write: Write) -> None:
    message = refusal(write("2008,56,------,9,9,,G,9,G", row))
    assert message == ["states.csv: 1 cell breaks a rule. Nothing was stored.", f"  row 2, {line}"]


def test_auxiliaries_are_an_industry_of_their_own_until_2002(write: Write) -> None:
    """https://ask.census.gov/faq.php?id=5000&faqId=1715"""
    assert list(stored(write("2002,56,95----,1,1,,-,1,-"))) == [(2002, "us-state-56", "95")]


def test_parts_add_up_in_the_whole_real_file(data: Path, tmp_path: Path) -> None:
    """Establishments are never withheld, so those of the parts make the whole; but for parts that stand nowhere."""
    records = import_file("cbp", data / "us/cbp_state_2000_2011.csv.gz", tmp_path / "home").records
    assert records.years == list(range(2000, 2012))
    year = 2009
    cells: dict[str, Counter[str]] = {}
    one_year = replace(records, rows={year: records.rows[year]})
    for (_, state, industry), figures in stored_cells(one_year).items():
        cells.setdefault(state, Counter())[industry] = int(str(figures["establishments"]))
    naics, standing = classification("NAICS", records.vintages[year]), set().union(*cells.values())
    covered = [code for code in standing if code in naics and naics.children(code)]
    covered = [code for code in covered if all(part in standing for part in naics.children(code))]
    assert len(covered) > 900
    for counts in cells.values():
        for code in covered:
            assert counts[code] == sum(counts[part] for part in naics.children(code))
