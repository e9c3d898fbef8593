"""Assigns jurors to applications, and says which applications lack how many jurors, and why; pure."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas_web.selection.assigning.flow import fill_seats
from clusteratlas_web.selection.assigning.jury import Jury, Pair, Wishes, read_jury


@dataclass(frozen=True)
class Seat:
    """A juror who reads an application; `already` if it was so before."""

    application: Hashable
    juror: Hashable
    suitability: float
    already: bool


@dataclass(frozen=True)
class Lack:
    """An application with fewer jurors than it needs.

    `by_conflict` of them lack because fewer jurors than needed are without a conflict, whatever the loads;
    `by_load` because the loads of all others without a conflict are used up.
    """

    application: Hashable
    lacking: int
    by_conflict: int
    by_load: int


@dataclass(frozen=True)
class Assignment:
    """All seats by application and juror in the order given, what lacks, and how many applications each juror has."""

    seats: tuple[Seat, ...]
    lacks: tuple[Lack, ...]
    loads: Mapping[Hashable, int]

    @property
    def new(self) -> tuple[Seat, ...]:
        """Seats that were not there before."""
        return tuple(seat for seat in self.seats if not seat.already)

    @property
    def pairs(self) -> frozenset[Pair]:
        """Application and juror of every seat."""
        return frozenset((seat.application, seat.juror) for seat in self.seats)

    @property
    def is_complete(self) -> bool:
        """Whether every application has the jurors it needs."""
        return not self.lacks


def assign(
    applications: Sequence[Hashable],
    jurors: Sequence[Hashable],
    *,
    at_least: int,
    load: int | Mapping[Hashable, int],
    suitability: Mapping[Pair, float],
    conflicts: Collection[Pair],
    already: Collection[Pair] = (),
) -> Assignment:
    """Fills each application's seats up to `at_least`, by a flow of minimum cost.

    In this order: never a conflict, never more than a juror's load; as many seats as possible; what lacks spread
    evenly over applications; then suitability (0 to 1, 0 where none is given) against even loads, as `costs` says.
    What is given `already` stays and counts, even above `at_least` or a load; with a conflict it is refused, as is a
    pair that names somebody who is not here (ValueError). Assignments that cost the same are told apart by nothing but
    the order of applications and jurors: the same order gives the same answer.
    """
    jury = read_jury(applications, jurors, Wishes(at_least, load, suitability, conflicts, already))
    seated = jury.already | fill_seats(jury)
    return Assignment(_seats(jury, seated), _lacks(jury, seated), _loads(jury, seated))


def _seats(jury: Jury, seated: NDArray[np.bool_]) -> tuple[Seat, ...]:
    return tuple(
        Seat(
            jury.applications[row],
            jury.jurors[column],
            float(jury.suitability[row, column]),
            bool(jury.already[row, column]),
        )
        for row, column in np.argwhere(seated)
    )


def _lacks(jury: Jury, seated: NDArray[np.bool_]) -> tuple[Lack, ...]:
    lacking = jury.at_least - seated.sum(axis=1)
    by_conflict = np.maximum(jury.at_least - (~jury.conflict).sum(axis=1), 0)
    return tuple(
        Lack(jury.applications[row], int(lacking[row]), int(by_conflict[row]), int(lacking[row] - by_conflict[row]))
        for row in np.flatnonzero(lacking > 0)
    )


def _loads(jury: Jury, seated: NDArray[np.bool_]) -> dict[Hashable, int]:
    return dict(zip(jury.jurors, seated.sum(axis=0).tolist(), strict=True))
