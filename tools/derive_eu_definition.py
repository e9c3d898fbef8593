"""Carries the US benchmark to NACE divisions and classes, as far as it is pure, and writes both definitions.

NAICS 2017 goes to ISIC 4 and on to NACE 2; an industry that goes into several is divided equally. Industries weigh
alike: no employment at hand covers all of them (farms, railways, government), and the United States' is not Europe's.
"""

import json
from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path

from clusteratlas.classifications import Classification, classification
from clusteratlas.classifications.concordance import Concordance
from clusteratlas.classifications.concordance_tables import concordance
from clusteratlas.definitions import Definition, load
from clusteratlas.definitions.derived import (
    HALF,
    REFUSED,
    REFUSED_NAMES,
    Derivation,
    derive,
)

TARGET = Path("src/clusteratlas/definitions/data")
VERSION = "1.0"
LEVELS = {"eu-derived-us": 2, "eu-derived-us-classes": 4}  # digits
WORDS = {2: ("divisions", "大类"), 4: ("classes", "小类")}
NOTHING = "nothing-carried"
NOTHING_NAMES = {"en": "Nothing of the US benchmark goes there", "zh-hans": "美国基准中没有与之对应的行业"}
TEXTS = {
    "title": (
        "US benchmark carried to NACE {}, where pure (Cluster Atlas)",
        "美国基准集群转换至NACE{}（仅限纯度足够者，Cluster Atlas）",
    ),
    "licence": (
        "The cluster of an industry follows from facts of the paper cited and from official concordances; the "
        "derivation and the tables are Cluster Atlas's own. No titles have been copied.",
        "行业所属集群由所引论文的事实与官方对照表推得，推导与表格由Cluster Atlas自行编制，未复制行业名称。",
    ),
    "method": (
        "Derived, not stated by anyone. Each industry of NAICS 2017 is carried through ISIC 4 to NACE 2, in equal "
        "parts where it goes into several; all industries weigh alike. A NACE code stands in the cluster that makes up "
        "most of it, if that is at least half; otherwise it is left out as too mixed. {accepted} of {all} codes "
        "stand in a cluster, and {traded} of 51 traded clusters have one. purity.tsv says how pure each code is, "
        "cluster_purity.tsv how pure each cluster is and how much of it was carried. Read it beside the native "
        "definition by divisions, not in its place.",
        "系推导所得，并非任何文献所列。2017年版北美产业分类的每个行业经国际标准产业分类第四版转换至NACE第二版，"
        "对应多个代码时均分，各行业权重相同。某代码中占比最大且不低于一半的集群即其所属集群，"
        "否则视为混合程度过高而不予归入。{all}个代码中有{accepted}个归入集群，51个可贸易集群中有{traded}个得到代码。"
        "purity.tsv列明各代码的纯度，cluster_purity.tsv列明各集群的纯度与转换比例。宜与按大类自行编制的定义对照阅读，而不宜取而代之。",
    ),
}


def main() -> None:
    """Derives, writes, reports."""
    benchmark, nace = load("us-benchmark"), classification("NACE", "2")
    to_classes = concordance("NAICS", "2017", "NACE", "2")
    for name, digits in LEVELS.items():
        derivation = derive(benchmark, "2017", at_level(to_classes, digits), HALF)
        write(name, digits, benchmark, derivation, nace)
        kinds = Counter(benchmark.cluster(code).kind for code in derivation.clusters)
        print(f"{name}: {len(derivation.refused)} of {len(derivation.industries)} too mixed; clusters {dict(kinds)}")


def at_level(fine: Concordance, digits: int) -> Concordance:
    """The weights summed over target codes that begin alike."""
    summed: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for source, target in fine.pairs:
        summed[source][target[:digits]] += fine.weights[source][target]
    return Concordance(fine.source, f"{fine.target}, {digits} digits", summed, fine.remainders)


def write(name: str, digits: int, benchmark: Definition, derivation: Derivation, nace: Classification) -> None:
    """The folder of one derived definition."""
    folder = TARGET / name
    folder.mkdir(exist_ok=True)
    kept = [cluster for cluster in benchmark.clusters if cluster.code in derivation.gained]
    columns = ["cluster", "position", "kind", "name_en", "name_zh", "short_en", "short_zh"]
    table(folder / "clusters.tsv", columns, [
        [c.code, c.position, c.kind, c.name("en"), c.name("zh-hans"), c.short_name("en"), c.short_name("zh-hans")]
        for c in kept
    ])  # fmt: skip
    table(folder / "subclusters.tsv", ["cluster", "subcluster", "position", "name_en", "name_zh"], [])
    accepted = [row for row in derivation.industries if row.accepted]
    table(
        folder / "membership.tsv",
        ["vintage", "industry", "cluster", "subcluster"],
        [["2", row.industry, row.cluster, ""] for row in accepted],
    )
    for file, found in (("purity", derivation.purity_table()), ("cluster_purity", derivation.cluster_table())):
        table(folder / f"{file}.tsv", found.column_names, [list(map(shown, row.values())) for row in found.to_pylist()])
    carried_to = {row.industry for row in derivation.industries}
    empty = [code for code in nace.with_digits(digits) if code not in carried_to]
    (folder / "definition.toml").write_text(head(name, digits, benchmark, derivation, empty), encoding="utf-8")


def head(name: str, digits: int, benchmark: Definition, derivation: Derivation, empty: list[str]) -> str:
    """definition.toml: JSON's strings and lists are TOML's."""
    counts = {
        "all": len(derivation.industries),
        "accepted": len(derivation.industries) - len(derivation.refused),
        "traded": sum(benchmark.cluster(code).kind == "traded" for code in derivation.clusters),
    }
    blocks: list[tuple[str, dict[str, object]]] = [
        ("", {
            "name": name,
            "version": VERSION,
            "citation": f"Cluster Atlas (2026). US benchmark carried to NACE {WORDS[digits][0]}, version {VERSION}. "
            f"Derived from: {benchmark.citation}",
            "doi": "",
            "sources": [
                f"{benchmark.name} {benchmark.version}: which industry of NAICS 2017 stands in which cluster.",
                "US Census Bureau, NAICS 2017 to ISIC 4; Eurostat, NACE 2 to ISIC 4: which code goes into which.",
            ],
        }),
    ]  # fmt: skip
    for key, (english, chinese) in TEXTS.items():
        words = WORDS[digits] if key == "title" else ("", "")
        texts = {"en": english.format(words[0], **counts), "zh-hans": chinese.format(words[1], **counts)}
        blocks.append((f"[{key}]", dict(texts)))
    blocks.append(("[[vintages]]", {"vintage": "2", "classification": "NACE"}))
    for group, names, codes in ((REFUSED, REFUSED_NAMES, derivation.refused), (NOTHING, NOTHING_NAMES, empty)):
        if codes:
            blocks.append(("[[uncovered]]", {"vintage": "2", "group": group, **names, "industries": list(codes)}))
    text = "# Made by tools/derive_eu_definition.py; change the derivation there."
    return "\n\n".join([text, *(block(*each) for each in blocks)]) + "\n"


def block(heading: str, fields: dict[str, object]) -> str:
    """One table of a TOML file."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join([heading, *lines] if heading else lines)


def shown(cell: object) -> str:
    """A cell of a table: ratios with six digits, truths as yes and no, nothing where empty."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.6f}"
    return "" if cell is None else str(cell)


def table(file: Path, columns: list[str], body: list[list[object]]) -> None:
    """A tab-separated table with these columns."""
    lines = ["\t".join(map(str, row)) for row in body]
    file.write_text("\n".join(["\t".join(columns), *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
