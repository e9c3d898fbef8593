"""Every chart of a comparison to take away: in three forms, with title and source, and the figures of its table."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.web.atlas_pages import EARLIER
from tests.web.test_compare_regions import lines, number, part

PAGE = f"{EARLIER.root}compare/"
REGIONS = f"{PAGE}?regions=us-state-26,us-state-39,us-state-48"
CLUSTERS = f"{PAGE}?clusters=automotive,plastics"
REGION = f"{PAGE}?region=us-state-39&years=2010,2011"
CLUSTER = f"{PAGE}?cluster=automotive&years=2010,2011"
CHARTS = {
    REGIONS: {"side-by-side", "headlines", "shift-share"},
    CLUSTERS: {"side-by-side", "headlines"},
    REGION: {"side-by-side", "headlines", "shift-share"},
    CLUSTER: {"side-by-side", "headlines"},
}


def chart(client: Client, page: str, name: str) -> dict[str, Any]:
    answer = client.get(page.replace("compare/?", f"compare/charts/{name}.json?"))
    assert answer.status_code == 200
    return answer.json()


def words(drawn: dict[str, Any]) -> list[str]:
    return [mark["text"] for mark in drawn["datasets"]["texts"]]


@pytest.mark.parametrize("page", CHARTS)
def test_every_chart_can_be_taken_in_three_forms_with_title_and_source(several: Client, page: str) -> None:
    text = unescape(several.get(page).text)
    links = re.findall(r'href="([^"]*/compare/charts/([\w-]+)\.(\w+)\?[^"]*)"', text)
    assert {(name, form) for _, name, form in links} == {
        (name, form) for name in CHARTS[page] for form in ("png", "svg", "json")
    }
    for address, name, form in links:
        answer = several.get(address)
        assert answer.status_code == 200
        if form == "json":
            title = answer.json()["title"]
            heading = re.sub("<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", text)[1])  # type: ignore[index]
            assert title["text"].startswith(heading)
            assert "edition us-states-2011.1. Figures: US Census Bureau" in title["subtitle"][-1]
        assert f"-{name}-2011.{form}" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("page", CHARTS)
def test_headlines_drawn_are_those_of_the_table(several: Client, page: str) -> None:
    drawn = chart(several, page, "headlines")
    table = lines(part(several.get(page).text, "headlines"))
    things = len(drawn["datasets"]["points"])
    shown = words(drawn)
    for label, cells in table.items():
        assert label in shown
        assert set(cells[:things]) - {"no data"} <= set(shown), label
    jobs = next(label for label in table if "obs" in label)
    figures = [number(cell) for cell in table[jobs][:things]]
    bars = [bar for bar in drawn["datasets"]["bars"] if bar["description"].startswith(f"{jobs}; ")]
    wide = [bar["x2"] - bar["x"] for bar in bars]
    # Bars are told in tenths of a hundredth of a cell of some 150 pixels.
    assert [each / max(wide) for each in wide] == pytest.approx([each / max(figures) for each in figures], abs=2e-3)


@pytest.mark.parametrize("page", [REGIONS, REGION])
def test_the_parts_of_a_change_drawn_are_those_of_the_table_on_one_scale(several: Client, page: str) -> None:
    drawn = chart(several, page, "shift-share")
    section = part(several.get(page).text, "change")
    shares = [
        [number(each) / 100 for each in re.findall(r'<span class="note">([+−]?[\d.]+%)', cells)]
        for cells in re.findall(r"<tr><th scope=\"row\">.*?</tr>", section, re.DOTALL)
    ]
    figures = [share for line in shares for share in line]
    bars = drawn["datasets"]["bars"]
    assert len(figures) == len(bars) == 4 * len(shares)
    lengths = [bar["x2"] - bar["x"] for bar in bars]
    most, longest = max(map(abs, figures)), max(lengths)
    for share, bar, length in zip(figures, bars, lengths, strict=True):
        # A share is written to a tenth of a percent, so a small one is known to a twentieth of it.
        assert length / longest == pytest.approx(abs(share) / most, abs=0.0011 / most)
        colours = {each["colour"] for each, other in zip(bars, figures, strict=True) if other * share > 0}
        assert colours == {bar["colour"]}
    assert len({bar["colour"] for bar in bars}) == len({share > 0 for share in figures if share})


@pytest.mark.parametrize(
    "address",
    [
        CLUSTERS.replace("?", "charts/shift-share.png?"),
        REGIONS.replace("?", "charts/likeness.png?"),
        REGIONS.replace("?", "charts/headlines.pdf?"),
        f"{REGIONS}&year=2010".replace("?", "charts/shift-share.svg?"),
    ],
)
def test_what_a_comparison_does_not_draw_is_refused(several: Client, address: str) -> None:
    answer = several.get(address)
    assert answer.status_code == 400
    assert "is not a choice for" in unescape(answer.text)


def test_a_chart_that_has_nothing_to_show_is_not_offered(several: Client) -> None:
    text = several.get(f"{REGIONS}&year=2010").text
    assert "charts/shift-share" not in text
    assert "charts/headlines.svg" in text
