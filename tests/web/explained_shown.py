"""What the page of a number shows, read from its markup: the number, what goes in, the formula with its numbers."""

import re
from dataclasses import dataclass
from html import unescape
from math import log, log2, sqrt
from typing import Any

from django.test import Client
from django.utils.html import strip_tags

_DATA = re.compile(r'<data value="([^"]*)"(?: data-letter="([^"]*)")?>(.*?)</data>', re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """One page: the figure as written, the number behind it, numbers and rows by letter, the filled formula."""

    text: str
    figure: str
    value: float
    numbers: dict[str, float]
    rows: list[dict[str, float]]
    filled: str

    @property
    def has_formula(self) -> bool:
        """Whether a formula gives the number."""
        return "data-formula" in self.text


def shown(client: Client, address: str) -> Shown:
    """The page of an address."""
    answer = client.get(address)
    assert answer.status_code == 200, (answer.status_code, address, strip_tags(answer.text)[:400])
    text = answer.text
    number = between(text, '<p class="figure" id="number">', "</p>")
    value, _, figure = _data(number)[0]
    body = between(between(text, '<table class="goes-in">', "</table>"), "<tbody>", "</tbody>")
    rows = [_letters(row) for row in _rows(body) if 'class="missing"' not in row]
    return Shown(
        text=text,
        figure=figure,
        value=value,
        numbers=_letters(between(text, '<table class="inputs">', "</table>")),
        rows=rows,
        filled=unescape(strip_tags(between(text, "data-filled>", " = <b>"))),
    )


def between(text: str, start: str, end: str) -> str:
    """What stands between two pieces of a text; nothing where the first is not there."""
    _, there, rest = text.partition(start)
    return rest.partition(end)[0] if there else ""


def _rows(table: str) -> list[str]:
    return re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)


def _data(part: str) -> list[tuple[float, str, str]]:
    return [(float(value), letter, unescape(strip_tags(text))) for value, letter, text in _DATA.findall(part) if value]


def _letters(part: str) -> dict[str, float]:
    return {letter: value for value, letter, _ in _data(part) if letter}


def is_written(value: float, text: str) -> bool:
    """Whether a number is what a text shows of it, to the decimals it shows: 1.554 is 1.55, 0.0004 is <0.1%."""
    plain = text.replace(",", "").replace("−", "-").replace("+", "").replace(" ", "")
    number = re.search(r"<?-?\d+(?:\.\d+)?%?", plain)
    assert number, text
    figure = number[0]
    scale = 100.0 if figure.endswith("%") else 1.0
    digits = figure.strip("<%")
    if figure.startswith("<"):
        return 0 < value * scale < float(digits)
    decimals = len(digits.partition(".")[2])
    return abs(value * scale - float(digits)) <= 0.5 * 10**-decimals * (1 + 1e-6) + 1e-9


def evaluated(filled: str) -> float | None:
    """What a formula gives with its numbers put in; None where not all of them are written out."""
    if "…" in filled or not filled:
        return None
    plain = filled.replace(",", "").replace("−", "-").replace("×", "*").replace("²", "**2").replace("√", "sqrt")
    plain = re.sub(r"\|([^|]*)\|", r"abs(\1)", plain).replace(";", ",")
    names: dict[str, Any] = {"abs": abs, "sqrt": sqrt, "ln": log, "log2": log2}
    names |= {"max": lambda *each: max(each), "min": lambda *each: min(each)}
    return float(eval(plain, {"__builtins__": {}}, names))
