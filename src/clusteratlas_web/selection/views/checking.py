"""The officers' desk: which applications are complete and eligible; checking, admitting, returning, excluding one."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.programmes.named import organisation_name, place_named
from clusteratlas_web.programmes.words import CLUSTER, REGION
from clusteratlas_web.selection.actions.checking import admit_entry, check_conditions, exclude_entry, return_entry
from clusteratlas_web.selection.application_words import field_word, verb_word
from clusteratlas_web.selection.eligibility import FAILED, MET, UNKNOWN
from clusteratlas_web.selection.entry_page import entry_body
from clusteratlas_web.selection.forms.checking import AdmitForm, CheckForm, ExcludeForm, ReturnForm
from clusteratlas_web.selection.models import Entry, Round
from clusteratlas_web.selection.permissions import may_run_clear
from clusteratlas_web.selection.queries.checking import Checked, checked, checked_entries, counts, with_checks
from clusteratlas_web.selection.queries.eligibility import bid_of
from clusteratlas_web.selection.queries.notices import appeal_against_finding
from clusteratlas_web.selection.queries.reading import entries_run_by, entry_read_by, round_for, runs_call
from clusteratlas_web.selection.states import ADMITTED, APPEAL, ENTRY, INELIGIBLE, RETURNED, ROUND, SUBMITTED
from clusteratlas_web.selection.views.application_framing import way_to_checking
from clusteratlas_web.selection.views.framing import call_crumb, framed

_BOTH = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def desk_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """All applications of a round with what was found on each."""
    the_round = _run(request, slug, number)
    found = checked_entries(request.user, the_round)
    context = framed(request, call_crumb(the_round.call), (gettext("Completeness"), "")) | {
        "round": the_round,
        "state": ROUND.label(the_round.state),
        "closes": Moment(the_round.closes, the_round.call.time_zone) if the_round.closes else None,
        "tiles": _tiles([entry for entry, _ in found]),
        "rows": [_row(entry, findings) for entry, findings in found],
        "tools": sheet_links("selection:entries-table", slug, number),
    }
    return render(request, "selection/checking.html", context)


@signed_in
@require_safe
def entries_table(request: HttpRequest, slug: str, number: int, format: str) -> HttpResponse:  # noqa: A002
    """The same as a table to take away."""
    the_round = _run(request, slug, number)
    rows = [_cells(entry, findings) for entry, findings in checked_entries(request.user, the_round)]
    return sheet_answer(Sheet(f"{slug}-{number}-applications", _heads(the_round), rows), format)


@signed_in
@require_http_methods(_BOTH)
def check_page(request: HttpRequest, slug: str, number: int, application: int) -> HttpResponse:
    """One application, condition by condition, with what an officer can do."""
    entry = _to_check(request, slug, number, application)
    findings = checked(entry)
    forms = _forms(request, entry, findings)
    status = 200
    do = request.POST.get("do", "")
    if request.method == "POST" and do in forms and forms[do].is_valid():
        try:
            _ACTS[do](request.user, entry, forms[do])
        except Refusal as refusal:
            forms[do].add_error(None, refusal.said)
            status = refusal.status
        else:
            tell(
                request,
                gettext("It is stored.") if do == "check" else gettext("Done. The applicant is told by letter."),
            )
            return redirect(request.path)
    return render(request, "selection/check.html", _check_context(request, entry, findings, forms), status=status)


def _run(request: HttpRequest, slug: str, number: int) -> Round:
    runs_call(request.user, slug)
    return round_for(request.user, slug, number)


def _to_check(request: HttpRequest, slug: str, number: int, application: int) -> Entry:
    read = entry_read_by(request.user, slug, number, application)
    require(may_run_clear, request.user, read)
    rows = with_checks(entries_run_by(request.user, read.round).filter(pk=read.pk))
    return rows.prefetch_related("partners__organisation__names", "statements__criterion", "round__criteria").get()


def _forms(request: HttpRequest, entry: Entry, findings: list[Checked]) -> dict[str, Any]:
    do = request.POST.get("do", "") if request.method == "POST" else ""
    sent = {name: request.POST if name == do else None for name in _ACTS}
    return {
        "check": CheckForm(findings, sent["check"]),
        "admit": AdmitForm(entry, sent["admit"]),
        "return": ReturnForm(entry, sent["return"]),
        "exclude": ExcludeForm(entry, sent["exclude"]),
    }


def _check_context(
    request: HttpRequest, entry: Entry, findings: list[Checked], forms: dict[str, Any]
) -> dict[str, Any]:
    application = entry.application
    label = gettext("Application %(number)s") % {"number": application.number}
    verbs = {each.verb for each in ENTRY.open_to(entry, request.user)}
    until = Moment(entry.amend_until, entry.round.call.time_zone) if entry.amend_until else None
    context = framed(request, call_crumb(entry.round.call), way_to_checking(entry.round), (label, "")) | {
        "entry": entry,
        "application": application,
        "label": label,
        "state": ENTRY.label(entry.state),
        "until": until,
        "submitted": Moment(entry.submitted, entry.round.call.time_zone) if entry.submitted else None,
        "check_form": forms["check"],
        "rows": forms["check"].rows(findings),
        "has_conditions": any(each.condition for each in findings),
        "acts": [(verb, _TITLES[verb](), forms[verb]) for verb in ("admit", "return", "exclude") if verb in verbs],
        "history": shown(history_of(entry), verb_word, field_word),
        **_appeal(entry),
    }
    return context | entry_body(entry, request.user)


def _appeal(entry: Entry) -> dict[str, Any]:
    """The appeal against the latest finding, or until when there can be one."""
    appeal = appeal_against_finding(entry) if entry.excluded else None
    until = entry.appeal_until if entry.state == INELIGIBLE and appeal is None else None
    return {
        "appeal": appeal,
        "appeal_state": APPEAL.label(appeal.state) if appeal else "",
        "appeal_until": Moment(until, entry.round.call.time_zone) if until else None,
    }


_TITLES: dict[str, Callable[[], str]] = {
    "admit": lambda: gettext("Admit"),
    "return": lambda: gettext("Ask for an amendment"),
    "exclude": lambda: gettext("Find not eligible"),
}
_ACTS: dict[str, Callable[[Any, Entry, Any], object]] = {
    "check": lambda person, entry, form: check_conditions(person, entry, form.found),
    "admit": lambda person, entry, form: admit_entry(
        person, entry, form.cleaned_data["version"], form.cleaned_data["note"]
    ),
    "return": lambda person, entry, form: return_entry(
        person, entry, form.cleaned_data["version"], form.cleaned_data["reasons"], form.until
    ),
    "exclude": lambda person, entry, form: exclude_entry(
        person, entry, form.cleaned_data["version"], form.cleaned_data["reasons"]
    ),
}


def _tiles(entries: list[Entry]) -> list[dict[str, Any]]:
    found = counts(entries)
    labels = (
        (SUBMITTED, gettext("To check")),
        (RETURNED, gettext("Being amended")),
        (ADMITTED, gettext("Admitted")),
        (INELIGIBLE, gettext("Not eligible")),
    )
    return [{"label": label, "figure": found.get(state, 0)} for state, label in labels]


def _row(entry: Entry, findings: list[Checked]) -> dict[str, Any]:
    call, application = entry.round.call, entry.application
    place = (call.slug, entry.round.number, application.number)
    return {
        "entry": entry,
        "application": application,
        "address": reverse("selection:check", args=place),
        "organisation": organisation_name(application.organisation),
        "state": ENTRY.label(entry.state),
        "submitted": Moment(entry.submitted, call.time_zone),
        "met": _count(findings, MET),
        "failed": _count(findings, FAILED),
        "open": _count(findings, UNKNOWN),
        "checked": sum(1 for each in findings if each.check is not None),
        "of": len(findings),
    }


def _heads(the_round: Round) -> list[str]:
    currency = the_round.call.currency
    return [
        *(gettext("Number"), gettext("Title"), gettext("Organisation"), gettext("Region"), gettext("Cluster")),
        *(gettext("Status"), gettext("Submitted, UTC"), gettext("Partners"), gettext("Currency") if currency else ""),
        *(gettext("Asked for"), gettext("Brought, private money"), gettext("Brought, public money")),
        *(gettext("Conditions met"), gettext("Conditions not met"), gettext("Conditions open"), gettext("Sample data")),
    ]


def _cells(entry: Entry, findings: list[Checked]) -> list[Any]:
    application, bid = entry.application, bid_of(entry)
    places = [
        str(place_named(REGION, application.region).name) if application.region else "",
        str(place_named(CLUSTER, application.cluster).name) if application.cluster else "",
    ]
    own = [application.number, application.title, str(organisation_name(application.organisation)), *places]
    stands = [ENTRY.label(entry.state), f"{entry.submitted:%Y-%m-%d %H:%M:%S}", len(bid.partners)]
    money = [entry.round.call.currency, bid.requested, bid.private, bid.matching - bid.private]
    checks = [_count(findings, state) for state in (MET, FAILED, UNKNOWN)]
    return [*own, *stands, *money, *checks, gettext("yes") if application.is_sample else ""]


def _count(findings: list[Checked], state: str) -> int:
    return sum(1 for each in findings if each.state == state)
