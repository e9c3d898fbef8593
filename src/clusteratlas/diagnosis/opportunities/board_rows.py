"""Rows of boards, joined into one answer in the order of their keys, with the same columns where there are none."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.diagnosis.opportunities.board import Board
from clusteratlas.measures.answer import answer
from clusteratlas.tables import Frame

Places = NDArray[np.int64]
_KEYS = {"year": pa.int64(), "level": pa.string(), "region": pa.string(), "cluster": pa.string()}
_ALWAYS = ("region", "cluster")


def keys_of(board: Board, region: Places, cluster: Places) -> dict[str, pa.Array]:
    """The key columns of these places of a board, as far as its portfolio has them."""
    keys: dict[str, pa.Array] = {}
    if board.year is not None:
        keys["year"] = pa.array(np.full(len(region), board.year, np.int64))
    if board.level is not None:
        keys["level"] = pa.array([board.level] * len(region), pa.string())
    keys["region"] = pa.array(board.regions, pa.string()).take(pa.array(region))
    keys["cluster"] = pa.array(board.clusters, pa.string()).take(pa.array(cluster))
    return keys


def joined(
    portfolio: Frame, source: pa.Table, found: Iterable[Mapping[str, pa.Array]], kinds: Mapping[str, pa.DataType]
) -> Frame:
    """The columns of several boards one under the other, as the kind of dataframe that the portfolio is."""
    parts = list(found)
    layout = {key: kind for key, kind in _KEYS.items() if key in _ALWAYS or key in source.column_names} | dict(kinds)
    columns: dict[str, Any] = {
        name: pa.chunked_array([part[name] for part in parts], kind) for name, kind in layout.items()
    }
    return answer(portfolio, columns, [key for key in _KEYS if key in layout])
