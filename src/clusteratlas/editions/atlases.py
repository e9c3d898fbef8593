"""The atlases there are descriptions of: which sources, definition, rule books and levels make each."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from clusteratlas.errors import UnknownChoice


@dataclass(frozen=True)
class AtlasDescription:
    """What an atlas is made of; texts are by language."""

    name: str
    gazetteer: str
    sources: list[str]
    layouts: list[str]
    definition: str
    rules: list[str]
    levels: list[str]
    country: str
    boundaries: str
    within: str
    title: dict[str, str]
    reference: dict[str, str]
    level: dict[str, dict[str, str]]


def atlas_names() -> list[str]:
    """The names of all described atlases."""
    folder = files("clusteratlas.editions") / "data"
    return sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))


@cache
def describe_atlas(name: str) -> AtlasDescription:
    """The description of an atlas; raises UnknownChoice."""
    if name not in atlas_names():
        raise UnknownChoice("atlas", name, atlas_names())
    text = (files("clusteratlas.editions") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    return AtlasDescription(**tomllib.loads(text))
