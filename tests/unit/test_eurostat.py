"""Eurostat's structural business statistics: both layouts, letters, codes, what is left out, what is refused."""

import gzip
from pathlib import Path

import duckdb
import pytest
from tests.reference.eurostat import read_eurostat
from tests.reference.folders import files
from tests.reference.records import stored_cells

from clusteratlas.errors import BadCells, ClusterAtlasError, UnreadableFile, WrongColumns
from clusteratlas.sources import Receipt, eurostat, import_file
from clusteratlas.sources.registry import Source

SOURCE = Source("eurostat", eurostat.PUBLICATION, eurostat.open_file)

BEFORE = (
    "nace_r2,indic_sb,geo\\time\t2015 \t2014 \n"
    "C10,V11210,AT\t708 \t692 b\n"
    "C10,V16110,AT\t: c\t7215 \n"
    "C10,V13320,AT\t398.5 \t12.3 e\n"
    "C10,V91290,AT\t-1.2 \t3.4 \n"
    "G451,V11210,AT11\t: \t12 bp\n"
    "C,V16110,UKM2\t: cd\t5 \n"
)
NOW = (
    "freq,indic_sb,nace_r2,geo\\TIME_PERIOD\t2014\t2015\n"
    "A,V11210,C10,AT\t692 b\t708\n"
    "A,V11210,G451,AT11\t12 bp\t: \n"
    "A,V13320,C10,AT\t12.3 e\t398.5\n"
    "A,V16110,C,UKM2\t5\t: cd\n"
    "A,V16110,C10,AT\t7215\t: c\n"
)


def record(
    establishments: tuple[int | None, str] = (None, ""),
    employment: tuple[int | None, str] = (None, ""),
    wages: tuple[int | None, str] = (None, ""),
) -> dict[str, object]:
    named = {"establishments": establishments, "employment": employment, "wages": wages}
    values = {name: value for name, (value, _) in named.items()}
    return values | {f"{name}_flag": letters for name, (_, letters) in named.items()}


RECORDS = {
    (2015, "eu-nuts0-AT", "10"): record((708, ""), (None, "c"), (398_500_000, "")),
    (2014, "eu-nuts0-AT", "10"): record((692, "b"), (7215, ""), (12_300_000, "e")),
    (2015, "eu-nuts2-AT11", "451"): record(),
    (2014, "eu-nuts2-AT11", "451"): record((12, "bp")),
    (2015, "eu-nuts2-UKM2", "C"): record(employment=(None, "cd")),
    (2014, "eu-nuts2-UKM2", "C"): record(employment=(5, "")),
}


def imported(content: str, tmp_path: Path, said: list[str] | None = None) -> Receipt:
    file = tmp_path / "sbs.tsv"
    file.write_text(content, encoding="utf-8")
    progress = (lambda step, _: said.append(step)) if said is not None else (lambda step, done: None)
    return import_file(SOURCE, file, tmp_path / "home", progress)


@pytest.mark.parametrize("content", [BEFORE, NOW, BEFORE.replace("\n", "\r\n")], ids=["before", "now", "crlf"])
def test_both_layouts_give_the_same_records(content: str, tmp_path: Path) -> None:
    records = imported(content, tmp_path).records
    assert stored_cells(records) == RECORDS
    assert records.layout.name == "nuts"
    assert records.layout.measures == ("establishments", "employment", "wages")
    assert (records.layout.currency, records.layout.absent) == ("EUR", "unknown")
    assert records.vintages == {2014: "2", 2015: "2"}


def test_a_gzip_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "sbs.tsv.gz"
    file.write_bytes(gzip.compress(NOW.encode()))
    assert stored_cells(import_file(SOURCE, file, tmp_path / "home").records) == RECORDS


def test_a_national_file_has_no_establishments_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    content = (
        "nace_r2,indic_sb,geo\\time\t2014 \n"
        "B,V11110,AT\t348 \n"  # enterprises
        "B,V16110,AT\t6265 \n"
        "B-N_S95_X_K,V16110,AT\t2700000 \n"  # all that is covered
        "C_HTC,V16110,AT\t40000 \n"
        "B,V16110,EU28\t560000 ei\n"
        "B,V94414,AT\t3.1 \n"
    )
    said: list[str] = []
    records = imported(content, tmp_path, said).records
    assert stored_cells(records) == {
        (2014, "eu-nuts0-AT", "B"): {"employment": 6265, "employment_flag": ""},
        (2014, "eu-nuts0-AT", "00"): {"employment": 2_700_000, "employment_flag": ""},
    }
    assert (records.layout.name, records.layout.levels, records.layout.currency) == ("national", ("nuts0",), None)
    assert {line for line in said if line.startswith("left out")} == {
        "left out 1 times: V11110, enterprises, which are no establishments",
        "left out 1 times: industries added up otherwise than NACE does (C_HTC, ICT...)",
        "left out 1 times: unions and countries without NUTS regions (EU28...)",
        "left out 1 times: indicators that are no measure of the atlas",
    }


