"""How the API answers: pages that follow each other, formats, tags, what may be kept, and nobody asked who reads."""

import io
from collections.abc import Iterator

import pyarrow as pa
import pytest
from django.db import connections
from django.test import Client
from tests.web.api_answers import ROOT, US, ask, cells_of, rows_of

REGIONS = f"{US}/regions"
FOR_EVER = "public, max-age=31536000, immutable"
OF_EDITIONS = [
    "",
    "/levels",
    "/regions?limit=3",
    "/clusters",
    "/regions/us-metro-48620/portfolio",
    "/search?q=plastics",
]


class AskedDatabase(Exception):
    """A query that no answer of an edition makes."""


@pytest.fixture
def no_database() -> Iterator[None]:
    """Any query to the database is a failure."""

    def refuse(execute: object, sql: str, *more: object) -> None:
        raise AskedDatabase(sql)

    with connections["default"].execute_wrapper(refuse):
        yield


def test_pages_follow_each_other_and_hold_every_row_once(sample: Client) -> None:
    whole = ask(sample, REGIONS, limit=5000)["rows"]
    told = rows_of(sample, REGIONS, limit=50)
    assert told == whole
    assert len({row["region"] for row in told}) == len(told) == 381
    last = ask(sample, REGIONS, limit=50, page=8)
    assert (len(last["rows"]), last["next"], last["count"]) == (31, None, 381)
    beyond = ask(sample, REGIONS, limit=50, page=900)
    assert (beyond["rows"], beyond["next"]) == ([], None)


def test_the_link_keeps_what_was_asked(sample: Client) -> None:
    answer = sample.get(REGIONS, {"level": "micro", "order": "growth", "limit": 5, "language": "zh-hans"})
    beyond = f"{REGIONS}?level=micro&order=growth&limit=5&language=zh-hans&page=2"
    assert answer.json()["next"] == beyond
    assert answer.headers["Link"] == f'<{beyond}>; rel="next"'
    assert answer.headers["X-Total-Count"] == str(answer.json()["count"])


def test_json_csv_and_arrow_hold_the_same_rows(sample: Client) -> None:
    told = ask(sample, REGIONS, limit=9)["rows"]
    arrow = pa.ipc.open_stream(sample.get(REGIONS, {"limit": 9, "format": "arrow"}).content)
    assert arrow.read_all().to_pylist() == told
    assert b"us-2019.1" in arrow.schema.metadata[b"edition"]
    assert arrow.schema.metadata[b"citation"]
    written = cells_of(sample.get(REGIONS, {"limit": 9, "format": "csv"}))
    assert [row["region"] for row in written] == [row["region"] for row in told]
    assert [float(row["strong_share"]) for row in written] == [row["strong_share"] for row in told]
    assert list(written[0]) == list(told[0])


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/vnd.apache.arrow.stream", "application/vnd.apache.arrow.stream"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("application/json;q=0.2, text/*;q=0.9", "text/csv; charset=utf-8"),
        ("application/*", "application/json"),
        ("text/csv;q=0, */*;q=0.1", "application/json"),
    ],
)
def test_the_header_accept_chooses_the_format(sample: Client, accept: str, given: str) -> None:
    answer = sample.get(REGIONS, {"limit": 1}, headers={"accept": accept})
    assert answer.headers["Content-Type"] == given
    assert "Accept" in answer.headers["Vary"]
    named = sample.get(REGIONS, {"limit": 1, "format": "json"}, headers={"accept": accept})
    assert named.headers["Content-Type"] == "application/json"


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize("address", OF_EDITIONS)
def test_an_answer_of_an_edition_is_kept_for_ever_and_asks_no_database(sample: Client, address: str) -> None:
    first = sample.get(f"{US}{address}", headers={"cookie": f"clusteratlas={'a' * 32}"})
    assert (first.status_code, first.headers["Cache-Control"], first.cookies) == (200, FOR_EVER, {})
    again = sample.get(f"{US}{address}", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    other = sample.get(f"{US}{address}", headers={"if-none-match": 'W/"another"'})
    assert (other.status_code, other.content) == (200, first.content)
    packed = sample.get(f"{US}{address}", headers={"accept-encoding": "gzip"})
    assert packed.headers["ETag"] == first.headers["ETag"]


def test_tags_tell_addresses_and_formats_apart(sample: Client) -> None:
    tags = [
        sample.get(address, query).headers["ETag"]
        for address in (REGIONS, f"{US}/clusters")
        for query in ({}, {"format": "csv"}, {"language": "zh-hans"}, {"limit": 2})
    ]
    by_header = sample.get(REGIONS, headers={"accept": "text/csv"}).headers["ETag"]
    assert len({*tags, by_header}) == 9


def test_current_leads_to_the_edition_that_is_current(sample: Client) -> None:
    answer = sample.get(f"{ROOT}/atlases/us/current/regions", {"level": "micro", "limit": 2})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "public, max-age=300")
    assert answer.headers["Location"] == f"{US}/regions?level=micro&limit=2"
    file = sample.get(f"{ROOT}/atlases/us/current/tables/summary/file")
    assert (file.status_code, file.headers["Location"]) == (302, f"{US}/tables/summary/file")


