"""German occupations by district: zeros, what is withheld and within which range, what is refused."""

import gzip
from pathlib import Path

import duckdb
import pytest
from tests.reference.folders import files
from tests.reference.germany import read_germany
from tests.reference.records import stored_cells

from clusteratlas.errors import BadCells
from clusteratlas.sources import Receipt, de_occupations, import_file
from clusteratlas.sources.registry import Source

SOURCE = Source("de-occupations", de_occupations.PUBLICATION, de_occupations.open_file)
REAL = "de/kreis_occupation_sv_total.csv.gz"
HEADING = "region,occupational_group,year,type,group,n\n"
OPEN = 2**62


def rows(district: str, year: int, *counts: tuple[str, str]) -> str:
    return "".join(f"{district},{group},{year},social insurance,total,{count}\n" for group, count in counts)


def imported(text: str, tmp_path: Path) -> Receipt:
    file = tmp_path / "kreise.csv"
    file.write_text(HEADING + text, encoding="utf-8")
    return import_file(SOURCE, file, tmp_path / "home")


def known(count: int) -> dict[str, object]:
    return {"employment": count, "employment_low": None, "employment_high": None}


def withheld(low: int, high: int) -> dict[str, object]:
    return {"employment": None, "employment_low": low, "employment_high": high}


def test_three_withheld_counts_are_one_or_two_and_two_may_be_more(tmp_path: Path) -> None:
    three = rows("01001", 2013, ("111", ""), ("112", ""), ("113", ""), ("114", "3.0"), ("115", "0.0"), ("", "1383.0"))
    two = rows("01001", 2014, ("111", ""), ("112", ""), ("113", "36.0")) + rows("01002", 2013, ("111", ""), ("112", ""))
    records = imported(three + two, tmp_path).records
    flensburg, kiel = "de-district-01001", "de-district-01002"
    assert stored_cells(records) == {
        (2013, flensburg, "111"): withheld(1, 2),
        (2013, flensburg, "112"): withheld(1, 2),
        (2013, flensburg, "113"): withheld(1, 2),
        (2013, flensburg, "114"): known(3),
        (2013, flensburg, "115"): known(0),
        (2013, flensburg, "99"): known(1_383),
        (2014, flensburg, "111"): withheld(1, OPEN),
        (2014, flensburg, "112"): withheld(1, OPEN),
        (2014, flensburg, "113"): known(36),
        (2013, kiel, "111"): withheld(1, OPEN),
        (2013, kiel, "112"): withheld(1, OPEN),
    }
    assert (records.layout.name, records.layout.classification) == ("district", "KldB")
    assert records.vintages == {2013: "2010", 2014: "2010"}


def test_those_without_an_occupation_do_not_count_as_a_withheld_group(tmp_path: Path) -> None:
    stored = stored_cells(imported(rows("01001", 2013, ("111", ""), ("112", ""), ("", "")), tmp_path).records)
    assert {cell["employment_high"] for cell in stored.values()} == {OPEN}


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (
            rows("01005", 2013, ("111", "5.0")),
            "column region: '01005' is not a district of Germany; nearest known: 01001",
        ),
        (
            rows("01001", 2013, ("119", "5.0")),
            "column occupational_group: '119' is not an occupational group of KldB 2010; nearest known: 111",
        ),
        (rows("01001", 2013, ("112", "-5.0")), "column n: '-5.0' is negative"),
        (rows("01001", 2013, ("112", "5.5")), "column n: '5.5' is not a whole number"),
        (rows("01001", 2013, ("112", "2.0")), "column n: '2.0' is printed, and counts of 1 and 2 are always withheld"),
        (
            rows("01001", 2013, ("111", "9.0")),
            "column year+region+occupational_group: '2013 de-district-01001 111' stands",
        ),
        ("01001,112,13,social insurance,total,5.0\n", "column year: '13' is not a year from 1980 to 2099"),
        (
            "01001,112,2013,marginal,total,5.0\n",
            "column type: 'marginal' is another cut of the statistics: only 'social insurance' is read, take the other",
        ),
        (
            "01001,112,2013,social insurance,women,5.0\n",
            "column group: 'women' is another cut of the statistics: only 'total' is read, take the other rows out",
        ),
    ],
)
def test_bad_cells_are_named_by_row(row: str, line: str, tmp_path: Path) -> None:
    with pytest.raises(BadCells) as caught:
        imported(rows("01001", 2013, ("111", "3.0")) + row, tmp_path)
    assert f"row 2, {line}" in str(caught.value)
    assert files(tmp_path / "home") == {}


@pytest.fixture(scope="module")
def real(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Receipt:
    return import_file(SOURCE, data / REAL, tmp_path_factory.mktemp("germany") / "home")


def census(data: Path) -> str:
    """The real file as DuckDB reads it by itself."""
    return (
        "SELECT region, coalesce(occupational_group, '') AS code, CAST(year AS INT) AS year, "
        f"CAST(CAST(n AS DOUBLE) AS BIGINT) AS n FROM read_csv('{data / REAL}', all_varchar=true)"
    )


def test_totals_of_the_real_file(data: Path, real: Receipt) -> None:
    ours = duckdb.sql(
        "SELECT year, count(*), sum(employment), count(*) FILTER (employment IS NULL) "
        f"FROM read_parquet({[str(real.records.file(year)) for year in real.records.years]}) GROUP BY 1 ORDER BY 1"
    ).fetchall()
    theirs = duckdb.sql(
        f"SELECT year, count(*), sum(n), count(*) FILTER (n IS NULL) FROM ({census(data)}) GROUP BY 1 ORDER BY 1"
    )
    assert ours == theirs.fetchall()
    assert sum(real.records.rows.values()) == 401 * 141 * 13


def test_what_is_said_of_the_real_file_holds(data: Path) -> None:
    small = duckdb.sql(f"SELECT count(*) FILTER (n IN (1, 2)), count(*) FILTER (n = 3) > 0 FROM ({census(data)})")
    assert small.fetchall() == [(0, True)]
    by_district = (
        f"SELECT count(*) FILTER (n IS NULL) AS gone FROM ({census(data)}) WHERE code <> '' GROUP BY region, year"
    )
    counted = duckdb.sql(f"SELECT gone, count(*) FROM ({by_district}) WHERE gone <= 3 GROUP BY 1 ORDER BY 1").fetchall()
    assert counted == [(0, 142), (2, 602), (3, 563)]


def test_one_district_of_the_real_file_equals_a_slow_reader(data: Path, tmp_path: Path) -> None:
    lines = gzip.decompress((data / REAL).read_bytes()).decode().splitlines()
    file = tmp_path / "district.csv"
    file.write_text("\n".join([lines[0], *(line for line in lines if line.startswith("07336,"))]) + "\n")
    assert stored_cells(import_file(SOURCE, file, tmp_path / "home").records) == read_germany(file)
