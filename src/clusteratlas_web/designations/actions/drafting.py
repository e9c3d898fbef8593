"""A department drafts a scheme of its own from one that there is, edits it, and publishes it as a version."""

from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_noop as said

from clusteratlas_web.designations.models import (
    Assessment,
    Grantor,
    IndicatorSet,
    Level,
    Scheme,
    SchemeDraft,
    SchemeEdition,
)
from clusteratlas_web.designations.permissions import may_draft, may_draft_for, may_run
from clusteratlas_web.designations.plans import HEAD, Plan, faults, level_rows, set_at
from clusteratlas_web.designations.queries.drafts import latest_edition, plan_of
from clusteratlas_web.designations.storing import link_levels, store_level, store_set
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal

NOT_READY = said("It cannot be published yet: %(faults)s")
IN_USE = said("“%(level)s” is held or assessed, so a new version keeps it.")
TAKEN_BACK = said("There is a draft of this scheme already.")
APART = 1000  # by which numbers of levels are moved out of the way while they are put in order
Change = Callable[[Plan], Plan]


class NotReady(Refusal):
    """A draft with faults."""


@transaction.atomic
def draft_scheme(person: Any, origin: Scheme, department: Any, names: dict[str, str]) -> SchemeDraft:
    """A draft of a department, made from a scheme; nothing of the two depends on the other from then on."""
    require(may_draft_for, person, department)
    plan = plan_of(origin) | {"names": names, "source": ""}
    made = SchemeDraft.objects.create(department=department, origin=origin, plan=plan, made_by=person)
    record(person, "draft", made, {}, {"origin": origin.slug, "names": names})
    return made


@transaction.atomic
def revise_scheme(person: Any, scheme: Scheme, department: Any) -> SchemeDraft:
    """A draft of the next version of a scheme that the department runs."""
    require(may_run, person, scheme)
    if SchemeDraft.objects.filter(scheme=scheme).exists():
        raise Refusal(TAKEN_BACK)
    facts = {"origin": scheme, "scheme": scheme, "plan": plan_of(scheme), "made_by": person}
    made = SchemeDraft.objects.create(department=department, **facts)
    record(person, "revise", made, {}, {"origin": scheme.slug})
    return made


@transaction.atomic
def edit_draft(person: Any, draft: SchemeDraft, version: int, change: Change, note: str = "") -> SchemeDraft:
    """A draft with its plan otherwise; `note` says which piece."""
    require(may_draft, person, draft)
    held = lock(draft, version)
    before = held.plan
    held.plan = change(before)
    save_next(held)
    record(person, "edit", held, before, held.plan, note)
    return held


@transaction.atomic
def remove_draft(person: Any, draft: SchemeDraft, version: int) -> None:
    """A draft no more."""
    require(may_draft, person, draft)
    held = lock(draft, version)
    record(person, "remove", held, held.plan, {})
    held.delete()


@transaction.atomic
def publish_draft(person: Any, draft: SchemeDraft, version: int) -> SchemeEdition:
    """The draft as the next version of its scheme, or as a scheme; what was granted before keeps its version."""
    require(may_draft, person, draft)
    held = lock(draft, version)
    if found := faults(held.plan):
        raise NotReady(NOT_READY, faults=" ".join(str(each) for each in found))
    if held.scheme is None:
        scheme = _new_scheme(held)
    else:
        require(may_run, person, held.scheme)
        scheme = _revised(lock(held.scheme), held.plan)
    made = publish_edition(person, scheme, held.plan)
    record(person, "publish", held, {}, {}, f"{scheme.slug} {made.number}")
    held.delete()
    return made


def publish_edition(person: Any, scheme: Scheme, plan: Plan) -> SchemeEdition:
    """A plan as the next version of a stored scheme."""
    before = latest_edition(scheme)
    number = before.number + 1 if before else 1
    by = person if getattr(person, "pk", None) else None
    made = SchemeEdition.objects.create(scheme=scheme, number=number, plan=plan, published_by=by)
    record(person, "publish", scheme, {}, {"number": number})
    return made


def _new_scheme(draft: SchemeDraft) -> Scheme:
    facts = {name: draft.plan[name] for name in HEAD}
    scheme = Scheme.objects.create(slug=_free_slug(draft.plan["names"]), **facts)
    Grantor.objects.create(scheme=scheme, department=draft.department)
    _store(scheme, draft.plan)
    return scheme


def _revised(scheme: Scheme, plan: Plan) -> Scheme:
    if latest_edition(scheme) is None:
        publish_edition(None, scheme, plan_of(scheme))  # what there was, as the first version
    for name in HEAD:
        setattr(scheme, name, plan[name])
    save_next(scheme)
    wanted = {each["code"] for each in plan["levels"]}
    for level in scheme.levels.exclude(code__in=wanted):
        _remove(level)
    scheme.levels.update(number=models.F("number") + APART, before=None, becomes=None)
    _store(scheme, plan)
    return scheme


def _store(scheme: Scheme, plan: Plan) -> None:
    """The levels of a plan in their order; a set of indicators only where it is another than the one there is."""
    known = {each.code: each for each in scheme.levels.all()}
    levels: dict[str, Level] = {}
    rows = level_rows(plan)
    for number, row in enumerate(rows, start=1):
        levels[row["code"]] = store_level(scheme, number, row, known.get(row["code"]))
        the_set = set_at(plan, row["code"]) if "set" in row else None
        if the_set is not None and _differs(levels[row["code"]], the_set):
            store_set(levels[row["code"]], the_set)
        elif the_set is None:
            IndicatorSet.objects.filter(level=levels[row["code"]], is_current=True).update(is_current=False)
    link_levels(rows, levels)


def _differs(level: Level, the_set: dict[str, Any]) -> bool:
    current = IndicatorSet.objects.filter(level=level, is_current=True).first()
    if current is None:
        return True
    rows = [row for group in the_set["groups"] for row in group["indicators"]]
    stored = current.indicators.all()
    names = ("code", "names", "unit", "kind", "direction", "points", "low", "high", "prefill", "evidence")
    bounds = ("baseline", "threshold", "floor", "target")
    as_stored = [tuple(getattr(each, name) for name in (*names, *bounds)) for each in stored]
    return as_stored != [tuple(row[name] for name in (*names, *bounds)) for row in rows]


def _remove(level: Level) -> None:
    if level.designations.exists() or Assessment.objects.filter(level=level).exists():
        raise Refusal(IN_USE, level=level.name)
    level.delete()


def _free_slug(names: dict[str, str]) -> str:
    base = slugify(names.get("en", ""))[:50] or "scheme"
    taken = set(Scheme.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(each for each in (base, *(f"{base}-{n}" for n in range(2, 1000))) if each not in taken)