def test_what_can_change_is_asked_for_again(sample: Client) -> None:
    for address in ("/atlases", "/atlases/us", "/glossary?limit=2", "/openapi.json"):
        answer = sample.get(f"{ROOT}{address}")
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate", address
        again = sample.get(f"{ROOT}{address}", headers={"if-none-match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_names_are_in_the_language_asked_for(sample: Client) -> None:
    english, chinese = (sample.get(f"{US}/clusters", {"limit": 1, "language": each}) for each in ("en", "zh-hans"))
    assert (english.headers["Content-Language"], chinese.headers["Content-Language"]) == ("en", "zh-Hans")
    (one,), (other,) = english.json()["rows"], chinese.json()["rows"]
    assert one["cluster"] == other["cluster"]
    assert one["cluster_name"] != other["cluster_name"]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in other["cluster_name"])


def test_pages_of_other_places_may_ask(sample: Client) -> None:
    answer = sample.get(US, headers={"origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    asked_first = sample.options(US, headers={"origin": "https://example.org", "access-control-request-method": "GET"})
    assert (asked_first.status_code, asked_first.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    refused = sample.get(f"{US}/nowhere")
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert sample.get("/us/2019.1/edition/").headers.get("Access-Control-Allow-Origin") is None


def test_head_has_the_headers_of_get(sample: Client) -> None:
    whole, head = sample.get(REGIONS, {"limit": 2}), sample.head(REGIONS, {"limit": 2})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_every_atlas_answers(several: Client) -> None:
    names = [each["atlas"] for each in ask(several, f"{ROOT}/atlases")["atlases"]]
    assert names == ["de", "eu", "jp", "us", "us-states"]
    for name in names:
        current = ask(several, f"{ROOT}/atlases/{name}")["current"]
        address = f"{ROOT}/atlases/{name}/{current}"
        level = ask(several, f"{address}/levels")["levels"][0]
        assert ask(several, f"{address}/regions", limit=1)["count"] == level["regions"]
        (largest,) = ask(several, f"{address}/regions", limit=1)["rows"]
        portfolio = ask(several, f"{address}/regions/{largest['region']}/portfolio", limit=5000)["rows"]
        assert sum(row["strong"] or False for row in portfolio) == largest["strong_clusters"]


def test_what_changed_between_editions_is_what_the_page_gives_away(several: Client) -> None:
    address = f"{ROOT}/atlases/us-states/2020.1/changes/2011.1"
    told = ask(several, address)
    assert (told["before"], told["same"]) == ("us-states-2011.1", False)
    page = several.get("/us-states/2020.1/changes/2011.1/changes.csv")
    assert ask(several, f"{address}/regional-clusters", limit=1)["count"] == len(cells_of(page))
    assert sum(each["number"] for each in told["counts"]) == len(cells_of(page))


def test_a_csv_can_be_read_by_a_spreadsheet(sample: Client) -> None:
    content = sample.get(REGIONS, {"format": "csv", "limit": 2}).content
    assert content.startswith(b"\xef\xbb\xbf")
    assert len(list(io.StringIO(content.decode("utf-8-sig")))) == 3
