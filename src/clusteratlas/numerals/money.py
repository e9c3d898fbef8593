"""Amounts of money as each language writes them: exact in tables, short in labels; pure functions to text.

English writes 6,000,000 USD in a table and $62k in a label; Chinese writes 600 万美元 in both, at most three digits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from clusteratlas.numerals.numbers import MINUS, count, count_in_words, span

_THOUSANDS_FROM = 10_000  # below it a label has the amount in full: $9,500, then $62k


@dataclass(frozen=True)
class Currency:
    """What stands before an amount in an English label, and behind it in Chinese."""

    sign: str
    chinese: str


CURRENCIES: Mapping[str, Currency] = MappingProxyType(
    {
        "USD": Currency("$", "美元"),
        "EUR": Currency("€", "欧元"),
        "JPY": Currency("¥", "日元"),
        "CNY": Currency("CN¥", "元"),
        "GBP": Currency("£", "英镑"),
    }
)


def money(value: float, currency: str, language: str) -> str:
    """6000000 in USD as 6,000,000 USD or 600 万美元; a currency without a name here keeps its ISO 4217 code."""
    return _in_chinese(value, currency) if language == "zh-hans" else f"{count(value)} {currency}"


def short_money(value: float, currency: str, language: str) -> str:
    """62345 in USD as $62k or 6.23 万美元, -1800000 as −$1.8 million or −180 万美元: an amount in a label."""
    return _in_chinese(value, currency) if language == "zh-hans" else _in_english(value, currency)


def money_span(low: float, high: float, currency: str, language: str) -> str:
    """21,540,000–92,611,000 USD; in Chinese each end has its own unit: 9,500 美元–9,260 万美元."""
    if language == "zh-hans":
        return span(_in_chinese(low, currency), _in_chinese(high, currency))
    return f"{span(count(low), count(high))} {currency}"


def _in_english(value: float, currency: str) -> str:
    size, minus = abs(round(value)), MINUS if round(value) < 0 else ""
    sign = CURRENCIES[currency].sign if currency in CURRENCIES else f"{currency} "
    thousands = round(size / 1000)
    short = f"{thousands}k" if size >= _THOUSANDS_FROM and thousands < 1000 else count_in_words(_whole(size), "en")
    return f"{minus}{sign}{short}"


def _whole(size: int) -> int:
    """What rounds to a thousand thousands is a million: 999,600 is $1 million and not $999,600."""
    return max(size, 10**6) if size >= 999_500 else size


def _in_chinese(value: float, currency: str) -> str:
    written = count_in_words(round(value), "zh-hans")
    if currency not in CURRENCIES:
        return f"{written} {currency}"
    name = CURRENCIES[currency].chinese
    return f"{written}{name}" if written.endswith(("万", "亿")) else f"{written} {name}"
