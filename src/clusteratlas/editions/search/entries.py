"""The regions, clusters, subclusters and industries of an edition as entries of an index."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from clusteratlas.editions.edition import Edition, open_folder
from clusteratlas.editions.names import Names
from clusteratlas.editions.queries.sizes import parents_of_industries, sizes
from clusteratlas.editions.search.index import Entry, Index
from clusteratlas.editions.search.table import KINDS

_SHORT = {"region": "region-short", "cluster": "cluster-short"}
# What people call the codes of regions by, apart from the level they are of.
_REGION_CODES = {"us": ("fips", "cbsa", "msa"), "eu": ("nuts",), "de": ("ags", "kreis"), "jp": ("jis",)}


def edition_index(edition: Edition) -> Index:
    """The index of an edition, made once; an edition never changes."""
    return _index(edition.folder)


@lru_cache(maxsize=16)
def _index(folder: Path) -> Index:
    return Index(entries(open_folder(folder)))  # its files, not its store, which takes longer to make


def entries(edition: Edition) -> Iterator[Entry]:
    """Every entry of an edition with its names in all languages, its codes, and its persons employed."""
    names, large, sections, atlas = edition.names, sizes(edition), _sections(edition), edition.manifest.atlas
    languages = names.languages
    for kind in KINDS:
        for code in names.of(kind):
            codes = tuple(_codes(edition, kind, code, sections))
            called = _called(names, kind, code, languages)
            yield Entry(kind, code, called, codes, large.get((kind, code), 0.0), atlas, kind == "region")


def _called(names: Names, kind: str, code: str, languages: list[str]) -> tuple[str, ...]:
    """Every name of an entry, in any language, long and short."""
    entities = (kind, _SHORT.get(kind, kind))
    called = {names.get(entity, code, language) for entity in entities for language in languages}
    return tuple(sorted(called - {code})) or (code,)


def _sections(edition: Edition) -> dict[str, str]:
    """The letter of the section that an industry lies in, where sections have letters, as those of NACE do."""
    parents = parents_of_industries(edition)
    found = {}
    for code in parents:
        above = code
        while higher := parents.get(above):
            above = higher
        if above != code and above.isalpha():
            found[code] = above
    return found


def _codes(edition: Edition, kind: str, code: str, sections: dict[str, str]) -> Iterator[str]:
    """The codes as people write them: with and without the name of their classification, region codes by their end."""
    if kind == "industry":
        name = edition.manifest.classification
        yield from (code, f"{name} {code}")
        if code in sections:
            yield from (f"{sections[code]}{code}", f"{name} {sections[code]}{code}")
        for vintage in edition.manifest.classification_vintages:
            yield from (f"{name} {vintage} {code}", f"{name} rev {vintage} {code}")
    elif kind == "region":
        end = code.rpartition("-")[2]
        yield from (code, end, code.partition("-")[2])
        yield from (f"{word}{end}" for word in _REGION_CODES.get(edition.manifest.country, ()))
    elif kind == "cluster":
        yield code
