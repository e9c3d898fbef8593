"""The frame around a page: what stands in it, and nothing that the content policy would refuse."""

import re

import pytest
from django.test import Client, override_settings
from tests.web.frame_pages import FramePages

from clusteratlas_web.foundation.assets import manifest


@pytest.fixture
def text(client: Client):
    with override_settings(ROOT_URLCONF=FramePages):
        yield client.get("/page/").text


@pytest.fixture
def bare(client: Client):
    with override_settings(ROOT_URLCONF=FramePages):
        yield client.get("/nowhere/").text


def test_nothing_inline_and_nothing_from_elsewhere(text: str) -> None:
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:|hx-on", text) == []
    assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []
    assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//", text) == []


def test_the_assets_are_named_by_their_content(text: str) -> None:
    for name in ("atlas.css", "atlas.js", "theme.js", "icon.svg"):
        assert f'"/static/{manifest()[name]}"' in text
        assert re.fullmatch(r"\w+-[A-Z0-9]{8}\.\w+", manifest()[name])


def test_the_theme_is_chosen_before_the_first_paint(text: str) -> None:
    head = text[: text.index("</head>")]
    assert head.index("theme-") < head.index('rel="stylesheet"')
    assert re.search(r'<script src="/static/theme-\w+\.js"></script>', head)


def test_htmx_neither_injects_styles_nor_evaluates(text: str) -> None:
    config = re.search(r"name=\"htmx-config\" content='([^']+)'", text)
    assert config is not None
    assert '"includeIndicatorStyles":false' in config[1]
    assert '"allowEval":false' in config[1]


def test_a_page_names_its_edition_and_where_the_reader_is(text: str) -> None:
    assert '<a href="/us/e/edition/"><b>us-metro-2019.1</b></a>' in text
    assert '<a href="/us/e/regions/" aria-current="page">Regions</a>' in text
    assert 'action="/us/e/search/"' in text
    assert 'hx-get="/us/e/suggest/"' in text
    assert "Every figure comes from edition us-metro-2019.1." in text


def test_the_skip_link_comes_first_and_leads_to_the_content(text: str) -> None:
    body = text[text.index("<body>") :]
    assert re.search(r"<a [^>]+>", body)[0] == '<a class="skip" href="#main">'
    assert '<main id="main"' in body


def test_without_a_frame_there_are_no_links_to_what_is_not_there(bare: str) -> None:
    assert set(re.findall(r"<a [^>]*href=\"([^\"]+)\"", bare)) == {"#main", "/", "/zh-hans/nowhere/"}


def test_a_missing_figure_is_a_word(text: str) -> None:
    assert '27,911 <span class="missing">no data</span> +4.2%' in text
