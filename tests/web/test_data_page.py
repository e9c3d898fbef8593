"""Open data: every table with its columns, size and checksum as they are, its files, and the same for machines."""

import csv
import hashlib
import io
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import Client

from clusteratlas.editions.export import csv_bytes, with_names
from clusteratlas.editions.opening import open_edition

ROOT = "/us/2019.1/"


@pytest.fixture
def folder(sample_home: Path) -> Path:
    return sample_home / "atlases/us/editions/2019.1"


def test_every_file_of_the_edition_is_described_as_it_is(sample: Client, folder: Path) -> None:
    resources = {each["name"]: each for each in sample.get(f"{ROOT}datapackage.json").json()["resources"]}
    assert set(resources) == {file.stem for file in folder.glob("*.parquet")}
    for name, told in resources.items():
        file = folder / f"{name}.parquet"
        content = file.read_bytes()
        assert told["bytes"] == len(content)
        assert told["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert told["rows"] == pq.ParquetFile(file).metadata.num_rows
        assert [field["name"] for field in told["schema"]["fields"]] == pq.read_schema(file).names
        assert all(field["title"] and field["description"] for field in told["schema"]["fields"])


def test_every_path_of_the_description_leads_to_that_file(sample: Client, folder: Path) -> None:
    for each in sample.get(f"{ROOT}datapackage.json").json()["resources"]:
        answer = sample.get(f"{ROOT}{each['path']}")
        assert b"".join(answer.streaming_content) == (folder / f"{each['name']}.parquet").read_bytes()
        answer.close()


def test_the_page_shows_every_table_and_each_link_leads_to_a_file(sample: Client, folder: Path) -> None:
    text = sample.get(f"{ROOT}data/").text
    assert set(re.findall(r'<details class="data-table" id="(\w+)"', text)) == {
        f.stem for f in folder.glob("*.parquet")
    }
    links = re.findall(r'href="(/us/2019\.1/tables/[^"]+)"', text)
    small = [link for link in links if re.search(r"tables/(clusters|summary|regions)\.", link)]
    assert {link.rpartition(".")[2] for link in links} >= {"csv", "parquet", "xlsx"}
    for link in small:
        answer = sample.get(link)
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        answer.close()


def test_the_page_names_source_licence_and_citation(sample: Client) -> None:
    text = sample.get(f"{ROOT}data/").text
    assert "Public domain (US federal statistics)" in text
    assert "edition us-2019.1" in text
    assert 'type="application/ld+json"' in text
    assert f'<a href="{ROOT}data/">Open data</a>' in sample.get(ROOT).text
    assert (
        "开放数据" in sample.get(f"/zh-hans{ROOT}data/").text or "Open data" in sample.get(f"/zh-hans{ROOT}data/").text
    )


@pytest.mark.parametrize("table", ["summary", "clusters", "quality"])
def test_csv_in_pieces_is_the_whole_table(sample: Client, sample_home: Path, table: str) -> None:
    edition = open_edition("us", "2019.1", sample_home)
    whole = csv_bytes(with_names(edition, pq.read_table(edition.folder / f"{table}.parquet"), "en"))
    answer = sample.get(f"{ROOT}tables/{table}.csv")
    assert b"".join(answer.streaming_content) == whole


def test_a_large_table_comes_in_pieces_with_one_heading(sample: Client, folder: Path) -> None:
    answer = sample.get(f"{ROOT}tables/peers.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) - 1 == pq.ParquetFile(folder / "peers.parquet").metadata.num_rows > 16_384
    assert {"region_name", "peer_name"} <= set(rows[0])
    assert [row for row in rows[1:] if row == rows[0]] == []


def test_the_catalogue_entry_names_every_file(sample: Client, folder: Path) -> None:
    answer = sample.get(f"{ROOT}dataset.jsonld")
    assert answer.headers["Content-Type"] == "application/ld+json"
    entry = answer.json()
    assert entry["@type"] == "dcat:Dataset"
    files = {each["dcat:downloadURL"] for each in entry["dcat:distribution"]}
    assert {f"tables/{file.stem}.parquet" for file in folder.glob("*.parquet")} <= files


@pytest.mark.parametrize(("address", "status"), [("tables/secrets.csv", 400), ("tables/clusters.exe", 400)])
def test_what_there_is_not_is_refused(sample: Client, address: str, status: int) -> None:
    assert sample.get(f"{ROOT}{address}").status_code == status
