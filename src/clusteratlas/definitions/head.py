"""What definition.toml says of a definition: name, citation, licence, vintages, and what it leaves out."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from clusteratlas.definitions.definition import Texts, Uncovered
from clusteratlas.errors import UnreadableFile, WrongColumns

HEAD = "definition.toml"
LANGUAGES = ("en", "zh-hans")
MAY_BE_EMPTY = ("doi",)  # a definition that no paper states has none
NEEDED = {
    "the file": ("name", "version", "title", "citation", "doi", "licence", "method", "sources", "vintages"),
    "title": LANGUAGES,
    "licence": LANGUAGES,
    "method": LANGUAGES,
    "vintages": ("vintage", "classification"),
    "uncovered": ("vintage", "group", "industries", *LANGUAGES),
}


@dataclass(frozen=True)
class Head:
    """The texts of a definition, the vintages it is stated for, and the industries it leaves outside every cluster."""

    name: str
    version: str
    titles: Texts
    citation: str
    doi: str
    licence: Texts
    method: Texts
    sources: tuple[str, ...]
    classification: str
    vintages: tuple[str, ...]
    uncovered: tuple[Uncovered, ...]
    provenance: Mapping[str, Any]


def read_head(folder: Traversable) -> Head:
    """The head of a definition's folder; raises UnreadableFile, or WrongColumns naming every key that is missing."""
    said = _read_toml(folder / HEAD)
    problems = _missing("the file", [said])
    for part in ("title", "licence", "method", "vintages", "uncovered"):
        blocks = said.get(part, [])
        problems += _missing(part, blocks if isinstance(blocks, list) else [blocks])
    if problems:
        raise WrongColumns(f"{folder.name}/{HEAD}", problems, sorted(said))
    return Head(
        name=said["name"],
        version=said["version"],
        titles=MappingProxyType(said["title"]),
        citation=said["citation"],
        doi=said["doi"],
        licence=MappingProxyType(said["licence"]),
        method=MappingProxyType(said["method"]),
        sources=tuple(said["sources"]),
        classification=said["vintages"][0]["classification"],
        vintages=tuple(block["vintage"] for block in said["vintages"]),
        uncovered=tuple(_uncovered(block) for block in said.get("uncovered", ())),
        provenance=MappingProxyType(said.get("provenance", {})),
    )


def _read_toml(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UnreadableFile(str(file), "is not there.", "A definition is a folder with this file.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(file), f"is not TOML: {error}.", "Mend the place named.") from error


def _missing(part: str, blocks: Sequence[dict[str, Any]]) -> list[str]:
    return [f"{key!r} is missing in {part}" for block in blocks for key in NEEDED[part] if not _said(block, key)]


def _said(block: dict[str, Any], key: str) -> bool:
    return key in block and (bool(block[key]) or key in MAY_BE_EMPTY)


def _uncovered(block: dict[str, Any]) -> Uncovered:
    names = MappingProxyType({language: block[language] for language in LANGUAGES})
    return Uncovered(block["vintage"], block["group"], names, tuple(block["industries"]))
