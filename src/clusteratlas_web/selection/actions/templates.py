"""Templates of calls: a department keeps a call of its own as a template, renames it, and takes it away."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.selection.models import Call, CallTemplate
from clusteratlas_web.selection.permissions import may_run
from clusteratlas_web.selection.plans import as_data
from clusteratlas_web.selection.queries.plans import plan_of, shipped

Texts = dict[str, str]


@transaction.atomic
def keep_template(person: Any, call: Call, names: Texts, about: Texts) -> CallTemplate:
    """A call as its department's template: everything but its dates, documents and applications."""
    require(may_run, person, call)
    made = CallTemplate.objects.create(
        slug=_free_slug(names),
        names=names,
        about=about,
        plan=as_data(plan_of(call)),
        department=call.department,
        made_by=person,
    )
    record(person, "keep", made, {}, _kept(made))
    return made


@transaction.atomic
def edit_template(person: Any, template: CallTemplate, version: int, names: Texts, about: Texts) -> CallTemplate:
    """Its names, and what it says of itself."""
    require(may_run, person, template)
    held = lock(template, version)
    before = _kept(held)
    held.names, held.about = names, about
    save_next(held)
    record(person, "edit", held, before, _kept(held))
    return held


@transaction.atomic
def remove_template(person: Any, template: CallTemplate, version: int) -> None:
    """A template no more; calls made from it stay."""
    require(may_run, person, template)
    held = lock(template, version)
    record(person, "remove", held, _kept(held), {})
    held.delete()


def _kept(template: CallTemplate) -> dict[str, Any]:
    state = state_of(template)
    return {name: state[name] for name in ("slug", "names", "about", "plan")} | {"department": template.department.slug}


def _free_slug(names: Texts) -> str:
    base = slugify(names.get("en", ""))[:90] or "template"
    taken = set(CallTemplate.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | set(shipped())
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
