"""A wrong address before a reader: what is so, why, and the next step, which works; long ones are answered too."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.commons.reading import CHINESE
from tests.browser.looking import look
from tests.browser.places import EDITION, WICHITA

CHINESE_EDITION = f"{CHINESE.prefix}{EDITION}"
# What is asked for, the status, what the page says, and where its first link leads.
WRONG = {
    "a code": (f"{EDITION}regions/us-metro-48621/", 404, "There is no region “us-metro-48621”", WICHITA),
    "a year": (f"{WICHITA}?year=1871", 400, "“1871” is not a choice for year", f"{WICHITA}?year=2019"),
    "an edition": ("/us/2017.1/map/", 404, "Atlas “us” has no edition “2017.1”", f"{EDITION}map/"),
    "no page": (
        f"{CHINESE.prefix}{EDITION}nowhere/%22%3E%3Cscript%3E",
        404,
        "此地址没有页面",
        f"{CHINESE.prefix}{EDITION}",
    ),
}
TEN_THOUSAND = [f"{number:05}" for number in range(10_000)]


@pytest.mark.parametrize("what", WRONG)
def test_the_page_says_what_is_wrong_and_leads_on(browser: Browser, server: str, what: str) -> None:
    address, status, said, leads_to = WRONG[what]
    with browser.new_context(base_url=server) as context:  # not watched: a browser's console says every refusal
        page = context.new_page()
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == status
        expect(page.locator("h1")).to_contain_text(said)
        if what == "a code":
            look(page, "wrong")
        page.locator("main .acts a").first.click()
        assert page.url.removeprefix(server) == leads_to
        expect(page.locator("h1")).not_to_contain_text(said)


@pytest.mark.parametrize(
    ("address", "kind", "said"),
    [
        (f"{EDITION}custom-regions/region/?units=metro-{'.'.join(TEN_THOUSAND)}", "text/html", "10,000 are asked for"),
        (
            f"/api/v1/atlases/us/2019.1/sum?cluster=plastics&regions={','.join(TEN_THOUSAND)}",
            "application/problem+json",
            "regions",
        ),
    ],
)
def test_ten_thousand_codes_are_refused_by_the_page_that_was_asked(
    server: str, address: str, kind: str, said: str
) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{server}{address}")
    assert (refused.value.code, refused.value.headers.get_content_type()) == (400, kind)
    assert said in refused.value.read().decode()
