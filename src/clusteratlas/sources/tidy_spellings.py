"""How a tidy file may write regions and industries: by code, or by name in any language, long or short."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.classifications import Classification, Gazetteer, classification, gazetteer, nearest_code
from clusteratlas.sources.findings import Findings
from clusteratlas.sources.reading import TOTAL
from clusteratlas.sources.tidy_map import CODE, IndustryMap, RegionMap
from clusteratlas.tables import Coding

BETWEEN = " / "  # between the word of a level and a region, where levels are mixed
_SUFFIX = re.compile(r"(维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|地区|省|市|盟|都|府|県)$")
_SHORTEST = 2  # letters that are left of a name without its suffix


@dataclass(frozen=True)
class Spellings:
    """Every spelling, without blanks and capitals, and the code it stands for; and those that stand for several."""

    ours: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]]
    what: str

    @cached_property
    def coding(self) -> Coding:
        """The codes, in their order."""
        return Coding.of(self.ours.values())

    def positions(self, values: pa.ChunkedArray, column: str, first: int, findings: Findings) -> NDArray[np.int32]:
        """Positions of the codes the values stand for; every other value is a finding (and -1 here)."""
        coded = values.combine_chunks().dictionary_encode()
        places = {code: place for place, code in enumerate(self.coding.codes)}
        found = [places.get(self.ours.get(plain(value), ""), -1) for value in coded.dictionary.to_pylist()]
        positions = np.asarray(np.array([*found, -1], np.int32)[np.asarray(coded.indices)])
        findings.add(values, pa.chunked_array([pa.array(positions < 0)]), first, column, self._why_unknown)
        return positions

    def _why_unknown(self, value: str) -> str:
        if not value.strip():
            return "is empty"
        if plain(value) in self.several:
            return f"may be {' or '.join(self.several[plain(value)])}: write codes"
        return f"is not {self.what}; nearest known: {nearest_code(plain(value), self.ours)}"


def plain(words: str) -> str:
    """The words without blanks, wide ones too (`北　京`), and capitals."""
    return re.sub(r"\s+", "", words).casefold()


def regions(how: RegionMap) -> Spellings:
    """The spellings of a map's regions; where levels are mixed, each begins with the word of its level."""
    known = gazetteer(how.gazetteer)
    spelled = [(word, known.country.code) for word in how.country]
    levels = how.levels if how.level_column else {"": how.level}
    for word, level in levels.items():
        begin = f"{word}{BETWEEN}" if how.level_column else ""
        codes = list(known.at(str(level)))
        pairs = _coded_places(known, codes) if how.written == CODE else _named_places(known, codes)
        spelled += [(f"{begin}{spelling}", code) for spelling, code in pairs]
    return _spellings(spelled, f"one of {known.title} ({', '.join(str(level) for level in levels.values())})")


def region_texts(table: pa.Table, how: RegionMap) -> pa.ChunkedArray:
    """The column of regions, each after the word of its level where levels are mixed, but for rows of the country."""
    bare = table[how.column]
    if how.level_column is None:
        return bare
    joined = pc.binary_join_element_wise(table[how.level_column], bare, BETWEEN)
    return pc.if_else(pc.is_in(bare, pa.array(how.country, pa.string())), bare, joined)


def industries(how: IndustryMap) -> Spellings:
    """The spellings of a map's industries: `26`, `C26`, or the title in any language the classification has."""
    known = classification(how.classification, how.vintage)
    pairs = _coded_industries(known) if how.written == CODE else _titled(known)
    return _spellings([*pairs, *((word, TOTAL) for word in how.total)], f"an industry of {known}", known)


def _coded_places(known: Gazetteer, codes: Iterable[str]) -> list[tuple[str, str]]:
    return [pair for code in codes for pair in ((known.places[code].bare, code), (code, code))]


def _named_places(known: Gazetteer, codes: Iterable[str]) -> list[tuple[str, str]]:
    pairs = []
    for code in codes:
        for language in known.languages:
            name = known.name(code, language)
            pairs += [(name, code), (known.short_name(code, language), code)]
            short = _SUFFIX.sub("", name)
            pairs += [(short, code)] if len(short) >= _SHORTEST else []
    return pairs


def _coded_industries(known: Classification) -> list[tuple[str, str]]:
    """Every code, and behind the letter of its section where sections have letters: NAICS has none, 21 is its own."""
    pairs = [(code, code) for code in known.codes]
    below = ((known.ancestors(code)[-1], code) for code in known.codes if known.parent(code) is not None)
    return pairs + [(top + code, code) for top, code in below if top.isalpha() and code[0].isdigit()]


def _titled(known: Classification) -> list[tuple[str, str]]:
    return [(title, code) for titles in known.titles.values() for code, title in titles.items()]


def _spellings(pairs: Iterable[tuple[str, str]], what: str, tree: Classification | None = None) -> Spellings:
    found: dict[str, set[str]] = defaultdict(set)
    for spelling, code in pairs:
        found[plain(spelling)].add(code)
    one = {spelling: _highest(codes, tree) for spelling, codes in found.items()}
    several = {spelling: tuple(sorted(codes)) for spelling, codes in found.items() if one[spelling] is None}
    return Spellings({spelling: code for spelling, code in one.items() if code is not None}, several, what)


def _highest(codes: set[str], tree: Classification | None) -> str | None:
    """The one code; of an industry and its only parts, which have its title, the industry itself; else None."""
    if len(codes) == 1:
        return next(iter(codes))
    if tree is None or not codes <= set(tree.codes):
        return None
    top = min(codes, key=lambda code: len(tree.ancestors(code)))
    return top if all(top in tree.ancestors(code) for code in codes if code != top) else None
