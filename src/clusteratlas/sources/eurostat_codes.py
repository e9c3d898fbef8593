"""Eurostat's spelling of places and industries: `C10` is division 10, `AT11` a NUTS 2 region, `EU27` no region."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.classifications import classification, gazetteer, nearest_code
from clusteratlas.sources.findings import Findings
from clusteratlas.sources.left_out import LeftOut
from clusteratlas.sources.reading import TOTAL
from clusteratlas.tables import Coding

NACE_VINTAGE = "2"
ALL_COVERED = "B-N_S95_X_K"  # everything the statistics cover: the business economy without finance, and repair
_SPECIAL_AGGREGATE = re.compile(r"^[A-Z]([A-Z]+.*|.*[-_].*)$")  # TI, KIABI_X_K_R90, C_HTC, I551-I553, G-U_ICT
_UNION = re.compile(r"^(EU|EA|EEA|EFTA|CPC|ENP|OECD)[0-9_A-Z]*$")
_COUNTRY = re.compile(r"^[A-Z]{2}$")


@dataclass(frozen=True)
class Spelling:
    """The file's codes and ours, what is passed over in the file beside them, and what a code should be, in words."""

    ours: Mapping[str, str]
    passed_over: Callable[[str], str | None]  # the reason, if the code is one of these
    what: str

    @cached_property
    def coding(self) -> Coding:
        """Our codes, in their order."""
        return Coding.of(self.ours.values())

    def positions(
        self, codes: pa.ChunkedArray, column: str, first: int, findings: Findings, left_out: LeftOut
    ) -> NDArray[np.int32]:
        """Positions of the codes; -1 for those passed over, which are counted, and wrong ones, which are findings."""
        coded = codes.combine_chunks().dictionary_encode()
        found, wrong = list[int](), list[bool]()
        for code, rows in zip(coded.dictionary.to_pylist(), _counts(coded), strict=True):
            reason = None if code in self.ours or not code else self.passed_over(code)
            found.append(self._position.get(code, -1))
            wrong.append(code not in self.ours and bool(code) and reason is None)
            left_out.add(reason or "", rows if reason else 0)
        indices = np.asarray(coded.indices)
        bad = pa.chunked_array([pa.array(np.array(wrong, np.bool_)[indices])])
        findings.add(codes, bad, first, column, self._unknown)
        return np.asarray(np.array(found, np.int32)[indices])

    def _unknown(self, code: str) -> str:
        same_number = [known for known in self.ours if known[1:] == code[1:]]  # only the letter in front was mistaken
        return f"is not {self.what}; nearest known: {nearest_code(code, same_number or self.ours)}"

    @cached_property
    def _position(self) -> dict[str, int]:
        positions = {code: position for position, code in enumerate(self.coding.codes)}
        return {theirs: positions[ours] for theirs, ours in self.ours.items()}


@cache
def industries() -> Spelling:
    """NACE Rev. 2: sections are letters, all else has the letter of its section before it (`G451`)."""
    nace = classification("NACE", NACE_VINTAGE)
    ours = {code if code in nace.sectors else nace.ancestors(code)[-1] + code: code for code in nace.codes}
    return Spelling(ours | {ALL_COVERED: TOTAL}, _special_aggregate, f"a code of {nace}")


@cache
def places() -> Spelling:
    """NUTS regions of all versions and levels, and countries beside them, by their bare code."""
    known = gazetteer("eu")
    nuts = (region for region in known.places.values() if region.level.startswith("nuts"))
    return Spelling({region.bare: region.code for region in nuts}, _no_region, f"one of {known.title}")


def _special_aggregate(code: str) -> str | None:
    return "industries added up otherwise than NACE does (C_HTC, ICT...)" if _SPECIAL_AGGREGATE.match(code) else None


def _no_region(code: str) -> str | None:
    if _UNION.match(code) or _COUNTRY.match(code):
        return "unions and countries without NUTS regions (EU28...)"
    return None


def _counts(coded: pa.DictionaryArray) -> list[int]:
    return list(np.bincount(np.asarray(coded.indices), minlength=len(coded.dictionary)))
