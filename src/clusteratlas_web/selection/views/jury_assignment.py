"""Who reads what: the computed assignment with its reasons and gaps, changes by hand, and the steps of the reviews."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.selection.actions.assignment import (
    apply_assignment,
    assign_juror,
    end_reviews,
    extend_reviews,
    resume_reviews,
    start_reviews,
)
from clusteratlas_web.selection.actions.reviews import reopen_review, take_off_review
from clusteratlas_web.selection.forms.jury import DueForm
from clusteratlas_web.selection.jury_page import conflicts_shown, entry_label, lack_said, suits_said
from clusteratlas_web.selection.models import Entry, Juror, Review, Round
from clusteratlas_web.selection.queries.assignment import (
    ASSIGNABLE,
    Given,
    Row,
    assignment_for,
    candidates,
    jury_of,
    plan,
)
from clusteratlas_web.selection.queries.conflicts import conflicts_seen_by
from clusteratlas_web.selection.queries.reading import entries_run_by
from clusteratlas_web.selection.states import ACCEPTED, DISMISSED, REVIEW, ROUND, WITHDRAWN
from clusteratlas_web.selection.views.framing import call_crumb, framed
from clusteratlas_web.selection.views.jury import jury_crumb

ANEW = "anew"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assignment_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The assignment as it is computed now: filling gaps, or anew with `?how=anew`; a POST applies what was seen."""
    the_round = assignment_for(request.user, slug, number)
    sent = request.POST if request.method == "POST" else request.GET
    anew = sent.get("how") == ANEW
    if request.method == "POST":
        found = apply_assignment(request.user, the_round, request.POST.get("mark", ""), anew)
        tell(request, gettext("Applied: %(count)s reviews were assigned.") % {"count": len(found.new)})
        return redirect("selection:assignment", slug, number)
    found = plan(request.user, the_round, anew)
    context = _framed(request, the_round, (gettext("Assignment"), "")) | {
        "plan": found,
        "anew": anew,
        "rows": [_shown(row) for row in found.rows],
        "is_open": the_round.state in ASSIGNABLE,
        "steps": _round_steps(request, the_round),
        "tools": sheet_links("selection:assignment-table", slug, number),
    }
    return render(request, "selection/assignment.html", context)


@login_required
@require_safe
def assignment_table(request: HttpRequest, slug: str, number: int, format: str) -> HttpResponse:  # noqa: A002 - as the address calls it
    """Who has what, to take away: a row for each review that is assigned."""
    the_round = assignment_for(request.user, slug, number)
    rows = Review.objects.filter(entry__in=entries_run_by(request.user, the_round)).exclude(state=WITHDRAWN)
    rows = rows.select_related("entry__application", "juror__person").order_by("entry__application__number", "juror")
    heads = [
        gettext("Number"),
        gettext("Application"),
        gettext("Juror"),
        gettext("Status"),
        gettext("Assigned by hand"),
    ]
    cells = [
        [
            each.entry.application.number,
            each.entry.application.title,
            str(each.juror.person),
            REVIEW.label(each.state),
            gettext("yes") if each.by_hand else gettext("no"),
        ]
        for each in rows
    ]
    return sheet_answer(Sheet(f"assignment-{slug}-{number}", heads, cells), format)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry_page(request: HttpRequest, slug: str, number: int, application: int) -> HttpResponse:
    """One application: who has it, who could get it and why, who is kept out; a POST assigns by hand."""
    the_round = assignment_for(request.user, slug, number)
    entry = _entry(request, the_round, application)
    if request.method == "POST":
        sent = request.POST.get("juror", "")
        juror = get_object_or_404(Juror, call=the_round.call, pk=int(sent) if sent.isdecimal() else 0)
        assign_juror(request.user, entry, juror)
        tell(request, gettext("Assigned."))
        return redirect("selection:assign", slug, number, application)
    jury = jury_of(request.user, the_round)
    kept_out = conflicts_seen_by(request.user, the_round.call).filter(application=entry.application_id)
    reviews = Review.objects.filter(entry=entry).select_related("juror__person").order_by("juror")
    context = _framed(request, the_round, (entry_label(entry, True), "")) | {
        "entry": entry,
        "label": entry_label(entry, True),
        "applicant": organisation_name(entry.application.organisation),
        "reviews": [(each, REVIEW.label(each.state), _review_steps(request, each)) for each in reviews],
        "candidates": _candidates(jury, entry),
        "kept_out": conflicts_shown(kept_out.exclude(state=DISMISSED), True),
        "is_open": the_round.state in ASSIGNABLE,
    }
    return render(request, "selection/assign.html", context)


