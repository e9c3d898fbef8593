"""Departments: what each leads and takes part in, its money, its questions and how fast it answers them."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.editing import Changed
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.programmes import page
from clusteratlas_web.programmes.actions import set_desk
from clusteratlas_web.programmes.forms.questions import DeskForm
from clusteratlas_web.programmes.models import Part
from clusteratlas_web.programmes.named import department_named, organisation_name, programme_named
from clusteratlas_web.programmes.permissions import may_set_desk
from clusteratlas_web.programmes.queries.money import money_of
from clusteratlas_web.programmes.queries.programmes import visible
from clusteratlas_web.programmes.queries.questions import (
    department_at,
    departments,
    desk_of,
    pace_of,
    published,
    received_at,
)
from clusteratlas_web.programmes.states import PROGRAMME
from clusteratlas_web.programmes.sums import totals
from clusteratlas_web.programmes.views.framing import framed
from clusteratlas_web.programmes.words import LEAD, PARTNER

LATEST = 10


@require_safe
def departments_page(request: HttpRequest) -> HttpResponse:
    """All departments with how many programmes they lead and take part in."""
    shown = Q(parts__programme__in=visible(request.user).order_by().values("pk"))
    rows = departments().annotate(
        leads=Count("parts", filter=shown & Q(parts__part=LEAD)),
        partners=Count("parts", filter=shown & ~Q(parts__part=LEAD)),
    )
    context = framed(request, (gettext("Departments"), ""), here="departments") | {
        "rows": [(department_named(each), each) for each in rows]
    }
    return render(request, "programmes/departments.html", context)


@require_safe
def department_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What a department does."""
    department = department_at(slug)
    parts = _parts(request, department)
    budget = money_of(department, request.user)
    mine = may_set_desk(request.user, department)
    way = (gettext("Departments"), reverse("programmes:departments"))
    context = framed(request, way, (str(organisation_name(department)), "")) | {
        "department": department,
        "name": organisation_name(department),
        "led": [_part(part) for part in parts if part.part == LEAD],
        "programmes": len(parts),
        "joined": [_part(part) for part in parts if part.part != LEAD],
        "money": [(row.key or gettext("not recorded"), page.written(row)) for row in budget],
        "sums": [(row.currency, page.written(row)) for row in totals(budget)],
        "pace": pace_of(department, today()),
        "desk": desk_of(department),
        "published": published(department=department)[:LATEST],
        "received": received_at(department)[:LATEST] if mine else None,
        "may_set_desk": mine,
        "tools": sheet_links("programmes:department-table", slug),
    }
    return render(request, "programmes/department.html", context)


@require_safe
def department_table(request: HttpRequest, slug: str, format: str) -> HttpResponse:  # noqa: A002
    """The programmes of a department as a table."""
    department = department_at(slug)
    heads = [gettext("Programme"), gettext("Part in it"), gettext("Status"), gettext("Role or instrument")]
    rows = []
    for part in _parts(request, department):
        told = _part(part)
        rows.append([str(told["named"].name), told["part"], told["state"], gettext("; ").join(told["tasks"])])
    return sheet_answer(Sheet(slug, heads, rows), format)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def desk_page(request: HttpRequest, slug: str) -> HttpResponse:
    """How many working days a department gives itself."""
    department = department_at(slug)
    require(may_set_desk, request.user, department)
    named = department_named(department)
    form = DeskForm(desk_of(department), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_desk(request.user, department, form.cleaned_data["version"], form.cleaned_data["answer_days"])
        except Changed as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("The days are stored."))
            return redirect(named.address)
    context = framed(request, (str(named.name), named.address), (gettext("Working days to answer"), "")) | {
        "title": gettext("Working days to answer"),
        "form": form,
        "cancel": named.address,
    }
    return render(request, "programmes/form.html", context)


def _parts(request: HttpRequest, department: Any) -> list[Part]:
    found = Part.objects.filter(organisation=department, programme__in=visible(request.user).order_by().values("pk"))
    return list(
        found.select_related("programme")
        .prefetch_related("programme__names", "roles", "instruments")
        .order_by("programme__slug")
    )


def _part(part: Part) -> dict[str, Any]:
    instruments = list(part.instruments.all())
    carried = {each.role_id for each in instruments}
    roles = [each for each in part.roles.all() if each.pk not in carried]
    return {
        "named": programme_named(part.programme),
        "part": page.part_word(part.part) if part.part in (LEAD, PARTNER, "") else part.part,
        "state": PROGRAMME.label(part.programme.state),
        "tasks": [str(each.name) for each in (*instruments, *roles)],
    }
