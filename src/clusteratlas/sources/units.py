"""What a unit's words mean: `万元`, `亿元`, `千人`, `thousand persons`, `million EUR` as a kind and a power of ten."""

import re
from dataclasses import dataclass

from clusteratlas.errors import UnknownChoice
from clusteratlas.tables.measure import CURRENCY, ESTABLISHMENT, PERSON

EXAMPLES = ("人", "千人", "万人", "个", "元", "万元", "亿元", "persons", "thousand persons", "million EUR", "EUR")

LARGEST = 12  # 万亿: what is larger is a misprint

_NOUNS = {
    "人": PERSON, "名": PERSON, "人员": PERSON, "person": PERSON, "persons": PERSON, "people": PERSON,
    "employee": PERSON, "employees": PERSON, "worker": PERSON, "workers": PERSON, "job": PERSON, "jobs": PERSON,
    "个": ESTABLISHMENT, "家": ESTABLISHMENT, "户": ESTABLISHMENT, "事業所": ESTABLISHMENT,
    "establishment": ESTABLISHMENT, "establishments": ESTABLISHMENT, "local.unit": ESTABLISHMENT,
    "local.units": ESTABLISHMENT, "enterprise": ESTABLISHMENT, "enterprises": ESTABLISHMENT,
    "firm": ESTABLISHMENT, "firms": ESTABLISHMENT, "unit": ESTABLISHMENT, "units": ESTABLISHMENT,
}  # fmt: skip
_CURRENCIES = {
    "元": "CNY", "人民币": "CNY", "人民币元": "CNY", "rmb": "CNY", "yuan": "CNY", "cny": "CNY",
    "日元": "JPY", "円": "JPY", "yen": "JPY", "jpy": "JPY",
    "欧元": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR", "€": "EUR",
    "美元": "USD", "dollar": "USD", "dollars": "USD", "usd": "USD", "us$": "USD", "$": "USD",
    "英镑": "GBP", "gbp": "GBP", "£": "GBP", "chf": "CHF", "krw": "KRW", "韩元": "KRW",
}  # fmt: skip
_CHINESE_DIGITS = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
_WORDS = {
    "ten": 1, "tens": 1, "hundred": 2, "hundreds": 2, "thousand": 3, "thousands": 3, "tsd": 3, "k": 3, "'000": 3,
    "million": 6, "millions": 6, "mio": 6, "mn": 6, "m": 6, "billion": 9, "billions": 9, "mrd": 9, "bn": 9,
}  # fmt: skip
_IDLE = {"of", "in"}


@dataclass(frozen=True)
class Unit:
    """A unit as a file words it: one of it is ten to the power of `exponent` of the base unit.

    `kind` is the unit of a measure (person, establishment, currency); `currency` its ISO 4217 code where it is money.
    """

    words: str
    kind: str
    exponent: int
    currency: str | None = None


def unit(words: str) -> Unit:
    """The unit of these words, Chinese, Japanese or English, in any order: `EUR million` is `million EUR`.

    `10,000` and `'000` count as words too. Raises UnknownChoice for anything else, and for a ratio such as `%`.
    """
    exponent, nouns = 0, list[str]()
    for token in _tokens(words):
        power, rest = _power(token)
        exponent += power
        nouns += [rest] if rest else []
    found = _noun(".".join(nouns))
    if found is None or exponent > LARGEST:
        raise UnknownChoice("unit", words, EXAMPLES)
    return Unit(words, found[0], exponent, found[1])


def _tokens(words: str) -> list[str]:
    spaced = re.sub(r"[\s()（）/]+", " ", words.casefold())
    return [token.rstrip(".") for token in spaced.split() if token not in _IDLE]


def _power(token: str) -> tuple[int, str]:
    """The power of ten a token begins with, and what is left of it: 万元 is 4 and 元, 1,000 is 3 and nothing."""
    if token in _WORDS:
        return _WORDS[token], ""
    if round_number := re.fullmatch(r"1((?:,?0)+)", token):
        return round_number[1].count("0"), ""
    begins = re.match(f"[{''.join(_CHINESE_DIGITS)}]*", token)
    digits = begins[0] if begins else ""
    return sum(_CHINESE_DIGITS[digit] for digit in digits), token[len(digits) :]


def _noun(noun: str) -> tuple[str, str | None] | None:
    if noun in _CURRENCIES:
        return CURRENCY, _CURRENCIES[noun]
    return (_NOUNS[noun], None) if noun in _NOUNS else None
