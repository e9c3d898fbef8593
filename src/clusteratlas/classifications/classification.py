"""A classification of one vintage: codes, titles, and the tree that the codes' own digits draw."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from clusteratlas.classifications.nearest import nearest_code
from clusteratlas.errors import UnknownChoice, UnknownCode
from clusteratlas.tables import Coding


@dataclass(frozen=True)
class Classification:
    """Codes of one vintage. A code's parent is its longest beginning that is a code; `31-33` begins 311 to 339.

    Codes are text: `011` is not `11`. `titles` is language to code to title.
    """

    name: str
    vintage: int
    kind: str
    codes: tuple[str, ...] = field(repr=False)
    titles: Mapping[str, Mapping[str, str]] = field(repr=False, compare=False)

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

    def title(self, code: str, language: str = "en") -> str:
        """The title of a code."""
        if language not in self.titles:
            raise UnknownChoice("language", language, sorted(self.titles))
        return self.titles[language][self.require(code)]

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
        """The code that was probably meant: without padding, the sector of a range, else the fewest letters away."""
        bare = code.strip().rstrip("-/")
        if bare in self:
            return bare
        return self._ranges.get(bare) or nearest_code(bare, self.codes)

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
        return {code: self._beginning(code, known) for code in self.codes}

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
