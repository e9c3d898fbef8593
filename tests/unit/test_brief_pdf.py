"""A reader given only the PDF of a region can name its strong clusters, its best opportunity and how sure that is."""

import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from tests.unit.brief_facts import BriefFacts, facts_of
from tests.unit.brief_pages import widest_gaps

from clusteratlas.editions import Edition
from clusteratlas.reports import Brief, Choice, cluster_brief, region_brief
from clusteratlas.typesetting import NoSuchFont

WICHITA = "us-metro-48620"


def read(brief: Brief) -> tuple[PdfReader, str]:
    """The document, and its text without any white space, since lines break anywhere."""
    reader = PdfReader(BytesIO(brief.to_pdf()))
    return reader, squeezed("".join(page.extract_text() for page in reader.pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def assert_says(text: str, facts: BriefFacts) -> None:
    """Each strong cluster with its jobs, the best opportunity, the grade and the share that is known exactly."""
    assert facts.strong
    assert facts.best is not None
    for row in facts.strong:
        assert squeezed(facts.names[row["cluster"]]) in text
        assert f"{row['employment']:,}" in text
    assert squeezed(facts.names[facts.best["cluster"]]) in text
    assert f"{facts.quality['known_share'] * 100:.1f}%" in text


@pytest.fixture(scope="module")
def english(sample_edition: Edition) -> tuple[PdfReader, str]:
    return read(region_brief(sample_edition, WICHITA))


def test_it_names_the_strong_clusters_the_best_opportunity_and_how_sure_that_is(
    english: tuple[PdfReader, str], sample_edition: Edition
) -> None:
    reader, text = english
    facts = facts_of(sample_edition.folder, WICHITA, 2019)
    assert_says(text, facts)
    assert facts.best is not None
    cover = squeezed(reader.pages[0].extract_text())
    assert squeezed(f"Wichita, KS is strong in {len(facts.strong)} of its") in cover
    assert [name for name in facts.strong_names if squeezed(name) not in cover] == []
    assert squeezed(f"The best opportunity is {facts.names[facts.best['cluster']]}.") in cover
    assert squeezed(f"Data quality {facts.quality['grade']}: {facts.quality['known_share'] * 100:.1f}%") in cover
    robust = len(facts.strong) - len(facts.borderline)
    assert squeezed(f"{robust} of the {len(facts.strong)} strong clusters are robust") in cover
    assert [row for row in facts.borderline if squeezed(facts.names[row["cluster"]]) not in cover] == []


def test_it_does_so_in_chinese(sample_edition: Edition) -> None:
    reader, text = read(region_brief(sample_edition, WICHITA, Choice("zh-hans")))
    facts = facts_of(sample_edition.folder, WICHITA, 2019, "zh-hans")
    assert_says(text, facts)
    assert facts.best is not None
    assert f"最佳机会是{facts.names[facts.best['cluster']]}。" in text
    assert 6 <= len(reader.pages) <= 10


def test_it_has_six_to_ten_pages_and_none_is_empty(english: tuple[PdfReader, str]) -> None:
    reader, _ = english
    lengths = [len(page.extract_text()) for page in reader.pages]
    assert 6 <= len(lengths) <= 10
    assert min(lengths) > 300
    assert max(widest_gaps(reader)[:-1]) < 1 / 3


def test_it_can_be_read_aloud(english: tuple[PdfReader, str]) -> None:
    reader, _ = english
    root = reader.trailer["/Root"].get_object()
    assert reader.metadata is not None
    assert (reader.metadata.title, root["/Lang"]) == ("Wichita, KS, Region brief 2019", "en-US")
    assert root["/MarkInfo"]["/Marked"]
    kinds = list(_tagged(root["/StructTreeRoot"].get_object()))
    headings, figures = ([each for each in kinds if each["/S"] == kind] for kind in ("/H1", "/Figure"))
    assert len(headings) >= 10
    assert figures
    assert [each for each in figures if not each.get("/Alt")] == []


def _tagged(element: Any) -> Any:
    """Every element of the structure below one."""
    below = element.get("/K")
    for each in below if isinstance(below, list) else [below]:
        found = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from _tagged(found)


def test_the_same_brief_gives_the_same_bytes(sample_edition: Edition) -> None:
    first, second = (region_brief(sample_edition, "us-metro-10180").to_pdf() for _ in range(2))
    assert first == second


def test_without_a_chinese_font_english_is_set_and_chinese_says_how_to_get_one(
    sample_edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clusteratlas.reports.pdf.CHINESE_SANS", ("No Such Font",))
    assert region_brief(sample_edition, "us-metro-10180").to_pdf().startswith(b"%PDF-")
    with pytest.raises(NoSuchFont, match="fonts-noto-cjk"):
        region_brief(sample_edition, "us-metro-10180", Choice("zh-hans")).to_pdf()


def test_a_cluster_brief_says_where_it_is_strong(sample_edition: Edition) -> None:
    reader, text = read(cluster_brief(sample_edition, "plastics"))
    rows = sample_edition.rows(
        """select n.name, p.employment from 'FOLDER/portfolio.parquet' p
        join 'FOLDER/names.parquet' n on n.entity = 'region' and n.code = p.region and n.language = 'en'
        where p.cluster = 'plastics' and p.subcluster is null and p.level = 'metro' and p.year = 2019 and p.strong
        order by p.employment desc""".replace("FOLDER", str(sample_edition.folder))
    )
    assert squeezed(f"Plastics is strong in {len(rows)} of the") in text
    assert [
        row["name"] for row in rows[:5] if squeezed(f"{row['name']} ({row['employment']:,} jobs)") not in text
    ] == []
    assert 6 <= len(reader.pages) <= 10
