"""Integer coding and year matrices: codes to positions and back, cells to their place."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.tables import Coding, year_matrices

CODES = st.lists(st.text(min_size=1, max_size=6), max_size=20)


def test_codes_are_sorted_and_distinct() -> None:
    assert Coding.of(["44", "31-33", "00", "44"]).codes == ("00", "31-33", "44")
    assert len(Coding.of([])) == 0


def test_unknown_and_empty_codes_are_minus_one() -> None:
    coding = Coding.of(["00", "44"])
    values = pa.array(["44", "4", None, "044", "00"])
    assert coding.encode(values).tolist() == [1, -1, -1, -1, 0]
    assert coding.encode(pa.chunked_array([values, values[:1]])).tolist() == [1, -1, -1, -1, 0, 1]
    assert coding.encode(values.dictionary_encode()).tolist()[:2] == [1, -1]
    assert coding.encode(pa.chunked_array([], pa.string())).tolist() == []


def test_chunks_of_one_column_may_have_other_dictionaries() -> None:
    coding = Coding.of(["a", "b", "c"])
    chunks = [pa.array(["c", "a"]).dictionary_encode(), pa.array(["b", "c", "b"]).dictionary_encode()]
    assert coding.encode(pa.chunked_array(chunks)).tolist() == [2, 0, 1, 2, 1]


@given(CODES)
def test_decoding_undoes_encoding(codes: list[str]) -> None:
    coding = Coding.of(codes)
    positions = coding.encode(pa.array(codes, pa.string()))
    assert positions.dtype == np.int32
    assert coding.decode(positions).to_pylist() == codes
    assert [coding.codes[position] for position in positions] == codes


def test_matrices_hold_each_cell_once_and_know_what_is_absent() -> None:
    table = pa.table(
        {
            "region": ["b", "a", "b", "a"],
            "industry": ["44", "44", "00", "00"],
            "year": [2019, 2018, 2019, 2019],
            "jobs": [2**53, 5, 0, 7],
        }
    )
    first, second = year_matrices(table, "jobs")
    assert (first.year, second.year) == (2018, 2019)
    assert first.regions.codes == second.regions.codes == ("a", "b")
    assert first.values.tolist() == [[0, 5], [0, 0]]
    assert first.present.tolist() == [[False, True], [False, False]]
    assert second.values.tolist() == [[7, 0], [0, 2**53]]
    assert second.present.tolist() == [[True, False], [True, True]]


def test_a_table_without_years_is_one_matrix() -> None:
    (matrix,) = year_matrices(pa.table({"region": ["a"], "industry": ["44"], "jobs": [3]}), "jobs")
    assert matrix.year is None
    assert matrix.values.tolist() == [[3]]
