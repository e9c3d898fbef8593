"""A small edition drawn by hand: two metropolitan areas, one micropolitan area, two clusters, two years."""

import datetime
import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from clusteratlas.definitions import load as load_definition
from clusteratlas.diagnosis import load
from clusteratlas.editions.edition import Edition, open_folder
from clusteratlas.editions.layout import tables_of
from clusteratlas.editions.manifest import Manifest
from clusteratlas.editions.parquet import write_table
from clusteratlas.geometry.projection import ALBERS_USA
from clusteratlas.home import sha256_of

Rows = list[dict[str, Any]]
MEASURES = ("employment", "establishments")
LAYOUTS = tables_of(MEASURES)

WICHITA, RENO, DODGE = "us-metro-48620", "us-metro-39900", "us-micro-19980"
AEROSPACE, HEALTH, AIRCRAFT = "aerospace-vehicles-and-defense", "local-health-services", "aircraft"
VINTAGE = "2017"
# Dodge City has one or two establishments in aircraft, and at most 19 jobs.
WITHHELD = {
    "employment": 8, "employment_low": 1, "employment_high": 19, "employment_flag": "estimated",
    "establishments": 1, "establishments_low": 1, "establishments_high": 2, "establishments_flag": "estimated",
}  # fmt: skip
# The sheet's middle is 96.6 degrees west, 38.7 north; 100 of its units are 49 km, and y runs southwards.
SHEET = {"projection": ALBERS_USA.name, "view_box": list(ALBERS_USA.view_box)}
TRIANGLE = {"type": "MultiPolygon", "coordinates": [[[[4875, 3050], [4875, 3150], [4975, 3150], [4875, 3050]]]]}

_REGIONS = {
    "us": ("country", "United States", "美国"),
    WICHITA: ("metro", "Wichita, KS", "威奇托（堪萨斯）"),
    RENO: ("metro", "Reno, NV", "里诺（内华达）"),
    DODGE: ("micro", "Dodge City, KS", "道奇城（堪萨斯）"),
}
_NAMED = [
    *(("region", code, english, chinese) for code, (_, english, chinese) in _REGIONS.items()),
    ("industry", "336411", "Aircraft Manufacturing", "航空器制造"),
    ("industry", "621111", "Offices of Physicians", "医生诊所"),
    ("cluster", AEROSPACE, "Aerospace Vehicles and Defense", "航空航天与国防"),
    ("cluster", HEALTH, "Local Health Services", "地方医疗服务"),
    ("subcluster", f"{AEROSPACE}/{AIRCRAFT}", "Aircraft", "航空器"),
]
_CELLS = [  # year, region, industry, employment, establishments; all published
    (2018, WICHITA, "336411", 25_000, 30),
    (2019, WICHITA, "336411", 30_000, 31),
    (2019, WICHITA, "621111", 10_000, 900),
    (2019, RENO, "621111", 5_000, 400),
]


def rows_of() -> dict[str, Rows]:
    """The rows of every table; columns that are not named are empty."""
    columns = ("year", "region", "industry", *MEASURES)
    cells = [published(dict(zip(columns, cell, strict=True))) for cell in _CELLS]
    withheld = {"year": 2019, "region": DODGE, "industry": "336411", **WITHHELD}
    aerospace = {"cluster": AEROSPACE, "kind": "traded", "position": 1}
    return {
        "regions": [
            {
                "region": code, "level": level, "parent": None if code == "us" else "us",
                "name": english, "states": "KS", "has_boundary": code == WICHITA,
            }
            for code, (level, english, _) in sorted(_REGIONS.items())
        ],
        "industries": [
            {"industry": "336411", "parent": "33641", "digits": 6, "title": "Aircraft Manufacturing",
             "vintages": VINTAGE},
            {"industry": "621111", "parent": "62111", "digits": 6, "title": "Offices of Physicians",
             "vintages": VINTAGE},
        ],
        "clusters": [
            aerospace | {"subcluster": None, "name": "Aerospace Vehicles and Defense"},
            aerospace | {"subcluster": AIRCRAFT, "name": "Aircraft"},
            {"cluster": HEALTH, "kind": "local", "position": 2, "name": "Local Health Services"},
        ],
        "membership": [
            {"vintage": VINTAGE, "industry": "336411", "cluster": AEROSPACE, "subcluster": AIRCRAFT},
            {"vintage": VINTAGE, "industry": "621111", "cluster": HEALTH},
        ],
        "names": [
            {"entity": entity, "code": code, "language": language, "name": name}
            for entity, code, *names in _NAMED
            for language, name in zip(("en", "zh-hans"), names, strict=True)
        ],
        "search": [{"entity": "region", "code": WICHITA, "piece": "wichita"}],
        "activity": sorted([*cells, withheld], key=lambda row: (row["year"], row["region"], row["industry"])),
        "totals": [published(dict(zip(columns, (2019, WICHITA, "00", 50_000, 1_000), strict=True)))],
        "national": [published({"year": 2019, "industry": "336411", "employment": 30_000, "establishments": 31})],
        "portfolio": _portfolio(),
        "thresholds": [
            {
                "rules": "us-percentile",
                "year": 2019,
                "level": "metro",
                "cluster": AEROSPACE,
                "condition": "location_quotient_p75",
                "ranked": 1,
            }
        ],
        "summary": _summary(),
        "quality": [
            {
                "year": 2019, "region": WICHITA, "total_employment": 50_000, "published_employment": 40_000,
                "coverage": 0.8, "known_share": 1.0, "withheld_cells": 0, "grade": "A",
            }
        ],
    }  # fmt: skip


