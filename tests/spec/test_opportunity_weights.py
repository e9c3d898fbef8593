"""Weights as they stand in an address."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.diagnosis import Weights, format_weights, parse_weights
from clusteratlas.diagnosis.opportunities import DEFAULT, EQUAL
from clusteratlas.diagnosis.opportunities.weights import weights_of
from clusteratlas.errors import UnknownChoice

numbers = st.floats(0, 100)


@given(numbers, numbers, numbers, numbers)
def test_what_is_written_is_read_as_it_was(closeness: float, gap: float, pull: float, reward: float) -> None:
    if closeness + gap + pull + reward == 0:
        return
    weights = Weights(closeness, gap, pull, reward)
    text = format_weights(weights)
    assert parse_weights(text) == weights
    assert set(text) <= set("closenessgappullreward:,.0123456789")  # nothing that an address would have to escape
    assert format_weights(parse_weights(text)) == text


def test_a_part_that_is_not_named_has_its_default() -> None:
    assert parse_weights("pull:0") == Weights(2, 3, 0, 1)
    assert parse_weights(" reward:0.50 , gap:1") == Weights(2, 1, 1, 0.5)
    assert Weights() == DEFAULT == weights_of(None) == weights_of({}) == Weights(2, 3, 1, 1)
    assert weights_of({"closeness": 1, "gap": 1}) == EQUAL == weights_of(EQUAL) == weights_of("gap:1,closeness:1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"weights='' is not known. Choose one of: closeness, gap, pull, reward"),
        ("closenes:1", r"weights='closenes' is not known. Choose one of: closeness"),
        ("gap", r"weight of gap='' is not known. Choose one of: a number from 0 to 100"),
        ("gap:", r"weight of gap=''"),
        ("gap:-1", r"weight of gap='-1'"),
        ("gap:101", r"weight of gap='101'"),
        ("gap:1e1", r"weight of gap='1e1'"),
        ("gap:nan", r"weight of gap='nan'"),
        ("gap:1_0", r"weight of gap='1_0'"),
        ("gap:１", r"weight of gap='１'"),
        ("gap:1.2.3", r"weight of gap='1.2.3'"),
        ("gap:1,gap:2", r"weights='gap:1,gap:2' is not known. Choose one of: gap only once"),
        ("gap:1;pull:2", r"weight of gap='1;pull:2'"),
        ("closeness:0,gap:0,pull:0,reward:0", r"Choose one of: at least one part above 0"),
    ],
)
def test_what_is_no_weight_is_refused(text: str, said: str) -> None:
    with pytest.raises(UnknownChoice, match=said):
        parse_weights(text)


@pytest.mark.parametrize("number", [-1, 100.5, math.nan, math.inf])
def test_weights_are_numbers_from_0_to_100(number: float) -> None:
    with pytest.raises(UnknownChoice, match="weight of pull"):
        Weights(pull=number)
    with pytest.raises(UnknownChoice, match="weights='push'"):
        weights_of({"push": 1})
