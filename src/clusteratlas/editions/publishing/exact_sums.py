"""Exact sums from a confidential register, each one through the guard against differencing, each one remembered."""

from functools import reduce
from pathlib import Path

import numpy as np

from clusteratlas.disclosure import DifferencingGuard, GuardedTable, Public
from clusteratlas.disclosure.differencing import PUBLISHED as ALL_PUBLISHED
from clusteratlas.editions.edition import Edition
from clusteratlas.editions.layout import PUBLISHED
from clusteratlas.editions.publishing.answered import FILE, Asked, answered, remember
from clusteratlas.editions.publishing.kept_protection import KeptProtection, protections, protections_of
from clusteratlas.editions.publishing.public_records import Mask, withheld_in
from clusteratlas.editions.queries.sums import CustomSum, Wish, custom_sum, require
from clusteratlas.errors import InputError, SumRefused
from clusteratlas.home import Home, one_writer
from clusteratlas.sources import TOTAL


def exact_sum(edition: Edition, wish: Wish, home: Home | Path | str | None = None) -> CustomSum:
    """The true sum, if no protected figure can be worked out from it, from what is published, and from all sums before.

    An internal edition is answered from itself; so is a measure that the policy shows everywhere.

    Raises SumRefused with the guard's reason; InputError where the edition was not made from a register that stands in
    this home; and what `custom_sum` raises.
    """
    require(edition, wish)
    if edition.manifest.is_internal:
        return custom_sum(edition, wish)
    place = Home.at(home)
    kept = protections_of(place, edition.manifest).get(wish.year)
    if kept is None:
        raise InputError(
            f"Exact sums need the confidential register behind {edition.manifest.identity} in {place.path}. "
            "Without it, take the sum of what is shown."
        )
    if wish.measure not in kept.register.sensitivities(wish.year, kept.policy()):
        return custom_sum(edition, wish)
    asked = Asked(wish.year, wish.measure, wish.regions, _industries(edition, wish))
    with one_writer(kept.register.records.folder / FILE, wait=True):
        value = _answered(kept, asked, place)
    return CustomSum(wish, value, value, value, PUBLISHED, exact=True)


def _answered(kept: KeptProtection, asked: Asked, home: Home) -> int:
    register = kept.register
    question = asked.question(register)
    if not question.regions or not question.industries:
        return 0  # nobody is in it, and everybody may know so
    table = _guarded(kept, asked, home)
    guard = DifferencingGuard(table, answered(register, asked.year, asked.measure))
    decision = guard.allow(*question)
    if not decision.allowed:
        raise SumRefused(decision.reason)
    if decision.rule != ALL_PUBLISHED:
        remember(register, asked)
    return int(table.sensitivity.values[np.ix_(*question)].sum())


def _guarded(kept: KeptProtection, asked: Asked, home: Home) -> GuardedTable:
    register, policy = kept.register, kept.policy()
    sensitivity = register.sensitivities(asked.year, policy)[asked.measure]
    public = Public.showing(register.grid, sensitivity.values, _withheld(kept, asked.year, home))
    contributions = register.contributions(asked.year)[asked.measure]
    return GuardedTable(policy, contributions, sensitivity, public, kept.proofs(asked.year)[asked.measure])


def _withheld(kept: KeptProtection, year: int, home: Home) -> Mask:
    """The cells that no protection of the register shows."""
    standing = [records for each in protections(kept.register) if (records := each.records(home)) is not None]
    if not standing:
        raise InputError(f"The protected records {kept.public!r} do not stand in {home.path}. Protect the register.")
    return reduce(np.logical_and, [withheld_in(records, year) for records in standing])


def _industries(edition: Edition, wish: Wish) -> tuple[str, ...]:
    """The industries of the wish; of a cluster the cells that the edition counts in it."""
    if wish.cluster is None:
        return (wish.industry or TOTAL,)
    query = "select industry from membership where cluster = ? and vintage = ? order by industry"
    found = edition.rows(query, [wish.cluster, edition.manifest.vintage(wish.year)])
    return tuple(row["industry"] for row in found)
