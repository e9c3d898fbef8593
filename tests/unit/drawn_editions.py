"""Editions drawn by hand to be compared: four regions, two clusters, cells; shares and classes by plain arithmetic."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from clusteratlas.definitions import load as load_definition
from clusteratlas.diagnosis import load
from clusteratlas.editions.edition import Edition, open_folder
from clusteratlas.editions.layout import tables_of
from clusteratlas.editions.manifest import Manifest
from clusteratlas.editions.parquet import write_table
from clusteratlas.home import sha256_of

MEASURES = ("employment", "establishments")
NORTH, EAST, SOUTH, WEST = (f"us-state-{number}" for number in ("01", "02", "04", "05"))
PLASTICS, METALS = "plastics", "metals"
Cells = Mapping[tuple[str, str], tuple[int, int]]  # region and industry: jobs, establishments

# North has 1,500 of its 6,500 jobs in plastics, the country 5,500 of 23,000, and so on.
CELLS: Cells = {
    (NORTH, "326111"): (1_000, 10), (NORTH, "326112"): (500, 5), (NORTH, "331110"): (5_000, 20),
    (EAST, "326111"): (2_000, 12), (EAST, "331110"): (1_500, 9),
    (SOUTH, "326111"): (1_000, 11), (SOUTH, "331110"): (6_000, 30),
    (WEST, "326112"): (1_000, 4), (WEST, "331110"): (5_000, 18),
}  # fmt: skip
_SOURCE = {
    "title": "County Business Patterns",
    "producer": "US Census Bureau",
    "address": "https://www.census.gov/programs-surveys/cbp.html",
    "licence": "Public domain",
    "citation": "US Census Bureau, County Business Patterns",
    "size": 123,
    "imported": datetime.date(2024, 4, 30),
}
PLACES = {"326111": PLASTICS, "326112": PLASTICS, "331110": METALS}


@dataclass(frozen=True)
class Drawing:
    """What an edition is drawn from."""

    name: str
    cells: Cells = field(default_factory=lambda: CELLS)
    places: Mapping[str, str] = field(default_factory=lambda: PLACES)
    book: str = "fixed-threshold"
    years: tuple[int, ...] = (2020,)
    atlas: str = "us-states"
    file: str = "a" * 64


def draw(folder: Path, drawing: Drawing) -> Edition:
    """Writes the edition's files and opens it; every year has the same cells."""
    target = folder / drawing.name
    target.mkdir(parents=True)
    for name, rows in _tables(drawing).items():
        schema = tables_of(MEASURES)[name].schema
        write_table(target, name, pa.Table.from_pylist(rows, schema=schema))
    _manifest(drawing, target).write(target)
    return open_folder(target)


def _tables(drawing: Drawing) -> dict[str, list[dict[str, object]]]:
    tables: dict[str, list[dict[str, object]]] = {name: [] for name in tables_of(MEASURES)}
    regions = sorted({region for region, _ in drawing.cells})
    tables["regions"] = [{"region": code, "level": "state", "parent": "us"} for code in regions]
    tables["regions"].append({"region": "us", "level": "country"})
    tables["industries"] = [{"industry": code} for code in sorted({industry for _, industry in drawing.cells})]
    tables["clusters"] = [
        {"cluster": code, "kind": "traded", "position": at}
        for at, code in enumerate(sorted({*drawing.places.values()}))
    ]
    tables["membership"] = [
        {"vintage": "2017", "industry": industry, "cluster": cluster} for industry, cluster in drawing.places.items()
    ]
    for year in drawing.years:
        tables["activity"] += [
            {"year": year, "region": region, "industry": industry, "employment": jobs, "establishments": firms}
            for (region, industry), (jobs, firms) in sorted(drawing.cells.items())
        ]
        tables["portfolio"] += _portfolio(drawing, year, regions)
    return tables


def _portfolio(drawing: Drawing, year: int, regions: list[str]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for cluster in sorted({*drawing.places.values()}):
        held = {region: _sum(drawing, cluster, region) for region in regions}
        quotients = {region: _quotient(drawing, cluster, region) for region in regions}
        for region in [*regions, "us"]:
            jobs, firms = held.get(region) or _sum(drawing, cluster, None)
            if not jobs:
                continue
            quotient = quotients.get(region, 1.0)
            row = {"year": year, "region": region, "cluster": cluster, "kind": "traded", "employment": jobs}
            row |= {"establishments": firms, "location_quotient": quotient, "location_quotient_all": quotient}
            row |= {
                "level": "country" if region == "us" else "state",
                "employment_share": jobs / _total(drawing, region),
            }
            if region != "us":
                row["strong"] = _strong(drawing.book, region, held, quotients)
            rows.append(row)
    return rows


def _strong(book: str, region: str, held: Mapping[str, tuple[int, int]], quotients: Mapping[str, float]) -> bool:
    jobs, firms = held[region]
    if book == "fixed-threshold":
        return bool(quotients[region] >= 1.5 and jobs >= 1_000)
    present = [code for code in held if held[code][0]]
    line = max(1.0, float(np.percentile([quotients[code] for code in present], 75)))
    least = [np.percentile([held[code][at] for code in present], 25) for at in (0, 1)]
    return bool(quotients[region] >= line and jobs > least[0] and firms > least[1])


def _quotient(drawing: Drawing, cluster: str, region: str) -> float:
    share = _sum(drawing, cluster, region)[0] / _total(drawing, region)
    return share / (_sum(drawing, cluster, None)[0] / _total(drawing, "us"))


def _sum(drawing: Drawing, cluster: str, region: str | None) -> tuple[int, int]:
    cells = [c for (r, i), c in drawing.cells.items() if region in (r, None) and drawing.places.get(i) == cluster]
    return sum(jobs for jobs, _ in cells), sum(firms for _, firms in cells)


def _total(drawing: Drawing, region: str) -> int:
    in_clusters = [(r, i) for r, i in drawing.cells if region in (r, "us") and i in drawing.places]
    return sum(drawing.cells[cell][0] for cell in in_clusters)


def _manifest(drawing: Drawing, folder: Path) -> Manifest:
    files = sorted(folder.glob("*.parquet"))
    return Manifest(
        atlas=drawing.atlas,
        name=drawing.name,
        plan="0" * 64,
        created=datetime.datetime(2024, 5, 1, tzinfo=datetime.UTC),
        software="0.1.0",
        source="cbp",
        layout="state",
        gazetteer="us",
        years=list(drawing.years),
        measures=list(MEASURES),
        currency="",
        classification="NAICS",
        classification_kind="industry",
        vintages={str(year): "2017" for year in drawing.years},
        definition="us-benchmark",
        definition_version="2016.2",
        definition_citation="Delgado, Porter and Stern (2016).",
        definition_texts={"title": dict(load_definition("us-benchmark").titles)},
        rule_books=[dict(load(drawing.book).entries)],
        within="all",
        levels=["state"],
        country="us",
        publish_policy="public-source",
        title={"en": "United States by state"},
        reference={"en": "all states"},
        level_titles={"state": {"en": "States"}},
        inputs=[_SOURCE | {"file": "states.csv", "sha256": drawing.file}],
        rows={file.stem: 0 for file in files},
        checksums={file.name: sha256_of(file) for file in files},
    )
