"""Columns that several things of the commons have, and how figures and days are written."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from clusteratlas_web.api.columns import COUNT, LIST, RATIO, TEXT, TRUTH, Column

NAME = Column("name", TEXT, "Its name in the language asked for, else in the first there is.", is_key=True)
SLUG = Column("slug", TEXT, "The name that its address has.", is_key=True)
SAMPLE = Column("is_sample", TRUTH, "Whether it is invented, to show how the platform works.", is_key=True)
PAGE = Column("page", TEXT, "The address of its page.", is_key=True)


def word(name: str, meaning: str, words: tuple[str, ...] = ()) -> Column:
    """A column of text."""
    return Column(name, TEXT, meaning, words=words)


def number(name: str, meaning: str, unit: str = "") -> Column:
    """A column of whole numbers."""
    return Column(name, COUNT, meaning, unit)


def figure(name: str, meaning: str, unit: str = "") -> Column:
    """A column of numbers."""
    return Column(name, RATIO, meaning, unit)


def several(name: str, meaning: str) -> Column:
    """A column of lists."""
    return Column(name, LIST, meaning, is_key=True)


def amount(value: Decimal | None) -> float | None:
    """A figure with decimals; None where there is none."""
    return None if value is None else float(value)


def moment(value: datetime | None) -> str | None:
    """An instant in UTC."""
    return None if value is None else value.isoformat()


def codes_of(choices: Any) -> tuple[str, ...]:
    """The codes of a list of choices."""
    return tuple(code for code, _ in choices)


def or_none(text: Any) -> Any:
    """Nothing instead of an empty text."""
    return text if text not in ("", None) else None
