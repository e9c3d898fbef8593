"""Exports to CSV and Parquet: what is in the file, what is refused, and that a refusal leaves nothing behind."""

import csv
import io
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.unit.small_edition import AEROSPACE, AIRCRAFT, DODGE, HEALTH, LAYOUTS, RENO, WICHITA, write_small_edition

from clusteratlas.editions.edition import Edition
from clusteratlas.editions.export import Filter, Selection, chosen, citation, csv_bytes, export, file_name
from clusteratlas.errors import InputError, NoSuchEntry, UnknownChoice, WrongColumns


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    folder = tmp_path / "edition"
    folder.mkdir()
    return write_small_edition(folder)


# What follows a figure that is published: no bounds, and its flag.
PUBLISHED = {
    name: {f"{name}_low": "", f"{name}_high": "", f"{name}_flag": "published"}
    for name in ("employment", "establishments")
}


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def test_csv_has_the_tables_columns_and_names_in_the_language(edition: Edition, tmp_path: Path) -> None:
    file = export(edition, "activity", tmp_path / "a.csv", "csv", Filter(2019, region=WICHITA), "zh-hans")
    assert file.read_bytes().startswith("\ufeffyear,region,region_name,industry,industry_name,".encode())
    assert read_csv(file) == [
        {
            "year": "2019",
            "region": WICHITA,
            "region_name": "威奇托（堪萨斯）",
            "industry": "336411",
            "industry_name": "航空器制造",
            "employment": "30000",
            **PUBLISHED["employment"],
            "establishments": "31",
            **PUBLISHED["establishments"],
        },
        {
            "year": "2019",
            "region": WICHITA,
            "region_name": "威奇托（堪萨斯）",
            "industry": "621111",
            "industry_name": "医生诊所",
            "employment": "10000",
            **PUBLISHED["employment"],
            "establishments": "900",
            **PUBLISHED["establishments"],
        },
    ]


def test_csv_gives_the_bounds_of_a_withheld_figure(edition: Edition, tmp_path: Path) -> None:
    (row,) = read_csv(export(edition, "activity", tmp_path / "a.csv", "csv", Filter(2019, region=DODGE)))
    assert [row[f"employment{part}"] for part in ("", "_low", "_high", "_flag")] == ["8", "1", "19", "estimated"]


def test_csv_keeps_full_precision_and_leaves_unknown_cells_empty(edition: Edition, tmp_path: Path) -> None:
    file = export(edition, "portfolio", tmp_path / "p.csv", "csv", Filter(2019, cluster=AEROSPACE))
    whole, part = read_csv(file)
    assert (whole["subcluster"], whole["subcluster_name"]) == ("", "")
    assert (part["subcluster"], part["subcluster_name"]) == (AIRCRAFT, "Aircraft")
    assert float(whole["location_quotient"]) == 1 / 3
    assert (whole["strong"], part["strong"]) == ("true", "")
    assert whole["employment_growth"] == "0.2"


def test_csv_lines_end_as_the_standard_says_and_text_is_quoted() -> None:
    table = pa.table({"name": ["Wichita, KS", 'a "b"', "two\nlines"], "year": [2018, 2019, None]})
    expected = '\ufeffname,year\r\n"Wichita, KS",2018\r\n"a ""b""",2019\r\n"two\nlines",\r\n'
    assert csv_bytes(table) == expected.encode()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1+1", "\r=1+1"])
