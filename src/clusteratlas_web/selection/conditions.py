"""The kinds of conditions that a round can set: what each is called, what its bound looks like, and what is none; pure.

Whether an application fulfils one is for selection.eligibility.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas_web.selection.eligibility import (
    CLUSTERS,
    DECLARED,
    KINDS,
    LEAST_MATCHING,
    LEAST_PARTNERS,
    LISTING_RULE,
    MOST_AMOUNT,
    PARTNER_KINDS,
    PRIVATE_MATCHING,
    REGIONS,
    SIZES,
    VERIFIED,
)

NOTHING, CODES, COUNT, SHARE, AMOUNT, TEXT = "nothing", "codes", "count", "share", "amount", "text"

NO_KIND = said("There is no such kind of condition.")
FAULTS = {
    NOTHING: said("This condition has no bound."),
    CODES: said("Choose one at least."),
    COUNT: said("This is a whole number from 1."),
    SHARE: said("This is a share above 0% and up to 100%."),
    AMOUNT: said("This is an amount above 0."),
    TEXT: said("It needs words in one language at least."),
}


@dataclass(frozen=True)
class ConditionKind:
    """A kind of condition: what it is called (a message id), and the shape of its bound."""

    code: str
    label: str
    shape: str


ALL: Mapping[str, ConditionKind] = MappingProxyType(
    {
        each.code: each
        for each in (
            ConditionKind(KINDS, said("Kind of the applicant"), CODES),
            ConditionKind(SIZES, said("Size of the applicant"), CODES),
            ConditionKind(REGIONS, said("Region of the applicant"), CODES),
            ConditionKind(CLUSTERS, said("Cluster of the applicant"), CODES),
            ConditionKind(VERIFIED, said("Verified record"), NOTHING),
            ConditionKind(LISTING_RULE, said("Listing rule of cluster organisations"), NOTHING),
            ConditionKind(LEAST_PARTNERS, said("Least number of partners"), COUNT),
            ConditionKind(PARTNER_KINDS, said("Kinds of partners"), CODES),
            ConditionKind(LEAST_MATCHING, said("Least share of own funds"), SHARE),
            ConditionKind(PRIVATE_MATCHING, said("Least share of private funds"), SHARE),
            ConditionKind(MOST_AMOUNT, said("Largest amount asked for"), AMOUNT),
            ConditionKind(DECLARED, said("Declared by the applicant"), TEXT),
        )
    }
)


def fault_of(kind: str, value: Any, says: Mapping[str, str]) -> str:
    """What is wrong with a condition, as a message id; nothing where it is well formed."""
    if kind not in ALL:
        return NO_KIND
    shape = ALL[kind].shape
    well_formed = any(says.values()) and value is None if shape == TEXT else _SHAPES[shape](value)
    return "" if well_formed else FAULTS[shape]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    NOTHING: lambda value: value is None,
    CODES: lambda value: (
        isinstance(value, list | tuple) and bool(value) and all(isinstance(x, str) and x for x in value)
    ),
    COUNT: lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 1,
    SHARE: lambda value: _is_number(value) and 0 < value <= 1,
    AMOUNT: lambda value: _is_number(value) and value > 0,
}
