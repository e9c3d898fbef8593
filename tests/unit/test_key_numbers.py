"""Numbers of rows by their keys order rows as the keys themselves do, and show which keys stand twice."""

from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.tables import key_numbers, repeats

KEYS = ("region", "year", "cluster")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a", "B", "b", "ä", "产", "a1", "\U0001f3ed"]),
        st.integers(-3, 3),
        st.none() | st.sampled_from(["x", "y", "é"]),
    ),
    max_size=12,
)


def _table(rows: list[tuple[str, int, str | None]], chunks: int = 1) -> pa.Table:
    schema = pa.schema({"region": pa.string(), "year": pa.int64(), "cluster": pa.string()})
    parts = [rows[start::chunks] for start in range(chunks)]
    columns = ([list(column) for column in zip(*part, strict=True)] or [[], [], []] for part in parts)
    return pa.concat_tables([pa.table(part, schema=schema) for part in columns])


def _plainly(row: tuple[str, int, str | None]) -> tuple[bytes, int, bool, bytes]:
    """A row as Python orders it: text by its bytes, an empty key before all others."""
    region, year, cluster = row
    return region.encode(), year, cluster is not None, (cluster or "").encode()


@given(ROWS, st.integers(1, 3))
def test_rows_in_order_of_their_numbers_are_in_order_of_their_keys(rows, chunks):
    table = _table(rows, chunks)
    found = sorted(
        zip(key_numbers(table, KEYS).tolist(), (tuple(row.values()) for row in table.to_pylist()), strict=True)
    )
    assert [_plainly(row) for _, row in found] == sorted(map(_plainly, rows))
    assert all((one[0] == other[0]) == (one[1] == other[1]) for one, other in pairwise(found))


@given(ROWS)
def test_a_key_that_stands_twice_is_seen(rows):
    assert repeats(_table(rows), KEYS) == (len(set(rows)) < len(rows))


def test_dictionaries_in_any_order_count_as_their_texts():
    texts = pa.chunked_array([["b", "a"], ["c", None, "a"]])
    coded = pa.chunked_array([pa.array(["b", "a"]).dictionary_encode(), pa.array(["c", None, "a"]).dictionary_encode()])
    numbers = [key_numbers(pa.table({"region": column}), ["region"]).tolist() for column in (texts, coded)]
    assert numbers[0] == numbers[1] == [2, 1, 3, 0, 1]


@pytest.mark.parametrize("columns", [7, 30])
def test_more_combinations_than_64_bits_count_are_still_told_apart(columns):
    table = pa.table({f"key{at}": pa.array([(row * (at + 1)) % 997 for row in range(997)]) for at in range(columns)})
    numbers = key_numbers(table, table.column_names)
    assert numbers.argsort().tolist() == list(range(997))
    assert not repeats(table, table.column_names)
