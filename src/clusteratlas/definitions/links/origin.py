"""Where link data come from: their producers' files with licence and checksum, their year, how they were made."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from clusteratlas.definitions.definition import Texts, text_in
from clusteratlas.definitions.links.shelf import shelf
from clusteratlas.errors import UnknownChoice


@dataclass(frozen=True)
class LinkSource:
    """One file as its producer published it."""

    file: str
    producer: str
    address: str
    licence: str
    sha256: str


@dataclass(frozen=True)
class LinkOrigin:
    """What a table of links is: name and year, unit, the codes of its industries, how it was made, of which files."""

    name: str
    year: int
    unit: str
    classification: str
    vintage: str
    table: str
    titles: Texts = field(hash=False)
    methods: Texts = field(hash=False)
    sources: tuple[LinkSource, ...]

    def title(self, language: str = "en") -> str:
        """Its title in a language."""
        return text_in(self.titles, language)

    def method(self, language: str = "en") -> str:
        """How it was made, in a language."""
        return text_in(self.methods, language)


def link_origin(name: str, year: int | None = None) -> LinkOrigin:
    """The origin of a table of links; without a year that of the table `links` gives for the name alone.

    Raises UnknownChoice for a name, or a year of it, that does not come with the package.

    Example:
        >>> origin = link_origin("us-input-output")
        >>> origin.year, origin.unit, origin.sources[0].producer
        (2012, 'million USD', 'US Bureau of Economic Analysis')
    """
    of_name = [origin for origin in _origins() if origin.name == name]
    if not of_name:
        raise UnknownChoice("links", name, list(dict.fromkeys(origin.name for origin in _origins())))
    for origin in of_name:
        if year in (None, origin.year):
            return origin
    raise UnknownChoice("year", year, [str(origin.year) for origin in of_name])


@cache
def _origins() -> tuple[LinkOrigin, ...]:
    said = tomllib.loads((shelf() / "links.toml").read_text(encoding="utf-8"))
    return tuple(_origin(block) for block in said["links"])


def _origin(block: Mapping[str, Any]) -> LinkOrigin:
    return LinkOrigin(
        name=block["name"],
        year=block["year"],
        unit=block["unit"],
        classification=block["classification"],
        vintage=block["vintage"],
        table=block["table"],
        titles=MappingProxyType(block["title"]),
        methods=MappingProxyType(block["method"]),
        sources=tuple(LinkSource(**source) for source in block["sources"]),
    )
