"""Numbers, shares, ranks and days as each language writes them; pure functions from a figure to text.

A figure that is not known is never written here: None and NaN belong to the templates, which say so in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import floor, isnan, log10
from types import MappingProxyType

MINUS = "−"
DASH = "–"


@dataclass(frozen=True)
class NumberWords:
    """How a language writes large counts, ranks and days."""

    large: Mapping[int, str]  # the smallest of these units and everything above it is written with a word
    decimals: int
    rank: str
    day: str
    months: tuple[str, ...] = ()


ENGLISH = NumberWords(
    large=MappingProxyType({10**6: "{} million", 10**9: "{} billion"}),
    decimals=1,
    rank="{rank} of {of}",
    day="{day} {month} {year}",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
)
CHINESE = NumberWords(
    large=MappingProxyType({10**4: "{} 万", 10**8: "{} 亿"}),
    decimals=2,
    rank="{of} 个中第 {rank}",
    day="{year}年{number}月{day}日",
)
LANGUAGES: Mapping[str, NumberWords] = MappingProxyType({"en": ENGLISH, "zh-hans": CHINESE})


def is_known(value: float | None) -> bool:
    """Whether there is a figure at all."""
    return value is not None and not isnan(value)


def count(value: float) -> str:
    """27911 as 27,911: a count in a table, the same in every language."""
    return f"{round(value):,}".replace("-", MINUS)


def signed_count(value: float) -> str:
    """456 as +456: a change of a count, which always carries its sign."""
    return _signed(count(abs(round(value))), round(value))


def count_in_words(value: float, language: str) -> str:
    """1812345 as 1.8 million or 181 万: a count in running text, large ones with at most three digits."""
    words = LANGUAGES[language]
    if abs(value) < min(words.large):
        return count(value)
    # Rounding comes before choosing the unit: 99,996,000 is 1 亿 and not 10,000 万.
    unit = _largest_unit(value, words)
    rounded = _three_digits(value / unit, words.decimals) * unit
    unit = _largest_unit(rounded, words)
    return words.large[unit].format(_plain(rounded / unit))


def share(value: float, decimals: int = 1) -> str:
    """0.424 as 42.4%; what is there but rounds away is <0.1%."""
    least = 10.0**-decimals
    if 0 < value * 100 < least / 2:
        return f"<{least:.{decimals}f}%"
    return f"{value * 100:.{decimals}f}%".replace("-", MINUS)


def change(value: float, decimals: int = 1) -> str:
    """0.045 as +4.5%, -0.005 as −0.5%: growth always carries its sign, unless it is none."""
    parts = 10**decimals
    whole = round(value * 100 * parts)
    return _signed(f"{abs(whole) / parts:,.{decimals}f}%", whole)


def location_quotient(value: float, decimals: int = 2) -> str:
    """20.436 as 20.44; what is there but rounds away is <0.01."""
    least = 10.0**-decimals
    return f"<{least:.{decimals}f}" if 0 < value < least / 2 else f"{value:,.{decimals}f}"


def signed_difference(value: float, decimals: int = 2) -> str:
    """-0.28 as −0.28: a distance from a threshold, with its sign."""
    rounded = round(value, decimals)
    return _signed(f"{abs(rounded):,.{decimals}f}", rounded)


def rank(value: float, of: float, language: str) -> str:
    """119 and 381 as 119 of 381 or 381 个中第 119."""
    return LANGUAGES[language].rank.format(rank=count(value), of=count(of))


def span(low: str, high: str) -> str:
    """1.52 and 1.64, already written, as 1.52–1.64."""
    return f"{low}{DASH}{high}"


def day(value: date, language: str) -> str:
    """30 September 2025 or 2025年9月30日."""
    words = LANGUAGES[language]
    month = words.months[value.month - 1] if words.months else ""
    return words.day.format(day=value.day, month=month, number=value.month, year=value.year)


def _signed(text: str, value: float) -> str:
    return f"{'+' if value > 0 else MINUS if value < 0 else ''}{text}"


def _largest_unit(value: float, words: NumberWords) -> int:
    return max(unit for unit in words.large if abs(value) >= unit)


def _three_digits(value: float, decimals: int) -> float:
    return round(value, min(decimals, 2 - floor(log10(abs(value)))))


def _plain(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".").replace("-", MINUS)
