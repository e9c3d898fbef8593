"""The address alone decides the language of a page."""

import pytest
from django.test import Client, override_settings
from tests.web.frame_pages import FramePages

from clusteratlas_web.foundation.languages import in_language, language_links, split_language


@pytest.fixture(autouse=True)
def pages():
    with override_settings(ROOT_URLCONF=FramePages):
        yield


def test_an_address_without_a_language_is_english_whatever_the_browser_wants(client: Client) -> None:
    response = client.get("/page/", headers={"accept-language": "zh-CN", "cookie": "django_language=zh-hans"})
    assert response.headers["Content-Language"] == "en"
    assert '<html lang="en">' in response.text
    assert "Skip to content" in response.text
    assert "1.8 million" in response.text
    assert "119 of 381" in response.text


def test_a_chinese_address_is_chinese_whatever_the_browser_wants(client: Client) -> None:
    response = client.get("/zh-hans/page/", headers={"accept-language": "en"})
    assert response.headers["Content-Language"] == "zh-Hans"
    assert '<html lang="zh-Hans">' in response.text
    assert "跳到正文" in response.text
    assert "181 万" in response.text
    assert "381 个中第 119" in response.text


def test_the_switch_leads_to_the_same_page_with_its_query(client: Client) -> None:
    english = client.get("/page/?cluster=apparel&year=2019").text
    chinese = client.get("/zh-hans/page/?cluster=apparel&year=2019").text
    assert (
        '<a href="/zh-hans/page/?cluster=apparel&amp;year=2019" lang="zh-Hans" hreflang="zh-Hans">中文</a>' in english
    )
    assert '<a href="/page/?cluster=apparel&amp;year=2019" lang="en" hreflang="en">English</a>' in chinese


def test_one_answer_does_not_leave_its_language_to_the_next(client: Client) -> None:
    client.get("/zh-hans/page/")
    assert "Skip to content" in client.get("/page/").text


@pytest.mark.parametrize("address", ["/en/page/", "/zh/page/", "/zh-cn/page/", "/de/page/"])
def test_there_is_one_address_for_each_language(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("path", "language", "bare"),
    [
        ("/", "en", "/"),
        ("/us/", "en", "/us/"),
        ("/zh-hans/", "zh-hans", "/"),
        ("/zh-hans/us/", "zh-hans", "/us/"),
        ("/zh-hans", "zh-hans", "/"),
        ("/en/us/", "en", "/en/us/"),
        ("/zh-hansel/", "en", "/zh-hansel/"),
    ],
)
def test_an_address_is_split_into_language_and_rest(path: str, language: str, bare: str) -> None:
    assert split_language(path) == (language, bare)


def test_there_and_back() -> None:
    assert in_language("/us/regions/", "zh-hans") == "/zh-hans/us/regions/"
    assert in_language("/zh-hans/us/regions/", "en") == "/us/regions/"
    assert [link.address for link in language_links("/zh-hans/us/?q=a/b")] == ["/us/?q=a/b"]