@login_required
@require_POST
def review_step(request: HttpRequest, slug: str, number: int, application: int, review: int, verb: str) -> HttpResponse:
    """Takes a review from a juror, gives it again, or asks for another look."""
    the_round = assignment_for(request.user, slug, number)
    entry = _entry(request, the_round, application)
    held = get_object_or_404(entry.reviews.select_related("juror__person", "juror__call"), pk=review)
    version = version_sent(request)
    if verb == "withdraw":
        take_off_review(request.user, held, version)
    elif verb == "assign":
        assign_juror(request.user, entry, held.juror)
    elif verb == "reopen":
        reopen_review(request.user, held, version, request.POST.get("note", "").replace("\0", "")[:2000])
    else:
        raise Http404
    tell(request, gettext("Done. The juror is told."))
    return redirect("selection:assign", slug, number, application)


@login_required
@require_POST
def round_step(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """Starts the reviews of a round, ends them, resumes them."""
    if verb not in _ROUND_STEPS:
        raise Http404
    the_round = assignment_for(request.user, slug, number)
    version = version_sent(request)
    _ROUND_STEPS[verb](request.user, the_round, version)
    tell(request, gettext("Done."))
    return redirect("selection:assignment", slug, number)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extend_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Until when reviews are due: later than now."""
    the_round = assignment_for(request.user, slug, number)
    form = DueForm(the_round, request.POST if request.method == "POST" else None)
    way = reverse("selection:assignment", args=(slug, number))
    if request.method == "POST" and form.is_valid():
        try:
            extend_reviews(request.user, the_round, form.cleaned_data["version"], form.cleaned_data["until"])
        except Refusal as refusal:
            form.add_error("day", refusal.said)
        else:
            tell(request, gettext("Reviews are due later. Jurors who owe some are told."))
            return redirect(way)
    context = _framed(request, the_round, (gettext("Assignment"), way), (gettext("Reviews due"), "")) | {
        "title": gettext("When reviews are due"),
        "lead": gettext("It can only be later. What a juror handed in stays as it is."),
        "form": form,
        "submit": gettext("Store"),
        "cancel": way,
    }
    return render(request, "selection/jury_form.html", context)


_ROUND_STEPS: dict[str, Callable[[Any, Round, int], Round]] = {
    "review": start_reviews,
    "meet": end_reviews,
    "resume": resume_reviews,
}


def _framed(request: HttpRequest, the_round: Round, *way: tuple[str, str]) -> dict[str, Any]:
    call = the_round.call
    context = framed(request, call_crumb(call), jury_crumb(call), *way)
    return context | {"call": call, "the_round": the_round, "round_state": ROUND.label(the_round.state)}


def _entry(request: HttpRequest, the_round: Round, application: int) -> Entry:
    """An entry of the round that who runs the call may read, or there is none."""
    rows = entries_run_by(request.user, the_round).select_related("application__organisation", "application__call")
    return get_object_or_404(rows.select_related("round__call"), application__number=application)


def _round_steps(request: HttpRequest, the_round: Round) -> list[tuple[str, str]]:
    found = [each for each in ROUND.open_to(the_round, request.user) if each.verb in _ROUND_STEPS]
    return [(each.verb, gettext(each.label)) for each in found]


def _review_steps(request: HttpRequest, review: Review) -> list[tuple[str, str]]:
    """What can be done with a review; who is not in the jury any more gets none again."""
    if review.juror.state != ACCEPTED:
        return []
    found = [each for each in REVIEW.open_to(review, request.user) if each.verb in ("withdraw", "assign", "reopen")]
    return [(each.verb, gettext(each.label)) for each in found]


def _candidates(jury: Any, entry: Entry) -> list[tuple[Given, str]]:
    if entry.pk not in jury.entries:
        return []
    return [(each, suits_said(each.suits)) for each in candidates(jury, entry)]


def _shown(row: Row) -> dict[str, Any]:
    entry = row.entry
    return {
        "entry": entry,
        "label": entry_label(entry, True),
        "applicant": organisation_name(entry.application.organisation),
        "given": [(each, suits_said(each.suits)) for each in row.given],
        "lack": lack_said(row.lack) if row.lack else "",
    }
