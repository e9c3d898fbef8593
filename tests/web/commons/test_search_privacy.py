"""What is not public is never found, suggested, counted or named as what may have been meant."""

from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from django.test import override_settings
from tests.web.commons.conftest import NAMES, Cast
from tests.web.commons.designation_things import granted, level, scheme
from tests.web.commons.programme_things import programme
from tests.web.commons.selection_things import call
from tests.web.commons.test_search_everything import organisation

SECRET = "Xylophon"
ASKED = (SECRET, SECRET.lower(), "xylophin", "xylop", "木琴", f"{SECRET} Works", "XY-1")
ADDRESSES = ("/search/", "/search/suggestions/", "/search/suggestions.json", "/zh-hans/search/")


@pytest.fixture
def hidden(cast: Cast) -> Cast:
    """Everything that is not public, called by a word that nothing else has."""
    from clusteratlas_web.search.organisations import _vocabulary

    _vocabulary.cache_clear()
    for state in ("draft", "submitted", "suspended", "closed"):
        organisation(f"secret-{state}", f"{SECRET} Works {state}", state)
    kept = organisation("kept", "Kept")
    organisation("secret-merged", f"{SECRET} Merged", merged_into=kept)
    draft = programme("secret-programme", cast.ministry, state="draft", code="XY-1")
    draft.names.create(language="zh-hans", text="木琴计划")
    draft.names.filter(language="en").update(text=f"{SECRET} programme")
    call(cast, "secret-call", state="draft", names={"en": f"{SECRET} call", "zh-hans": "木琴征集"})
    suspended = organisation("secret-holder", f"{SECRET} Holder", "suspended")
    granted(level(scheme(cast)), suspended)
    return cast


@pytest.mark.parametrize("name", NAMES)
def test_nobody_finds_what_is_not_public(hidden: Cast, sample_home: Path, name: str) -> None:
    client = hidden.client(name)
    with override_settings(CLUSTERATLAS_HOME=sample_home):
        for address in ADDRESSES:
            for asked in ASKED:
                told = client.get(address, {"q": asked}).content.decode().lower()
                for echo in (asked, quote(asked), quote_plus(asked)):
                    told = told.replace(echo.lower(), "")
                for secret in ("secret-", SECRET.lower(), "木琴"):
                    assert secret not in told, (address, asked)


def test_what_was_public_and_is_no_more_is_gone_at_once(cast: Cast, sample_home: Path) -> None:
    client = cast.client("visitor")
    made = call(cast, "gone", names={"en": f"{SECRET} call"})
    with override_settings(CLUSTERATLAS_HOME=sample_home):
        assert "/calls/gone/" in client.get("/search/", {"q": SECRET}).text
        made.state = "draft"
        made.save()
        assert "/calls/gone/" not in client.get("/search/", {"q": SECRET}).text
