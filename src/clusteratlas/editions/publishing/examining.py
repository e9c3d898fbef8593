"""Proves a public edition safe, or not: by itself as any reader could, and against the register it was made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clusteratlas.disclosure import Attack, Public, Sensitivity, attack, inspect_public
from clusteratlas.editions.edition import Edition, open_folder
from clusteratlas.editions.publishing.answered import answered, with_answers
from clusteratlas.editions.publishing.kept_protection import KeptProtection, protections_of
from clusteratlas.editions.publishing.register import Register
from clusteratlas.editions.publishing.shown import Shown, measures_shown, shown_in
from clusteratlas.errors import UnsafeEdition
from clusteratlas.home import Home, Progress, silent
from clusteratlas.tables import UNBOUNDED

EFFORT = 5_000_000  # cells inspected times cells withheld, of a measure in a year: some twenty seconds


@dataclass(frozen=True)
class Examined:
    """What was found of a measure in a year.

    withheld, inspected, determined, narrow: as a reader with the edition alone finds them; inspected are the withheld
    cells with the narrowest bounds, all of them unless they are many. protected, violated, recovered: as the attack
    finds them, None where the register does not stand in the home.
    """

    year: int
    measure: str
    withheld: int
    inspected: int
    determined: int
    narrow: int
    protected: int | None = None
    violated: int | None = None
    recovered: int | None = None

    @property
    def is_safe(self) -> bool:
        """By the attack, where there is one: a cell withheld for others may follow from what is shown."""
        return not (self.determined if self.violated is None else self.violated)

    def __str__(self) -> str:
        looked_at = "" if self.inspected == self.withheld else f" the {self.inspected:,} most narrowly bounded of"
        said = f"{self.year}, {self.measure}: {self.withheld:,} cells withheld, {self.determined:,} of{looked_at} them"
        if self.violated is None:
            return f"{said} follow from what is shown"
        attacked = f"{self.protected:,} protected, {self.violated:,} shown too closely, {self.recovered:,} exactly"
        return f"{said} follow from what is shown; {attacked}"


def examine(folder: Path, home: Home, progress: Progress = silent) -> list[Examined]:
    """Everything that is found of a public edition made under a policy; nothing for any other edition.

    Always inspects it by itself, the cells with the narrowest bounds first and as many as EFFORT allows; where the
    confidential register stands in the home, attacks every protected cell.

    Raises UnsafeEdition if a protected cell is bounded more tightly than the policy allows or, without the register,
    if a withheld cell follows exactly; or if the edition and the register say different figures.
    """
    edition = open_folder(folder)
    if not edition.manifest.policy:
        return []
    found = [*_examined(edition, protections_of(home, edition.manifest), progress)]
    problems = [str(each) for each in found if not each.is_safe]
    if problems:
        raise UnsafeEdition(edition.manifest.identity, problems)
    return found


def _examined(edition: Edition, known: Mapping[int, KeptProtection], progress: Progress) -> Iterator[Examined]:
    width = float(edition.manifest.policy["minimum_width"])
    measures = measures_shown(edition)
    for number, year in enumerate(edition.years):
        kept = known.get(year)
        judged = kept.register.sensitivities(year, kept.policy()) if kept else {}
        proofs = kept.proofs(year) if kept else {}
        for place, measure in enumerate(measures):
            progress(f"examining {year}", (number + place / len(measures)) / len(edition.years))
            shown = shown_in(edition, measure, year)
            one = _inspected(year, measure, shown, width)
            if kept is not None and measure in judged:
                public = _for_register(edition, kept.register, shown, judged[measure])
                public = with_answers(public, judged[measure], answered(kept.register, year, measure))
                one = _attacked(one, attack(public, judged[measure], proofs.get(measure)))
            yield one


def _inspected(year: int, measure: str, shown: Shown, width: float) -> Examined:
    withheld = int(np.count_nonzero(shown.public.hidden))
    seen = inspect_public(shown.public, width, shown.narrowest(EFFORT // max(withheld, 1)))
    counts = [int(np.count_nonzero(each)) for each in (seen.determined, seen.narrow)]
    return Examined(year, measure, withheld, len(seen.region), *counts)


def _attacked(one: Examined, found: Attack) -> Examined:
    counts = found.counts
    return replace(one, protected=counts["protected"], violated=counts["violated"], recovered=counts["recovered"])


def _for_register(edition: Edition, register: Register, shown: Shown, sensitivity: Sensitivity) -> Public:
    """What the edition shows, in the register's table; industries finer than the edition's are hidden in it.

    Where nobody is, everybody knows so.
    """
    grid = register.grid
    low, high = np.zeros(grid.shape, np.int64), np.where(sensitivity.empty, 0, UNBOUNDED)
    regions, industries = (_common(own, its) for own, its in zip(register.codes, _codes(shown), strict=True))
    ours, theirs = np.ix_(regions[0], industries[0]), np.ix_(regions[1], industries[1])
    public = shown.public
    known = ~public.hidden[theirs]
    values = public.low[theirs]
    if (known & (values != sensitivity.values[ours])).any():
        problem = f"{np.count_nonzero(known & (values != sensitivity.values[ours])):,} figures are not the register's"
        raise UnsafeEdition(edition.manifest.identity, [problem])
    low[ours] = np.where(known, values, low[ours])
    high[ours] = np.where(known, values, high[ours])
    return Public(grid, low, high)


def _codes(shown: Shown) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return shown.regions, shown.industries


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the codes that stand in both stand in each."""
    place = {code: number for number, code in enumerate(other)}
    pairs = [(number, place[code]) for number, code in enumerate(one) if code in place]
    first, second = np.array(pairs, np.int64).reshape(-1, 2).T
    return first, second
