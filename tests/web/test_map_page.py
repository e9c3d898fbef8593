"""The map of a cluster: what is coloured, grey and without boundary equals the table, which equals the edition."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from tests.web.edition_rows import rows, whole
from tests.web.plain_pages import plain

AEROSPACE = "aerospace-vehicles-and-defense"
PAGE = f"/us/2019.1/map/?cluster={AEROSPACE}"
SHOWN = 6  # regions named on each side of the line
BOUNDS = [0.5, 1.0, 1.5, 2.5, 5.0]


def shapes(text: str) -> dict[str, str]:
    """The style class of every region on the map."""
    return dict(re.findall(r'data-region="([\w-]+)" tabindex="-?\d" [^>]*><use class="m (\w+)"', text))


@pytest.mark.usefixtures("boundaries")
@pytest.mark.parametrize("level", ["metro", "micro"])
def test_coloured_grey_and_without_boundary_are_those_of_the_edition(
    sample: Client, sample_home: Path, level: str
) -> None:
    text = sample.get(f"{PAGE}&level={level}&year=2019").text
    regions = {row["region"]: row for row in rows(sample_home, "regions", level=level)}
    figures = whole(sample_home, AEROSPACE, 2019, level)
    on_map = {code for code, row in regions.items() if row["has_boundary"]}
    grey = {code for code, colour in shapes(text).items() if colour == "none"}
    assert set(shapes(text)) == on_map
    assert grey == on_map - set(figures)
    assert f"{len(on_map & set(figures))} regions coloured." in text
    assert f"{len(grey)} regions without a colour" in text
    missing = sorted(row["name"] for code, row in regions.items() if code not in on_map)
    assert len(missing) == {"metro": 0, "micro": 6}[level]
    assert all(name in unescape(text) for name in missing)
    assert f"1–{min(15, len(figures))} of {len(figures)}" in text


@pytest.mark.usefixtures("boundaries")
def test_the_colour_is_the_class_of_the_location_quotient(sample: Client, sample_home: Path) -> None:
    text = sample.get(f"{PAGE}&year=2019").text
    figures = whole(sample_home, AEROSPACE, 2019, "metro")
    expected = {code: f"q{sum(row['location_quotient'] >= b for b in BOUNDS)}" for code, row in figures.items()}
    assert {code: colour for code, colour in shapes(text).items() if colour != "none"} == expected
    wide = text[text.index('class="classes only-w"') : text.index('class="classes only-n"')]
    counts = [int(n) for n in re.findall(r'text-anchor="middle">(\d+)</text><rect', wide)]
    assert counts == [Counter(expected.values())[f"q{at}"] for at in range(6)]


def test_the_table_is_ordered_and_has_every_region_once(sample: Client, sample_home: Path) -> None:
    figures = whole(sample_home, AEROSPACE, 2018, "metro")
    seen: list[str] = []
    for page in range(1, -(-len(figures) // 15) + 1):
        text = sample.get(f"{PAGE}&year=2018&order=employment&page={page}").text
        seen += re.findall(r'<tr data-region="([\w-]+)">', text[: text.find('class="sec"', text.index("<tbody>"))])
    expected = sorted(figures, key=lambda code: (-figures[code]["employment"], code))
    assert seen == expected


def test_what_crossed_the_line_is_what_changed_class(sample: Client, sample_home: Path) -> None:
    text = sample.get(f"{PAGE}&year=2019").text
    strong = {
        year: {code for code, row in whole(sample_home, AEROSPACE, year, "metro").items() if row["strong"]}
        for year in (2018, 2019)
    }
    crossed = text[text.index("Crossed the line") :]
    became, ceased = strong[2019] - strong[2018], strong[2018] - strong[2019]
    shown = set(re.findall(r'<tr data-region="([\w-]+)">', crossed))
    assert shown <= became | ceased
    assert len(shown) == min(len(became), SHOWN) + min(len(ceased), SHOWN)
    said = f"became strong: {len(became)}; no longer strong: {len(ceased)}; strong now: {len(strong[2019])}."
    assert said in crossed


def test_the_first_year_has_nothing_before_it(sample: Client) -> None:
    assert "Crossed the line" not in sample.get(f"{PAGE}&year=2018").text


def test_a_selected_region_is_marked_in_map_and_table(sample: Client) -> None:
    text = sample.get(f"{PAGE}&region=us-metro-48620").text
    assert '<tr data-region="us-metro-48620" class="me">' in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("cluster=plastic", "“plastic” is not a choice for cluster"),
        ("measure=wages", "“wages” is not a choice for measure"),
        ("level=state", "“state” is not a choice for level"),
        ("year=2017", "“2017” is not a choice for year"),
        ("order=name'--", "is not a choice for order"),
    ],
)
def test_another_choice_is_refused_with_those_there_are(sample: Client, query: str, said: str) -> None:
    answer = sample.get(f"/us/2019.1/map/?{query}")
    assert answer.status_code == 400
    assert said in unescape(answer.text)
    assert "Allowed are:" in answer.text


def test_both_languages_show_the_same_figures(sample: Client) -> None:
    english, chinese = plain(sample.get(PAGE).text), plain(sample.get(f"/zh-hans{PAGE}").text)
    assert shapes(english) == shapes(chinese)
    figures = re.compile(r'<td class="n b">([\d.,]+)</td>')
    assert figures.findall(english) == figures.findall(chinese) != []
    assert "航空航天与国防" in chinese
    assert "Aerospace" not in chinese


def test_every_measure_can_be_shown(sample: Client) -> None:
    for measure in ("location_quotient", "employment", "employment_share", "employment_growth"):
        for level in ("metro", "micro"):
            assert sample.get(f"{PAGE}&measure={measure}&level={level}").status_code == 200