def test_wages_below_zero_are_not_known_and_said(tmp_path: Path) -> None:
    said: list[str] = []
    records = imported(BEFORE.replace("398.5", "-8.3"), tmp_path, said).records
    cell = stored_cells(records)[2015, "eu-nuts0-AT", "10"]
    assert (cell["wages"], cell["wages_flag"]) == (None, "")
    assert "left out 1 times: wages below zero, which cannot be: not known" in said


def refused(error: type[ClusterAtlasError], content: str, tmp_path: Path) -> str:
    with pytest.raises(error) as caught:
        imported(content, tmp_path)
    assert files(tmp_path / "home") == {}
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("708 ", "x ", "row 1, column 2015: 'x ' is not a number"),
        ("708 ", "-708 ", "row 1, column 2015: '-708 ' is negative"),
        ("708 ", "70.8 ", "row 1, column 2015: '70.8 ' is not a whole number"),
        ("708 ", "708 q", "row 1, column 2015: '708 q' has other letters than bcdefinprsuz"),
        (
            "708 ",
            "708 c",
            "row 1, column 2015: '708 c' is marked confidential, and yet has a figure: it must not be published",
        ),
        ("708 ", " ", "row 1, column 2015: ' ' is empty; Eurostat writes : where there is no figure"),
        ("12.3 e", "12.3456789", "row 3, column 2014: '12.3456789' has more than the 6 decimals million euro has"),
        ("G451,", "G45I,", "row 5, column nace_r2: 'G45I' is not a code of NACE 2; nearest known: G451"),
        ("G451,", "C451,", "row 5, column nace_r2: 'C451' is not a code of NACE 2; nearest known: G451"),
        ("G451,V11210,AT11", "C10,V11210,AT", "row 5, column year+geo+nace_r2: '2015 eu-nuts0-AT 10' stands more than"),
    ],
)
def test_bad_cells_are_named_by_row(old: str, new: str, line: str, tmp_path: Path) -> None:
    assert line in refused(BadCells, BEFORE.replace(old, new, 1), tmp_path)


def test_an_unknown_region_names_the_nearest(tmp_path: Path) -> None:
    message = refused(BadCells, BEFORE.replace("UKM2", "UKM0"), tmp_path)
    assert "row 6, column geo: 'UKM0' is not one of the NUTS regions of Europe; nearest known: UKM" in message


def test_a_key_of_another_make_is_named(tmp_path: Path) -> None:
    message = refused(BadCells, BEFORE.replace("G451,V11210,AT11", "G451,V11210"), tmp_path)
    assert "row 5, column nace_r2,indic_sb,geo\\time: 'G451,V11210' is not one code for each of nace_r2" in message


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("geo\\time", "geo", "dimension 'nace_r2' is missing in the first column"),
        ("indic_sb,geo", "geo", "dimension 'indic_sb' is missing in the first column"),
        ("2015 ", "2015Q1", "column '2015Q1' is not a year from 1980 to 2099"),
        ("2015 ", "2014 ", "column '2014' stands more than once"),
    ],
)
def test_another_heading_is_refused(old: str, new: str, problem: str, tmp_path: Path) -> None:
    message = refused(WrongColumns, BEFORE.replace(old, new, 1), tmp_path)
    assert problem in message
    assert "expected a first column like nace_r2,indic_sb,geo\\TIME_PERIOD and then years" in message


def test_monthly_figures_are_refused(tmp_path: Path) -> None:
    assert "'M' is not A: only yearly figures are read" in refused(
        BadCells, NOW.replace("A,V13320", "M,V13320"), tmp_path
    )


def test_a_file_without_any_of_the_indicators_is_refused(tmp_path: Path) -> None:
    content = "nace_r2,indic_sb,geo\\time\t2015 \nB,V94310,AT\t1.0 \n"
    message = refused(UnreadableFile, content, tmp_path)
    assert "it has none of the indicators V11210, V16110, V13320." in message


def test_a_comma_separated_file_is_refused(tmp_path: Path) -> None:
    assert "expected a first column like" in refused(WrongColumns, "geo,year,value\nAT,2015,1\n", tmp_path)


