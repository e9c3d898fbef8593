"""Pages of editions from a confidential register: the public one says its policy, the internal one is not there."""

import io
import re
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from django.test import Client, override_settings
from tests.reference.confidential import POLICY, write_register

from clusteratlas.editions import Choices, build
from clusteratlas.editions.publishing import protect_records, read_policy
from clusteratlas.sources.register import import_register

INTERNAL, PUBLIC = "/cn/1/", "/cn/2/"
WARNING = "Internal: not to be published."
RULES = (
    "Made from a confidential register under the publish policy Office 2021.",
    "A cell of fewer than 3 contributors is protected.",
    "A cell that few contributors dominate is protected.",
    "an interval at least 20% of it wide",
)


@pytest.fixture(scope="module")
def register_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an internal edition, which is the current one, and a public edition."""
    folder = tmp_path_factory.mktemp("policy")
    internal = import_register(*write_register(folder), folder / "home").records
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    protected = protect_records("register", read_policy(folder / "policy.toml"), folder / "home").records
    for name, records in (("2", protected), ("1", internal)):
        build("cn", folder / "home", Choices(edition=name, source=f"register={records.vintage}"))
    return folder / "home"


@pytest.fixture
def visitor(register_home: Path, client: Client):  # type: ignore[no-untyped-def]
    """Whoever comes to the pages of a home that is served to everybody."""
    with override_settings(CLUSTERATLAS_HOME=register_home):
        yield client


@pytest.fixture
def officer(register_home: Path, client: Client):  # type: ignore[no-untyped-def]
    """Whoever is served internal editions at this machine."""
    with override_settings(CLUSTERATLAS_HOME=register_home, CLUSTERATLAS_INTERNAL=True):
        yield client


CLOSED = (
    INTERNAL,
    f"{INTERNAL}edition/",
    f"{INTERNAL}regions/cn-province-44/",
    f"{INTERNAL}tables/activity.parquet",
    f"{INTERNAL}clusters/metals/regions.csv?level=province&year=2021",
    f"{PUBLIC}changes/1/",
    f"{INTERNAL}custom-regions/region/?units=province-33.44",
    f"{INTERNAL}custom-regions/totals/?units=province-33.44",
)


@pytest.mark.parametrize("address", CLOSED)
def test_an_internal_edition_is_not_there_for_visitors(visitor: Client, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 404
    assert WARNING not in answer.text


@pytest.mark.parametrize("address", CLOSED)
def test_it_is_there_for_officers(officer: Client, address: str) -> None:
    answer = officer.get(address)
    assert answer.status_code == 200
    answer.close()


def test_addresses_and_lists_lead_past_the_internal_edition(visitor: Client) -> None:
    assert visitor.get("/cn/").headers["Location"] == PUBLIC
    text = visitor.get(f"{PUBLIC}edition/").text
    assert "cn-2" in text
    assert "cn-1<" not in text
    assert INTERNAL not in text


def test_an_internal_edition_warns_on_every_page(officer: Client) -> None:
    for page in ("", "edition/", "regions/", "regions/cn-province-44/", "clusters/metals/"):
        answer = officer.get(INTERNAL + page)
        assert answer.status_code == 200, page
        assert WARNING in answer.text
        assert WARNING not in officer.get(PUBLIC + page).text
    assert "内部使用，不得发布。" in officer.get(f"/zh-hans{INTERNAL}edition/").text


def test_the_public_edition_says_its_rules(visitor: Client) -> None:
    text = re.sub(r"\s+", " ", unescape(visitor.get(f"{PUBLIC}edition/").text))
    for rule in RULES:
        assert rule in text
    assert "80" not in text.partition("publish policy Office 2021")[2][:600]
    chinese = unescape(visitor.get(f"/zh-hans{PUBLIC}edition/").text)
    assert "单位不足 3 个的数据格受保护。" in chinese


def test_withheld_figures_are_marked_as_estimated(visitor: Client) -> None:
    """A region page of the public edition never shows a withheld figure as if it were published."""
    text = visitor.get(f"{PUBLIC}regions/cn-province-44/").text
    assert visitor.get(f"{PUBLIC}regions/cn-province-44/").status_code == 200
    assert "withheld" in text.lower()


def test_a_spreadsheet_carries_the_policy(visitor: Client) -> None:
    content = visitor.get(f"{PUBLIC}clusters/metals/regions.xlsx?level=province&year=2021").content
    notes = openpyxl.load_workbook(io.BytesIO(content))["Notes"]
    words = " ".join(str(cell.value) for row in notes.iter_rows() for cell in row if cell.value)
    for rule in RULES:
        assert rule in words


def test_a_custom_region_warns_where_the_edition_is_internal(officer: Client) -> None:
    page = officer.get(f"{INTERNAL}custom-regions/region/?units=province-33.44")
    assert page.status_code == 200
    assert WARNING in page.text
    assert WARNING in officer.get(f"{INTERNAL}custom-regions/").text
    assert WARNING not in officer.get(f"{PUBLIC}custom-regions/region/?units=province-33.44").text


def test_a_custom_region_of_the_public_edition_marks_what_is_withheld(visitor: Client, register_home: Path) -> None:
    """Every cluster of which a part is withheld is an estimate with its range, and nothing is asked of the register."""
    page = visitor.get(f"{PUBLIC}custom-regions/region/?units=province-33.44").text
    assert 'class="badge sam"' in page
    assert not list(register_home.rglob("answered.jsonl"))
