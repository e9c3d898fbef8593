"""Growth in a brief: between which ends it lies where jobs are withheld, as pairs of ends of both years have it."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from tests.unit.brief_facts import facts_of, growth_ends, table
from tests.unit.brief_panel import WICHITA

from clusteratlas.charts import PRINT
from clusteratlas.editions import Edition
from clusteratlas.reports import Brief, cluster_brief, region_brief
from clusteratlas.reports.cells import CellWriter


@pytest.fixture(scope="module")
def brief(sample_edition: Edition) -> Brief:
    return region_brief(sample_edition, WICHITA)


def written(brief: Brief, name: str, key: str) -> dict[str, str]:
    """The growth that a table of a document shows, by the code of its rows."""
    shown, cells = brief.tables[name], CellWriter(brief, PRINT)
    column = next(each for each in shown.on_paper if each.key == "employment_growth")
    return {row[key]: cells.cell(column, row).text for row in shown.shown_rows}


def ends_of(text: str) -> tuple[float, float]:
    """The ends that a growth names, as shares."""
    found = [float(each.replace("−", "-").replace(",", "")) / 100 for each in re.findall(r"[+−]?[\d,.]+(?=%)", text)]
    return found[0], float("inf") if "or more" in text else found[-1]


def test_growth_of_an_estimate_names_both_of_its_ends(brief: Brief, sample_edition: Edition) -> None:
    expected, shown = growth_ends(sample_edition.folder, WICHITA, 2019), written(brief, "portfolio", "cluster")
    kinds = {"exact": 0, "range": 0, "not known": 0}
    for cluster, text in shown.items():
        if text == "not known":
            low, high = expected.get(cluster, (-1.0, float("inf")))
            assert (low < 0 and high - low > 1) or high == float("inf"), cluster
            kinds["not known"] += 1
            continue
        low, high = expected[cluster]
        assert ends_of(text) == pytest.approx((low, high), abs=0.006), cluster
        kinds["exact" if low == high else "range"] += 1
    assert all(kinds.values()), kinds


def test_the_workbook_has_the_ends_as_figures(brief: Brief, sample_edition: Edition) -> None:
    expected = growth_ends(sample_edition.folder, WICHITA, 2019)
    heads, *rows = load_workbook(BytesIO(brief.to_xlsx()))["Strong clusters"].iter_rows(values_only=True)
    found = {row["Code"]: row for row in (dict(zip(heads, row, strict=True)) for row in rows)}
    assert list(found) == [row["cluster"] for row in facts_of(sample_edition.folder, WICHITA, 2019).strong]
    for cluster, row in found.items():
        low, high = expected[cluster]
        if low == high:
            assert row["Growth, low end"] is row["Growth, high end"] is None
            continue
        assert row["Growth, low end"] == pytest.approx(low)
        assert row["Growth, high end"] == (None if high == float("inf") else pytest.approx(high))


def test_a_cluster_names_the_ends_of_every_region(sample_edition: Edition) -> None:
    shown = written(cluster_brief(sample_edition, "plastics"), "regions", "region")
    told = [region for region, text in shown.items() if " to " in text][:3]
    assert told
    for region in told:
        expected = growth_ends(sample_edition.folder, region, 2019)["plastics"]
        assert ends_of(shown[region]) == pytest.approx(expected, abs=0.006)


def test_how_many_may_have_grown_or_shrunk_is_said(brief: Brief, sample_edition: Edition) -> None:
    expected = growth_ends(sample_edition.folder, WICHITA, 2019)
    drawn = [
        row["cluster"]
        for row in table(sample_edition.folder, "portfolio", region=WICHITA, year=2019)
        if row["subcluster"] is None and row["kind"] == "traded" and row["employment"] >= 100
    ]
    open_ = [cluster for cluster in drawn if expected[cluster][0] < 0 < expected[cluster][1]]
    said = next(each for each in brief.sections if each.id == "growth").lead[0]
    assert 1 < len(open_) < len(drawn)
    assert f"Of {len(open_)} of these {len(drawn)} withheld figures leave open whether they grew" in said


def test_one_thing_is_said_of_as_one(sample_edition: Edition) -> None:
    for region in sorted({row["region"] for row in table(sample_edition.folder, "summary", year=2019, level="metro")}):
        if len(facts_of(sample_edition.folder, region, 2019).strong) == 1:
            answer = region_brief(sample_edition, region).answers[0].sentence
            assert "is strong in one of its" in answer
            assert " It is " in answer
            assert "These are" not in answer
            return
    pytest.fail("no region of the sample has one strong cluster")