def test_text_in_csv_is_never_a_formula(text: str) -> None:
    table = pa.table({"name": [text], "employment_change": [-1], "employment_growth": [-0.5]})
    rows = list(csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig"), newline="")))
    assert rows[1] == [f"'{text}", "-1", "-0.5"]


@pytest.mark.parametrize("table", LAYOUTS)
def test_parquet_has_exactly_the_tables_rows_ordered_by_its_key(edition: Edition, tmp_path: Path, table: str) -> None:
    file = export(edition, table, tmp_path / "t.parquet", "parquet")
    copy, original = pq.read_table(file), pq.read_table(edition.folder / f"{table}.parquet")
    assert copy.schema.equals(LAYOUTS[table].schema)
    key = LAYOUTS[table].key
    expected = sorted(original.to_pylist(), key=lambda row: [(row[name] is not None, row[name]) for name in key])
    assert copy.to_pylist() == expected
    assert copy.schema.metadata[b"edition"] == b"us-2019.1"
    assert copy.schema.metadata[b"citation"].decode() == citation(edition.manifest)


def test_whole_clusters_stand_before_their_subclusters(edition: Edition, tmp_path: Path) -> None:
    rows = pq.read_table(export(edition, "portfolio", tmp_path / "p.parquet", "parquet")).to_pylist()
    assert [(row["year"], row["region"], row["cluster"], row["subcluster"]) for row in rows] == [
        (2018, WICHITA, AEROSPACE, None),
        (2019, RENO, HEALTH, None),
        (2019, WICHITA, AEROSPACE, None),
        (2019, WICHITA, AEROSPACE, AIRCRAFT),
        (2019, WICHITA, HEALTH, None),
    ]


@pytest.mark.parametrize(
    ("table", "filters", "expected"),
    [
        ("activity", {"level": "metro", "year": 2018}, [(WICHITA, "336411")]),
        ("activity", {"cluster": HEALTH}, [(RENO, "621111"), (WICHITA, "621111")]),
        ("activity", {"level": "micro"}, [(DODGE, "336411")]),
        ("activity", {"region": RENO, "cluster": AEROSPACE}, []),
        ("regions", {"level": "micro"}, [(DODGE, None)]),
        ("industries", {"cluster": AEROSPACE}, [(None, "336411")]),
    ],
)
def test_filters_choose_rows_even_of_tables_that_lack_the_column(
    edition: Edition, tmp_path: Path, table: str, filters: dict[str, Any], expected: list[tuple[str | None, str | None]]
) -> None:
    rows = read_csv(export(edition, table, tmp_path / "t.csv", "csv", Filter(**filters)))
    assert [(row.get("region"), row.get("industry")) for row in rows] == expected


@pytest.mark.parametrize(
    ("arguments", "situation", "says"),
    [
        ({"table": "jobs"}, UnknownChoice, "table='jobs'"),
        ({"format": "pdf"}, UnknownChoice, "csv, xlsx, parquet, geojson"),
        ({"language": "fr"}, UnknownChoice, "language='fr'"),
        ({"chosen": Filter(2017)}, UnknownChoice, "2018, 2019"),
        ({"chosen": Filter(level="state")}, UnknownChoice, "country, metro, micro"),
        (
            {"chosen": Filter(cluster="aerospace-vehicle-and-defense")},
            NoSuchEntry,
            f"nearest known code is {AEROSPACE}",
        ),
        ({"chosen": Filter(region="us-metro-48621")}, NoSuchEntry, f"nearest known code is {WICHITA}"),
        ({"table": "clusters", "chosen": Filter(2019)}, InputError, "can be chosen by: cluster"),
        ({"table": "names", "chosen": Filter(2019)}, InputError, "can be chosen by: none"),
        ({"target": "."}, InputError, "us-2019.1-portfolio.csv"),
    ],
)
def test_what_is_not_there_is_refused_and_nothing_is_written(
    edition: Edition, tmp_path: Path, arguments: dict[str, Any], situation: type[Exception], says: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    wanted = {"table": "portfolio", "target": "p.csv", "format": "csv"} | arguments
    with pytest.raises(situation) as refused:
        export(edition, **{**wanted, "target": out / wanted["target"]})
    assert says in str(refused.value)
    assert type(refused.value) is situation
    assert list(out.iterdir()) == []


def test_a_standing_file_is_replaced_by_the_new_one(edition: Edition, tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder" / "regions.csv"
    export(edition, "regions", target, "csv")
    first = target.read_bytes()
    export(edition, "regions", target, "csv", Filter(level="micro"))
    assert len(read_csv(target)) == 1
    export(edition, "regions", target, "csv")
    assert target.read_bytes() == first
    assert [entry.name for entry in target.parent.iterdir()] == ["regions.csv"]


def test_a_file_name_says_what_is_in_it(edition: Edition) -> None:
    selection = Selection("portfolio", Filter(2019, "metro", AEROSPACE))
    expected = "us-2019.1-portfolio-2019-metro-aerospace-vehicles-and-defense.csv"
    assert file_name(edition, selection, "csv") == expected


def test_the_citation_names_edition_sources_and_definition(edition: Edition) -> None:
    assert citation(edition.manifest) == (
        "Cluster Atlas, United States, edition us-2019.1, 2024-05-01. "
        "From: US Census Bureau, County Business Patterns. Clusters: Delgado, Porter and Stern (2016)."
    )
    assert citation(edition.manifest, "zh-hans") == (
        "Cluster Atlas，美国，版本 us-2019.1，2024-05-01。"
        "数据来源：US Census Bureau, County Business Patterns。集群定义：Delgado, Porter and Stern (2016)."
    )


def test_chosen_takes_rows_or_a_table_and_says_which_column_is_missing() -> None:
    rows = [{"region": WICHITA, "employment": 3, "year": 2019}]
    assert chosen(rows, ["year", "region"]).to_pylist() == [{"year": 2019, "region": WICHITA}]
    assert chosen(pa.Table.from_pylist(rows)).column_names == ["region", "employment", "year"]
    assert csv_bytes(chosen([], ["year", "region"])) == b"\xef\xbb\xbfyear,region\r\n"
    with pytest.raises(WrongColumns, match="column 'jobs' is missing"):
        chosen(rows, ["jobs"])