REGIONAL = "eu/sbs_r_nuts06_r2.tsv.gz"


@pytest.fixture(scope="module")
def regional(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Receipt:
    return import_file(SOURCE, data / REGIONAL, tmp_path_factory.mktemp("eurostat") / "home")


def long(file: Path) -> str:
    """The file in rows of one figure each, as DuckDB reads it by itself."""
    key = duckdb.sql(f"SELECT * FROM read_csv('{file}', delim='\t', all_varchar=true) LIMIT 0").columns[0]
    wide = f"SELECT \"{key}\" AS key, * EXCLUDE (\"{key}\") FROM read_csv('{file}', delim='\t', all_varchar=true)"
    return (
        "SELECT split_part(key, ',', 1) AS nace, split_part(key, ',', 2) AS indicator, split_part(key, ',', 3) AS geo, "
        "CAST(trim(year) AS INT) AS year, nullif(split_part(trim(cell), ' ', 1), ':') AS figure, "
        "split_part(trim(cell), ' ', 2) AS letters "
        f"FROM (UNPIVOT ({wide}) ON * EXCLUDE (key) INTO NAME year VALUE cell)"
    )


MEASURES = [("V11210", "establishments", 1), ("V16110", "employment", 1), ("V13320", "wages", 1_000_000)]


@pytest.mark.parametrize(("indicator", "measure", "unit"), MEASURES)
def test_totals_of_the_real_file(indicator: str, measure: str, unit: int, data: Path, regional: Receipt) -> None:
    stored = [str(regional.records.file(year)) for year in regional.records.years]
    ours = duckdb.sql(
        f"SELECT year, count({measure}), sum({measure}), count(*) FILTER ({measure}_flag LIKE '%c%') "
        f"FROM read_parquet({stored}) GROUP BY 1 ORDER BY 1"
    ).fetchall()
    theirs = duckdb.sql(
        f"SELECT year, count(figure), CAST(sum(CAST(figure AS DECIMAL(18, 1))) * {unit} AS HUGEINT), "
        f"count(*) FILTER (letters LIKE '%c%') FROM ({long(data / REGIONAL)}) WHERE indicator = '{indicator}' "
        "AND NOT coalesce(figure, '') LIKE '-%' GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert ours == theirs


def test_every_series_and_year_of_the_real_file_is_a_record(data: Path, regional: Receipt) -> None:
    theirs = duckdb.sql(
        f"SELECT year, count(DISTINCT (nace, geo)) FROM ({long(data / REGIONAL)}) "
        "WHERE indicator IN ('V11210', 'V16110', 'V13320') GROUP BY 1"
    ).fetchall()
    assert regional.records.rows == dict(theirs)


def test_one_country_of_the_real_file_equals_a_slow_reader(data: Path, tmp_path: Path) -> None:
    lines = gzip.decompress((data / REGIONAL).read_bytes()).decode().splitlines()
    file = tmp_path / "at.tsv"
    file.write_text("\n".join([lines[0], *(line for line in lines[1:] if line.split("\t")[0].split(",")[2] == "AT11")]))
    stored = stored_cells(import_file(SOURCE, file, tmp_path / "home").records)
    plain = {(year, geo.rpartition("-")[2], nace): cell for (year, geo, nace), cell in stored.items()}
    assert plain == {(year, geo, nace[1:] or nace): cell for (year, geo, nace), cell in read_eurostat(file).items()}


def test_the_national_file_is_read_whole(data: Path, tmp_path: Path) -> None:
    file = data / "eu/sbs_na_sca_r2.tsv.gz"
    records = import_file(SOURCE, file, tmp_path / "home").records
    stored = stored_cells(records)
    assert records.layout.name == "national"
    ((printed,),) = duckdb.sql(
        f"SELECT figure FROM ({long(file)}) WHERE nace = 'C' AND indicator = 'V16110' AND geo = 'DE' AND year = 2014"
    ).fetchall()
    assert stored[2014, "eu-nuts0-DE", "C"]["employment"] == int(printed)
    wanted = (
        "WHERE indicator IN ('V16110', 'V13320') AND geo NOT LIKE 'EU%' AND (nace SIMILAR TO '[A-Z][0-9]*' OR nace = "
    )
    rows = duckdb.sql(
        f"SELECT count(DISTINCT (nace, geo, year)) FROM ({long(file)}) {wanted} 'B-N_S95_X_K')"
    ).fetchall()
    assert rows == [(len(stored),)]
