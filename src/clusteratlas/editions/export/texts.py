"""The sentences of notes and citations, by language."""

import tomllib
from functools import cache
from importlib.resources import files

from clusteratlas.errors import UnknownChoice
from clusteratlas.glossary import LANGUAGES

Texts = dict[str, dict[str, str]]


@cache
def texts() -> Texts:
    """All sentences by key and language."""
    return tomllib.loads((files("clusteratlas.editions.export") / "texts.toml").read_text(encoding="utf-8"))


def text(key: str, language: str, **values: object) -> str:
    """A sentence in a language, its braces filled in."""
    check_language(language)
    return texts()[key][language].format(**values)


def check_language(language: str) -> None:
    """Raises UnknownChoice for a language there are no texts in."""
    if language not in LANGUAGES:
        raise UnknownChoice("language", language, LANGUAGES)
