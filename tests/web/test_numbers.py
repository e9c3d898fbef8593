"""Numbers, shares, ranks and days as the page rules write them, in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas_web.foundation import numbers


def test_counts_in_tables() -> None:
    assert [numbers.count(value) for value in (0, 27911, 27911.0, 1234567, -12)] == [
        "0",
        "27,911",
        "27,911",
        "1,234,567",
        "−12",
    ]


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (0, "0", "0"),
        (9_999, "9,999", "9,999"),
        (10_000, "10,000", "1 万"),
        (27_911, "27,911", "2.79 万"),
        (999_960, "999,960", "100 万"),
        (1_812_345, "1.8 million", "181 万"),
        (6_000_000, "6 million", "600 万"),
        (18_123_456, "18.1 million", "1,810 万"),
        (99_500_000, "99.5 million", "9,950 万"),
        (99_996_000, "100 million", "1 亿"),
        (181_234_567, "181 million", "1.81 亿"),
        (999_960_000, "1 billion", "10 亿"),
        (1_250_000_000, "1.2 billion", "12.5 亿"),
        (-1_812_345, "−1.8 million", "−181 万"),
    ],
)
def test_counts_in_running_text(value: int, english: str, chinese: str) -> None:
    assert numbers.count_in_words(value, "en") == english
    assert numbers.count_in_words(value, "zh-hans") == chinese


@given(st.integers(min_value=-(10**12), max_value=10**12), st.sampled_from(["en", "zh-hans"]))
def test_a_spelled_count_is_right_to_three_digits(value: int, language: str) -> None:
    words = numbers.LANGUAGES[language]
    text = numbers.count_in_words(value, language).replace("−", "-").replace(",", "")
    figure, _, word = text.partition(" ")
    unit = next((unit for unit, pattern in words.large.items() if word and pattern.endswith(word)), 1)
    if unit > 1:
        assert float(figure) * unit == pytest.approx(value, rel=0.051)
        assert abs(float(figure)) >= 1
    else:
        assert int(figure) == value


def test_shares_and_changes_have_one_decimal_and_a_true_minus() -> None:
    assert [numbers.share(value) for value in (0.424, 0.0, 1.0, 0.0003)] == ["42.4%", "0.0%", "100.0%", "<0.1%"]
    assert [numbers.change(value) for value in (0.045, -0.005, 0.0, -0.0001, 12.5)] == [
        "+4.5%",
        "−0.5%",
        "0.0%",
        "0.0%",
        "+1,250.0%",
    ]


def test_location_quotients_have_two_decimals_and_one_on_maps() -> None:
    assert [numbers.location_quotient(value) for value in (20.436, 0.0, 0.004, 0.005)] == [
        "20.44",
        "0.00",
        "<0.01",
        "0.01",
    ]
    assert numbers.location_quotient(20.436, decimals=1) == "20.4"
    assert numbers.location_quotient(0.04, decimals=1) == "<0.1"


def test_differences_carry_their_sign() -> None:
    assert [numbers.signed_difference(value) for value in (0.28, -0.28, 0.001)] == ["+0.28", "−0.28", "0.00"]
    assert [numbers.signed_count(value) for value in (456, -2301, 0)] == ["+456", "−2,301", "0"]


def test_ranks_ranges_and_days() -> None:
    assert numbers.rank(119, 381, "en") == "119 of 381"
    assert numbers.rank(119, 381, "zh-hans") == "381 个中第 119"
    assert numbers.span("1.52", "1.64") == "1.52–1.64"
    assert numbers.day(date(2025, 9, 30), "en") == "30 September 2025"
    assert numbers.day(date(2025, 9, 30), "zh-hans") == "2025年9月30日"


def test_what_is_missing_is_not_a_figure() -> None:
    assert not numbers.is_known(None)
    assert not numbers.is_known(float("nan"))
    assert numbers.is_known(0)
