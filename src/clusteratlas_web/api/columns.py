"""The columns of answers: their types, what they mean, in which unit; and the shape of the rows that have them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from clusteratlas.diagnosis.life_cycle import STAGES
from clusteratlas.editions.export.naming import NAMED
from clusteratlas.editions.layout import FLAGS, tables_of
from clusteratlas.glossary import column_term, unit_name
from clusteratlas.tables import MEASURES

TEXT, TRUTH, COUNT, RATIO = pa.string(), pa.bool_(), pa.int64(), pa.float64()
DATE, LIST = pa.date32(), pa.list_(pa.string())
_WORDS = {TEXT: "string", TRUTH: "boolean", COUNT: "integer", RATIO: "number", DATE: "string"}


@dataclass(frozen=True)
class Column:
    """A column of an answer: its type and meaning, its unit, the words it is limited to; keys are never empty."""

    name: str
    kind: pa.DataType
    meaning: str
    unit: str = ""
    words: tuple[str, ...] = ()
    is_key: bool = False

    @property
    def schema(self) -> dict[str, Any]:
        """The column as a property of a JSON schema."""
        found: dict[str, Any] = {"description": self.meaning}
        if self.kind == LIST:
            found |= {"type": "array", "items": {"type": "string"}}
        else:
            word = _WORDS[self.kind]
            found["type"] = word if self.is_key else [word, "null"]
        if self.kind == DATE:
            found["format"] = "date"
        if self.unit:
            found["x-unit"] = self.unit
        if self.words:
            found["enum"] = [*self.words] if self.is_key else [*self.words, None]
        return found


@dataclass(frozen=True)
class Shape:
    """The rows of an answer: the name of their schema, their columns, the edition's table the columns are meant in.

    An open one may have any columns, which are told elsewhere. Beside codes of an edition stand their names, so of one
    that `is_named` though no table of the edition has its columns.
    """

    name: str
    columns: tuple[Column, ...]
    table: str | None = None
    is_open: bool = False
    is_named: bool = False

    @property
    def kinds(self) -> dict[str, pa.DataType]:
        """The types by column."""
        return {column.name: column.kind for column in self.columns}

    @property
    def schema(self) -> dict[str, Any]:
        """A row as a JSON schema: exactly these columns; those that are no keys may be absent where there are none."""
        properties: dict[str, Any] = {}
        for column in self.columns:
            properties[column.name] = column.schema
            if (self.is_named or self.table is not None) and column.name in NAMED:
                properties.setdefault(f"{column.name}_name", _name_of(column.name))
        return {
            "type": "object",
            "properties": properties,
            "required": [column.name for column in self.columns if column.is_key],
            "additionalProperties": self.is_open,
        }


def edition_shape(name: str, table: str, columns: Iterable[str], keys: str = "") -> Shape:
    """A shape with columns of an edition, described by the glossary; `keys` are never empty."""
    never_empty = set(keys.split())
    return Shape(name, tuple(_column(each, table, each in never_empty) for each in dict.fromkeys(columns)), table)


def table_shape(name: str, table: str, without: str = "") -> Shape:
    """A shape with all columns of a table of editions."""
    layout = _layouts()[table]
    left_out = without.split()
    columns = [column for column in layout.schema.names if column not in left_out]
    keys = [key for key in layout.key if key != "subcluster"]
    return edition_shape(name, table, columns, " ".join(keys))


def own_shape(name: str, columns: Iterable[Column], is_named: bool = False) -> Shape:
    """A shape with columns that say themselves what they mean."""
    return Shape(name, tuple(columns), is_named=is_named)


def amounts(*endings: str) -> list[str]:
    """A column for every measure there may be, and for each of these endings of it."""
    return [f"{measure}{ending}" for measure in MEASURES for ending in ("", *endings)]


def per_heads() -> list[str]:
    """A column for every measure in money, per person employed."""
    return [f"{name}_per_head" for name, measure in MEASURES.items() if measure.is_money]


def _column(name: str, table: str, is_key: bool) -> Column:
    term = column_term(name, table)
    unit = unit_name(term.unit) if term.unit else ""
    return Column(name, _kind(name, table), term.meaning(), unit, _words(name), is_key)


def _words(name: str) -> tuple[str, ...]:
    return FLAGS if name.endswith("_flag") else _VOCABULARY.get(name, ())


PROSPECTS = ("strength", "opportunity", "weakness", "threat", "possible-entrant")
_VOCABULARY: Mapping[str, tuple[str, ...]] = {
    "kind": ("traded", "local", "all"),
    "relation": ("close", "related", "next"),
    "stage": STAGES,
    "prospect": PROSPECTS,
    "crossing": ("entered", "left"),
    "reward_kind": ("pay", "complexity", "own", "none"),
}
# Columns of answers that no table of an edition has.
_OWN: Mapping[str, pa.DataType] = {
    **dict.fromkeys(("strong_by", "judged_by", "strong_regions", "threshold_regions", "since"), COUNT),
    **dict.fromkeys(("cluster_before", "cluster_after", "total_before", "total_after"), COUNT),
    **dict.fromkeys(("national_employment", "national_establishments"), COUNT),
    **dict.fromkeys(("national_effect", "mix_effect", "competitive_effect", "expected_change"), RATIO),
    **dict.fromkeys(("location_quotient_p75", "location_quotient_before"), RATIO),
    **dict.fromkeys(("figure_compared", "value", "threshold", "locational_gini"), RATIO),
    **dict.fromkeys(("percentile_location_quotient", "percentile_employment"), RATIO),
    **dict.fromkeys(
        ("group_low", "group_median", "group_high", "traded_share", "contribution", "flow", "flow_share"), RATIO
    ),
    **dict.fromkeys(("group_known", "level_employment", "half_regions", "strong_robust", "rank_change"), COUNT),
    **dict.fromkeys(("crossing", "cause", "compared", "operator", "measure", "other_name"), TEXT),
    **dict.fromkeys(("chain_side", "standing", "nearest_strong", "bubbles_of"), TEXT),
    "passes": TRUTH,
}


def _kind(name: str, table: str) -> pa.DataType:
    layouts, name = _layouts(), name.removesuffix("_of_bubbles")
    for layout in (layouts.get(table), *layouts.values()):
        if layout is not None and name in layout.schema.names:
            return _plain(layout.schema.field(name).type)
    return _OWN[name]


def _plain(kind: pa.DataType) -> pa.DataType:
    return COUNT if pa.types.is_integer(kind) else kind


@cache
def _layouts() -> dict[str, Any]:
    return dict(tables_of(tuple(MEASURES)))


def _name_of(column: str) -> dict[str, Any]:
    return {"type": ["string", "null"], "description": f"The name of `{column}` in the language asked for."}
