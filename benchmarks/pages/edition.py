"""A large made-up edition in the real layout: what a region page reads, for thousands of regions and many years."""

import datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

import clusteratlas
from clusteratlas.definitions import load
from clusteratlas.diagnosis import load as load_rule_book
from clusteratlas.editions import Manifest
from clusteratlas.editions.layout import tables_of
from clusteratlas.editions.parquet import stored_ratio, write_table, write_tables
from clusteratlas.home import whole_folder
from clusteratlas.measures import location_quotient_kernel, national_share_kernel, region_share_kernel

COUNTRY = "us"
MEASURES = ("employment", "establishments")
TABLES = tables_of(MEASURES)
_FIRST_YEAR, _METRO_SHARE = 2000, 0.4
_TABLES = ("regions", "clusters", "names", "portfolio", "summary", "quality", "thresholds")
_CLASSES = ("qualifying", "significant", "strong", "strong10", "strong_low", "strong_high", "robust")
_WITHHELD = 0.64  # of the rows have bounds, as in the US edition of 2019

Columns = dict[str, Any]


class Shape(NamedTuple):
    """How many regions and years; every cluster and subcluster of the US definition stands in every region."""

    regions: int
    years: int


FULL, SMALL = Shape(3_100, 16), Shape(20, 2)


class Units(NamedTuple):
    """Regions (the country first) with levels; clusters and subclusters with kinds, in the order of keys."""

    regions: list[str]
    levels: list[str]
    clusters: list[tuple[str, str | None, str]]


def units(shape: Shape) -> Units:
    """The codes of the edition."""
    metros = int(shape.regions * _METRO_SHARE)
    levels = ["metro"] * metros + ["micro"] * (shape.regions - metros)
    regions = [f"us-{level}-{10_000 + number}" for number, level in enumerate(levels)]
    definition = load("us-benchmark")
    kinds = {cluster.code: cluster.kind for cluster in definition.clusters}
    clusters: list[tuple[str, str | None, str]] = [(code, None, kind) for code, kind in kinds.items()]
    clusters += [(part.cluster, part.code, kinds[part.cluster]) for part in definition.subclusters]
    return Units([COUNTRY, *regions], ["country", *levels], sorted(clusters, key=lambda unit: (unit[0], unit[1] or "")))


def write_edition(folder: Path, shape: Shape) -> Path:
    """The edition's folder; made if it does not stand yet."""
    target = folder / f"edition-{shape.regions}x{shape.years}"
    if not target.is_dir():
        with whole_folder(target) as partial:
            _write(partial, shape)
    return target


def _write(folder: Path, shape: Shape) -> None:
    made, years = units(shape), range(_FIRST_YEAR, _FIRST_YEAR + shape.years)
    for name, table in _entities(made).items():
        write_table(folder, name, table)
    write_tables(folder, "portfolio", TABLES["portfolio"].schema, (_portfolio(made, year) for year in years))
    for name, make in (("summary", _summary), ("quality", _quality), ("thresholds", _thresholds)):
        write_tables(folder, name, TABLES[name].schema, (make(made, year) for year in years))
    _manifest(list(years)).write(folder)


def _table(name: str, columns: Columns) -> pa.Table:
    """The columns in the layout of the table; those not given are empty."""
    rows = len(next(iter(columns.values())))
    schema = TABLES[name].schema
    return pa.table([columns.get(field.name, pa.nulls(rows, field.type)) for field in schema], names=schema.names).cast(
        schema
    )


def _entities(made: Units) -> dict[str, pa.Table]:
    whole = [unit for unit in made.clusters if unit[1] is None]
    parents = [None, *[COUNTRY] * (len(made.regions) - 1)]
    regions = {"region": made.regions, "level": made.levels, "parent": parents, "name": made.regions}
    regions |= {"states": ["KS"] * len(made.regions)}
    clusters = dict(zip(("cluster", "subcluster", "kind"), map(list, zip(*made.clusters, strict=True)), strict=True))
    named = [("region", code) for code in made.regions] + [("cluster", unit[0]) for unit in whole]
    names = {"entity": [n[0] for n in named], "code": [n[1] for n in named], "name": [n[1] for n in named]}
    return {
        "regions": _table("regions", regions),
        "clusters": _table("clusters", clusters),
        "names": _table("names", names | {"language": ["en"] * len(named)}),
    }


