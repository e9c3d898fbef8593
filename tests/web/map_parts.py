"""The parts of a map's page that tests read: the colour of every region, the counts of its legend, all of its table."""

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urlencode

from django.test import Client
from tests.web.plain_pages import plain

_SHAPE = re.compile(r'data-region="([\w-]+)" tabindex="-?\d" [^>]*><use class="m ([\w-]+)"')
_COUNT = re.compile(r'text-anchor="middle">(\d+)</text><rect class="([\w-]+)"')
_BOUND = re.compile(r'height="12"/><text class="t12[^>]*>([^<]*)</text>')
_NAMED = re.compile(r'<rect class="m (\w+)"[^>]*>.*?<span>([^<]*)</span>.*?<b>(\d+)</b></li>')
_LINE = re.compile(r'<tr data-region="([\w-]+)"[^>]*>(.*?)</tr>', re.DOTALL)
_MAIN = re.compile(r'<td class="n b">(.*?)</td>', re.DOTALL)


def map_page(client: Client, root: str, **choices: object) -> str:
    """The page of a map, figures without their links."""
    answer = client.get(f"{root}map/?{urlencode(choices)}")
    assert answer.status_code == 200, answer.text[:2000]
    return plain(unescape(answer.text))


def colours(text: str) -> dict[str, str]:
    """The style of every region on the map."""
    return dict(_SHAPE.findall(text))


def counts(text: str) -> dict[str, int]:
    """How many regions the legend counts, by style."""
    wide = text[text.index('class="classes only-w"') : text.index('class="classes only-n"')]
    return {style: int(count) for count, style in _COUNT.findall(wide)}


def bounds(text: str) -> list[str]:
    """The lower ends of the legend's classes as written."""
    wide = text[text.index('class="classes only-w"') : text.index('class="classes only-n"')]
    return _BOUND.findall(wide)


def named(text: str) -> dict[str, int]:
    """How many regions the legend counts in each named class."""
    return {label: int(count) for _, label, count in _NAMED.findall(text)}


def lines(text: str) -> dict[str, str]:
    """The main figure of every region on this page of the table, in its order."""
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    return {region: re.sub("<[^>]*>", "", _MAIN.search(cells)[1]) for region, cells in _LINE.findall(table)}  # type: ignore[index]


def taken(client: Client, root: str, **choices: object) -> dict[str, dict[str, str]]:
    """The rows of the view as a file, by region, in their order."""
    answer = client.get(f"{root}map/view.csv?{urlencode(choices)}")
    assert answer.status_code == 200, answer.text[:2000]
    return {row["region"]: row for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))}


def shown(client: Client, root: str, write: Callable[[float], str], **choices: object) -> dict[str, float]:
    """The value of every region, read from the file, after the table's first page was seen to begin with the same."""
    rows, text = taken(client, root, **choices), map_page(client, root, **choices)
    column = str(choices.get("measure", "location_quotient"))
    values = {region: float(row[column]) for region, row in rows.items()}
    first = lines(text)
    assert list(first) == list(values)[: len(first)]
    assert first == {region: write(values[region]) for region in first}
    of = re.search(r'class="of">[\d,–]+ of ([\d,]+)<', text)
    assert of is not None
    assert int(of[1].replace(",", "")) == len(values)
    return values
