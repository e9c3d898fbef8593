"""Drafts of schemes: a department's own, made from one there is, edited, tried on what was assessed, published."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.designations.actions.drafting import (
    Change,
    draft_scheme,
    edit_draft,
    publish_draft,
    remove_draft,
    revise_scheme,
)
from clusteratlas_web.designations.draft_page import plan_shown, tried_shown
from clusteratlas_web.designations.forms.drafts import (
    HeadForm,
    IndicatorForm,
    LevelForm,
    NewDraftForm,
    departments_that,
)
from clusteratlas_web.designations.models import Scheme, SchemeDraft
from clusteratlas_web.designations.permissions import may_create, may_run
from clusteratlas_web.designations.plans import (
    faults,
    indicator_in,
    level_in,
    with_group,
    with_indicator,
    with_level,
    without_indicator,
    without_level,
)
from clusteratlas_web.designations.queries.designations import scheme_at
from clusteratlas_web.designations.queries.drafts import draft_for, drafts_of, edition_at, tried
from clusteratlas_web.designations.views.framing import framed
from clusteratlas_web.designations.words import field_word, verb_word
from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import Entry, shown
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.programmes.named import organisation_name

_BOTH = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def drafts_page(request: HttpRequest) -> HttpResponse:
    """The drafts of one's departments, and what a draft can be made from."""
    require(may_create, request.user)
    context = framed(request, _schemes(), (gettext("Drafts"), "")) | {
        "drafts": [(each, organisation_name(each.department)) for each in drafts_of(request.user)],
        "origins": Scheme.objects.order_by("slug"),
    }
    return render(request, "designations/drafts.html", context)


