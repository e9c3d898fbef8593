"""A gazetteer: every region of a country, or of Europe, by its full code, with names by language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from clusteratlas.classifications.nearest import nearest_code
from clusteratlas.classifications.region import Region
from clusteratlas.errors import UnknownChoice, UnknownCode

LANGUAGES = ("en", "zh-hans")  # may be asked for everywhere, whether or not a name is translated

Names = Mapping[str, Mapping[str, str]]  # by language, then by full code


@dataclass(frozen=True)
class Gazetteer:
    """The regions of `country`, itself among them; the country's code is the gazetteer's name.

    `names` holds, by language, names by full code; its first language is the regions' own and has every name. A region
    without a name in another language is called by its own, and `language_of` tells so. `whole` are the levels whose
    regions make up their parents wholly: counties do, metropolitan areas do not.
    """

    title: str  # for messages: "the regions of Japan"
    country: Region
    levels: tuple[str, ...]  # country first
    places: Mapping[str, Region]
    names: Names = field(repr=False)
    whole: frozenset[str]
    short_names: Names = field(default_factory=lambda: MappingProxyType({}), repr=False)

    @property
    def own_language(self) -> str:
        """The language every region has a name in."""
        return next(iter(self.names))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages names may be asked for."""
        return tuple(dict.fromkeys((*self.names, *LANGUAGES)))

    def require(self, code: str) -> Region:
        """The region of a full code; raises UnknownCode with the nearest one."""
        if code not in self.places:
            raise UnknownCode(code, self.title, nearest_place(code, self.places))
        return self.places[code]

    def at(self, level: str) -> Mapping[str, Region]:
        """The regions of a level by full code; raises UnknownChoice."""
        if level not in self.levels:
            raise UnknownChoice("level", level, self.levels)
        return self._by_level[level]

    def parent(self, code: str) -> str | None:
        """The full code of the region it is part of; None for the country."""
        return self.require(code).parent

    def partitioned(self, level: str) -> bool:
        """Whether the regions of a level make up their parent wholly, so that their figures add up to its."""
        if level not in self.levels:
            raise UnknownChoice("level", level, self.levels)
        return level in self.whole

    def nearest(self, level: str, bare: str) -> str | None:
        """The bare code of the region of a level that was probably meant."""
        return nearest_code(bare.strip(), (region.bare for region in self.at(level).values()))

    def name(self, code: str, language: str) -> str:
        """The name in a language, or in the regions' own where there is none in it."""
        return self.names[self.language_of(code, language)][code]

    def short_name(self, code: str, language: str) -> str:
        """A shorter name where there is one; two regions may share it, so the full name stands beside it."""
        given = self.language_of(code, language)
        return self.short_names.get(given, {}).get(code) or self.names[given][code]

    def language_of(self, code: str, language: str) -> str:
        """The language `name` answers in: the one asked for, or the regions' own where there is no such name."""
        self.require(code)
        if language not in self.languages:
            raise UnknownChoice("language", language, self.languages)
        return language if code in self.names.get(language, {}) else self.own_language

    @cached_property
    def _by_level(self) -> Mapping[str, Mapping[str, Region]]:
        levels: dict[str, dict[str, Region]] = {level: {} for level in self.levels}
        for code, region in self.places.items():
            levels[region.level][code] = region
        return levels


def nearest_place(code: str, known: Mapping[str, Region]) -> str | None:
    """The place of the same number if the level was mistaken or left out, else the fewest letters away."""
    bare = code.rpartition("-")[2]
    same_number = [region.code for region in known.values() if region.bare == bare]
    return nearest_code(code, same_number or known)
