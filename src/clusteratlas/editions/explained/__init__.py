"""Where each number of an edition comes from: its inputs, its formula, and the computation that gives it again."""

from clusteratlas.editions.explained.distribution import Distribution, distribution_of
from clusteratlas.editions.explained.explaining import (
    Explained,
    columns_explained,
    explain_number,
    subject_of,
    tables_explained,
)
from clusteratlas.editions.explained.formula import Value, compute
from clusteratlas.editions.explained.recipes import NOT_STORED, RECIPES
from clusteratlas.editions.explained.subject import KEYS, OPTIONAL, Subject
from clusteratlas.editions.explained.working import PROCEDURE, PUBLISHED, RULE, Number, Parts, Working
from clusteratlas.editions.explained.writing import in_symbols, with_numbers

__all__ = [
    "KEYS",
    "NOT_STORED",
    "OPTIONAL",
    "PROCEDURE",
    "PUBLISHED",
    "RECIPES",
    "RULE",
    "Distribution",
    "Explained",
    "Number",
    "Parts",
    "Subject",
    "Value",
    "Working",
    "columns_explained",
    "compute",
    "distribution_of",
    "explain_number",
    "in_symbols",
    "subject_of",
    "tables_explained",
    "with_numbers",
]
