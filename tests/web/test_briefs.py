"""Briefs on the platform: as a page, as a PDF and as a workbook, linked, kept on disk and revalidated."""

import html
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from clusteratlas.editions import Edition
from clusteratlas.reports import Choice, cluster_brief, region_brief

HERE = "/us/2019.1/"
WICHITA = f"{HERE}regions/us-metro-48620/"
PLASTICS = f"{HERE}clusters/plastics/"


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/zh-hans", "zh-hans")])
def test_the_page_says_what_the_document_says(
    sample: Client, sample_edition: Edition, prefix: str, language: str
) -> None:
    for address, brief in (
        (WICHITA, region_brief(sample_edition, "us-metro-48620", Choice(language))),
        (PLASTICS, cluster_brief(sample_edition, "plastics", Choice(language))),
    ):
        answer = sample.get(f"{prefix}{address}brief/")
        text = html.unescape(answer.content.decode())
        assert answer.status_code == 200
        said = [said for each in brief.answers for said in each.paragraphs] + [
            section.title for section in brief.sections
        ]
        assert [sentence for sentence in said if sentence not in text] == []
        assert f'href="{prefix}{address}brief.pdf"' in text
        assert f'href="{prefix}{address}brief.xlsx"' in text
        assert "style=" not in answer.content.decode().partition('<div class="brief">')[2]


def test_the_files_are_kept_on_disk_and_revalidated(sample: Client, sample_home: Path) -> None:
    first = sample.get(f"{WICHITA}brief.pdf")
    assert (first.status_code, first["Content-Type"], first.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    kept = [file for file in (sample_home / "cache" / "briefs").glob("*.pdf") if file.read_bytes() == first.content]
    assert len(kept) == 1
    kept[0].write_bytes(b"%PDF-kept")  # what is answered from now on is what is kept
    again = sample.get(f"{WICHITA}brief.pdf")
    kept[0].unlink()
    assert again.content == b"%PDF-kept"
    assert sample.get(f"{WICHITA}brief.pdf", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    assert ((sample_home / "cache" / "briefs").stat().st_mode & 0o777) == 0o700


def test_the_workbook_is_the_librarys(sample: Client, sample_edition: Edition) -> None:
    answer = sample.get(f"{PLASTICS}brief.xlsx?level=micro")
    brief = cluster_brief(sample_edition, "plastics", Choice(level="micro"))
    assert answer.content == brief.to_xlsx()
    assert "Contents" in load_workbook(BytesIO(answer.content)).sheetnames


def test_the_pages_lead_to_their_briefs_with_what_they_show(sample: Client) -> None:
    assert f'href="{WICHITA}brief/"' in sample.get(WICHITA).content.decode()
    other = html.unescape(sample.get(f"{WICHITA}?year=2018&rules=eu-eocic-2020").content.decode())
    assert f'href="{WICHITA}brief/?year=2018&rules=eu-eocic-2020"' in other
    cluster = html.unescape(sample.get(f"{PLASTICS}?level=micro").content.decode())
    assert f'href="{PLASTICS}brief/?level=micro"' in cluster
    assert "brief/" not in sample.get(f"{HERE}regions/us/").content.decode()


def test_the_country_has_its_page_alone(sample: Client) -> None:
    for name in ("brief/", "brief.pdf"):
        assert sample.get(f"{HERE}regions/us/{name}").headers["Location"] == f"{HERE}regions/us/"


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        (f"{HERE}regions/us-metro-48621/brief/", 404, "us-metro-48620"),
        (f"{HERE}clusters/plastic/brief.pdf", 404, "plastics"),
        (f"{WICHITA}brief.docx", 400, "pdf, xlsx"),
        (f"{WICHITA}brief/?rules=none", 400, "us-percentile"),
        (f"{WICHITA}brief.pdf?year=1999", 400, "2019, 2018"),
        (f"{PLASTICS}brief/?level=%3Cscript%3E", 400, "metro, micro"),
    ],
)
def test_a_wrong_address_is_answered_with_what_is_allowed(sample: Client, address: str, status: int, said: str) -> None:
    answer = sample.get(address)
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
    assert "<script>" not in answer.content.decode()


def test_a_server_without_a_chinese_font_says_how_to_get_one(sample: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clusteratlas.reports.pdf.CHINESE_SANS", ("No Such Font",))
    answer = sample.get(f"/zh-hans{HERE}regions/us-metro-10180/brief.pdf")
    assert (answer.status_code, "fonts-noto-cjk" in answer.content.decode()) == (503, True)
