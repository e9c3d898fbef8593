"""The outlined region: picked from a menu with or without a script, marked on map and table, refused with a link."""

import re
from html import unescape
from pathlib import Path

from django.test import Client
from tests.web.atlas_pages import EUROPE
from tests.web.edition_rows import rows_in

PAGE = f"{EUROPE.root}map/"
OPTION = re.compile(r'<option value="([^"]*)"( selected)?>')


def menu(text: str) -> list[tuple[str, bool]]:
    start = text.index('<select name="region"')
    return [(code, bool(chosen)) for code, chosen in OPTION.findall(text[start : text.index("</select>", start)])]


def test_the_menu_has_every_region_of_the_level_and_marks_the_one_that_is_outlined(
    several: Client, atlases_home: Path
) -> None:
    text = several.get(f"{PAGE}?region={EUROPE.region}").text
    found = menu(text)
    level = {row["region"] for row in rows_in(atlases_home, "eu", EUROPE.edition, "regions", level=EUROPE.level)}
    assert {code for code, _ in found if code} == level
    assert [code for code, chosen in found if chosen] == [EUROPE.region]
    assert re.search(rf'<use class="sel" href="[^"]*#{EUROPE.region}"', text)


def test_a_form_leads_to_the_region_and_back_to_none(several: Client) -> None:
    form = f"{PAGE}?cluster=automotive&was=automotive"
    answer = several.get(f"{form}&region={EUROPE.region}")
    assert answer.headers["Location"] == f"{PAGE}?cluster=automotive&region={EUROPE.region}"
    assert several.get(f"{form}&region=").headers["Location"] == f"{PAGE}?cluster=automotive"


def test_a_region_of_another_level_is_kept_and_not_outlined(several: Client) -> None:
    text = several.get(f"{PAGE}?region=eu-nuts0-DE").text
    assert [code for code, chosen in menu(text) if chosen] == ["eu-nuts0-DE"]
    assert "Of another level, and not outlined" in text
    assert '<use class="sel"' not in text


def test_an_unknown_region_is_refused_with_a_link_to_the_nearest_in_the_same_view(several: Client) -> None:
    answer = several.get(f"{PAGE}?measure=employment&region={EUROPE.region}1")
    assert answer.status_code == 404
    link = re.search(r'<a class="btn pri" href="([^"]+)"', answer.text)
    assert link is not None
    mended = unescape(link[1])
    assert mended.startswith(f"{PAGE}?measure=employment&region={EUROPE.region[:-1]}")
    assert several.get(mended).status_code == 200
