"""What a juror has to read across calls, and the page of one application with the review beside it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.selection.actions.reviews import reaffirm_review, save_review, submit_review
from clusteratlas_web.selection.deadlines import is_before
from clusteratlas_web.selection.entry_page import entry_body
from clusteratlas_web.selection.forms.reviews import ReviewForm, short_value
from clusteratlas_web.selection.jury_page import entry_label
from clusteratlas_web.selection.jury_refusals import CHANGED
from clusteratlas_web.selection.jury_words import field_word, verb_word
from clusteratlas_web.selection.models import Entry, Review
from clusteratlas_web.selection.permissions import may_run
from clusteratlas_web.selection.queries.jury import seats_of
from clusteratlas_web.selection.queries.reviewing import OnDesk, desk_of, names_shown_to, queue_of, reviews_seen_by
from clusteratlas_web.selection.states import ACCEPTED, INVITED, JUROR, REVIEWING, ROUND
from clusteratlas_web.selection.views.framing import framed
from clusteratlas_web.selection.words import NEVER

REAFFIRM, SUBMIT = "reaffirm", "submit"


@dataclass(frozen=True)
class QueueRow:
    """An entry as the queue has it."""

    entry: Entry
    label: str
    applicant: Any
    address: str
    state: str
    is_done: bool
    is_late: bool


@login_required
@require_safe
def queue_page(request: HttpRequest) -> HttpResponse:
    """Everything the reader has to read, what is due first; and the seats there are."""
    rows = queue_rows(request.user, queue_of(request.user))
    seats = [(each, JUROR.label(each.state)) for each in seats_of(request.user).filter(state__in=(INVITED, ACCEPTED))]
    context = framed(request, (gettext("My reviews"), ""), here="queue") | {
        "to_read": [row for row in rows if not row.is_done],
        "done": [row for row in rows if row.is_done],
        "seats": seats,
    }
    return render(request, "selection/queue.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_page(request: HttpRequest, slug: str, number: int, application: int) -> HttpResponse:
    """The application and its evidence, the review beside it, and the reviews of others as the round shows them."""
    desk = desk_of(request.user, slug, number, application)
    form = _form(request, desk)
    if request.method == "POST":
        if not desk.may_write or form is None:
            raise Http404
        done = _stored(request, desk, form)
        if done:
            tell(request, done)
            return redirect("selection:review", slug, number, application)
    return render(request, "selection/review.html", _context(request, desk, form))


def queue_rows(person: Any, desks: list[OnDesk]) -> list[QueueRow]:
    """The rows of a queue; who applies is hidden where the round says so."""
    shows = {each.pk: names_shown_to(person, each) for each in {desk.entry.round for desk in desks}}
    return [_row(desk, shows[desk.entry.round_id]) for desk in desks]


def _row(desk: OnDesk, shows: bool) -> QueueRow:
    entry = desk.entry
    where = (entry.round.call.slug, entry.round.number, entry.application.number)
    done = desk.is_handed_in and not desk.is_outdated
    return QueueRow(
        entry=entry,
        label=entry_label(entry, shows),
        applicant=organisation_name(entry.application.organisation) if shows else "",
        address=reverse("selection:review", args=where),
        state=_state(desk),
        is_done=done,
        is_late=not done and not is_before(timezone.now(), entry.round.reviews_due),
    )


def _state(desk: OnDesk) -> str:
    if desk.is_outdated:
        return gettext("amended since you handed in")
    if desk.is_handed_in:
        return gettext("handed in")
    return gettext("not begun") if desk.review is None or desk.review.version == 1 else gettext("draft")


def _form(request: HttpRequest, desk: OnDesk) -> ReviewForm | None:
    """The form while it can be sent: the round is being reviewed, and the review is not handed in."""
    if not desk.may_write or desk.entry.round.state != REVIEWING:
        return None
    return ReviewForm(desk.entry, desk.review, request.POST if request.method == "POST" else None)


def _stored(request: HttpRequest, desk: OnDesk, form: ReviewForm) -> str:
    """Saves, hands in or reaffirms; what was done, or nothing where it was refused and the form says why."""
    act, review = request.POST.get("act", ""), desk.review
    if act == REAFFIRM and review is not None:
        version = version_sent(request)
        reaffirm_review(request.user, review, version)
        return gettext("Your review holds for the application as it is now.")
    if not form.is_valid():
        return ""
    version = form.cleaned_data["version"]
    try:
        if act == SUBMIT:
            submit_review(request.user, desk.entry, version, form.draft)
            return gettext("Your review is handed in.")
        save_review(request.user, desk.entry, version, form.draft)
    except Refusal as refusal:
        form.add_error(None, refusal.said)
        _read_again(form, refusal, desk)
        return ""
    return gettext("The draft is stored.")


def _read_again(form: ReviewForm, refusal: Refusal, desk: OnDesk) -> None:
    """The page shows the amended application now: what is sent next was written with it in view."""
    if refusal.sentence == CHANGED:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["read"] = str(desk.entry.version)


def _context(request: HttpRequest, desk: OnDesk, form: ReviewForm | None) -> dict[str, Any]:
    entry, the_round = desk.entry, desk.entry.round
    shows = names_shown_to(request.user, the_round)
    label = entry_label(entry, shows)
    runs = bool(may_run(request.user, the_round))
    way = [
        (
            str(the_round.call.name),
            reverse("selection:seat" if desk.juror else "selection:jury", args=(the_round.call.slug,)),
        )
    ]
    return (
        framed(request, *way, (label, ""))
        | entry_body(entry, request.user)
        | {
            "desk": desk,
            "entry": entry,
            "the_round": the_round,
            "call": the_round.call,
            "label": label,
            "applicant": organisation_name(entry.application.organisation) if shows else "",
            "round_state": ROUND.label(the_round.state),
            "state": _state(desk) if desk.may_write else "",
            "form": form if form and not desk.is_handed_in else None,
            "may_declare": desk.juror is not None and the_round.state == REVIEWING,
            "own": _shown(desk.review) if desk.review and (desk.is_handed_in or form is None) else None,
            "others": [_shown(each) for each in _others(request.user, entry)],
            "are_hidden": the_round.sees_reviews,
            "never": not runs and the_round.sees_reviews == NEVER,
            "history": _history(desk.review),
        }
    )


def _others(person: Any, entry: Entry) -> Any:
    rows = reviews_seen_by(person, entry).select_related("juror__person")
    return rows.prefetch_related("scores__criterion").order_by("pk")


def _shown(review: Review) -> dict[str, Any]:
    """A review that was handed in."""
    return {
        "review": review,
        "juror": str(review.juror.person),
        "scores": [
            (each.criterion.name, short_value(each.value), short_value(each.criterion.high), each.reason)
            for each in review.scores.all()
        ],
    }


def _history(review: Review | None) -> list[Any]:
    return shown(history_of(review), verb_word, field_word) if review else []
