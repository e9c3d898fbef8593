"""Definitions in the browser: the list, one in full, a draft that is its address, and the folder it makes."""

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from tests.web.test_custom_regions import told

from clusteratlas.definitions import load, published, read_definition

ROOT = "/us/2019.1/definitions/"
EDIT = f"{ROOT}edit/"
FORK = f"{EDIT}?from=us-benchmark&version=2016.2"
MOVE = "&move=336411+automotive+The+suppliers+are+the+same"
HOSTILE = "<script>alert(1)</script>"


def test_every_definition_of_the_same_codes_is_listed_and_leads_to_its_page(sample: Client) -> None:
    page = sample.get(ROOT).text
    fitting = {name for name in published() if load(name).classification == "NAICS"}
    assert set(re.findall(rf'href="{ROOT}([\w-]+)/"', page)) - {"edit"} == fitting
    assert "This edition is built with US benchmark clusters" in told(page)


def test_a_definition_is_shown_with_its_clusters(sample: Client) -> None:
    definition, page = load("us-benchmark"), told(sample.get(f"{ROOT}us-benchmark/").text)
    for cluster in definition.clusters:
        assert cluster.name() in page
    assert f"{len(definition.clusters)} clusters" in page
    assert definition.citation[:40] in page


def test_a_draft_of_nothing_changes_nothing(sample: Client) -> None:
    page = told(sample.get(FORK).text)
    assert "Nothing changes" in page
    assert "Industries that move 0" in page


def test_a_draft_says_what_moves_and_what_changes(sample: Client) -> None:
    page = sample.get(FORK + MOVE)
    said = told(page.text)
    assert "Industries that move 1" in said
    assert "The suppliers are the same" in said
    assert "Where most jobs change their cluster" in said
    assert not page.cookies


def test_the_archive_is_a_definition_that_can_be_built_with(sample: Client, tmp_path: Path) -> None:
    answer = sample.get(f"{EDIT}folder.zip?from=us-benchmark&name=mine{MOVE}&rename=automotive|Cars|汽车业")
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    made, base = read_definition(tmp_path / "mine"), load("us-benchmark")
    assert (made.name, made.cluster("automotive").name("zh-hans")) == ("mine", "汽车业")
    for vintage in base.vintages:
        for code, place in base.membership(vintage).items():
            expected = "automotive" if code == "336411" else place.cluster
            assert made.membership(vintage)[code].cluster == expected
    assert made.provenance["moved"][0]["reason"] == "The suppliers are the same"
    assert made.provenance["forked_from"][0]["definition"] == "us-benchmark"


def send(client: Client, **fields: object):  # type: ignore[no-untyped-def]
    return client.post(f"{EDIT}choose/", {"from": "us-benchmark"} | fields)


def test_the_form_leads_to_the_address_of_the_draft(sample: Client) -> None:
    answer = send(sample, industries="336411, 336412", cluster="automotive", reason="Near")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{FORK}&move=336411+automotive+Near&move=336412+automotive+Near"
    assert not answer.cookies


@pytest.mark.parametrize("heading", ["", "industry,cluster,reason\n"])
def test_a_table_of_moves_can_be_pasted(sample: Client, heading: str) -> None:
    answer = send(sample, table=f'{heading}336411,automotive,Near\n326199,furniture,"Same, here"')
    expected = f"{FORK}&move=336411+automotive+Near&move=326199+furniture+Same%2C+here"
    assert answer.headers["Location"] == expected


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"industries": "336410", "cluster": "automotive", "reason": "x"},
            "has no industry 336410. The nearest is 336411",
        ),
        (
            {"industries": "336411", "cluster": "automotiv", "reason": "x"},
            "has no cluster automotiv. The nearest is automotive",
        ),
        ({"industries": "336411", "cluster": "automotive"}, "The move of 336411 needs a reason"),
        ({"industries": "336411", "cluster": "automotive", "reason": "x" * 121}, "needs a reason: one line"),
        ({"industries": "336111", "cluster": "automotive", "reason": "x"}, "336111 stands in automotive already."),
        ({"table": "336411,automotive"}, "The table cannot be read."),
        ({"table": f"{HOSTILE},automotive,x"}, "has no industry"),
        ({"english": "Cars", "named": "automotive"}, "wanted in English and in Chinese"),
        ({"industries": " ".join(str(n) for n in range(10_000))}, "At most 100 industries can move."),
    ],
    ids=str,
)
def test_what_cannot_be_moved_is_said_and_nothing_is_lost(
    sample: Client, fields: dict[str, str], sentence: str
) -> None:
    answer = send(sample, move="336412 automotive Kept", **fields)
    assert answer.status_code == 400
    assert sentence in told(answer.text)
    assert "336412 automotive Kept" in unescape(answer.text)
    assert HOSTILE not in answer.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{ROOT}us-benchmarks/", 404),
        (f"{EDIT}?from=/etc", 400),
        (f"{EDIT}?from=../secret", 400),
        (f"{FORK}&name=Not%20A%20Slug", 400),
        (f"{FORK}&name=us-benchmark", 400),
        (f"{FORK}&move=336411", 400),
        (f"{FORK}&move={HOSTILE}+automotive+x", 400),
        (f"{FORK}{MOVE}{MOVE}", 400),
        (f"{FORK}{'&move=336411+automotive+x' * 10_000}", 400),
        (f"{FORK}&rename=automotive|Cars", 400),
        (f"{EDIT}?from=jp-groups", 400),
        (f"{EDIT}folder.zip?from=us-benchmark&move=336411", 400),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_bad_address_is_a_clear_page(sample: Client, address: str, status: int) -> None:
    answer = sample.get(address)
    assert answer.status_code == status
    assert re.search(r"<h1>[^<]+</h1>", answer.text)
    assert HOSTILE not in answer.text
