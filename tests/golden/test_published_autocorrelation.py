"""Figures of Moran's I and of Getis and Ord that PySAL prints.

Source: https://github.com/pysal/esda, the examples in esda/getisord.py and the figures in esda/tests/test_moran.py.
"""

from itertools import product
from math import dist

import pyarrow as pa
import pytest

from clusteratlas.measures import getis_ord, morans_i

# Six points, neighbours where they are 15 apart or less.
POINTS = {"a": (10, 10), "b": (20, 10), "c": (40, 10), "d": (15, 20), "e": (30, 20), "f": (30, 30)}
VALUES = pa.table({"region": list(POINTS), "value": [2, 3, 3.2, 5, 8, 7]})
G = [-1.0136729, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941]
G_STAR = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]


def near(weighted: bool) -> pa.Table:
    """The neighbours; weighted, so that those of each point add up to 1."""
    pairs = [(a, b) for a, b in product(POINTS, repeat=2) if a != b and dist(POINTS[a], POINTS[b]) <= 15]
    count = {a: sum(pair[0] == a for pair in pairs) for a in POINTS}
    table = pa.table({"region": [a for a, _ in pairs], "neighbour": [b for _, b in pairs]})
    return table.append_column("weight", [[1 / count[a] for a, _ in pairs]]) if weighted else table


@pytest.mark.parametrize("weighted", [False, True])
def test_getis_and_ord_of_six_points_also_where_rows_are_standardised(weighted: bool) -> None:
    """PySAL prints another z where rows are standardised; z must not change with the scale of a row."""
    found = getis_ord(VALUES, near(weighted))
    assert found["gi"].to_pylist() == pytest.approx(G, abs=5e-9)
    assert found["gi_star"].to_pylist() == pytest.approx(G_STAR, abs=5e-9)


def test_variances_of_morans_i_on_a_board_of_three_by_three() -> None:
    places = list(product(range(3), repeat=2))
    pairs = [(a, b) for a, b in product(range(9), repeat=2) if dist(places[a], places[b]) == 1]
    board = pa.table({"region": [str(a) for a, _ in pairs], "neighbour": [str(b) for _, b in pairs]})
    values = pa.table({"region": [str(place) for place in range(9)], "value": range(1, 10)})
    for inference, variance in (("randomisation", 0.0596875), ("normality", 0.053125)):
        (found,) = morans_i(values, board, standardise="none", inference=inference).to_pylist()
        assert found["deviation"] ** 2 == pytest.approx(variance, rel=1e-12)
