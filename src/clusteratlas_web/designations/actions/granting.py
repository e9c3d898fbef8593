"""A designation is granted, by hand, by an award or by an assessment, and its facts are put right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from clusteratlas_web.designations.actions.letters import tell_holder
from clusteratlas_web.designations.codes import new_code
from clusteratlas_web.designations.dates import day_in, last_day, months_after
from clusteratlas_web.designations.models import Designation, Level, Standing
from clusteratlas_web.designations.permissions import may_run_clear
from clusteratlas_web.designations.queries.drafts import latest_edition
from clusteratlas_web.designations.queries.figures import pin
from clusteratlas_web.designations.refusals import LATER_THAN_TODAY, NO_HOLDER
from clusteratlas_web.designations.words import DAY
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Grant:
    """What is granted: to whom, from which day, with which facts, and the reasons that the register shows."""

    holder: Any = None
    names: Texts = field(default_factory=dict)
    granted_on: date | None = None
    precision: str = DAY
    reasons: Texts = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)  # fields of Designation


@transaction.atomic
def grant_designation(person: Any, level: Level, grant: Grant) -> Designation:
    """A designation by an officer who does not act for the holder."""
    made = _made(level, grant)
    require(may_run_clear, person, made)
    return store_grant(person, made, grant.reasons)


@transaction.atomic
def edit_designation(person: Any, designation: Designation, version: int, facts: Mapping[str, Any]) -> Designation:
    """Its names, places, programme and dates; how it stands is not edited but moved."""
    require(may_run_clear, person, designation)
    held = lock(designation, version)
    before = kept(held)
    moved = any(held.__dict__[name] != facts.get(name, held.__dict__[name]) for name in ("region", "cluster"))
    for name, value in facts.items():
        setattr(held, name, value)
    if moved and not held.pinned_edition:
        pin(held, held.region, held.cluster)
    held.words = words_of(held.names)
    save_next(held)
    record(person, "edit", held, before, kept(held))
    return held


def granted(person: Any, level: Level, grant: Grant) -> Designation:
    """The same for callers that have judged who may: an award that became final, an assessment that was passed."""
    return store_grant(person, _made(level, grant), grant.reasons)


def store_grant(person: Any, made: Designation, reasons: Texts) -> Designation:
    """Stores a designation with its first standing, and tells the holder."""
    if not made.pinned_edition:
        pin(made, made.region, made.cluster)
    made.save()
    add_standing(person, made, "grant", made.granted_on, reasons=reasons)
    record(person, "grant", made, {}, kept(made))
    if not made.is_sample:
        tell_holder(made, "grant", gettext_lazy("Your organisation has a new designation"))
    return made


def add_standing(
    person: Any,
    designation: Designation,
    verb: str,
    on: date,
    reasons: Texts | None = None,
    deadline: date | None = None,
) -> Standing:
    """How a designation stands from a day on."""
    return Standing.objects.create(
        designation=designation,
        on=on,
        precision=designation.precision if verb == "grant" else DAY,
        verb=verb,
        state=designation.state,
        level=designation.level,
        valid_until=designation.expires_on,
        deadline=deadline,
        reasons={language: text for language, text in (reasons or {}).items() if text},
        by=person if getattr(person, "pk", None) else None,
    )


def kept(designation: Designation) -> dict[str, Any]:
    """What the history keeps of a designation."""
    return {name: value for name, value in state_of(designation).items() if name not in {"created", "changed", "words"}}


def words_of(names: Texts) -> str:
    """What the register finds a place by: all its names."""
    return " ".join(names.values())[:600]


def _made(level: Level, grant: Grant) -> Designation:
    if grant.holder is None and not any(grant.names.values()):
        raise Refusal(NO_HOLDER)
    today = day_in(level.scheme.time_zone, timezone.now())
    begins = grant.granted_on or today
    if begins > today:
        raise Refusal(LATER_THAN_TODAY, today=today)
    exact = grant.precision == DAY
    dates = {
        "expires_on": last_day(begins, level.valid_months) if level.valid_months and exact else None,
        "review_due": months_after(begins, level.review_months) if level.review_months and exact else None,
    }
    names = {language: text for language, text in grant.names.items() if text}
    given = {"holder": grant.holder, "names": names, "words": words_of(names)}
    told = {"level": level, "granted_on": begins, "precision": grant.precision, "code": new_code()}
    told["edition"] = latest_edition(level.scheme)
    return Designation(**dates | given | told | dict(grant.facts))
