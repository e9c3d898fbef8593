"""What an edition says of its definition of clusters: where it is from, how it was made, what it covers."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import get_language

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row


@dataclass(frozen=True)
class LeftOut:
    """Industries the definition leaves outside every cluster, under one name."""

    name: str
    industries: int


@dataclass(frozen=True)
class DefinitionWords:
    """The definition: its texts, the cells in clusters by vintage, the jobs in clusters by year, what it leaves out."""

    title: str
    version: str
    citation: str
    licence: str
    method: str
    sources: tuple[str, ...]
    years: list[Row]
    left_out: list[LeftOut]


_COVERED = """
select s.year, s.employment, s.traded_employment + s.local_employment as in_clusters,
    case when s.employment > 0 then (s.traded_employment + s.local_employment) / s.employment end as share
from summary s where s.region = ? order by s.year
"""


def definition_words(edition: Edition) -> DefinitionWords:
    """The definition an edition was built with, in the language that is spoken."""
    manifest, language = edition.manifest, get_language() or "en"
    texts = manifest.definition_texts
    vintages = set(manifest.classification_vintages)
    outside: Counter[str] = Counter()
    for part in texts["left_out"]:
        if part["vintage"] in vintages:
            name = part["names"][language]
            outside[name] = max(outside[name], part["industries"])
    return DefinitionWords(
        title=texts["title"][language],
        version=manifest.definition_version,
        citation=manifest.definition_citation,
        licence=texts["licence"][language],
        method=texts["method"][language],
        sources=tuple(texts["sources"]),
        years=edition.rows(_COVERED, [manifest.country]),
        left_out=[LeftOut(name, count) for name, count in outside.items()],
    )
