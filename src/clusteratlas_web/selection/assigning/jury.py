"""The jury and the applications as arrays: suitability, what may not be, what is given already, room left; pure."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pair = tuple[Hashable, Hashable]  # application, juror


@dataclass(frozen=True)
class Wishes:
    """What an assignment is to reach: jurors for each application, the load of each juror, and who suits what."""

    at_least: int
    load: int | Mapping[Hashable, int]
    suitability: Mapping[Pair, float]
    conflicts: Collection[Pair]
    already: Collection[Pair]


@dataclass(frozen=True, eq=False)
class Jury:
    """Applications x jurors; rows and columns in the order given."""

    applications: tuple[Hashable, ...]
    jurors: tuple[Hashable, ...]
    at_least: int
    suitability: NDArray[np.float64]
    conflict: NDArray[np.bool_]
    already: NDArray[np.bool_]
    load: NDArray[np.int64]  # by juror, with what is given already

    @property
    def open(self) -> NDArray[np.bool_]:
        """Pairs that can still be made."""
        return ~self.conflict & ~self.already

    @property
    def needed(self) -> NDArray[np.int64]:
        """By application, jurors that it lacks so far."""
        return np.maximum(self.at_least - self.already.sum(axis=1), 0)

    @property
    def room(self) -> NDArray[np.int64]:
        """By juror, applications that can still be given; no juror can have more than all."""
        return np.clip(self.load - self.already.sum(axis=0), 0, len(self.applications))


def read_jury(applications: Sequence[Hashable], jurors: Sequence[Hashable], wishes: Wishes) -> Jury:
    """Checks at the door; pairs of conflicts and suitability that name nobody here are passed over."""
    rows, columns = _numbered(applications, "application"), _numbered(jurors, "juror")
    if wishes.at_least < 0:
        raise ValueError(f"an application cannot need {wishes.at_least} jurors")
    conflict, already = (_marked(pairs, rows, columns) for pairs in (wishes.conflicts, wishes.already))
    _insist_on_already(wishes.already, rows, columns, conflict)
    suitability = _suitability(wishes.suitability, rows, columns)
    load = np.array([_load(wishes.load, juror) for juror in columns], np.int64)
    return Jury(tuple(rows), tuple(columns), wishes.at_least, suitability, conflict, already, load)


def _numbered(keys: Sequence[Hashable], kind: str) -> dict[Hashable, int]:
    numbers = {key: number for number, key in enumerate(keys)}
    if len(numbers) < len(keys):
        raise ValueError(f"one {kind} is named twice")
    return numbers


def _marked(pairs: Collection[Pair], rows: dict[Hashable, int], columns: dict[Hashable, int]) -> NDArray[np.bool_]:
    marked = np.zeros((len(rows), len(columns)), bool)
    for application, juror in pairs:
        if application in rows and juror in columns:
            marked[rows[application], columns[juror]] = True
    return marked


def _insist_on_already(
    already: Collection[Pair], rows: dict[Hashable, int], columns: dict[Hashable, int], conflict: NDArray[np.bool_]
) -> None:
    for application, juror in already:
        if application not in rows or juror not in columns:
            raise ValueError(f"juror {juror} has application {application} already, but they are not both here")
        if conflict[rows[application], columns[juror]]:
            raise ValueError(f"juror {juror} has application {application} already, and a conflict with it")


def _suitability(
    given: Mapping[Pair, float], rows: dict[Hashable, int], columns: dict[Hashable, int]
) -> NDArray[np.float64]:
    suitability = np.zeros((len(rows), len(columns)))
    for (application, juror), value in given.items():
        if not 0 <= value <= 1:
            raise ValueError(f"juror {juror} suits application {application} by {value}; it must be from 0 to 1")
        if application in rows and juror in columns:
            suitability[rows[application], columns[juror]] = value
    return suitability


def _load(load: int | Mapping[Hashable, int], juror: Hashable) -> int:
    found = load.get(juror) if isinstance(load, Mapping) else load
    if found is None or found < 0:
        raise ValueError(f"juror {juror} has no load" if found is None else f"juror {juror} has a load of {found}")
    return found
