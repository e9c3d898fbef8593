"""What the API answers of an edition is what its Parquet tables hold and what its pages give away."""

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.test import Client
from tests.web.api_answers import US, ask, cells_of, rows_of
from tests.web.edition_rows import rows

WICHITA, AEROSPACE = "us-metro-48620", "aerospace-vehicles-and-defense"
HERE = f"regions/{WICHITA}"
BOTH = f"{HERE}/clusters/{AEROSPACE}"
# What the API calls a table, and where the page gives it away.
TAKEN = {
    f"{HERE}/portfolio": f"{HERE}/portfolio",
    f"{HERE}/ranges": f"{HERE}/ranges",
    f"{HERE}/strong-clusters": f"{HERE}/strong",
    f"{HERE}/related": f"{HERE}/related",
    f"{HERE}/closest": f"{HERE}/closest",
    f"{HERE}/peers": f"{HERE}/peers",
    f"{HERE}/shift-share": f"{HERE}/shift-share",
    f"{HERE}/structure": f"{HERE}/structure",
    f"{HERE}/opportunities": f"{HERE}/opportunities/opportunities",
    f"{HERE}/prospects": f"{HERE}/opportunities/prospects",
    f"clusters/{AEROSPACE}/regions": f"clusters/{AEROSPACE}/regions",
    f"clusters/{AEROSPACE}/subclusters": f"clusters/{AEROSPACE}/subclusters",
    f"clusters/{AEROSPACE}/industries": f"clusters/{AEROSPACE}/industries",
    f"clusters/{AEROSPACE}/rule-books": f"clusters/{AEROSPACE}/rule-books",
    f"clusters/{AEROSPACE}/related": f"clusters/{AEROSPACE}/related",
    f"clusters/{AEROSPACE}/concentration": f"clusters/{AEROSPACE}/concentration",
    f"clusters/{AEROSPACE}/crossings": f"clusters/{AEROSPACE}/crossed",
    f"clusters/{AEROSPACE}/opportunities": f"clusters/{AEROSPACE}/opportunities",
    f"{BOTH}/conditions": f"{BOTH}/conditions",
    f"{BOTH}/rule-books": f"{BOTH}/rule-books",
    f"{BOTH}/industries": f"{BOTH}/industries",
    f"{BOTH}/subclusters": f"{BOTH}/subclusters",
    f"{BOTH}/changes": f"{BOTH}/changes",
    f"{BOTH}/related": f"{BOTH}/related",
}


@pytest.mark.parametrize("table", TAKEN)
def test_a_table_is_the_one_that_the_page_gives_away(sample: Client, table: str) -> None:
    taken = sample.get(f"/us/2019.1/{TAKEN[table]}.csv")
    answer = sample.get(f"{US}/{table}", {"format": "csv", "limit": 5000})
    assert (taken.status_code, answer.status_code) == (200, 200)
    assert answer.content == taken.content
    told = rows_of(sample, f"{US}/{table}", limit=7 if len(cells_of(taken)) < 100 else 500)
    assert [{name: _written(value) for name, value in row.items()} for row in told] == cells_of(taken)


