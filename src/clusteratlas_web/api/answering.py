"""Answers: rows in pages with the way to the next, or one document; in the format asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
from django.http import HttpRequest, HttpResponse

from clusteratlas.editions.edition import Row
from clusteratlas_web.api.columns import Shape
from clusteratlas_web.api.formats import ARROW, CSV, FORMATS, arrow_of, csv_of, json_bytes

Named = Callable[[pa.Table], pa.Table]


@dataclass(frozen=True)
class Rows:
    """Rows of a shape, and which of its columns there are; `count` where they are one page only, cut already."""

    shape: Shape
    rows: Sequence[Row] | pa.Table
    columns: Sequence[str] | None = None
    count: int | None = None


@dataclass(frozen=True)
class Window:
    """Which rows of all are asked for."""

    page: int
    limit: int

    @property
    def start(self) -> int:
        """The first row, counted from 0."""
        return (self.page - 1) * self.limit

    def of(self, rows: Sequence[Row] | pa.Table) -> Sequence[Row] | pa.Table:
        """The rows of the page."""
        if isinstance(rows, pa.Table):
            return rows.slice(self.start, self.limit)
        return rows[self.start : self.start + self.limit]


def rows_answer(
    request: HttpRequest,
    found: Rows,
    window: Window,
    format: str,  # noqa: A002 - the word people use
    facts: Mapping[str, Any],
    named: Named,
) -> HttpResponse:
    """A page of rows; `facts` say where they come from, `named` puts names beside codes."""
    total = len(found.rows) if found.count is None else found.count
    cut = window.of(found.rows) if found.count is None else found.rows
    table = named(as_table(found, cut))
    beyond = _next(request, window, total)
    if format == CSV:
        response = HttpResponse(csv_of(table), content_type=f"{FORMATS[CSV]}; charset=utf-8")
    elif format == ARROW:
        told = {name: str(value) for name, value in facts.items()}
        response = HttpResponse(arrow_of(table, told), content_type=FORMATS[ARROW])
    else:
        place = {"count": total, "page": window.page, "limit": window.limit, "next": beyond}
        response = document_answer({**facts, **place, "rows": table.to_pylist()})
    response.headers["X-Total-Count"] = str(total)
    if beyond:
        response.headers["Link"] = f'<{beyond}>; rel="next"'
    return response


def document_answer(document: Mapping[str, Any]) -> HttpResponse:
    """A document as JSON."""
    return HttpResponse(json_bytes(document), content_type=FORMATS["json"])


def as_table(found: Rows, rows: Sequence[Row] | pa.Table) -> pa.Table:
    """The rows as an Arrow table with the types that their shape states."""
    if isinstance(rows, pa.Table):
        return rows.select(list(found.columns)) if found.columns is not None else rows
    kinds = found.shape.kinds
    columns = list(found.columns) if found.columns is not None else list(kinds)
    return pa.table({name: pa.array([row.get(name) for row in rows], kinds[name]) for name in columns})


def _next(request: HttpRequest, window: Window, total: int) -> str | None:
    """The address of the page after, None on the last."""
    if window.start + window.limit >= total:
        return None
    query = {name: values for name, values in request.GET.lists() if name != "page"} | {"page": window.page + 1}
    return f"{request.path}?{urlencode(query, doseq=True)}"
