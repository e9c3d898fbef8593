"""Who reads which applications: the conditions that every list, count, export and page goes through.

A person is kept out of an application by a conflict that was not dismissed, and by acting for an organisation of its
consortium. Whoever is kept out reads it as the applicant does, or not at all.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from clusteratlas_web.selection.models import Application, Call, Conflict, Entry, Partner, Review, Round
from clusteratlas_web.selection.permissions import chairs, may_run, may_see_call, sits
from clusteratlas_web.selection.states import (
    ADMITTED,
    DISMISSED,
    DRAFT,
    FINAL,
    MEETING,
    NOT_SELECTED,
    NOTICED,
    REVIEWING,
    SELECTED,
    WITHDRAWN,
)
from clusteratlas_web.selection.words import ALL_CLEAR

JUDGED = (ADMITTED, SELECTED, NOT_SELECTED)  # the entries a jury reads
WITH_JURY = (REVIEWING, MEETING, NOTICED, FINAL)  # the states of a round in which it does


def call_for(person: Any, slug: str) -> Call:
    """A call that the person may see, or there is none."""
    call = Call.objects.select_related("department", "programme").filter(slug=slug).first()
    if call is None or not may_see_call(person, call):
        raise Http404
    return call


def round_for(person: Any, slug: str, number: int) -> Round:
    """A round of a call that the person may see, or there is none."""
    found = Round.objects.select_related("call").filter(call=call_for(person, slug), number=number).first()
    if found is None:
        raise Http404
    return found


def of_applicant(person: Any, applications: QuerySet[Application]) -> QuerySet[Application]:
    """The applications that a person makes: of organisations the person acts for, as lead or as partner."""
    if not person.is_authenticated:
        return applications.none()
    mine = person.acting.values("organisation")
    partner = Partner.objects.filter(entry__application=OuterRef("pk"), organisation__in=mine)
    return applications.filter(Q(organisation__in=mine) | Exists(partner))


def clear_for(person: Any, applications: QuerySet[Application]) -> QuerySet[Application]:
    """The applications that nothing keeps a person out of."""
    if not person.is_authenticated:
        return applications.none()
    conflict = Conflict.objects.filter(application=OuterRef("pk"), juror__person=person).exclude(state=DISMISSED)
    mine = person.acting.values("organisation")
    partner = Partner.objects.filter(entry__application=OuterRef("pk"), organisation__in=mine)
    return applications.exclude(organisation__in=mine).filter(~Exists(conflict), ~Exists(partner))


def entries_run_by(person: Any, the_round: Round) -> QuerySet[Entry]:
    """The entries of a round that somebody who runs the call reads: handed in, and clear."""
    if not may_run(person, the_round):
        return Entry.objects.none()
    clear = clear_for(person, Application.objects.filter(call=the_round.call_id))
    return Entry.objects.filter(round=the_round, application__in=clear, submitted__isnull=False).exclude(state=DRAFT)


def entries_judged_by(person: Any, the_round: Round) -> QuerySet[Entry]:
    """The entries of a round that somebody of the jury reads: a chair all that are clear, a juror as the round says."""
    if the_round.state not in WITH_JURY or not sits(person, the_round):
        return Entry.objects.none()
    clear = clear_for(person, Application.objects.filter(call=the_round.call_id))
    entries = Entry.objects.filter(round=the_round, application__in=clear, state__in=JUDGED)
    if chairs(person, the_round) or the_round.reads == ALL_CLEAR:
        return entries
    own = Review.objects.filter(entry=OuterRef("pk"), juror__person=person).exclude(state=WITHDRAWN)
    return entries.filter(Exists(own))


def entries_read_by(person: Any, the_round: Round) -> QuerySet[Entry]:
    """All entries of a round that somebody reads who runs the call or judges it."""
    return (entries_run_by(person, the_round) | entries_judged_by(person, the_round)).distinct()


def entry_read_by(person: Any, slug: str, number: int, application: int) -> Entry:
    """An entry for somebody who runs the call or judges it, or there is none."""
    the_round = round_for(person, slug, number)
    rows = entries_read_by(person, the_round).select_related("application__organisation", "application__call", "round")
    entry = rows.filter(application__number=application).first()
    if entry is None:
        raise Http404
    return entry


def application_of_mine(person: Any, slug: str, number: int) -> Application:
    """An application as its makers read it, or there is none."""
    rows = of_applicant(person, Application.objects.filter(call__slug=slug, number=number))
    application = rows.select_related("call__department", "organisation").first()
    if application is None:
        raise Http404
    return application


def runs_call(person: Any, slug: str) -> Call:
    """A call for those who run it; to everybody else there is no such page."""
    call = call_for(person, slug)
    if not may_run(person, call):
        raise Http404
    return call
