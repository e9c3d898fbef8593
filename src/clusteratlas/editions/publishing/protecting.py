"""Protects a register under a publish policy: what is withheld, proven, and stored as records anyone may see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clusteratlas.disclosure import Protection, PublishPolicy, attack, protect
from clusteratlas.editions.publishing.answered import answered, with_answers
from clusteratlas.editions.publishing.kept_protection import (
    KeptProtection,
    protections,
    register_checksum,
    write_protection,
)
from clusteratlas.editions.publishing.public_records import (
    Withholding,
    public_description,
    withheld_in,
    write_public_records,
)
from clusteratlas.editions.publishing.register import Register, register_of, registers
from clusteratlas.errors import SHOWN, CannotProtect
from clusteratlas.home import Home, Progress, close_to_others, one_writer, silent, whole_folder
from clusteratlas.sources import Records

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class YearCounts:
    """How many cells a year has, how many the policy protects, and how many are withheld, those included."""

    year: int
    cells: int
    protected: int
    withheld: int


@dataclass(frozen=True)
class ProtectionReceipt:
    """What a protection stored, or found to be stored already."""

    records: Records
    counts: tuple[YearCounts, ...]
    already_there: bool


def protect_records(
    register: str, policy: PublishPolicy, home: Home | Path | str | None = None, progress: Progress = silent
) -> ProtectionReceipt:
    """Protects the records `register=vintage` and stores them as a new vintage of the source; every year by itself.

    What an earlier protection of the same register shows counts as seen, whatever its policy; so do exact sums that
    were answered. The same register under the same policy is found and not protected again.

    Raises NoRecords or InputError for the register; CannotProtect where a protected cell is left without proof, and
    then nothing is stored; DiskFull or BusyHome for the place.
    """
    place = Home.at(home)
    chosen = register_of(place, register)
    with one_writer(place.records(chosen.records.source)):
        standing = _standing(chosen, policy, place)
        if standing is not None:
            return ProtectionReceipt(standing, tuple(_counted(chosen, standing)), True)
        _require_unseen_counts(chosen, policy, place)
        found = {year: _protected(chosen, policy, place, year) for year in _told(chosen.records.years, progress)}
        records = _store(chosen, policy, place, found)
    progress("done", 1.0)
    counts = tuple(_counts(chosen, year, each) for year, each in found.items())
    return ProtectionReceipt(records, counts, False)


def _told(years: list[int], progress: Progress) -> Iterator[int]:
    for number, year in enumerate(years):
        progress(f"protecting {year}", number / len(years))
        yield year


def _standing(register: Register, policy: PublishPolicy, home: Home) -> Records | None:
    for each in protections(register):
        records = each.records(home)
        if records is not None and each.policy() == policy:
            return records
    return None


def _require_unseen_counts(register: Register, policy: PublishPolicy, home: Home) -> None:
    if policy.establishments_shown:
        return
    for each in protections(register):
        if each.records(home) is not None and each.policy().establishments_shown:
            raise CannotProtect(register.name, [f"counts of establishments are shown by {each.public} already"])


def _protected(register: Register, policy: PublishPolicy, home: Home, year: int) -> Protection:
    found = protect(policy, register.grid, register.contributions(year), _seen(register, home, year))
    problems = [*_unprotected(register, year, found)]
    if not problems:
        problems = [*_violated(register, year, found)]
    if problems:
        raise CannotProtect(register.name, problems)
    return found


def _seen(register: Register, home: Home, year: int) -> Mask:
    """The cells that earlier protections of the same register show."""
    earlier = [records for each in protections(register) if (records := each.records(home)) is not None]
    seen = np.zeros(register.grid.shape, np.bool_)
    for records in earlier:
        seen |= ~withheld_in(records, year)
    return seen


def _unprotected(register: Register, year: int, found: Protection) -> Iterator[str]:
    for measure, cells in found.suppression.unprotected.items():
        if len(cells):
            named = ", ".join(register.cell(*cell) for cell in cells[:SHOWN].tolist())
            yield f"{year}, {measure}: {len(cells):,} protected cell(s) have no partner to hide behind: {named}"


def _violated(register: Register, year: int, found: Protection) -> Iterator[str]:
    """Checks every proof anew, and that sums answered before do not undo it."""
    for measure, sensitivity in found.measures.items():
        public = with_answers(found.public(measure), sensitivity, answered(register, year, measure))
        violated = attack(public, sensitivity, found.suppression.exchanges[measure]).violated
        if violated.any():
            yield f"{year}, {measure}: sums answered before show {np.count_nonzero(violated):,} protected cell(s)"


def _store(register: Register, policy: PublishPolicy, home: Home, found: dict[int, Protection]) -> Records:
    kept = KeptProtection.at(register, _vintage(register, policy, home))
    proofs = {year: each.suppression.exchanges for year, each in found.items()}
    withheld = {year: each.suppression.withheld for year, each in found.items()}
    kept.folder.parent.mkdir(mode=0o700, exist_ok=True)
    with whole_folder(kept.folder) as folder:
        key = write_protection(folder, policy, proofs)
        close_to_others(folder)
    said = public_description(register.records, kept.public, policy, register_checksum(register.records, key))
    return write_public_records(home, register.records, said, Withholding(withheld, policy.establishments_shown))


def _vintage(register: Register, policy: PublishPolicy, home: Home) -> str:
    """The policy's name and a number that was never used; nothing of the register is in it."""
    name = re.sub(r"[^a-z0-9]+", "-", policy.name.lower()).strip("-") or "policy"
    taken = {folder.name for folder in home.records(register.records.source).glob("[!.]*")}
    taken |= {each.public for one in registers(home) for each in protections(one)}
    numbers = (f"protected-{name}-{number}" for number in range(1, len(taken) + 2))
    return next(vintage for vintage in numbers if vintage not in taken)


def _counts(register: Register, year: int, found: Protection) -> YearCounts:
    cells = register.records.rows[year]
    suppression = found.suppression
    protected, withheld = np.count_nonzero(suppression.primary), np.count_nonzero(suppression.withheld)
    return YearCounts(year, cells, int(protected), int(withheld))


def _counted(register: Register, records: Records) -> Iterator[YearCounts]:
    kept = KeptProtection.at(register, records.vintage)
    for year in records.years:
        judged = register.sensitivities(year, kept.policy())
        protected = np.logical_or.reduce([each.cells for each in judged.values()])
        withheld = withheld_in(records, year)
        yield YearCounts(year, records.rows[year], int(np.count_nonzero(protected)), int(np.count_nonzero(withheld)))