def published(cell: dict[str, Any]) -> dict[str, Any]:
    """The cell with the flags of figures that the source publishes."""
    return cell | {f"{measure}_flag": "published" for measure in MEASURES}


def _portfolio() -> Rows:
    figures = {"employment": 30_000, "establishments": 31, "employment_share": 1.0, "location_quotient": 1 / 3}
    wichita = {"year": 2019, "level": "metro", "region": WICHITA, "cluster": AEROSPACE, "kind": "traded", **figures}
    health = {"year": 2019, "level": "metro", "cluster": HEALTH, "kind": "local"}
    return [
        wichita | {"year": 2018, "employment": 25_000},
        health | {"region": RENO, "employment": 5_000, "employment_growth": -0.05, "employment_change": -263},
        wichita | {"strong": True, "employment_growth": 0.2},
        wichita | {"subcluster": AIRCRAFT},
        health | {"region": WICHITA, "employment": 10_000},
    ]


def _summary() -> Rows:
    wichita = {"region": WICHITA, "level": "metro", "largest_cluster": AEROSPACE, "largest_share": 1.0}
    return [
        {"year": 2018, "employment": 48_000, **wichita},
        {"year": 2019, "employment": 90_000, "region": "us", "level": "country"},
        {"year": 2019, "employment": 40_000, "region": RENO, "level": "metro"},
        {"year": 2019, "employment": 50_000, "employment_growth": 0.0417, **wichita},
    ]


def write_small_edition(folder: Path, changes: dict[str, Rows] | None = None) -> Edition:
    """Writes the edition's files, with some tables' rows changed, and opens it; only Wichita has a boundary."""
    empty: Rows = []
    rows = dict.fromkeys(LAYOUTS, empty) | rows_of() | (changes or {})
    for name, layout in LAYOUTS.items():
        write_table(folder, name, pa.Table.from_pylist(rows[name], schema=layout.schema))
    (folder / "boundaries").mkdir()
    feature = {"type": "Feature", "id": WICHITA, "properties": {}, "geometry": TRIANGLE}
    document = {"type": "FeatureCollection", "plane": SHEET, "features": [feature]}
    (folder / "boundaries" / "metro.geojson").write_text(json.dumps(document), encoding="utf-8")
    manifest(folder, {name: len(table) for name, table in rows.items()}).write(folder)
    return open_folder(folder)


def manifest(folder: Path, rows: dict[str, int]) -> Manifest:
    """The manifest of the small edition."""
    return Manifest(
        atlas="us",
        name="2019.1",
        plan="0" * 64,
        created=datetime.datetime(2024, 5, 1, 12, 30, tzinfo=datetime.UTC),
        software="0.1.0",
        source="cbp",
        layout="metro",
        gazetteer="us",
        years=[2018, 2019],
        measures=list(MEASURES),
        currency="",
        classification="NAICS",
        classification_kind="industry",
        vintages={"2018": VINTAGE, "2019": VINTAGE},
        definition="us-benchmark",
        definition_version="2016.1",
        definition_citation="Delgado, Porter and Stern (2016).",
        definition_texts={"title": dict(load_definition("us-benchmark").titles)},
        rule_books=[dict(load("us-percentile").entries)],
        within="kind",
        levels=["metro", "micro"],
        country="us",
        publish_policy="public-source",
        title={"en": "United States", "zh-hans": "美国"},
        reference={"en": "all published areas", "zh-hans": "全部已公布地区"},
        level_titles={},
        inputs=[
            {
                "title": "County Business Patterns",
                "producer": "US Census Bureau",
                "address": "https://www.census.gov/programs-surveys/cbp.html",
                "licence": "Public domain",
                "citation": "US Census Bureau, County Business Patterns",
                "file": "cbp.csv.gz",
                "size": 123,
                "sha256": "f" * 64,
                "imported": datetime.date(2024, 4, 30),
            }
        ],
        boundaries={"notice": "Drawn from counties of the Census Bureau."},
        rows=rows,
        checksums={str(file.relative_to(folder)): sha256_of(file) for file in folder.rglob("*") if file.is_file()},
    )
