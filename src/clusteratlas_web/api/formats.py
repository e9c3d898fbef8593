"""In which form rows are given: JSON, CSV or Arrow, by the parameter format or the header Accept."""

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.http import HttpRequest

from clusteratlas.editions.export import csv_bytes
from clusteratlas_web.api.problems import ProblemFound, not_acceptable

JSON, CSV, ARROW = "json", "csv", "arrow"
FORMATS = {
    JSON: "application/json",
    CSV: "text/csv",
    ARROW: "application/vnd.apache.arrow.stream",
}
BETWEEN = "; "  # joins the entries of a list in a cell of a CSV file


def chosen_format(request: HttpRequest, offered: Sequence[str] = tuple(FORMATS)) -> str:
    """The format that a request asks for; raises ProblemFound where it accepts none that is offered."""
    named = request.GET.get("format")
    if named:
        if named in offered:
            return named
        raise ProblemFound(not_acceptable([FORMATS[each] for each in offered]))
    return _accepted(request.headers.get("Accept", "*/*"), offered)


def _accepted(header: str, offered: Sequence[str]) -> str:
    best, weight = "", 0.0
    for part in header.split(","):
        media, _, parameters = part.partition(";")
        asked = _weight(parameters)
        found = next((name for name in offered if _fits(media.strip().lower(), FORMATS[name])), "")
        if found and asked > weight:
            best, weight = found, asked
    if not best:
        raise ProblemFound(not_acceptable([FORMATS[name] for name in offered]))
    return best


def _weight(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def _fits(asked: str, offered: str) -> bool:
    return asked in ("", "*/*", offered) or (asked.endswith("/*") and offered.startswith(asked[:-1]))


def json_bytes(document: Mapping[str, Any] | Sequence[Any]) -> bytes:
    """A document as JSON; days as they are written."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=str).encode()


def csv_of(table: pa.Table) -> bytes:
    """Rows as CSV; the entries of a list stand in one cell."""
    for at, field in enumerate(table.schema):
        if pa.types.is_list(field.type):
            joined = pc.binary_join(table[field.name], BETWEEN)
            table = table.set_column(at, field.name, joined)
    return csv_bytes(table)


def arrow_of(table: pa.Table, facts: Mapping[str, str]) -> bytes:
    """Rows as an Arrow IPC stream, with facts about them among its metadata."""
    stream = BytesIO()
    told = table.replace_schema_metadata(dict(facts))
    with pa.ipc.new_stream(stream, told.schema) as writer:
        writer.write_table(told)
    return stream.getvalue()
