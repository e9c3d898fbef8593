"""Groups the Economic Census makes of its own: parts of JSIC groups, and two JSIC groups as one.

Seen in the prefecture figures of 2014, where every part was added up in all 50 areas, establishments and persons alike:
each code with a letter at its end is a part of a group whose own row stands beside it, except `12A`. Division 12 has
rows 120, 12A, 123 and 129, and none of 121 (sawing) and 122 (millwork and plywood): `12A` is these two together.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from clusteratlas.sources.figures import Figures
from clusteratlas.sources.reading import Coded

PARTS = {
    "325": "AB", "329": "CD", "392": "ABC", "501": "AB", "521": "ABCDE", "559": "AB", "589": "AB", "607": "ABC",
    "609": "DEFG", "709": "AB", "721": "AB", "724": "CD", "728": "EF", "729": "GH", "742": "ABC", "759": "AB",
    "762": "ABCD", "769": "EFG", "781": "AB", "796": "ABC", "799": "DE", "804": "ABCDEFGH", "806": "JKLM",
    "809": "NP", "821": "ABCDE", "824": "FGHJKLM", "834": "AB", "836": "CD", "853": "AB", "854": "CDEFGHJ",
    "859": "KL",
}  # fmt: skip
PART_OF = {whole[:2] + letter: whole for whole, letters in PARTS.items() for letter in letters}

TWO_AS_ONE = "12A"
DIVISION = "12"
DIVISION_ROWS = ("120", TWO_AS_ONE, "123", "129")


class WholeDivision:
    """Adds division 12 up from its rows, so that nothing of it is lost where 121 and 122 are not known apart."""

    def __init__(self, positions: Mapping[str, int]) -> None:
        self._rows = [positions[code] for code in DIVISION_ROWS]
        self._division = positions[DIVISION]
        self._kept: list[Coded] = []

    def add(self, coded: Coded) -> None:
        """Keeps the rows of division 12 of a batch that is coded row for row."""
        here = np.isin(coded.industry, self._rows) & (coded.region >= 0) & (coded.year > 0)
        if here.any():
            figures = {name: Figures(each.values[here], each.known[here]) for name, each in coded.figures.items()}
            self._kept.append(Coded(coded.year[here], coded.region[here], coded.industry[here], figures))

    def records(self) -> Iterable[Coded]:
        """Division 12 of every area and year that has all its rows; not known where one of them is not."""
        if not self._kept:
            return
        year, region = (np.concatenate([getattr(part, name) for part in self._kept]) for name in ("year", "region"))
        places, place, rows = np.unique(np.stack([year, region]), axis=1, return_inverse=True, return_counts=True)
        whole = rows == len(self._rows)
        if not whole.any():
            return
        industry = np.full(int(whole.sum()), self._division, np.int32)
        figures = {name: self._sum(name, place.ravel(), whole) for name in self._kept[0].figures}
        yield Coded(places[0][whole], places[1][whole].astype(np.int32), industry, figures)

    def _sum(self, measure: str, place: NDArray[np.intp], whole: NDArray[np.bool_]) -> Figures:
        values = np.concatenate([part.figures[measure].values for part in self._kept])
        known = np.concatenate([part.figures[measure].known for part in self._kept])
        total, unknown = np.zeros((2, len(whole)), np.int64)
        np.add.at(total, place, values)
        np.add.at(unknown, place, ~known)
        return Figures(np.where(unknown == 0, total, 0)[whole], (unknown == 0)[whole])
