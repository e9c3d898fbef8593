"""Money as each language writes it, by hand: $62k in labels, 6,000,000 USD in tables, 600 万美元 in both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas_web.foundation.money import CURRENCIES, money, money_span, short_money


@pytest.mark.parametrize(
    ("value", "currency", "english", "chinese"),
    [
        (6_000_000, "USD", "6,000,000 USD", "600 万美元"),
        (43_798.3, "USD", "43,798 USD", "4.38 万美元"),
        (9_500, "USD", "9,500 USD", "9,500 美元"),
        (414_000_000_000, "USD", "414,000,000,000 USD", "4,140 亿美元"),
        (163_380_789, "EUR", "163,380,789 EUR", "1.63 亿欧元"),
        (4_500_000, "JPY", "4,500,000 JPY", "450 万日元"),
        (120_000, "CNY", "120,000 CNY", "12 万元"),
        (99_999_999, "CNY", "99,999,999 CNY", "1 亿元"),
        (0, "EUR", "0 EUR", "0 欧元"),
        (-6_000_000, "USD", "−6,000,000 USD", "−600 万美元"),
        (-250, "CNY", "−250 CNY", "−250 元"),
        (52_000, "CHF", "52,000 CHF", "5.2 万 CHF"),  # a currency without a name here
    ],
)
def test_amounts_in_tables(value: float, currency: str, english: str, chinese: str) -> None:
    assert money(value, currency, "en") == english
    assert money(value, currency, "zh-hans") == chinese


@pytest.mark.parametrize(
    ("value", "currency", "english", "chinese"),
    [
        (62_345, "USD", "$62k", "6.23 万美元"),
        (9_500, "USD", "$9,500", "9,500 美元"),
        (10_000, "USD", "$10k", "1 万美元"),
        (999_499, "USD", "$999k", "99.9 万美元"),
        (999_500, "USD", "$1 million", "100 万美元"),
        (1_812_345, "EUR", "€1.8 million", "181 万欧元"),
        (414_000_000_000, "USD", "$414 billion", "4,140 亿美元"),
        (4_500_000, "JPY", "¥4.5 million", "450 万日元"),
        (120_000, "CNY", "CN¥120k", "12 万元"),
        (-62_345, "USD", "−$62k", "−6.23 万美元"),
        (-1_800_000, "EUR", "−€1.8 million", "−180 万欧元"),
        (-0.4, "USD", "$0", "0 美元"),
        (52_000, "CHF", "CHF 52k", "5.2 万 CHF"),
    ],
)
def test_amounts_in_labels(value: float, currency: str, english: str, chinese: str) -> None:
    assert short_money(value, currency, "en") == english
    assert short_money(value, currency, "zh-hans") == chinese


def test_a_range_names_its_currency_once_where_it_can() -> None:
    assert money_span(21_540_000, 92_611_000, "USD", "en") == "21,540,000–92,611,000 USD"
    assert money_span(-1_000, 250, "EUR", "en") == "−1,000–250 EUR"
    assert money_span(9_500, 92_611_000, "USD", "zh-hans") == "9,500 美元–9,260 万美元"


@given(
    st.integers(min_value=-(10**13), max_value=10**13),
    st.sampled_from([*CURRENCIES]),
    st.sampled_from(["en", "zh-hans"]),
)
def test_a_loss_is_written_as_the_gain_with_a_true_minus(value: int, currency: str, language: str) -> None:
    for write in (money, short_money):
        assert write(-abs(value), currency, language).removeprefix("−") == write(abs(value), currency, language)
        assert "-" not in write(value, currency, language)
