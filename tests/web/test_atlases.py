"""Several atlases in one installation: the first page, the way between them, and what a page says of its own."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from tests.web.atlas_pages import ATLASES, EUROPE, GERMANY, JAPAN, STATES, US, AtlasPages
from tests.web.edition_rows import rows_in

pytestmark = pytest.mark.long

NAMES = {"us": "United States", "us-states": "United States by state", "eu": "Europe", "jp": "Japan", "de": "Germany"}


def main_of(text: str) -> str:
    """The words of a page between header and footer."""
    return unescape(re.sub(r"<[^>]+>", " ", text[text.index("<main") : text.index("</main>")]))


def test_the_first_page_shows_every_atlas(several: Client, atlases_home: Path) -> None:
    text = unescape(several.get("/").text)
    for pages in (US, STATES, EUROPE, JAPAN, GERMANY):
        assert f'<a href="{pages.root}">{NAMES[pages.atlas]}</a>' in text
        found = rows_in(atlases_home, pages.atlas, pages.edition, "summary", level=pages.level, year=pages.year)
        strong = sum(row["strong_clusters"] for row in found)
        assert f"<b>{strong:,}</b>" in text
    assert "2019–2020" in text
    assert "Structural business statistics by region" in text
    assert '<use class="m q' in text
    assert "欧洲" in several.get("/zh-hans/").text


@pytest.mark.parametrize(
    ("short", "whole_address"),
    [
        ("/eu/", EUROPE.root),
        ("/zh-hans/jp/map/", f"/zh-hans{JAPAN.root}map/"),
        ("/us-states/clusters/automotive/?year=2019", f"{STATES.root}clusters/automotive/?year=2019"),
        ("/de/regions/de-district-09162/", f"{GERMANY.root}regions/de-district-09162/"),
    ],
)
def test_short_addresses_lead_to_the_current_edition_of_their_atlas(
    several: Client, short: str, whole_address: str
) -> None:
    answer = several.get(short)
    assert (answer.status_code, answer.headers["Location"]) == (302, whole_address)


def test_the_header_says_which_atlas_and_leads_to_the_others(several: Client) -> None:
    text = several.get(f"{EUROPE.root}clusters/").text
    header = text[: text.index("</header>")]
    switch = header[header.index('class="atlas-switch"') : header.index("</details>")]
    assert re.findall(r'href="([^"]+)"', switch) == [
        EUROPE.root, GERMANY.root, JAPAN.root, US.root, STATES.root
    ]  # fmt: skip
    assert f'<a href="{EUROPE.root}" aria-current="true">Europe</a>' in switch
    chinese = several.get(f"/zh-hans{EUROPE.root}").text
    assert f'href="/zh-hans{JAPAN.root}"' in chinese[: chinese.index("</header>")]


def test_of_one_atlas_the_header_gives_the_name_alone(sample: Client) -> None:
    text = sample.get(US.root).text
    assert "atlas-switch" not in text
    assert f'<a class="atlas-name" href="{US.root}">United States</a>' in text


def test_a_wrong_atlas_offers_the_nearest_and_then_the_others(several: Client) -> None:
    answer = several.get("/us-state/2020.1/map/?year=2020")
    assert answer.status_code == 404
    links = re.findall(r'<a class="btn[^"]*" href="([^"]+)"', answer.text)
    assert links[0] == "/us-states/2020.1/map/?year=2020"
    assert {"/eu/", "/de/", "/jp/", "/us/"} <= set(links)


def test_a_wrong_edition_offers_the_known_ones(several: Client) -> None:
    answer = several.get("/us-states/2020.2/map/")
    assert answer.status_code == 404
    links = re.findall(r'<a class="btn[^"]*" href="([^"]+)"', answer.text)
    assert links[:2] == ["/us-states/2020.1/map/", "/us-states/2011.1/map/"]


def test_a_wrong_region_offers_the_nearest(several: Client) -> None:
    answer = several.get(f"{JAPAN.root}regions/jp-prefecture-48/")
    assert answer.status_code == 404
    assert re.search(rf'href="{JAPAN.root}regions/jp-prefecture-\d\d/"', answer.text)


def test_search_stays_within_its_atlas(several: Client) -> None:
    found = several.get(f"{EUROPE.root}search/?q=stuttgart").text
    assert f"{EUROPE.root}regions/eu-nuts2-DE11/" in found
    assert "Nothing is called" in several.get(f"{JAPAN.root}search/?q=stuttgart").text


@pytest.mark.parametrize("pages", ATLASES, ids=lambda pages: f"{pages.atlas}-{pages.edition}")
@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_no_page_speaks_of_another_atlas(several: Client, prefix: str, pages: AtlasPages) -> None:
    others = {"us": "NACE|JSIC|KldB", "us-states": "NACE|JSIC|KldB", "eu": "NAICS|JSIC|KldB", "jp": "NAICS|NACE|KldB"}
    wrong = re.compile(others.get(pages.atlas, "NAICS|NACE|JSIC"))
    for name, address in pages.addresses.items():
        answer = several.get(f"{prefix}{address}")
        assert answer.status_code == 200, address
        words = main_of(answer.text)
        assert wrong.findall(words) == [], name
        assert name == "edition" or re.findall("six-digit|六位", words) == [], name


def test_germany_has_occupations_and_no_establishments(several: Client) -> None:
    region = f"{GERMANY.root}regions/{GERMANY.region}/"
    names = ("home", "map", "regions", "clusters", "cluster", "industry", "search")
    pages = [GERMANY.addresses[name] for name in names]
    explained = f"explained/structure/krugman_specialisation/?region={GERMANY.region}&level=district&year=2024"
    pages += [region, f"{region}clusters/{GERMANY.cluster}/", f"{region}opportunities/", f"{GERMANY.root}{explained}"]
    for name in pages:
        words = main_of(several.get(name).text)
        assert re.findall(r"\b[Ii]ndustr(?:y|ies)\b|[Ee]stablishments|[Tt]raded", words) == [], name
    assert "Occupations" in main_of(several.get(GERMANY.addresses["cluster"]).text)
    chinese = main_of(several.get(f"/zh-hans{GERMANY.addresses['cluster']}").text)
    assert re.findall(r"可贸易|行业|产业(?!集群)", chinese) == []
    assert "KldB 2010" in main_of(several.get(GERMANY.addresses["industry"]).text)


def test_a_name_of_another_language_is_marked(several: Client) -> None:
    german = several.get(f"{GERMANY.root}regions/").text
    assert re.search(r'<a href="[^"]+de-district-09162/[^"]*"><span lang="de">München', german)
    japanese = several.get(f"{JAPAN.root}regions/").text
    assert "Tokyo" in japanese
    assert 'lang="ja"' not in japanese


@pytest.mark.parametrize(
    ("pages", "level", "label", "options"),
    [
        (EUROPE, "nuts2", "Country", {"AT": "Austria", "DE": "Germany"}),
        (GERMANY, "district", "State", {"09": "Bavaria", "01": "Schleswig-Holstein"}),
        (US, "metro", "State", {"KS": "Kansas", "NV": "Nevada"}),
    ],
    ids=lambda value: value.atlas if isinstance(value, AtlasPages) else "",
)
def test_regions_are_narrowed_down_by_name(
    several: Client, atlases_home: Path, pages: AtlasPages, level: str, label: str, options: dict[str, str]
) -> None:
    text = several.get(f"{pages.root}regions/?level={level}").text
    assert f'<label class="field">{label}<select name="state">' in text
    for code, name in options.items():
        assert f'<option value="{code}">{name}</option>' in text
        narrowed = several.get(f"{pages.root}regions/?level={level}&state={code}").text
        found = rows_in(atlases_home, pages.atlas, pages.edition, "regions", level=level)
        expected = {row["region"] for row in found if code in row["states"].split("-")}
        shown = set(re.findall(rf'<tr><td><a href="{pages.root}regions/([\w-]+)/', narrowed))
        assert shown <= expected
        assert len(shown) == min(len(expected), 50)
        assert f"of {len(expected)}</span>" in narrowed


def test_a_list_of_states_is_not_narrowed_down_by_state(several: Client) -> None:
    assert '<select name="state">' not in several.get(f"{STATES.root}regions/").text
    assert '<select name="state">' not in several.get(f"{EUROPE.root}regions/?level=nuts0").text


def test_a_new_edition_of_another_atlas_makes_a_page_anew(several: Client) -> None:
    """The header lists the other atlases, so the tag of a page must tell when they change."""
    from clusteratlas_web.explore import serving

    tag = several.get(EUROPE.root).headers["ETag"]
    assert several.get(EUROPE.root).headers["ETag"] == tag
    assert ("us-states", "2020.1", ["2011.1", "2020.1"]) in serving.standing_editions()
