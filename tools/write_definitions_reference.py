"""Writes docs/reference/definitions.md: every definition, what it covers, and how pure a derived one is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clusteratlas.classifications import classification
from clusteratlas.definitions import Definition, coverage_table, load, published

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "reference" / "definitions.md"
DATA = ROOT / "src" / "clusteratlas" / "definitions" / "data"
OPENING = """# Cluster definitions

Which industry belongs to which cluster, by definition and by vintage of the classification. `clusteratlas build ATLAS
--definition NAME` builds with another one than the atlas's own, if it is stated on the atlas's classification. Written
by `tools/write_definitions_reference.py` from the definitions themselves.

## What they cover

Industries are the finest codes of the classification. What is left out is left out by name, never by silence.

| definition | classification | part | industries |
|---|---|---|---:|"""


def definitions_text() -> str:
    """definitions.md: the table of coverage, then a section for each definition."""
    definitions = [load(name) for name in published()]
    lines = [OPENING, *(_covered(row) for row in coverage_table(definitions).to_pylist()), ""]
    for definition in definitions:
        lines += [*_section(definition), *_purity(definition)]
    return "\n".join(lines)


def _covered(row: dict[str, Any]) -> str:
    return (
        f"| `{row['definition']}` | {row['classification']} {row['vintage']} | {row['part']} | {row['industries']:,} |"
    )


def _section(definition: Definition) -> Iterator[str]:
    kinds = [cluster.kind for cluster in definition.clusters]
    counts = ", ".join(f"{kinds.count(kind)} {KINDS[kind]}" for kind in sorted(set(kinds), reverse=True))
    scheme = classification(definition.classification, definition.vintages[-1])
    yield f"## {definition.name}\n"
    yield f"{definition.title()} · {definition.title('zh-hans')}. Version {definition.version}: {counts}; stated on"
    yield f"{scheme.name} ({scheme.kind}) {', '.join(definition.vintages)}.\n"
    yield f"{definition.method['en']}\n"
    yield f"{definition.citation}\n"


KINDS = {"traded": "traded clusters", "local": "local clusters", "all": "clusters, traded and local not told apart"}


def _purity(definition: Definition) -> Iterator[str]:
    file = DATA / definition.name / "cluster_purity.tsv"
    if not file.is_file():
        return
    yield "Purity: the share of a cluster's codes that is its own. Carried: the share of the cluster that got there.\n"
    yield "| cluster | codes | purity | carried |"
    yield "|---|---:|---:|---:|"
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        cluster, codes, purity, carried = line.split("\t")
        yield f"| `{cluster}` | {codes} | {_percent(purity)} | {_percent(carried)} |"
    yield ""


def _percent(share: str) -> str:
    return f"{float(share):.0%}" if share else "none"


if __name__ == "__main__":
    TARGET.write_text(definitions_text(), encoding="utf-8")
