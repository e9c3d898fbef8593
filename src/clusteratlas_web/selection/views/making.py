"""Making a call from a template, and the templates of one's departments."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.names import in_words
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.selection.actions.calls import create_call
from clusteratlas_web.selection.actions.templates import edit_template, keep_template, remove_template
from clusteratlas_web.selection.deadlines import NoSuchInstant
from clusteratlas_web.selection.forms.calls import NewCallForm, TemplateForm
from clusteratlas_web.selection.permissions import may_create
from clusteratlas_web.selection.plans import Plan, timetable
from clusteratlas_web.selection.queries.plans import Offered, offered_to, template_for, templates_of
from clusteratlas_web.selection.queries.reading import runs_call
from clusteratlas_web.selection.views.framing import call_crumb, framed
from clusteratlas_web.selection.words import KINDS, PARTS

_BOTH = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(_BOTH)
def new_page(request: HttpRequest) -> HttpResponse:
    """A new call: first its template, then its names, its clock and its first day."""
    require(may_create, request.user)
    offered = offered_to(request.user)
    chosen = next((each for each in offered if each.key == request.GET.get("template")), None)
    if chosen is None:
        context = framed(request, (gettext("New call"), "")) | {"offered": [_offered_shown(each) for each in offered]}
        return render(request, "selection/new.html", context)
    form = NewCallForm(request.user, chosen.plan, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = _made(request, chosen, form)
        if made is not None:
            return redirect("selection:edit", made.slug)
    new = reverse("selection:new")
    context = framed(request, (gettext("New call"), new), (str(chosen.name), "")) | {
        "title": chosen.name,
        "lead": chosen.told,
        "plan": plan_shown(chosen.plan),
        "form": form,
        "submit": gettext("Make the draft"),
        "cancel": new,
    }
    return render(request, "selection/form.html", context)


@signed_in
@require_safe
def templates_page(request: HttpRequest) -> HttpResponse:
    """The templates of one's departments, and the shipped ones."""
    require(may_create, request.user)
    offered = [_offered_shown(each) for each in offered_to(request.user)]
    unread = templates_of(request.user).exclude(slug__in=[each["key"] for each in offered])
    context = framed(request, (gettext("Templates"), "")) | {"offered": offered, "unread": unread}
    return render(request, "selection/templates.html", context)


@signed_in
@require_http_methods(_BOTH)
def template_page(request: HttpRequest, template: str) -> HttpResponse:
    """A template of one's department: what it is called."""
    stored = template_for(request.user, template)
    form = TemplateForm(stored.names, stored.about, stored.version, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edit_template(request.user, stored, form.cleaned_data["version"] or 0, *form.texts)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("It is stored."))
            return redirect("selection:templates")
    templates = reverse("selection:templates")
    context = framed(request, (gettext("Templates"), templates), (str(stored.name), "")) | {
        "title": stored.name,
        "lead": organisation_name(stored.department),
        "form": form,
        "cancel": templates,
        "remove": reverse("selection:template-remove", args=(stored.slug,)),
        "piece": stored,
    }
    return render(request, "selection/form.html", context)


@signed_in
@require_POST
def template_remove(request: HttpRequest, template: str) -> HttpResponse:
    """A template no more."""
    stored = template_for(request.user, template)
    remove_template(request.user, stored, version_sent(request))
    tell(request, gettext("The template is removed. Calls that were made from it stay."))
    return redirect("selection:templates")


@signed_in
@require_http_methods(_BOTH)
def keep_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A call kept as a template of its department."""
    call = runs_call(request.user, slug)
    form = TemplateForm(call.names, call.about, 0, request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_template(request.user, call, *form.texts)
        tell(request, gettext("The template is kept. Only your department sees it."))
        return redirect("selection:templates")
    context = framed(request, call_crumb(call), (gettext("Keep as a template"), "")) | {
        "title": gettext("Keep as a template"),
        "lead": gettext(
            "Everything but the dates, the papers and the applications, for the next call of your department."
        ),
        "form": form,
        "cancel": reverse("selection:edit", args=(slug,)),
    }
    return render(request, "selection/form.html", context)


def plan_shown(plan: Plan) -> list[dict[str, Any]]:
    """What a template sets, round by round."""
    between = gettext("; ")
    return [
        {
            "name": in_words(each.names),
            "places": each.places,
            "asks": between.join(worded(PARTS, part) for part in each.asks),
            "criteria": len(each.criteria),
            "conditions": len(each.conditions),
            "least_reviews": each.least_reviews,
        }
        for each in plan.rounds
    ]


def _made(request: HttpRequest, chosen: Offered, form: NewCallForm) -> Any:
    """The call, or None where the form now says why not."""
    sent = form.cleaned_data
    try:
        dates = timetable(chosen.plan, sent["opens"], sent["first_day"], sent["time_zone"])
        made = create_call(request.user, sent["department"], chosen.plan, dates, form.facts | {"template": chosen.key})
    except NoSuchInstant:
        form.add_error(
            "opens", gettext("From this day a date of the timetable falls into a change of clocks. Choose another day.")
        )
        return None
    except Refusal as refusal:
        form.add_error("department", refusal.said)
        return None
    tell(request, gettext("The draft is stored. Only your department sees it until it is published."))
    return made


def _offered_shown(offered: Offered) -> dict[str, Any]:
    department = offered.stored.department if offered.stored else None
    return {
        "key": offered.key,
        "name": offered.name,
        "told": offered.told,
        "kind": worded(KINDS, offered.plan.kind),
        "rounds": plan_shown(offered.plan),
        "source": offered.plan.source,
        "stored": offered.stored,
        "department": organisation_name(department) if department else None,
    }