def _portfolio(made: Units, year: int) -> pa.Table:
    draw = np.random.default_rng(year)
    size = draw.lognormal(0, 1.5, (len(made.regions), 1)) * draw.lognormal(5, 1.5, len(made.clusters))
    jobs = draw.poisson(size).astype(np.int64)
    region, unit = (number.ravel() for number in np.indices(jobs.shape))
    quotient, ranks = location_quotient_kernel(jobs), draw.permuted(np.indices(jobs.shape)[0], axis=0)
    ratios = {
        "employment_share": region_share_kernel(jobs),
        "national_share": national_share_kernel(jobs),
        "location_quotient": quotient,
        "location_quotient_all": quotient,
        "percentile_location_quotient": ranks / len(ranks),
        "percentile_employment": ranks / len(ranks),
        "employment_growth": draw.normal(0, 0.1, jobs.shape),
    }
    columns = {
        **_keys(made, year, region, unit),
        "employment": jobs.ravel(),
        "establishments": (jobs // 12 + 1).ravel(),
        **_bounds(jobs.ravel(), quotient.ravel(), draw),
        **{name: stored_ratio(values.ravel()) for name, values in ratios.items()},
        **{name: (ranks + 1).ravel() for name in ("rank_location_quotient", "rank_employment")},
        "ranked": np.full(jobs.size, len(ranks)),
        "employment_change": draw.integers(-50, 50, jobs.size),
        **dict.fromkeys(_CLASSES, quotient.ravel() > 1),
    }
    return _table("portfolio", columns)


def _bounds(jobs: Any, quotient: Any, draw: np.random.Generator) -> Columns:
    """Bounds ten per cent away for some rows, as withheld cells leave them."""
    certain = draw.random(len(jobs)) > _WITHHELD
    ends = {"low": 0.9, "high": 1.1}
    employment = {f"employment_{end}": pa.array((jobs * by).astype(np.int64), mask=certain) for end, by in ends.items()}
    return employment | {
        f"location_quotient_{end}": stored_ratio(np.where(certain, np.nan, quotient * by)) for end, by in ends.items()
    }


def _keys(made: Units, year: int, region: Any, unit: Any) -> Columns:
    cluster, subcluster, kind = (pa.array(values) for values in zip(*made.clusters, strict=True))
    return {
        "year": np.full(len(region), year),
        "level": pa.array(made.levels).take(pa.array(region)),
        "region": pa.array(made.regions).take(pa.array(region)),
        "cluster": cluster.take(pa.array(unit)),
        "subcluster": subcluster.take(pa.array(unit)),
        "kind": kind.take(pa.array(unit)),
    }


def _summary(made: Units, year: int) -> pa.Table:
    jobs = np.random.default_rng(year).integers(1_000, 1_000_000, len(made.regions))
    return _table("summary", _region_years(made, year) | {"level": made.levels, "employment": jobs})


def _quality(made: Units, year: int) -> pa.Table:
    coverage = np.random.default_rng(year).uniform(0.5, 1, len(made.regions))
    return _table("quality", _region_years(made, year) | {"coverage": coverage, "known_share": coverage})


def _region_years(made: Units, year: int) -> Columns:
    return {"year": [year] * len(made.regions), "region": made.regions}


def _thresholds(made: Units, year: int) -> pa.Table:
    rows = [(level, cluster) for level in ("metro", "micro") for cluster, part, _ in made.clusters if part is None]
    return _table(
        "thresholds",
        {
            "rules": ["us-percentile"] * len(rows),
            "year": [year] * len(rows),
            "level": [level for level, _ in rows],
            "cluster": [cluster for _, cluster in rows],
            "condition": ["location_quotient_p75"] * len(rows),
            "threshold": [1.5] * len(rows),
            "ranked": [len(made.regions)] * len(rows),
        },
    )


def _manifest(years: list[int]) -> Manifest:
    return Manifest(
        atlas="made-up",
        name=f"{years[-1]}.1",
        plan="",
        created=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
        software=clusteratlas.__version__,
        source="made-up",
        layout="metro",
        gazetteer="us",
        years=years,
        measures=list(MEASURES),
        currency="",
        classification="NAICS",
        classification_kind="industry",
        vintages={str(year): "2017" for year in years},
        definition="us-benchmark",
        definition_version="",
        definition_citation="",
        definition_texts={"title": {"en": "A definition", "zh-hans": "一个定义"}},
        rule_books=[dict(load_rule_book("us-percentile").entries)],
        within="kind",
        levels=["metro", "micro"],
        country=COUNTRY,
        publish_policy="public-source",
        title={},
        reference={},
        level_titles={},
        inputs=[],
        rows=dict.fromkeys(_TABLES, 0),
    )
