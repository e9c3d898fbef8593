"""What is asked of a brief: its language, its year, the rule book that says what is strong, and the level."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """A year that is not named is the latest, a rule book the edition's first, a level the atlas's first."""

    language: str = "en"
    year: int | None = None
    rules: str | None = None
    level: str | None = None
