"""GeoJSON by RFC 7946: the regions of one level with their figures of one year, for geographic information systems."""

import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from clusteratlas.editions.edition import Edition
from clusteratlas.editions.export.citation import citation
from clusteratlas.errors import NoSuchEntry
from clusteratlas.geometry import globe_geometries, read_geojson

Geometries = dict[str, dict[str, Any]]

_SAID = ("title", "vintage", "producer", "licence", "notice", "approval_number")  # of the boundaries


def geojson_bytes(edition: Edition, level: str, rows: pa.Table, language: str = "en") -> bytes:
    """A feature for each row, known by its region; raises NoSuchEntry where the edition has no boundaries of the level.

    Coordinates are longitude and latitude. A region without a boundary has a null geometry and is listed in the member
    `without_boundary`; the members `edition`, `citation` and `boundaries` say what to cite.
    """
    geometries = _boundaries(edition, level)
    features = [_feature(row, geometries) for row in rows.to_pylist()]
    document = {
        "type": "FeatureCollection",
        "edition": edition.manifest.identity,
        "citation": citation(edition.manifest, language),
        "boundaries": {
            name: edition.manifest.boundaries[name] for name in _SAID if name in edition.manifest.boundaries
        },
        "without_boundary": [feature["id"] for feature in features if feature["geometry"] is None],
    }
    lines = ",\n".join(_compact(feature) for feature in features)
    return f'{_compact(document)[:-1]},"features":[\n{lines}\n]}}\n'.encode()


def _feature(row: Mapping[str, Any], geometries: Geometries) -> dict[str, Any]:
    code = row["region"]
    return {"type": "Feature", "id": code, "geometry": geometries.get(code), "properties": dict(row)}


def _boundaries(edition: Edition, level: str) -> Geometries:
    """The geometries of a level by region."""
    path = edition.folder / "boundaries" / f"{level}.geojson"
    if not path.is_file():
        raise NoSuchEntry("boundaries of level", level, edition.manifest.identity)
    return globe_geometries(read_geojson(path))


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=str)