def _written(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_the_regions_of_a_level_have_the_headlines_of_the_summary(sample: Client, sample_home: Path) -> None:
    told = {row["region"]: row for row in rows_of(sample, f"{US}/regions", level="metro", year=2018)}
    stored = {row["region"]: row for row in rows(sample_home, "summary", year=2018, level="metro")}
    places = {row["region"] for row in rows(sample_home, "regions", level="metro")}
    assert told.keys() == places
    names = ("employment", "establishments", "traded_employment", "strong_clusters", "strong_share", "largest_cluster")
    assert {code: [told[code][name] for name in names] for code in stored} == {
        code: [row[name] for name in names] for code, row in stored.items()
    }
    by_size = sorted(stored, key=lambda code: (-stored[code]["employment"], code))
    assert [code for code in told if code in stored] == by_size


def test_a_search_narrows_the_list_and_keeps_its_order(sample: Client, sample_home: Path) -> None:
    found = rows_of(sample, f"{US}/regions", q="kansas", order="name")
    names = {row["region"]: row["name"] for row in rows(sample_home, "regions", level="metro")}
    assert [row["region_name"] for row in found] == sorted(name for name in names.values() if "Kansas" in name)
    in_texas = rows_of(sample, f"{US}/regions", state="TX")
    assert all("TX" in row["states"].split("-") for row in in_texas)
    assert len(in_texas) == sum("TX" in name.partition(", ")[2].split("-") for name in names.values())


def test_a_region_has_its_headlines_and_quality_of_every_year(sample: Client, sample_home: Path) -> None:
    told = ask(sample, f"{US}/{HERE}")
    assert (told["name"], told["level"], told["states"]) == ("Wichita, KS", "metro", "KS")
    assert told["headlines"] == rows(sample_home, "summary", region=WICHITA)
    assert told["quality"] == rows(sample_home, "quality", region=WICHITA)
    for part, table in (("headlines", "summary"), ("quality", "quality")):
        bare = [
            {name: value for name, value in row.items() if not name.endswith("_name")}
            for row in rows_of(sample, f"{US}/{HERE}/{part}")
        ]
        assert bare == rows(sample_home, table, region=WICHITA)
    in_chinese = ask(sample, f"{US}/{HERE}", language="zh-hans")
    assert in_chinese["headlines"] == told["headlines"]


def test_a_cluster_in_a_region_has_every_figure_of_the_portfolio(sample: Client, sample_home: Path) -> None:
    told = rows_of(sample, f"{US}/{BOTH}")
    stored = rows(sample_home, "portfolio", region=WICHITA, cluster=AEROSPACE, subcluster=None)
    bare = [{name: row[name] for name in row if not name.endswith("_name")} for row in told]
    assert bare == [{name: row[name] for name in row if name != "subcluster"} for row in stored]


def test_clusters_are_counted_as_the_verdicts_say(sample: Client, sample_home: Path) -> None:
    told = {row["cluster"]: row for row in rows_of(sample, f"{US}/clusters", level="micro", year=2019)}
    micros = {row["region"] for row in rows(sample_home, "regions", level="micro")}
    book = ask(sample, US)["rule_books"][0]
    strong: dict[str, int] = {}
    for row in rows(sample_home, "verdicts", year=2019, rules=book, strong=True):
        if row["region"] in micros:
            strong[row["cluster"]] = strong.get(row["cluster"], 0) + 1
    assert {code: row["strong_regions"] for code, row in told.items() if row["strong_regions"]} == strong
    country = rows(sample_home, "portfolio", region="us", year=2019, subcluster=None)
    assert {row["cluster"]: row["employment"] for row in country} == {
        code: row["employment"] for code, row in told.items()
    }
    gini = {
        row["cluster"]: row["locational_gini"] for row in rows(sample_home, "concentration", year=2019, level="micro")
    }
    assert {code: row["locational_gini"] for code, row in told.items() if code in gini} == gini


def test_members_and_membership_are_those_of_the_definition(sample: Client, sample_home: Path) -> None:
    stored = rows(sample_home, "membership", cluster=AEROSPACE)
    told = rows_of(sample, f"{US}/clusters/{AEROSPACE}/members")
    assert [row["industry"] for row in told] == sorted(row["industry"] for row in stored)
    every = rows_of(sample, f"{US}/membership", vintage="2017")
    assert len(every) == len(rows(sample_home, "membership", vintage="2017"))


def test_why_a_cluster_is_strong_says_what_its_figures_say(sample: Client, sample_home: Path) -> None:
    told = ask(sample, f"{US}/{BOTH}/why", year=2019)
    (row,) = rows(sample_home, "portfolio", region=WICHITA, cluster=AEROSPACE, subcluster=None, year=2019)
    values = {each["column"]: each["value"] for each in told["conditions"]}
    assert {name: row[name] for name in values} == pytest.approx(values)
    assert told["strong"] is row["strong"] is True
    assert told["held"] == {"jobs": 0, "establishments": 0, "reason": None}
    missed = ask(sample, f"{US}/{HERE}/clusters/plastics/why")
    assert missed["strong"] is False
    assert missed["held"]["jobs"] > 0
    local = ask(sample, f"{US}/{HERE}/clusters/local-health-services/why")
    assert local["ranked"] is False
    assert "conditions" not in local


def test_a_sum_is_the_sum_of_the_rows(sample: Client, sample_home: Path) -> None:
    codes = ["us-metro-48620", "us-metro-31080", "us-metro-35620"]
    stored = [
        row
        for row in rows(sample_home, "portfolio", cluster="plastics", subcluster=None, year=2019)
        if row["region"] in codes
    ]
    told = ask(sample, f"{US}/sum", regions=",".join(codes), cluster="plastics")
    assert (told["value"], told["exact"]) == (sum(row["employment"] for row in stored), False)
    assert told["low"] <= told["value"] <= told["high"]
    jobs = ask(sample, f"{US}/sum", regions=",".join(codes), industry="336411", measure="establishments")
    cells = [row for row in rows(sample_home, "activity", industry="336411", year=2019) if row["region"] in codes]
    assert jobs["value"] == sum(row["establishments"] or 0 for row in cells)


def test_an_industry_stands_where_the_classification_has_it(sample: Client, sample_home: Path) -> None:
    told = ask(sample, f"{US}/industries/336411")
    assert [each["industry"] for each in told["above"]] == ["31-33", "336", "3364", "33641"]
    assert [each["cluster"] for each in told["clusters"]] == [AEROSPACE]
    stored = rows(sample_home, "national", industry="336411")
    assert told["years"] == [{name: row[name] for name in ("year", "employment", "establishments")} for row in stored]
    regions = rows_of(sample, f"{US}/industries/336411/regions")
    cells = rows(sample_home, "activity", industry="336411", year=2019)
    assert {row["region"]: row["employment"] for row in regions} == {row["region"]: row["employment"] for row in cells}
    assert len(rows_of(sample, f"{US}/industries", limit=5000)) == len(rows(sample_home, "industries"))


@pytest.mark.parametrize("table", ["summary", "names", "thresholds", "relatedness"])
def test_a_whole_table_is_the_file_of_the_edition_in_every_format(
    sample: Client, sample_home: Path, table: str
) -> None:
    (folder,) = (sample_home / "atlases" / "us" / "editions").iterdir()
    stored = pq.read_table(folder / f"{table}.parquet")
    address = f"{US}/tables/{table}/file"
    assert sample.get(address).getvalue() == (folder / f"{table}.parquet").read_bytes()
    stream = pa.ipc.open_stream(sample.get(address, {"format": "arrow"}).content)
    read = stream.read_all()
    assert read.replace_schema_metadata(None).equals(stored.replace_schema_metadata(None))
    assert stream.schema.metadata[b"edition"] == b"us-2019.1"
    assert len(cells_of(sample.get(address, {"format": "csv"}))) == stored.num_rows
    page = ask(sample, f"{US}/tables/{table}", limit=3, page=2)
    assert page["count"] == stored.num_rows
    keys = stored.schema.names
    assert [{name: row[name] for name in keys} for row in page["rows"]] == stored.slice(3, 3).to_pylist()


def test_a_part_of_a_table_is_what_its_filter_says(sample: Client, sample_home: Path) -> None:
    query = {"year": 2019, "cluster": "plastics", "level": "metro"}
    read = pq.read_table(io.BytesIO(sample.get(f"{US}/tables/portfolio/file", query).getvalue())).to_pylist()
    assert read == rows(sample_home, "portfolio", year=2019, cluster="plastics", level="metro")
    assert ask(sample, f"{US}/tables/portfolio", **query)["count"] == len(read)


def test_boundaries_carry_figures_notice_and_every_region(sample: Client, sample_home: Path) -> None:
    answer = sample.get(f"{US}/boundaries/metro", {"cluster": "plastics"})
    assert answer.headers["Content-Type"] == "application/geo+json"
    told = answer.json()
    figures = {each["id"]: each["properties"]["employment"] for each in told["features"]}
    stored = rows(sample_home, "portfolio", year=2019, cluster="plastics", level="metro", subcluster=None)
    assert {code: jobs for code, jobs in figures.items() if jobs is not None} == {
        row["region"]: row["employment"] for row in stored
    }
    assert figures.keys() == {row["region"] for row in rows(sample_home, "regions", level="metro")}
    assert told["boundaries"]["notice"].startswith("Boundaries:")


def test_rule_books_and_thresholds_are_those_of_the_edition(sample: Client, sample_home: Path) -> None:
    books = [book["name"] for book in ask(sample, f"{US}/rule-books")["rule_books"]]
    assert books == ask(sample, US)["rule_books"]
    told = rows_of(sample, f"{US}/thresholds", level="metro", year=2019, rules=books[1], limit=5000)
    stored = rows(sample_home, "thresholds", level="metro", year=2019, rules=books[1])
    assert [[row[name] for name in ("cluster", "condition", "threshold")] for row in told] == [
        [row[name] for name in ("cluster", "condition", "threshold")] for row in stored
    ]


def test_a_manifest_has_the_checksums_of_its_files(sample: Client, sample_home: Path) -> None:
    from hashlib import sha256

    (folder,) = (sample_home / "atlases" / "us" / "editions").iterdir()
    told = ask(sample, US)
    assert told["checksums"]["summary.parquet"] == sha256((folder / "summary.parquet").read_bytes()).hexdigest()
    tables = {each["table"]: each for each in ask(sample, f"{US}/tables")["tables"]}
    assert {name: each["rows"] for name, each in tables.items()} == told["rows"]
    assert tables["summary"]["sha256"] == told["checksums"]["summary.parquet"]


def test_search_and_glossary_speak_both_languages(sample: Client) -> None:
    found = rows_of(sample, f"{US}/search", q="wichita")
    assert {row["code"] for row in found} == {WICHITA, "us-metro-48660"}
    assert found[0]["page"].startswith("/us/2019.1/regions/us-metro-48")
    english, chinese = (ask(sample, "/api/v1/glossary/location_quotient", language=each) for each in ("en", "zh-hans"))
    assert (english["label"], chinese["label"]) == ("Location quotient", "区位商")
    assert english["formula"] == chinese["formula"] != ""
