"""Formulas as text: computed, shown in symbols, and filled with numbers, on examples worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.editions.explained import RECIPES, compute, in_symbols, with_numbers
from clusteratlas.editions.explained.formula import letters

ROWS = [{"e": 4}, {"e": 3}, {"e": 1}]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("sum(e)", 8),
        ("mean(e)", 8 / 3),
        ("count()", 3),
        ("count(e > 1)", 2),
        ("largest(e / w)", 2.0),
        ("smallest(e)", 1),
        ("percentile(e, 75)", 3.5),
        ("sum((e / w)**2)", 4 + 2.25 + 0.25),
        ("sum(abs(e - w)) / 2", 2.0),
        ("(count(e < w) + count(e == w) / 2) / count()", 1 / 3),
        ("sum(e) / sqrt(sum(e**2))", 8 / 26**0.5),
        ("slope(e, e)", 1.0),
    ],
)
def test_computed_by_hand(formula: str, expected: float) -> None:
    assert compute(formula, {"w": 2}, ROWS) == pytest.approx(expected)


def test_a_gini_of_two_regions_by_hand() -> None:
    # 4/5 of all jobs and 2/5 of the cluster: 4/5 * 1 - 1 * 2/5.
    assert compute("gini(e, s)", {}, [{"e": 20, "s": 160}, {"e": 30, "s": 40}]) == pytest.approx(0.4)


@pytest.mark.parametrize(
    "formula",
    ["a / b", "sum(e) / b", "a + c", "sum(e + c)", "percentile(z, 50)", "largest(z)", "mean(z)", "slope(z, z)"],
)
def test_what_is_not_known_gives_no_number(formula: str) -> None:
    rows = [] if "z" in formula else ROWS
    assert compute(formula, {"a": 1, "b": 0, "c": None}, rows) is None


def test_no_rows_add_up_to_nothing() -> None:
    assert compute("sum(e)", {}, []) == 0
    assert compute("count(e > 1)", {}, []) == 0


def test_another_language_is_refused() -> None:
    with pytest.raises(SyntaxError):
        compute("[e for e in a]", {"a": 1})
    with pytest.raises(SyntaxError):
        in_symbols("lambda: 1")


@pytest.mark.parametrize(
    ("formula", "symbols"),
    [
        ("(e_rc / e_r) / (e_c / e)", "(e_rc / e_r) / (e_c / e)"),
        ("sum((e_rc / e_r)**2)", "Σ (e_rc / e_r)²"),
        ("a - (b - c)", "a − (b − c)"),
        ("count(x > x_r) + 1", "n(x > x_r) + 1"),
        ("mean(c_i)", "Σ c_i / n"),
        ("percentile(x, 75)", "P75(x)"),
        ("sum(e) / e_r", "(Σ e) / e_r"),
        ("largest(s)", "max(s)"),
    ],
)
def test_in_symbols(formula: str, symbols: str) -> None:
    assert in_symbols(formula) == symbols


def test_long_sums_are_cut_and_negative_numbers_bracketed() -> None:
    def write(_: str, number: int) -> str:
        return f"−{-number}" if number < 0 else str(number)

    written = with_numbers("sum(e - b)", {"b": -2}, ROWS, write)
    assert written == "(4 − (−2)) + (3 − (−2)) + (1 − (−2))"
    many = [{"e": number} for number in range(9, 0, -1)]
    assert with_numbers("sum(e)", {}, many, write) == "9 + 8 + 7 + … + 1"


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=30), st.integers(1, 10**9))
def test_counts_of_any_size_are_exact(values: list[int], own: int) -> None:
    rows = [{"x": value} for value in values]
    assert compute("sum(x)", {}, rows) == sum(values)
    assert compute("1 + count(x > x_r)", {"x_r": own}, rows) == 1 + sum(value > own for value in values)


def test_letters_are_what_stands_for_numbers() -> None:
    assert letters("count(e_ri * e >= e_r * e_i) / sqrt(e)") == {"e_ri", "e", "e_r", "e_i"}


def test_every_recipe_is_of_a_column_with_a_term() -> None:
    from clusteratlas.glossary import column_term  # deferred: only this test needs the whole glossary

    for name in RECIPES:
        table, _, column = name.partition(".")
        assert column_term(column, table).unit, name
