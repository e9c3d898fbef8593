"""The watch itself: each thing a page may not do is noted, so that silence means something."""

import pytest
from playwright.sync_api import Browser
from tests.browser.places import EDITION
from tests.browser.watching import NOWHERE, Watch

FORBIDDEN = {
    "console.error('no figure')": "error in the console",
    "document.body.setAttribute('style', 'color: red')": "Content Security Policy",
    "setTimeout(() => { throw new Error('no such region') })": "thrown",
    "new Image().src = 'https://elsewhere.invalid/dot.png'": "elsewhere.invalid",
    "document.cookie = 'seen=1'": "cookie seen",
}


@pytest.mark.parametrize("deed", FORBIDDEN)
def test_what_no_page_may_do_is_noted(browser: Browser, server: str, deed: str) -> None:
    with browser.new_context(base_url=server) as context:
        watch, page = Watch(context, server), context.new_page()
        page.goto(EDITION)
        page.goto(NOWHERE)
        assert watch.complaints() == []
        page.evaluate(f"() => {{ {deed} }}")
        page.wait_for_timeout(100)
        assert any(FORBIDDEN[deed] in complaint for complaint in watch.complaints())
