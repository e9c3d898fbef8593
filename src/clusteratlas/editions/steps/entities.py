"""Writes what an edition speaks of: regions, industries, clusters, membership, and their names by language."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from clusteratlas.classifications import Classification, Region, naics, us_regions
from clusteratlas.editions.layout import TABLES
from clusteratlas.editions.parquet import write_table
from clusteratlas.editions.plan import Plan
from clusteratlas.editions.search import search_table
from clusteratlas.home import Share

LANGUAGES = ("en", "zh-hans")


def write_entities(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The tables regions, industries, clusters, membership, names and search."""
    write_table(folder, "regions", _regions(plan))
    write_table(folder, "industries", _industries(plan))
    write_table(folder, "clusters", _clusters(plan))
    write_table(folder, "membership", _membership(plan))
    names = _names(plan)
    write_table(folder, "names", names)
    write_table(folder, "search", search_table(names))


def published_areas(plan: Plan) -> dict[str, Region]:
    """The areas the records speak of, by bare code, in the order of their region codes."""
    codes = {code for records in plan.records for code in records.codings()[0].codes}
    return dict(
        sorted(((c, r) for c, r in us_regions.cbp_areas().items() if c in codes), key=lambda item: item[1].code)
    )


def industry_tree(plan: Plan) -> Classification:
    """The classification the records speak."""
    return naics(int(plan.records[0].classification_vintage))


def _regions(plan: Plan) -> pa.Table:
    drawn = _drawn(plan)
    rows = [
        {
            "region": area.code,
            "level": area.level,
            "name": area.name,
            "states": "-".join(area.states),
            "counties": "; ".join(_county_names(area)),
            "delineation": area.delineation,
            "has_boundary": area.code in drawn,
        }
        for area in published_areas(plan).values()
    ]
    country = dict.fromkeys(TABLES["regions"].schema.names) | {
        "states": "",
        "counties": "",
        "region": plan.atlas.country,
        "level": "country",
        "name": plan.atlas.title["en"],
        "has_boundary": False,
    }
    return pa.Table.from_pylist([country, *rows], schema=TABLES["regions"].schema).sort_by("region")


def _drawn(plan: Plan) -> frozenset[str]:
    if plan.boundaries is None:
        return frozenset()
    layers = [name for name in plan.atlas.levels if name in plan.boundaries.layers]
    return frozenset(feature.code for name in layers for feature in plan.boundaries.layer(name).features)


def _county_names(area: Region) -> list[str]:
    counties = us_regions.counties(area.delineation) if area.delineation else {}
    return [counties[fips].name for fips in area.counties]


def _industries(plan: Plan) -> pa.Table:
    tree = industry_tree(plan)
    return pa.table(
        {
            "industry": pa.array(tree.codes),
            "parent": pa.array([tree.parent(code) for code in tree.codes], pa.string()),
            "digits": pa.array([tree.digits(code) for code in tree.codes], pa.int16()),
            "title": pa.array([tree.title(code) for code in tree.codes]),
        }
    )


def _clusters(plan: Plan) -> pa.Table:
    schema = TABLES["clusters"].schema
    rows = []
    for cluster in plan.definition.clusters:
        whole = {"cluster": cluster.code, "kind": cluster.kind, "position": cluster.position}
        rows.append(whole | {"subcluster": None, "name": cluster.names["en"]})
        rows += [
            whole | {"subcluster": part.code, "name": part.names["en"]}
            for part in plan.definition.subclusters
            if part.cluster == cluster.code
        ]
    rows.sort(key=lambda row: (row["cluster"], row["subcluster"] or ""))
    return pa.Table.from_pylist(rows, schema=schema)


def _membership(plan: Plan) -> pa.Table:
    return plan.definition.membership_table(plan.records[0].classification_vintage)


def _names(plan: Plan) -> pa.Table:
    schema = TABLES["names"].schema
    rows = [
        {"entity": entity, "code": code, "language": language, "name": name}
        for language in LANGUAGES
        for entity, code, name in _named(plan, language)
    ]
    return pa.Table.from_pylist(rows, schema=schema).sort_by([(name, "ascending") for name in schema.names])


def _named(plan: Plan, language: str) -> Iterator[tuple[str, str, str]]:
    yield "region", plan.atlas.country, plan.atlas.title[language]
    for area in published_areas(plan).values():
        yield "region", area.code, us_regions.name(area.code, language)
        yield "region-short", area.code, us_regions.short_name(area.code, language)
    tree = industry_tree(plan)
    for code in tree.codes:
        yield "industry", code, tree.title(code, language)
    for cluster in plan.definition.clusters:
        yield "cluster", cluster.code, cluster.names[language]
        yield "cluster-short", cluster.code, cluster.short_names[language]
    for part in plan.definition.subclusters:
        yield "subcluster", f"{part.cluster}/{part.code}", part.names[language]