@signed_in
@require_http_methods(_BOTH)
def new_page(request: HttpRequest) -> HttpResponse:
    """A draft from a scheme that there is."""
    require(may_create, request.user)
    origin = Scheme.objects.filter(slug=request.GET.get("from", "")).first()
    form = NewDraftForm(request.user, origin, request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        made = draft_scheme(request.user, sent["origin"], sent["department"], form.names)
        tell(request, gettext("The draft is stored. Only your department reads it until it is published."))
        return redirect("designations:draft", made.pk)
    return _form(request, gettext("Draft a scheme"), form, _drafts())


@signed_in
@require_POST
def revise(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft of the next version of a scheme."""
    scheme = scheme_at(slug)
    if not may_run(request.user, scheme):
        raise Http404
    there = drafts_of(request.user).filter(scheme=scheme).first()
    if there is not None:
        return redirect("designations:draft", there.pk)
    granting = [each.department for each in scheme.grantors.all()]
    own = departments_that(request.user).filter(pk__in=[each.pk for each in granting]).first()
    made = revise_scheme(request.user, scheme, own or granting[0])
    return redirect("designations:draft", made.pk)


@signed_in
@require_safe
def draft_page(request: HttpRequest, number: int) -> HttpResponse:
    """A draft: its levels, its indicators with their bounds, what is missing, what happened."""
    draft = draft_for(request.user, number)
    context = framed(request, _schemes(), _drafts(), (str(draft.name), "")) | {
        "draft": draft,
        "department": organisation_name(draft.department),
        "faults": faults(draft.plan),
        "history": _without_plans(shown(history_of(draft), verb_word, field_word)),
        **plan_shown(draft.plan),
    }
    return render(request, "designations/draft.html", context)


@signed_in
@require_http_methods(_BOTH)
def head_page(request: HttpRequest, number: int) -> HttpResponse:
    """Its texts, kind, clock."""
    draft = draft_for(request.user, number)
    form = HeadForm(draft, request.POST or None)
    if _is_sent(request, form) and _stored(request, draft, form, lambda plan: plan | form.facts, "texts"):
        return redirect("designations:draft", number)
    return _form(request, gettext("Texts and clock"), form, _drafts(), _draft(draft))


@signed_in
@require_http_methods(_BOTH)
def level_page(request: HttpRequest, number: int, code: str = "") -> HttpResponse:
    """A level, new or as it stands in the draft."""
    draft = draft_for(request.user, number)
    if code and level_in(draft.plan, code) is None:
        raise Http404
    form = LevelForm(draft, code, request.POST or None)
    if _is_sent(request, form) and _stored(request, draft, form, _with_level(form), form.new_code):
        return redirect("designations:draft", number)
    title = form.initial.get("names_en") or gettext("A further level")
    remove = reverse("designations:draft-level-remove", args=(number, code)) if code else ""
    return _form(request, title, form, _drafts(), _draft(draft), remove=remove, draft=draft)


@signed_in
@require_http_methods(_BOTH)
def indicator_page(request: HttpRequest, number: int, code: str = "") -> HttpResponse:
    """An indicator, new or as it stands in the draft, with its bounds at every level."""
    draft = draft_for(request.user, number)
    if code and indicator_in(draft.plan, code) is None:
        raise Http404
    form = IndicatorForm(draft, code, request.POST or None)
    if _is_sent(request, form) and _stored(request, draft, form, _with(form), form.new_code):
        return redirect("designations:draft", number)
    title = form.initial.get("names_en") or gettext("A further indicator")
    context = framed(request, _schemes(), _drafts(), _draft(draft), (str(title), "")) | {
        "title": title,
        "form": form,
        "draft": draft,
        "code": code,
    }
    return render(request, "designations/draft_indicator.html", context)


@signed_in
@require_POST
def level_remove(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """A level no more."""
    return _removed(request, number, lambda plan: without_level(plan, code), code)


@signed_in
@require_POST
def indicator_remove(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """An indicator no more."""
    return _removed(request, number, lambda plan: without_indicator(plan, code), code)


@signed_in
@require_safe
def try_page(request: HttpRequest, number: int) -> HttpResponse:
    """What would change: which level each present holder's last assessment would give under the draft."""
    draft = draft_for(request.user, number)
    rows = tried(request.user, draft)
    title = gettext("What would change")
    context = framed(request, _schemes(), _drafts(), _draft(draft), (title, "")) | {
        "title": title,
        "draft": draft,
        "origin": draft.origin,
        "rows": [tried_shown(each, draft.plan) for each in rows],
        "changing": sum(each.changes for each in rows),
    }
    return render(request, "designations/draft_try.html", context)


@signed_in
@require_POST
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """The draft as a version of its scheme, for everybody."""
    draft = draft_for(request.user, number)
    made = publish_draft(request.user, draft, version_sent(request))
    tell(request, gettext("Version %(number)s is published.") % {"number": made.number})
    return redirect("designations:scheme", made.scheme.slug)


@signed_in
@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """A draft no more."""
    remove_draft(request.user, draft_for(request.user, number), version_sent(request))
    tell(request, gettext("The draft is removed."))
    return redirect("designations:drafts")


@require_safe
def version_page(request: HttpRequest, slug: str, edition: int) -> HttpResponse:
    """A version of a scheme as it was published; for everybody."""
    found = edition_at(slug, edition)
    scheme = found.scheme
    title = gettext("Version %(number)s") % {"number": found.number}
    way = (str(scheme.name), reverse("designations:scheme", args=(slug,)))
    context = framed(request, _schemes(), way, (title, "")) | {
        "title": title,
        "edition": found,
        "scheme": scheme,
        "published": Moment(found.published.replace(microsecond=0), scheme.time_zone),
        "held": found.designations.count(),
        **plan_shown(found.plan),
    }
    return render(request, "designations/version.html", context)


def _is_sent(request: HttpRequest, form: Any) -> bool:
    return request.method == "POST" and form.is_valid()


def _with_level(form: LevelForm) -> Change:
    return lambda plan: with_level(plan, form.new_code, form.facts)


def _with(form: IndicatorForm) -> Change:
    """The plan with the indicator, in its group or in a new one."""

    def change(plan: dict[str, Any]) -> dict[str, Any]:
        group = form.cleaned_data["group"]
        if group == "":
            plan, place = with_group(plan, form.group_names)
        else:
            place = int(group)
        return with_indicator(plan, form.new_code, form.facts | {"group": place})

    return change


def _stored(request: HttpRequest, draft: SchemeDraft, form: Any, change: Change, note: str) -> bool:
    try:
        edit_draft(request.user, draft, form.cleaned_data["version"], change, note)
    except Refusal as refusal:
        form.add_error(None, refusal.said)
        return False
    tell(request, gettext("It is stored."))
    return True


def _removed(request: HttpRequest, number: int, change: Change, note: str) -> HttpResponse:
    draft = draft_for(request.user, number)
    edit_draft(request.user, draft, version_sent(request), change, note)
    tell(request, gettext("It is removed from the draft."))
    return redirect("designations:draft", number)


def _form(request: HttpRequest, title: Any, form: Any, *way: tuple[str, str], **more: Any) -> HttpResponse:
    context = framed(request, _schemes(), *way, (str(title), "")) | {"title": title, "form": form, **more}
    return render(request, "designations/draft_form.html", context)


def _without_plans(entries: list[Entry]) -> list[Entry]:
    """Who did what and when: the pieces themselves stand on the page, and a plan is too long for a line."""
    return [Entry(each.at, each.who, each.what, each.note, []) for each in entries]


def _schemes() -> tuple[str, str]:
    return gettext("Schemes"), reverse("designations:schemes")


def _drafts() -> tuple[str, str]:
    return gettext("Drafts"), reverse("designations:drafts")


def _draft(draft: SchemeDraft) -> tuple[str, str]:
    return str(draft.name), reverse("designations:draft", args=(draft.pk,))
