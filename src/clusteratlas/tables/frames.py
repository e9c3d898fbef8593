"""Any dataframe in, the same kind of dataframe out: pandas, Polars, PyArrow, DuckDB, Ibis."""

from typing import Any, cast

import pyarrow as pa

from clusteratlas.errors import WrongColumns

Frame = Any  # a dataframe of any supported library; narwhals decides what that is


def to_arrow(frame: Frame, where: str = "frame") -> pa.Table:
    """The frame as an Arrow table."""
    import narwhals as nw  # deferred: a command that reads no foreign frame should not load narwhals

    if isinstance(frame, pa.Table):
        return frame
    try:
        native = nw.from_native(frame)
    except TypeError as error:
        return _streamed(frame, where, error)
    if isinstance(native, nw.LazyFrame):
        return cast(pa.Table, native.collect(backend="pyarrow").to_native())
    # pandas sends its index along, as a column and in the metadata; neither belongs to the table.
    return native.to_arrow().select(native.columns).replace_schema_metadata(None)


def like(frame: Frame, table: pa.Table) -> Frame:
    """The Arrow table as the kind of dataframe that `frame` is; itself for what is none, but hands out Arrow data."""
    if isinstance(frame, pa.Table):
        return table
    module = type(frame).__module__.split(".")[0].lstrip("_")
    if module == "duckdb":
        import duckdb  # deferred: needed for this kind of frame only

        return duckdb.from_arrow(table)
    if module == "ibis":
        import ibis  # deferred: needed for this kind of frame only

        return ibis.memtable(table)
    import narwhals as nw  # deferred: see to_arrow

    native = nw.from_native(frame, pass_through=True)
    if native is frame and _streams(frame):
        return table
    eager = nw.from_arrow(table, backend=native.implementation)
    return (eager.lazy() if isinstance(native, nw.LazyFrame) else eager).to_native()


def _streams(frame: Frame) -> bool:
    """Whether it hands out Arrow data, as the tables of an atlas do."""
    return hasattr(frame, "__arrow_c_stream__")


def _streamed(frame: Frame, where: str, error: TypeError) -> pa.Table:
    """What is no dataframe, but hands out the columns of one; a single column does so too, and is refused."""
    try:
        if _streams(frame):
            return pa.table(frame)
    except pa.ArrowInvalid:
        pass
    raise WrongColumns(where, [f"{type(frame).__name__} is not a dataframe"], []) from error
