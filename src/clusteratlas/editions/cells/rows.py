"""The cells of a block as rows: activity (leaves), totals (what stands above them) and national (the whole country)."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.editions.cells.block import Block, Integers, Truths
from clusteratlas.editions.cells.bounding import Bounded
from clusteratlas.editions.layout import DERIVED, ESTIMATED, FLAGS, PUBLISHED, UNKNOWN, in_layout, tables_of
from clusteratlas.tables import UNBOUNDED


def rows_of(block: Block, bounded: Mapping[str, Bounded]) -> dict[str, pa.Table]:
    """The year's rows of activity, totals and national, ordered by their keys.

    A cell stands where its figure is other than zero, or where the source has a row that withholds it.
    """
    stands = np.any([_stands(measure) for measure in bounded.values()], axis=0)
    country = np.zeros(stands.shape, np.bool_)
    country[block.places.root] = True
    leaf = np.broadcast_to(block.industries.leaf, stands.shape)
    parts = {
        "activity": stands & leaf & ~country,
        "totals": stands & ~leaf & ~country,
        "national": stands & country,
    }
    layouts = tables_of(tuple(bounded))
    return {name: in_layout(_rows(block, bounded, cells), layouts[name].schema) for name, cells in parts.items()}


def _stands(measure: Bounded) -> Truths:
    something = (measure.values != 0) | (measure.low != 0)
    return np.asarray(something | (measure.spoken & ~measure.published & (measure.high != 0)))


def _rows(block: Block, bounded: Mapping[str, Bounded], cells: Truths) -> pa.Table:
    at = np.flatnonzero(cells)
    region, industry = np.divmod(at, cells.shape[1])
    columns = {
        "year": pa.array(np.full(len(at), block.year)),
        "region": block.places.codes.decode(region),
        "industry": block.industries.codes.decode(industry),
    }
    for name, measure in bounded.items():
        columns |= _figures(name, measure, at)
    return pa.table(columns)


def _figures(name: str, measure: Bounded, at: Integers) -> dict[str, pa.Array]:
    values, low, high = (each.take(at) for each in (measure.values, measure.low, measure.high))
    published, unknown, bottomless = (
        each.take(at) for each in (measure.published, measure.unknown, measure.low <= -UNBOUNDED)
    )
    # No row speaks of it, nothing bounds it and none of its parts is known: there is no figure.
    bare = unknown & ~measure.spoken.take(at) & (low <= 0)
    flags = _flags(published, low == high, unknown)
    return {
        name: pa.array(values, mask=bare),
        f"{name}_low": pa.array(low, mask=published | bare | bottomless),
        f"{name}_high": pa.array(high, mask=published | unknown),
        f"{name}_flag": pa.array(FLAGS).take(pa.array(flags)),
    }


def _flags(published: Truths, certain: Truths, unknown: Truths) -> NDArray[np.int8]:
    """Positions in FLAGS: published before derived, derived before unknown, else estimated."""
    code = np.full(len(published), FLAGS.index(ESTIMATED), np.int8)
    for flag, here in ((UNKNOWN, unknown), (DERIVED, certain), (PUBLISHED, published)):
        code[here] = FLAGS.index(flag)
    return code
