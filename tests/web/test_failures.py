"""What went wrong is said in three parts, in the language of the address, without the server's inside."""

import logging

import pytest
from django.test import Client, override_settings
from tests.web.frame_pages import FramePages


@pytest.fixture(autouse=True)
def pages():
    with override_settings(ROOT_URLCONF=FramePages):
        yield


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        (
            "/nowhere/",
            404,
            ["There is no page at this address", "“/nowhere/” is mistyped", 'href="/">Go to the first page'],
        ),
        ("/zh-hans/nowhere/", 404, ["此地址没有页面", "“/zh-hans/nowhere/”", 'href="/zh-hans/">返回首页']),
        ("/broken/", 500, ["This page could not be built", "The fault is on this side", "Go to the first page"]),
        ("/zh-hans/broken/", 500, ["未能生成此页面", "问题出在服务器一侧", "返回首页"]),
        ("/us/2019.1/map/?measure=wages", 400, ["“wages” is not a choice for measure", "employment, establishments"]),
        ("/zh-hans/us/2019.1/map/", 400, ["“wages”不是 measure 的可选值", "employment, establishments"]),
        ("/us/2019.1/damaged/", 500, ["Edition “us-2019.1” is damaged", "differ from their checksums"]),
        ("/explained/", 404, ["No figures here", "The county has no metro.", 'href="/us/">Open the map']),
    ],
)
def test_each_failure_says_what_is_so_why_and_the_next_step(
    client: Client, address: str, status: int, said: list[str]
) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert [part for part in said if part not in response.text] == []
    assert "Traceback" not in response.text
    assert "secret" not in response.text


def test_a_wrong_code_offers_the_same_page_with_the_nearest_one(client: Client) -> None:
    text = client.get("/us/2019.1/regions/us-metro-19430/?year=2018").text
    assert "There is no region “us-metro-19430” in edition 2019.1" in text
    assert 'href="/us/2019.1/regions/us-metro-19380/?year=2018">Open us-metro-19380' in text


def test_an_unknown_edition_offers_the_known_ones(client: Client) -> None:
    text = client.get("/us/2031.1/map/").text
    assert 'href="/us/2018.1/map/">Open 2018.1' in text
    assert 'href="/us/2019.1/map/">Open 2019.1' in text


def test_a_refused_choice_offers_the_page_without_it(client: Client) -> None:
    assert 'href="/us/2019.1/map/">Open the page without it' in client.get("/us/2019.1/map/?measure=wages").text


@pytest.mark.parametrize(("prefix", "said"), [("", "may have 2000 parts"), ("/zh-hans", "2000")])
def test_more_parameters_than_are_read_are_a_clear_page(client: Client, prefix: str, said: str) -> None:
    asked = "&".join(f"a{number}=1" for number in range(2001))
    answer = client.get(f"{prefix}/asked/?{asked}")
    assert (answer.status_code, said in answer.text) == (400, True)
    assert f'href="{prefix}/asked/"' in answer.text


def test_a_method_that_a_page_does_not_take_is_a_clear_page(client: Client) -> None:
    answer = client.options("/asked/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert "This page takes nothing that is sent to it" in answer.text
    assert 'href="/asked/"' in answer.text


def test_what_a_reader_typed_is_not_taken_as_markup(client: Client) -> None:
    text = client.get("/%3Cscript%3Ealert(1)%3C/script%3E/").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_a_fault_is_recorded_for_the_operator(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        client.get("/us/2019.1/damaged/")
    assert "Edition us-2019.1 is damaged" in caplog.text
