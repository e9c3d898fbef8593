"""Conflicts of interest: those to decide and those decided, a doubt that is asked, a juror's own declaration."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.history_shown import Entry, Values, choice_word, shown
from clusteratlas_web.foundation.models import HistoryEntry
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.selection.actions.conflicts import (
    ask_conflict,
    declare_conflict,
    declare_doubt,
    dismiss_conflict,
    uphold_conflict,
)
from clusteratlas_web.selection.forms.jury import DeclareForm, DoubtForm
from clusteratlas_web.selection.jury_page import conflict_shown, conflicts_shown, entry_label, shows_whom
from clusteratlas_web.selection.jury_words import field_word, verb_word
from clusteratlas_web.selection.models import Application, Call, Conflict
from clusteratlas_web.selection.queries.conflicts import (
    conflict_for,
    conflict_read_by,
    conflicts_seen_by,
    ground_said,
    history_told,
    organisations_named,
    shows_reasons_to,
)
from clusteratlas_web.selection.queries.jury import jury_for
from clusteratlas_web.selection.queries.reading import clear_for
from clusteratlas_web.selection.queries.reviewing import desk_of, names_shown_to
from clusteratlas_web.selection.states import CONFLICT, REVIEWING
from clusteratlas_web.selection.views.framing import address_of, call_crumb, framed
from clusteratlas_web.selection.views.jury import jury_crumb

_DECIDE: dict[str, Callable[[Any, Conflict, int, str], Conflict]] = {
    "uphold": uphold_conflict,
    "dismiss": dismiss_conflict,
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def conflicts_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is kept out of what and why, open questions first; a doubt is asked below."""
    call = jury_for(request.user, slug)
    form = DoubtForm(call, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _asked(request, call, form):
        tell(request, gettext("The question is open. The juror reads nothing of the application until it is decided."))
        return redirect("selection:conflicts", slug)
    rows = _rows(request, call)
    context = framed(request, call_crumb(call), jury_crumb(call), (gettext("Conflicts of interest"), "")) | {
        "call": call,
        "rows": [(row, _verbs(row.conflict)) for row in rows],
        "open_count": sum(row.is_open for row in rows),
        "hides": not shows_reasons_to(request.user, call),
        "form": form,
        "tools": sheet_links("selection:conflicts-table", slug),
    }
    return render(request, "selection/conflicts.html", context)


@login_required
@require_safe
def conflicts_table(request: HttpRequest, slug: str, format: str) -> HttpResponse:  # noqa: A002 - as the address calls it
    """The same to take away."""
    call = jury_for(request.user, slug)
    heads = [gettext("Who"), gettext("Application"), gettext("Reason"), gettext("How")]
    heads += [gettext("Status"), gettext("Answer")]
    rows = [
        [str(row.conflict.juror.person), row.application, row.why, row.how, row.state, row.answer]
        for row in _rows(request, call)
    ]
    return sheet_answer(Sheet(f"conflicts-{slug}", heads, rows), format)


@login_required
@require_safe
def conflict_page(request: HttpRequest, slug: str, conflict: int) -> HttpResponse:
    """One conflict with its history: found, declared, doubted, decided, by whom and when; a juror reads the own one."""
    held, is_own = conflict_read_by(request.user, slug, conflict)
    shows = not is_own and shows_reasons_to(request.user, held.juror.call)
    rows = history_told(held, shows_whom(held, shows), request.user if is_own else None)
    row = conflict_shown(held, shows, organisations_named([held]))
    way = (gettext("Your seat in the jury"), address_of("seat", slug)) if is_own else _desk(held)
    context = framed(request, call_crumb(held.juror.call), way, (row.application, "")) | {
        "call": held.juror.call,
        "row": row,
        "history": [_with_something(each) for each in shown(rows, verb_word, field_word, _values(rows))],
    }
    return render(request, "selection/conflict.html", context)


@login_required
@require_POST
def conflict_step(request: HttpRequest, slug: str, conflict: int, verb: str) -> HttpResponse:
    """Decides: it is a conflict, or it is none."""
    if verb not in _DECIDE:
        raise Http404
    call = jury_for(request.user, slug)
    held = conflict_for(request.user, call, conflict)
    version = version_sent(request)
    _DECIDE[verb](request.user, held, version, request.POST.get("answer", "").replace("\0", "")[:2000])
    tell(request, gettext("Decided. The juror is told what concerns the juror."))
    return redirect("selection:conflicts", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declare_page(request: HttpRequest, slug: str, number: int, application: int) -> HttpResponse:
    """A juror declares a conflict, or a doubt, on an application that lies on the juror's desk."""
    desk = desk_of(request.user, slug, number, application)
    if desk.juror is None or desk.entry.round.state != REVIEWING:
        raise Http404
    form = DeclareForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act = declare_doubt if form.cleaned_data["is_doubt"] else declare_conflict
        try:
            act(request.user, desk.juror, desk.entry.application, form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error("reason", refusal.said)
        else:
            tell(request, gettext("Thank you. The application is out of your queue."))
            return redirect("selection:queue")
    label = entry_label(desk.entry, names_shown_to(request.user, desk.entry.round))
    way = reverse("selection:review", args=(slug, number, application))
    context = framed(request, (label, way), (gettext("Declare a conflict of interest"), "")) | {
        "title": gettext("Declare a conflict of interest"),
        "lead": label,
        "form": form,
        "submit": gettext("Declare it"),
        "cancel": way,
    }
    return render(request, "selection/jury_form.html", context)


def _desk(conflict: Conflict) -> tuple[str, str]:
    return gettext("Conflicts of interest"), address_of("conflicts", conflict.juror.call.slug)


def _with_something(entry: Entry) -> Entry:
    """What happened, without the fields that said nothing before and say nothing after."""
    return replace(entry, changes=[each for each in entry.changes if each.before or each.after])


def _values(rows: list[HistoryEntry]) -> Values:
    """What a history of conflicts calls values: grounds with the names of organisations, states and kinds by words."""
    names = organisations_named(rows)

    def value(entry: HistoryEntry, field: str, code: str) -> str:
        return ground_said(code, names) if field == "grounds" else choice_word(entry, field, code)

    return value


def _rows(request: HttpRequest, call: Call) -> list[Any]:
    shows = shows_reasons_to(request.user, call)
    return conflicts_shown(conflicts_seen_by(request.user, call), shows)


def _verbs(conflict: Conflict) -> list[tuple[str, str]]:
    """What can be decided; that the reader may is settled by the list: it holds what the reader is clear of."""
    found = [CONFLICT.transition(verb) for verb in _DECIDE]
    return [(each.verb, gettext(each.label)) for each in found if conflict.state in each.sources]


def _asked(request: HttpRequest, call: Call, form: DoubtForm) -> bool:
    sent = form.cleaned_data
    handed_in = Application.objects.filter(call=call, entries__submitted__isnull=False)
    application = clear_for(request.user, handed_in).filter(number=sent["application"]).first()
    if application is None:
        form.add_error("application", gettext("There is no application of this number."))
        return False
    try:
        ask_conflict(request.user, sent["juror"], application, sent["kind"], sent["reason"])
    except Refusal as refusal:
        form.add_error("juror", refusal.said)
        return False
    return True
