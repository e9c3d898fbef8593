"""The sentences of briefs, by key and language, kept as data beside this file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from clusteratlas.errors import UnknownChoice
from clusteratlas.glossary import LANGUAGES

_FILES = ("texts.toml", "forecast_texts.toml", "region_texts.toml", "cluster_texts.toml")


@cache
def texts() -> dict[str, dict[str, str]]:
    """All sentences by key: each language's, and in English the one for a single thing where `counts` names a value."""
    folder = files("clusteratlas.reports")
    found: dict[str, dict[str, str]] = {}
    for name in _FILES:
        found |= tomllib.loads((folder / name).read_text(encoding="utf-8"))
    return found


def say(key: str, language: str, **values: object) -> str:
    """A sentence in a language, its braces filled in."""
    return template(key, language, values).format(**values)


def template(key: str, language: str, values: Mapping[str, object]) -> str:
    """A sentence with its braces as they are: the one for a single thing where the values say so."""
    known = texts()[key]
    single = language == "en" and "one" in known and str(values.get(known["counts"])) == "1"
    return known["one" if single else language]


def check_language(language: str) -> None:
    """Raises UnknownChoice for a language that no brief is in."""
    if language not in LANGUAGES:
        raise UnknownChoice("language", language, LANGUAGES)
