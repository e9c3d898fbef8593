"""A table of what definitions cover: industries, and employment where figures are given, by vintage and group."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa

from clusteratlas.classifications import Classification, classification
from clusteratlas.definitions.definition import Definition
from clusteratlas.definitions.resolving import deciding_codes

COVERED = "covered"  # the part that stands in clusters
UNSPOKEN = "not-mentioned"  # codes a definition neither places nor leaves out
SCHEMA = pa.schema(
    {
        "definition": pa.string(),
        "classification": pa.string(),
        "vintage": pa.string(),
        "part": pa.string(),
        "industries": pa.int64(),
        "employment": pa.int64(),
        "employment_share": pa.float64(),
    }
)
Employment = Mapping[tuple[str, str], Mapping[str, int]]


def coverage_table(definitions: Iterable[Definition], employment: Employment | None = None) -> pa.Table:
    """What each definition covers of each vintage of its classification, and what it leaves out, by group.

    Parameters:
        definitions: the definitions, in the order of the answer.
        employment: by classification name and vintage, persons by industry; the industries must not contain one
            another. What is not given is empty in the answer.

    Returns:
        definition, classification, vintage, part, industries (how many codes without parts), employment (persons),
        employment_share (ratio of the employment given). `part` is `covered` first, then the groups left out, then
        `not-mentioned` where codes are neither.

    Raises:
        UnknownCode: an industry with employment is not in the classification.
    """
    given = employment or {}
    rows = [
        row
        for definition in definitions
        for vintage in definition.vintages
        for row in _parts(definition, classification(definition.classification, vintage), given)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _parts(definition: Definition, tree: Classification, given: Employment) -> Iterator[dict[str, Any]]:
    part_of = _part_of(definition, tree)
    leaves = {code: 1 for code in tree.codes if not tree.children(code)}
    persons = given.get((tree.name, tree.vintage))
    industries, jobs = _sums(leaves, part_of), _sums({tree.require(c): n for c, n in (persons or {}).items()}, part_of)
    total = sum(jobs.values())
    for part in dict.fromkeys((COVERED, *part_of.values(), *industries, *jobs)):
        yield {
            "definition": definition.name,
            "classification": tree.name,
            "vintage": tree.vintage,
            "part": part,
            "industries": industries.get(part, 0),
            "employment": None if persons is None else jobs.get(part, 0),
            "employment_share": jobs.get(part, 0) / total if total else None,
        }


def _part_of(definition: Definition, tree: Classification) -> dict[str, str]:
    """The part of every code that has one, in the definition's order of groups."""
    outside = [part for part in definition.uncovered if part.vintage == tree.vintage]
    stated = dict.fromkeys(definition.membership(tree.vintage), COVERED)
    stated |= {code: part.group for part in outside for code in part.industries}
    decided = {code: stated[above] for code, above in deciding_codes(definition, tree).items()}
    place = {part: number for number, part in enumerate([COVERED, *(part.group for part in outside)])}
    return dict(sorted(decided.items(), key=lambda item: place[item[1]]))


def _sums(counts: Mapping[str, int], part_of: Mapping[str, str]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for code, count in counts.items():
        part = part_of.get(code, UNSPOKEN)
        sums[part] = sums.get(part, 0) + count
    return sums
