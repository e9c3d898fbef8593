"""The tables of an edition: their columns and types, and the columns that identify and order their rows."""

from collections.abc import Sequence

from clusteratlas.editions.layout.entities import ENTITIES
from clusteratlas.editions.layout.figures import (
    BASE,
    CLASSES,
    DERIVED,
    ESTIMATED,
    FLAGS,
    PUBLISHED,
    ROBUSTNESS,
    UNKNOWN,
    columns_of,
    figures_of,
    has_per_head,
    per_head,
    tables_of_figures,
)
from clusteratlas.editions.layout.findings import FINDINGS
from clusteratlas.editions.layout.table import TableLayout, in_layout

__all__ = [
    "BASE",
    "CLASSES",
    "DERIVED",
    "ENTITIES",
    "ESTIMATED",
    "FINDINGS",
    "FLAGS",
    "PUBLISHED",
    "ROBUSTNESS",
    "UNKNOWN",
    "TableLayout",
    "columns_of",
    "figures_of",
    "has_per_head",
    "in_layout",
    "per_head",
    "tables_of",
]


def tables_of(measures: Sequence[str]) -> dict[str, TableLayout]:
    """The tables of an edition that has these measures, by name; columns of BASE stand even where they are empty."""
    return ENTITIES | tables_of_figures(columns_of(measures)) | FINDINGS
