"""A field that holds a few codes as one text: thousands of rows are read fast, and every database can search it."""

from functools import lru_cache
from typing import Any

from django.db import models

_MARK = "|"


@lru_cache(maxsize=20_000)
def unpacked(text: str) -> tuple[str, ...]:
    """`|firm|chamber|` as its codes."""
    return tuple(code for code in text.split(_MARK) if code)


def packed(codes: Any) -> str:
    """Codes as a text in which each stands between marks; no code is an empty text."""
    found = dict.fromkeys(code for code in codes if code)
    return f"{_MARK}{_MARK.join(found)}{_MARK}" if found else ""


class CodesField(models.TextField):
    """A tuple of codes in Python, a marked text in the database."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"blank": True, "default": ""} | options)

    def from_db_value(self, value: str | None, expression: object, connection: object) -> tuple[str, ...]:
        """The codes of a row."""
        return unpacked(value or "")

    def to_python(self, value: Any) -> tuple[str, ...]:
        """Codes from a form or a fixture."""
        return unpacked(value) if isinstance(value, str) else tuple(value or ())

    def get_prep_value(self, value: Any) -> str:
        """The text to be stored or looked for."""
        return value if isinstance(value, str) else packed(value or ())

    def value_from_object(self, obj: models.Model) -> list[str]:
        """As the history and forms see it."""
        return list(self.to_python(getattr(obj, self.attname)))
