"""Units: what their words mean, and that figures in them come out to the last digit."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.errors import UnknownChoice
from clusteratlas.sources.units import unit
from clusteratlas.sources.units_exact import fits, scaled, why_not


@pytest.mark.parametrize(
    ("words", "kind", "exponent", "currency"),
    [
        ("人", "person", 0, None),
        ("千人", "person", 3, None),
        ("万人", "person", 4, None),
        ("thousand persons", "person", 3, None),
        ("persons (thousands)", "person", 3, None),
        ("'000 employees", "person", 3, None),
        ("个", "establishment", 0, None),
        ("家", "establishment", 0, None),
        ("local units", "establishment", 0, None),
        ("元", "currency", 0, "CNY"),
        ("万元", "currency", 4, "CNY"),
        ("百万元", "currency", 6, "CNY"),
        ("亿元", "currency", 8, "CNY"),
        ("万亿元", "currency", 12, "CNY"),
        ("百万円", "currency", 6, "JPY"),
        ("million EUR", "currency", 6, "EUR"),
        ("EUR million", "currency", 6, "EUR"),
        ("Mio. EUR", "currency", 6, "EUR"),
        ("1,000 USD", "currency", 3, "USD"),
        ("billion dollars", "currency", 9, "USD"),
    ],
)
def test_words_of_units(words: str, kind: str, exponent: int, currency: str | None) -> None:
    found = unit(words)
    assert (found.kind, found.exponent, found.currency) == (kind, exponent, currency)


@pytest.mark.parametrize("words", ["%", "元/人", "parsecs", "", "万", "亿亿元", "million"])
def test_what_is_no_unit_is_refused(words: str) -> None:
    with pytest.raises(UnknownChoice, match="is not known\\. Choose one of: 人, 千人, 万人"):
        unit(words)


def column(*texts: str) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(texts, pa.string())])


@pytest.mark.parametrize(
    ("text", "exponent", "value"),
    [
        ("12.3", 4, 123_000),
        ("0.0001", 4, 1),
        ("12.", 4, 120_000),
        ("007", 0, 7),
        ("36.0", 0, 36),
        ("1.50000000", 4, 15_000),
        ("-0.5", 8, -50_000_000),
        ("-3", 0, -3),
        ("99999999999999", 4, 999_999_999_999_990_000),
    ],
)
def test_figures_are_exact(text: str, exponent: int, value: int) -> None:
    cells = column(text)
    good = fits(cells, exponent, signed=True)
    assert good.to_pylist() == [True]
    assert scaled(cells, good, exponent).tolist() == [value]


@pytest.mark.parametrize(
    ("text", "exponent", "why"),
    [
        ("", 0, "is empty"),
        ("x", 0, "is not a number"),
        ("1e3", 0, "is not a number"),
        ("1,000", 0, "is not a number"),
        ("-1", 0, "is negative"),
        ("+1", 0, "has a sign it does not need"),
        ("0.5", 0, "is not a whole number"),
        ("1.23456", 4, "has more than the 4 decimals 万元 has"),
        ("123456789012345", 4, "is too large for 万元"),
    ],
)
def test_what_does_not_fit_is_said(text: str, exponent: int, why: str) -> None:
    cells = column(text)
    good = fits(cells, exponent)
    assert good.to_pylist() == [False]
    assert scaled(cells, good, exponent).tolist() == [0]
    assert why_not(exponent, "万元")(text) == why


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.integers(4, 8))
def test_a_figure_times_its_power_is_what_decimal_arithmetic_gives(figure: object, exponent: int) -> None:
    cells = column(format(figure, "f"))
    assert scaled(cells, fits(cells, exponent, signed=True), exponent).tolist() == [int(figure * 10**exponent)]  # type: ignore[operator]
