"""The terms that a designation comes with: added, and found met or not on a day."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from clusteratlas_web.designations.models import Designation, Term
from clusteratlas_web.designations.permissions import may_run_clear
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require


@transaction.atomic
def add_term(person: Any, designation: Designation, facts: dict[str, Any]) -> Term:
    """Another term of the contract, or what an officer read from the promise of the programme."""
    require(may_run_clear, person, designation)
    last = designation.terms.aggregate(last=Max("number"))["last"] or 0
    made = Term.objects.create(designation=designation, number=last + 1, **facts)
    record(person, "add_term", designation, {}, _kept(made))
    return made


@transaction.atomic
def record_term(
    person: Any, term: Term, version: int, outcome: str, on: date, value: Decimal | None, note: str
) -> Term:
    """Whether a term was met, by which figure, and on which day that was found."""
    require(may_run_clear, person, term.designation)
    held = lock(term, version)
    before = _kept(held)
    held.outcome, held.assessed_on, held.value, held.note = outcome, on if outcome else None, value, note
    save_next(held)
    record(person, "record_term", held.designation, before, _kept(held))
    return held


def _kept(term: Term) -> dict[str, Any]:
    return {name: value for name, value in state_of(term).items() if name != "designation"}
