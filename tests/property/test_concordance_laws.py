"""Laws of concordances and of carrying figures over them, on generated many-to-many tables."""

from collections import Counter
from fractions import Fraction
from math import floor

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.classifications import Concordance, apportion, carry, purity, split_by, split_equally

SOURCES, MIDDLES, TARGETS = "abcde", "pqrst", "vwxyz"
WHOLE = st.integers(-(2**40), 2**40)
rows = st.lists(st.tuples(st.integers(2018, 2020), st.sampled_from([*SOURCES, "unheard", "00"]), WHOLE), max_size=30)


def links(here: str, there: str) -> st.SearchStrategy[list[tuple[str, str]]]:
    return st.lists(st.tuples(st.sampled_from(here), st.sampled_from(there)), max_size=15)


@st.composite
def weighted(draw: st.DrawFn, here: str = SOURCES, there: str = TARGETS) -> Concordance:
    """Many-to-many, weights by figures, and sources of which a part has no target."""
    found = split_by(
        "1", "2", draw(links(here, there)), draw(st.dictionaries(st.sampled_from(there), st.integers(0, 9)))
    )
    kept = {code: draw(st.sampled_from([Fraction(1), Fraction(2, 3), Fraction(1, 7)])) for code in found.weights}
    weights = {code: {to: kept[code] * share for to, share in parts.items()} for code, parts in found.weights.items()}
    return Concordance("1", "2", weights, {code: "gone" for code, part in kept.items() if part < 1})


def sums(table: pa.Table) -> Counter[int]:
    found: Counter[int] = Counter()
    for row in table.to_pylist():
        found[row.get("year", 0)] += row["employment"]
    return Counter({year: total for year, total in found.items() if total})


def cells(given_rows: list[tuple[int, str, int]]) -> pa.Table:
    years, codes, figures = zip(*given_rows, strict=True) if given_rows else ((), (), ())
    return pa.table(
        {
            "year": pa.array(years, pa.int64()),
            "industry": pa.array(codes, pa.string()),
            "employment": pa.array(figures, pa.int64()),
        }
    )


@given(weighted(), rows)
def test_carried_and_not_carried_are_together_what_was_given(link: Concordance, given_rows: list) -> None:
    carried = carry(cells(given_rows), link, ["employment"], unchanged=["00"])
    total = sum(carried.table["employment"].to_pylist()) + sum(carried.not_carried["employment"].to_pylist())
    assert total == sum(figure for *_, figure in given_rows)
    assert carried.complete == (carried.not_carried.num_rows == 0)
    assert set(carried.not_carried["industry"].to_pylist()) <= {*SOURCES, "unheard"}
    assert "unheard" not in carried.table["industry"].to_pylist()


@given(links(SOURCES, TARGETS), rows)
def test_whole_concordances_keep_the_total_of_every_year(pairs: list, given_rows: list) -> None:
    whole = split_equally("1", "2", [*pairs, *((code, "z") for code in [*SOURCES, "unheard", "00"])])
    carried = carry(cells(given_rows), whole, ["employment"])
    assert carried.complete
    assert sums(carried.table) == sums(cells(given_rows))


@given(weighted(), rows)
def test_the_order_of_the_rows_does_not_matter(link: Concordance, given_rows: list) -> None:
    one, other = (carry(cells(order), link, ["employment"]) for order in (given_rows, given_rows[::-1]))
    assert one.table.equals(other.table)
    assert one.not_carried.equals(other.not_carried)


@given(WHOLE, st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_parts_add_up_and_lie_within_one_of_the_exact_share(figure: int, sizes: list[int]) -> None:
    weights = [Fraction(size, sum(sizes)) for size in sizes]
    parts = apportion(np.array([figure]), weights)[:, 0].tolist()
    assert sum(parts) == figure
    assert all(part - floor(figure * weight) in (0, 1) for part, weight in zip(parts, weights, strict=True))
    # never does a smaller fraction get the unit that a larger one did not
    rest = [figure * weight - floor(figure * weight) for weight in weights]
    up = [part - floor(figure * weight) for part, weight in zip(parts, weights, strict=True)]
    assert all(up[i] >= up[j] for i in range(len(up)) for j in range(len(up)) if rest[i] > rest[j])


@given(weighted(SOURCES, MIDDLES), weighted(MIDDLES, TARGETS))
def test_no_weight_is_lost_on_the_way(first: Concordance, second: Concordance) -> None:
    chained = first.then(second)
    for code in first.weights:
        through = sum(w * sum(second.weights.get(middle, {}).values()) for middle, w in first.shares(code).items())
        assert sum(chained.shares(code).values()) == through
        assert (chained.remainder(code) > 0) == (code in chained.remainders)


@given(weighted(), st.dictionaries(st.sampled_from(SOURCES), st.integers(0, 100)))
def test_purity_is_a_share_and_one_where_there_is_one_group(link: Concordance, figures: dict[str, int]) -> None:
    by_code = purity(link, {code: code for code in SOURCES}, figures)
    assert all(0 < found.share <= 1 for found in by_code.values())
    together = purity(link, dict.fromkeys(SOURCES, "all"), figures)
    assert {found.share for found in together.values()} <= {1.0}
    assert set(together) == set(by_code)
