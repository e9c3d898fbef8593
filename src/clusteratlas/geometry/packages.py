"""A boundary package: a folder of boundaries an operator supplies, their origin and what must be shown with them."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from clusteratlas.errors import NoSuchEntry, UnreadableFile
from clusteratlas.geometry.geojson import PlaneCollection, ViewBox, geojson_text, read_geojson
from clusteratlas.home import sha256_of, whole_folder

DESCRIPTION = "boundaries.toml"
LINES = "-lines"  # how the name of a layer of lines ends
REMEDY = "See the documentation of boundary packages, or ask who supplied it."


@dataclass(frozen=True)
class PackageDescription:
    """What `boundaries.toml` says; `notice` is shown beside every map, `approval_number` where the law asks for one."""

    title: str
    vintage: str
    producer: str
    licence: str
    notice: str
    projection: str
    view_box: ViewBox
    source_sha256: str
    approval_number: str = ""


@dataclass(frozen=True)
class BoundaryPackage:
    """A package read: its folder, its description, and the checksum of each layer's file."""

    folder: Path
    description: PackageDescription
    checksums: Mapping[str, str] = field(default_factory=dict)

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers there are: levels such as `metro`, and lines such as `state-lines`."""
        return tuple(self.checksums)

    @property
    def line_layers(self) -> tuple[str, ...]:
        """The layers that hold lines and no areas; each has one feature."""
        return tuple(layer for layer in self.layers if layer.endswith(LINES))

    def layer(self, name: str) -> PlaneCollection:
        """One layer's features; refused if the file differs from its checksum or lies on another plane."""
        if name not in self.checksums:
            raise NoSuchEntry("layer", name, f"boundaries {self.description.title!r}")
        path = self.folder / f"{name}.geojson"
        collection = read_geojson(path)
        if sha256_of(path) != self.checksums[name]:
            raise UnreadableFile(path, f"differs from its checksum in {DESCRIPTION}.", "Restore the package.")
        if (collection.projection, collection.view_box) != (self.description.projection, self.description.view_box):
            raise UnreadableFile(path, f"lies on another plane than {DESCRIPTION} says.", REMEDY)
        return collection


def write_package(
    folder: Path, description: PackageDescription, layers: Mapping[str, PlaneCollection]
) -> BoundaryPackage:
    """Write a package, as a whole or not at all, in place of an older one."""
    with whole_folder(folder, replace=True) as draft:
        for name, collection in layers.items():
            (draft / f"{name}.geojson").write_text(geojson_text(collection), encoding="utf-8", newline="\n")
        checksums = {name: sha256_of(draft / f"{name}.geojson") for name in sorted(layers)}
        (draft / DESCRIPTION).write_text(_toml(description, checksums), encoding="utf-8", newline="\n")
    return read_package(folder)


def read_package(folder: Path) -> BoundaryPackage:
    """The package in a folder; its layers are read, and checked, when asked for."""
    path = folder / DESCRIPTION
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UnreadableFile(path, "is not there, so this is not a boundary package.", "Check the folder.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFile(path, f"is not TOML in UTF-8 ({error}).", REMEDY) from error
    return BoundaryPackage(folder, _description(path, document), _checksums(path, document))


def _description(path: Path, document: Mapping[str, Any]) -> PackageDescription:
    values = {item.name: document[item.name] for item in fields(PackageDescription) if item.name in document}
    missing = [item.name for item in fields(PackageDescription) if item.name not in {*values, "approval_number"}]
    wrong = [name for name, value in values.items() if not _is_right(name, value)]
    if missing or wrong:
        said = [f"lacks {name}" for name in missing] + [f"has {name} of the wrong kind" for name in wrong]
        raise UnreadableFile(path, f"{', '.join(said)}.", REMEDY)
    return PackageDescription(**{**values, "view_box": tuple(values["view_box"])})


def _is_right(name: str, value: Any) -> bool:
    if name == "view_box":
        return isinstance(value, list) and len(value) == 4 and all(type(number) is int for number in value)
    return isinstance(value, str)


def _checksums(path: Path, document: Mapping[str, Any]) -> dict[str, str]:
    checksums = document.get("layers")
    if not isinstance(checksums, dict) or not all(isinstance(value, str) for value in checksums.values()):
        raise UnreadableFile(path, "lacks the table [layers] with a checksum for each file.", REMEDY)
    odd = [name for name in checksums if Path(name).name != name]
    if odd:
        raise UnreadableFile(path, f"names the layer {odd[0]!r}, which is not a plain file name.", REMEDY)
    return dict(sorted(checksums.items()))


def _toml(description: PackageDescription, checksums: Mapping[str, str]) -> str:
    values = ((item.name, getattr(description, item.name)) for item in fields(description))
    return "\n".join([*_assignments(values), "", "[layers]", *_assignments(checksums.items()), ""])


def _assignments(values: Iterable[tuple[str, Any]]) -> list[str]:
    # A JSON string is a TOML basic string, but for the delete character, which TOML wants escaped.
    return [f"{name} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f") for name, value in values]
