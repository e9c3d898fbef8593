"""Somebody who works with figures comes by their door: tables with checksums, for people and for machines."""

import hashlib
import io
import json
from typing import Any

import pyarrow.parquet as pq
from playwright.sync_api import Page, expect
from tests.browser.commons.reading import CHINESE
from tests.browser.conftest import Visit
from tests.browser.looking import PHONE, look
from tests.browser.places import EDITION
from tests.browser.taking import opened, taken, taken_rows

SMALL = ("clusters", "summary", "thresholds")  # tables small enough to be fetched whole


def test_from_the_door_to_a_table_with_the_checksum_it_says(page: Page) -> None:
    page.goto(EDITION)
    page.locator("#door-analyst").get_by_role("link", name="Open data: every table as a file").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Open data")
    expect(page.locator("#licence")).to_contain_text("Public domain (US federal statistics)")
    page.locator("#summary summary").click()
    told = page.locator("#summary .hash").inner_text()
    look(page, "data")
    files = page.locator("#summary + .data-files")
    name, content = taken(files.get_by_role("link", name="PARQUET"))
    assert (name.rpartition(".")[2], hashlib.sha256(content).hexdigest()) == ("parquet", told)
    in_file = pq.read_table(io.BytesIO(content)).to_pylist()
    in_csv = taken_rows(files.get_by_role("link", name="CSV"))
    assert [(row["region"], row["year"], row["employment"]) for row in in_csv] == [
        (row["region"], str(row["year"]), str(row["employment"])) for row in in_file
    ]


def test_machines_are_told_the_files_and_their_checksums(visit: Visit) -> None:
    page = visit(width=PHONE, color_scheme="dark")
    page.goto(f"{CHINESE.prefix}{EDITION}data/")
    look(page, "data")
    package, catalogue = (
        described(page, name, kind)
        for name, kind in (("datapackage.json", "application/json"), ("dataset.jsonld", "application/ld+json"))
    )
    stated = {each["path"]: each["hash"].removeprefix("sha256:") for each in package["resources"]}
    files = [each for each in catalogue["dcat:distribution"] if "spdx:checksum" in each]
    assert {each["dcat:downloadURL"]: each["spdx:checksum"]["spdx:checksumValue"] for each in files} == stated
    place = page.url.partition(CHINESE.prefix)[0] + EDITION  # both are relative to where they stand
    assert {name: sha256(page, f"{place}tables/{name}.parquet") for name in SMALL} == {
        name: stated[f"tables/{name}.parquet"] for name in SMALL
    }


def described(page: Page, name: str, kind: str) -> Any:
    """What the description of that name says, which the page links to."""
    return json.loads(opened(page.get_by_role("link", name=name), kind))


def sha256(page: Page, address: str) -> str:
    """The checksum of what an address hands out."""
    answer = page.request.get(address)
    assert answer.status == 200
    return hashlib.sha256(answer.body()).hexdigest()
