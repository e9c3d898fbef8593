"""What is published of decisions: the notice for everybody, one's own decision, appeals and letters."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from clusteratlas_web.foundation.files import files_of
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.selection.models import Appeal, Application, Decision, Entry, Round
from clusteratlas_web.selection.permissions import may_read_letter, may_run
from clusteratlas_web.selection.queries.reading import application_of_mine, clear_for, round_for
from clusteratlas_web.selection.states import FINAL, INELIGIBLE, NOTICED, UPHELD
from clusteratlas_web.selection.words import DECISION, FINDING, SELECTED


def awarded(the_round: Round) -> QuerySet[Decision]:
    """The selected of a round whose decisions are published, in the order of their applications."""
    rows = Decision.objects.filter(entry__round=the_round, entry__state=SELECTED, outcome=SELECTED)
    return (
        rows.select_related("entry__application__organisation")
        .prefetch_related("entry__application__organisation__names")
        .order_by("entry__application__number")
    )


def noticed_round(person: Any, slug: str, number: int) -> Round:
    """A round whose decisions are published, for everybody; before that there is no such page."""
    the_round = round_for(person, slug, number)
    if the_round.state not in (NOTICED, FINAL):
        raise Http404
    return the_round


def entry_of_mine(person: Any, slug: str, number: int, application: int) -> Entry:
    """An entry of one's own about which there is something to appeal: a published decision or a finding; or none."""
    the_round = round_for(person, slug, number)
    mine = application_of_mine(person, slug, application)
    rows = Entry.objects.filter(application=mine, round=the_round)
    entry = rows.select_related("application__organisation", "application__call", "round__call", "decision").first()
    if entry is None or not (is_announced(entry) or entry.excluded):
        raise Http404
    return entry


def is_announced(entry: Entry) -> bool:
    """Whether there is a decision on an entry that its applicant reads."""
    return entry.round.state in (NOTICED, FINAL) and entry.state != INELIGIBLE and hasattr(entry, "decision")


def appealed(entry: Entry) -> str:
    """What an appeal about an entry is against now: its published decision, or else what it was found to be."""
    return DECISION if is_announced(entry) else FINDING


def appeal_about(entry: Entry) -> Appeal | None:
    """The appeal against what holds now, a finding or a decision; None where there is none."""
    if appealed(entry) == FINDING:
        return appeal_against_finding(entry)
    return Appeal.objects.filter(entry=entry, against=DECISION).select_related("answered_by").first()


def appeal_against_finding(entry: Entry) -> Appeal | None:
    """The appeal against the latest finding that an entry is not eligible; None where there is none."""
    rows = Appeal.objects.filter(entry=entry, against=FINDING, found=entry.excluded)
    return rows.select_related("answered_by").first()


def is_overturned(entry: Entry) -> bool:
    """Whether an appeal against the latest finding was upheld."""
    appeal = appeal_against_finding(entry)
    return appeal is not None and appeal.state == UPHELD


def earlier_appeals(entry: Entry, appeal: Appeal | None) -> QuerySet[Appeal]:
    """The appeals about an entry besides one, the latest first."""
    return Appeal.objects.filter(entry=entry).exclude(pk=appeal.pk if appeal else None).order_by("-lodged", "-pk")


def open_findings(the_round: Round, now: datetime) -> QuerySet[Entry]:
    """The entries that were found not eligible and against which an appeal is still in time."""
    known = Appeal.objects.filter(entry=OuterRef("pk"), against=FINDING, found=OuterRef("excluded"))
    rows = Entry.objects.filter(round=the_round, state=INELIGIBLE, appeal_until__gt=now)
    return rows.filter(~Exists(known)).select_related("application")


def appeals_of(person: Any, the_round: Round) -> QuerySet[Appeal]:
    """The appeals of a round that somebody answers or reads: who runs the call, of applications that are clear."""
    if not may_run(person, the_round):
        raise Http404
    clear = clear_for(person, Application.objects.filter(call=the_round.call_id))
    rows = Appeal.objects.filter(entry__round=the_round, entry__application__in=clear)
    related = ("entry__application__organisation", "entry__decision", "entry__round__call", "answered_by")
    rows = rows.order_by("-lodged", "-pk")
    return rows.select_related(*related).prefetch_related("entry__application__organisation__names")


def appeal_for(person: Any, slug: str, number: int, application: int) -> Appeal:
    """One of them, the latest of an application, or there is none."""
    the_round = round_for(person, slug, number)
    appeal = appeals_of(person, the_round).filter(entry__application__number=application).first()
    if appeal is None:
        raise Http404
    return appeal


def letter_of(decision: Decision) -> PrivateFile | None:
    """The letter of a decision, once it is written."""
    return files_of(decision).order_by("-pk").first()


def letter_for(person: Any, slug: str, number: int, application: int) -> tuple[Decision, PrivateFile | None]:
    """A decision of a final round and its letter, for the applicant and for those who run the call."""
    the_round = noticed_round(person, slug, number)
    rows = Decision.objects.filter(entry__round=the_round, entry__application__number=application)
    decision = rows.select_related("entry__application", "entry__round").first()
    if decision is None or not may_read_letter(person, decision):
        raise Http404
    return decision, letter_of(decision)
