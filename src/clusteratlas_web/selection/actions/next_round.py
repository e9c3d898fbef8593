"""The selected of a round go on: each gets a draft for the next one, made from what it handed in."""

from typing import Any

from django.db import transaction

from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.selection.actions.application_letters import NEXT_ROUND, tell_applicant
from clusteratlas_web.selection.models import Criterion, Entry, EvidenceSheet, Partner, Round, Statement
from clusteratlas_web.selection.permissions import may_run
from clusteratlas_web.selection.states import SELECTED

COPIED = ("organisation", "name", "kind", "role", "is_lead", "requested", "matching_private", "matching_public")
PINNED = ("atlas", "edition", "checksum", "region", "cluster")


@transaction.atomic
def begin_next_round(person: Any, the_round: Round) -> list[Entry]:
    """Makes a draft in the round after this one for each selected application, where there is none yet.

    Partners, the evidence sheet and statements on criteria of the same name are taken over; letters and files stay with
    the round they were handed in for. `person` is None where the clock does it.
    """
    if person is not None:
        require(may_run, person, the_round)
    following = Round.objects.filter(call=the_round.call_id, number=the_round.number + 1).first()
    if following is None:
        return []
    selected = the_round.entries.filter(state=SELECTED).exclude(application__entries__round=following)
    rows = selected.select_related("application__call", "evidence").order_by("application__number")
    return [_begin(person, each, following) for each in rows.prefetch_related("partners", "statements__criterion")]


def _begin(person: Any, entry: Entry, following: Round) -> Entry:
    made = Entry.objects.create(application=entry.application, round=following)
    _take_partners(entry, made)
    _take_statements(entry, made)
    _take_evidence(entry, made)
    record(person, "begin", made, {}, {"round": following.number})
    tell_applicant(made, "next-round", NEXT_ROUND)
    return made


def _take_partners(entry: Entry, made: Entry) -> None:
    for each in entry.partners.all():
        Partner.objects.create(entry=made, **{name: getattr(each, name) for name in COPIED})


def _take_statements(entry: Entry, made: Entry) -> None:
    criteria = list(made.round.criteria.all())
    for each in entry.statements.all():
        same = next((criterion for criterion in criteria if _same(criterion, each.criterion)), None)
        if same is not None:
            Statement.objects.create(entry=made, criterion=same, text=each.text)


def _take_evidence(entry: Entry, made: Entry) -> None:
    sheet = getattr(entry, "evidence", None)
    if sheet is not None:
        EvidenceSheet.objects.create(entry=made, **{name: getattr(sheet, name) for name in PINNED})


def _same(one: Criterion, other: Criterion) -> bool:
    """Whether two criteria have the same name in a language that both have."""
    return any(one.names[language] == other.names.get(language) for language in one.names if one.names[language])
