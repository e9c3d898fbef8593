"""Writes what an edition speaks of: regions, industries, clusters, membership, and their names by language."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from clusteratlas.classifications import Classification, Region
from clusteratlas.definitions import places_over
from clusteratlas.editions.cells import Nodes, Places, edition_places, industry_nodes
from clusteratlas.editions.layout import ENTITIES as TABLES
from clusteratlas.editions.parquet import write_table
from clusteratlas.editions.plan import Plan
from clusteratlas.editions.search import search_table
from clusteratlas.home import Share

LANGUAGES = ("en", "zh-hans")
MADE_OF_COUNTIES = ("metro", "micro", "ea")


def write_entities(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The tables regions, industries, clusters, membership, names and search."""
    places, nodes = edition_places(plan), industry_nodes(plan)
    write_table(folder, "regions", _regions(plan, places))
    write_table(folder, "industries", _industries(plan, nodes))
    write_table(folder, "clusters", _clusters(plan))
    write_table(folder, "membership", _membership(plan, nodes))
    names = _names(plan, places, nodes)
    write_table(folder, "names", names)
    write_table(folder, "search", search_table(names))


def _regions(plan: Plan, places: Places) -> pa.Table:
    drawn = _drawn(plan)
    rows = [_region(region, places, drawn) for region in places.regions.values()]
    return pa.Table.from_pylist(rows, schema=TABLES["regions"].schema).sort_by("region")


def _region(region: Region, places: Places, drawn: frozenset[str]) -> dict[str, object]:
    is_country = region.code == places.country
    return {
        "region": region.code,
        "level": "country" if is_country else region.level,
        "parent": places.parent(region.code),
        "name": places.gazetteer.name(region.code, "en"),
        "states": "" if is_country else "-".join(region.states or _top(region, places)),
        "counties": "" if is_country else "; ".join(_counties(region, places)),
        "delineation": None if is_country else region.delineation,
        "has_boundary": region.code in drawn,
    }


def _top(region: Region, places: Places) -> tuple[str, ...]:
    """The bare code of the place directly below the country that the region lies in; none for that place itself."""
    above = places.gazetteer.parent(region.code)
    if above is None or above == places.country:
        return ()
    higher = places.gazetteer.require(above)
    return _top(higher, places) or (higher.bare,)


def _counties(region: Region, places: Places) -> list[str]:
    """The names of the counties an area of the United States is made of."""
    codes = (f"us-county-{fips}" for fips in region.counties)
    return [places.gazetteer.name(code, "en") for code in codes if region.level in MADE_OF_COUNTIES]


def _drawn(plan: Plan) -> frozenset[str]:
    if plan.boundaries is None:
        return frozenset()
    layers = [name for name in plan.atlas.levels if name in plan.boundaries.layers]
    return frozenset(feature.code for name in layers for feature in plan.boundaries.layer(name).features)


def _industries(plan: Plan, nodes: Mapping[str, Nodes]) -> pa.Table:
    """Every code of the records, with the title and place it has in the latest vintage that knows it."""
    rows: dict[str, dict[str, object]] = {}
    for vintage, tree in plan.trees().items():
        for code in nodes[vintage].codes.codes:
            if code in tree:
                before = str(rows[code]["vintages"]).split() if code in rows else []
                rows[code] = _industry(code, tree) | {"vintages": " ".join([*before, vintage])}
    return pa.Table.from_pylist(list(rows.values()), schema=TABLES["industries"].schema).sort_by("industry")


def _industry(code: str, tree: Classification) -> dict[str, object]:
    return {"industry": code, "parent": tree.parent(code), "digits": tree.digits(code), "title": tree.title(code)}


def _clusters(plan: Plan) -> pa.Table:
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
    return pa.Table.from_pylist(rows, schema=TABLES["clusters"].schema)


def _membership(plan: Plan, nodes: Mapping[str, Nodes]) -> pa.Table:
    """The cluster of every leaf of the records, vintage by vintage: its own place, or that of the code above it."""
    rows = []
    for vintage, tree in plan.trees().items():
        places = places_over(plan.definition, tree)
        rows += [
            {"vintage": vintage, "industry": code, "cluster": place.cluster, "subcluster": place.subcluster}
            for code in _leaves(nodes[vintage])
            if (place := places.get(code)) is not None
        ]
    return pa.Table.from_pylist(rows, schema=TABLES["membership"].schema)


def _leaves(nodes: Nodes) -> list[str]:
    return [code for code, leaf in zip(nodes.codes.codes, nodes.leaf, strict=True) if leaf]


def _names(plan: Plan, places: Places, nodes: Mapping[str, Nodes]) -> pa.Table:
    """Names in every language they are known in; what a language lacks has no row and is shown in another one."""
    schema = TABLES["names"].schema
    rows = [
        {"entity": entity, "code": code, "language": language, "name": name}
        for entity, code, language, name in _named(plan, places, nodes)
    ]
    return pa.Table.from_pylist(rows, schema=schema).sort_by([(name, "ascending") for name in schema.names])


def _named(plan: Plan, places: Places, nodes: Mapping[str, Nodes]) -> Iterator[tuple[str, str, str, str]]:
    for language in LANGUAGES:
        yield from _named_places(plan, places, language)
        for cluster in plan.definition.clusters:
            yield "cluster", cluster.code, language, cluster.names[language]
            yield "cluster-short", cluster.code, language, cluster.short_names[language]
        for part in plan.definition.subclusters:
            yield "subcluster", f"{part.cluster}/{part.code}", language, part.names[language]
    yield from _named_industries(plan, nodes)


def _named_places(plan: Plan, places: Places, language: str) -> Iterator[tuple[str, str, str, str]]:
    yield "region", plan.atlas.country, language, plan.atlas.title[language]
    for code in places.regions:
        if code != plan.atlas.country:
            given = places.gazetteer.language_of(code, language)
            if given == language or language == LANGUAGES[0]:  # once, in whichever language there is
                yield "region", code, given, places.gazetteer.name(code, language)
                yield "region-short", code, given, places.gazetteer.short_name(code, language)


def _named_industries(plan: Plan, nodes: Mapping[str, Nodes]) -> Iterator[tuple[str, str, str, str]]:
    found: dict[tuple[str, str], str] = {}
    for vintage, tree in plan.trees().items():  # the latest vintage that knows a code names it
        for code in nodes[vintage].codes.codes:
            if code in tree:
                for language in {tree.language_of(code, language) for language in LANGUAGES}:
                    found[code, language] = tree.title(code, language)
    for (code, language), title in found.items():
        yield "industry", code, language, title
