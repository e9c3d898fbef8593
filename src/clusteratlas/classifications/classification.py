"""A classification of one vintage: codes, titles by language, and the tree its codes draw."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from clusteratlas.classifications.nearest import nearest_code
from clusteratlas.errors import UnknownChoice, UnknownCode
from clusteratlas.tables import Coding

LANGUAGES = ("de", "en", "fr", "it", "ja", "zh-hans")  # a title may be asked for in each; what is missing falls back


@dataclass(frozen=True)
class Classification:
    """Codes of one vintage. A code's parent is its longest beginning that is a code; `31-33` begins 311 to 339.

    Codes are text: `011` is not `11`. Where the published structure stands above the digits (section C above division
    10), `parents` says so and goes first. `titles` is language to code to title; a language may lack some codes, only
    the classification's own `language` has them all. `kind` is what the codes count: `industry` or `occupation`.
    """

    name: str
    vintage: str
    kind: str
    codes: tuple[str, ...] = field(repr=False)
    titles: Mapping[str, Mapping[str, str]] = field(repr=False, compare=False)
    language: str = "en"
    parents: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    def __str__(self) -> str:
        return f"{self.name} {self.vintage}"

    def __contains__(self, code: object) -> bool:
        return code in self._parents

    @cached_property
    def coding(self) -> Coding:
        """The integer coding of all codes, in their order."""
        return Coding(self.codes)

    @cached_property
    def sectors(self) -> tuple[str, ...]:
        """The codes at the top of the tree."""
        return tuple(code for code in self.codes if self._parents[code] is None)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages it has titles in, in alphabetical order; `language_of` tells whether a code has one."""
        return tuple(sorted(language for language, titles in self.titles.items() if titles))

    def title(self, code: str, language: str = "en") -> str:
        """The title of a code in the language asked for, else in English, else in the classification's own language.

        `language_of` tells which it was, so that a page can mark the words. Raises UnknownCode, and UnknownChoice for a
        language outside LANGUAGES.
        """
        return self.titles[self.language_of(code, language)][code]

    def language_of(self, code: str, language: str = "en") -> str:
        """The language in which `title` answers when it is asked for this code in this language."""
        if language not in LANGUAGES:
            raise UnknownChoice("language", language, LANGUAGES)
        self.require(code)
        asked = (language, "en", self.language)
        return next(spoken for spoken in asked if code in self.titles.get(spoken, {}))

    def parent(self, code: str) -> str | None:
        """The code one step above; None for a sector."""
        return self._parents[self.require(code)]

    def children(self, code: str) -> tuple[str, ...]:
        """The codes one step below, in order."""
        return self._children.get(self.require(code), ())

    def ancestors(self, code: str) -> tuple[str, ...]:
        """All codes above, from the parent to the sector."""
        above = self.parent(code)
        return () if above is None else (above, *self.ancestors(above))

    def leaves(self, code: str) -> tuple[str, ...]:
        """The codes without a part that stand below (six digits in NAICS); a leaf is its own leaf."""
        below = self.children(code)
        return tuple(leaf for child in below for leaf in self.leaves(child)) if below else (code,)

    def digits(self, code: str) -> int:
        """How many digits the code has; a range like `31-33` has two."""
        return digits(self.require(code))

    def with_digits(self, count: int) -> tuple[str, ...]:
        """All codes of this many digits, in order."""
        return tuple(code for code in self.codes if digits(code) == count)

    def nearest(self, code: str) -> str | None:
        """The code that was probably meant: `3364--` is 3364, `32` is 31-33, `10.11` and `C10.11` are 1011.

        Otherwise the one the fewest letters away.
        """
        bare = code.strip().rstrip("-/").replace(".", "").upper()
        without_letter = bare[1:] if bare[:1].isalpha() and len(bare) > 1 else bare
        undressed = (spelling for spelling in (bare, without_letter) if spelling in self)
        return next(undressed, None) or self._ranges.get(bare) or nearest_code(without_letter, self.codes)

    def require(self, code: str) -> str:
        """The code itself; raises UnknownCode with the nearest one if it does not stand here."""
        if code not in self:
            raise UnknownCode(code, str(self), self.nearest(code))
        return code

    @cached_property
    def _ranges(self) -> dict[str, str]:
        return {part: code for code in self.codes if "-" in code for part in _range_parts(code)}

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        known = set(self.codes)
        return {code: self.parents.get(code) or self._beginning(code, known) for code in self.codes}

    def _beginning(self, code: str, known: set[str]) -> str | None:
        if "-" in code:
            return None
        for length in range(len(code) - 1, 0, -1):
            above = code[:length] if code[:length] in known else self._ranges.get(code[:length])
            if above is not None:
                return above
        return None

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        below: dict[str, list[str]] = defaultdict(list)
        for code, above in self._parents.items():
            if above is not None:
                below[above].append(code)
        return {code: tuple(parts) for code, parts in below.items()}


def digits(code: str) -> int:
    """How many digits a code has; a range like `31-33` counts as one of its ends."""
    return len(code.partition("-")[0])


def _range_parts(code: str) -> list[str]:
    first, _, last = code.partition("-")
    return [str(number).zfill(len(first)) for number in range(int(first), int(last) + 1)]
