"""Conflicts of interest as those may see them who decide on them, their history, and what is found anew for a call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404
from django.utils.translation import gettext, pgettext

from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.models import HistoryEntry
from clusteratlas_web.foundation.places import ancestors, region_name
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.queries.names import names_of
from clusteratlas_web.selection.grounds import Applicant, Ground, grounds
from clusteratlas_web.selection.jury_words import ground_word
from clusteratlas_web.selection.models import Application, Call, Conflict, Juror
from clusteratlas_web.selection.permissions import chairs, may_run
from clusteratlas_web.selection.queries.reading import call_for, clear_for
from clusteratlas_web.selection.queries.ties import applicants_of, ties_of
from clusteratlas_web.selection.states import ACCEPTED, ASKED, INVITED, STANDS
from clusteratlas_web.selection.words import CONFLICTS

IN_JURY = (INVITED, ACCEPTED)
Key = tuple[int, int, str]  # juror, application, kind
Names = Mapping[int, object]  # of organisations, by number, in the reader's language
INSIDE = ("reason", "grounds", "answer")  # what a history tells only to whom the page tells it
BY_THE_JUROR = ("declare", "ask")


@dataclass(frozen=True)
class Found:
    """What keeps a juror out of an application, of one kind: words with the organisation or region they are about."""

    grounds: tuple[tuple[str, int | str], ...]
    is_declared: bool


def found_now(call: Call) -> dict[Key, Found]:
    """What keeps the jurors of a call out of its applications, as it is recorded now."""
    ties = ties_of(Juror.objects.filter(call=call, state__in=IN_JURY))
    within = ancestors if call.region_is_conflict else None
    found: dict[Key, list[Ground]] = {}
    applicants = applicants_of(call)
    having: dict[int, list[Applicant]] = {}
    for applicant in applicants:
        for organisation in applicant.organisations:
            having.setdefault(organisation, []).append(applicant)
    for juror, held in ties.items():
        near = {each for organisation in held.organisations for each in having.get(organisation, ())}
        for applicant in applicants if within and held.regions else near:
            for ground in grounds(held, applicant, within):
                found.setdefault((juror, applicant.number, ground.kind), []).append(ground)
    return {key: _told(held) for key, held in found.items()}


def _told(held: list[Ground]) -> Found:
    told = tuple((each.word, each.names) for each in held)
    return Found(told, all(each.is_declared for each in held))


def conflicts_seen_by(person: Any, call: Call) -> QuerySet[Conflict]:
    """The conflicts of a call about applications that were handed in and of which the person is clear; open first."""
    handed_in = Application.objects.filter(call=call, entries__submitted__isnull=False)
    whens = (When(state=ASKED, then=Value(0)), When(state=STANDS, then=Value(1)))
    order = Case(*whens, default=Value(2), output_field=IntegerField())
    rows = Conflict.objects.filter(juror__call=call, application__in=clear_for(person, handed_in))
    rows = rows.select_related("juror__person", "juror__call", "application__organisation", "application__call")
    rows = rows.prefetch_related("application__organisation__names")
    return rows.annotate(order=order).order_by("order", "application", "juror", "pk")


def conflict_for(person: Any, call: Call, number: int) -> Conflict:
    """One of them, or there is none."""
    found = conflicts_seen_by(person, call).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def conflict_read_by(person: Any, slug: str, number: int) -> tuple[Conflict, bool]:
    """A conflict for the juror who declared it (then True), or for those who decide on it; for others there is none."""
    call = call_for(person, slug)
    juror = Juror.objects.filter(call=call, person=person).first() if person.is_authenticated else None
    own = declared_here(juror).filter(pk=number).first() if juror else None
    if own is not None:
        return own, True
    if not (may_run(person, call) or chairs(person, call)):
        raise Http404
    return conflict_for(person, call, number), False


def history_told(conflict: Conflict, whole: bool, by: Any = None) -> list[HistoryEntry]:
    """What happened to a conflict, the latest first, without what is not told: whom it is about, where that is hidden.

    `by` is the juror who reads it: that begins with the own declaration, and nothing of what stood there before.
    """
    rows = list(history_of(conflict))
    if by is not None:
        rows = _since_declared(rows, by)
    if not whole:
        for each in rows:
            each.before, each.after = (_without_inside(state) for state in (each.before, each.after))
    return rows


def _since_declared(rows: list[HistoryEntry], juror: Any) -> list[HistoryEntry]:
    own = [at for at, each in enumerate(rows) if each.verb in BY_THE_JUROR and each.actor_id == juror.pk]
    if not own:
        return []
    kept = rows[: own[0] + 1]
    kept[-1].before = {}
    return kept


def _without_inside(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name not in INSIDE}


def grounds_kept(conflict: Conflict) -> list[str]:
    """The grounds of a conflict as its history keeps them; `ground_said` words them again."""
    return [f"{word}:{about}" for word, about in conflict.grounds]


def ground_said(kept: str, names: Names) -> str:
    """A ground of a history in the reader's language."""
    word, _, about = kept.rpartition(":")
    return _said(word, int(about) if about.isdecimal() else about, names)


def organisations_named(rows: Iterable[Conflict | HistoryEntry]) -> Names:
    """What the organisations are called in the reader's language that the grounds of conflicts, or histories, name."""
    return names_of(Organisation.objects.filter(pk__in={number for each in rows for number in _numbers(each)}))


def _numbers(row: Conflict | HistoryEntry) -> list[int]:
    if isinstance(row, Conflict):
        return [about for _, about in row.grounds if isinstance(about, int)]
    told = [text for state in (row.before, row.after) for text in state.get("grounds", ())]
    return [int(about) for about in (text.rpartition(":")[2] for text in told) if about.isdecimal()]


def declared_here(juror: Juror) -> QuerySet[Conflict]:
    """What a juror declared on single applications: the juror knows of these, and of nothing that was found."""
    rows = Conflict.objects.filter(juror=juror, is_declared=True, grounds=[])
    rows = rows.select_related("application__organisation", "juror__person", "juror__call")
    return rows.order_by("application__number", "pk")


def shows_reasons_to(person: Any, call: Call) -> bool:
    """Whether somebody reads whom a conflict is about: not the jury where a round hides who applies."""
    return bool(may_run(person, call)) or not call.rounds.filter(shows_applicants=False).exists()


def reason_said(conflict: Conflict, names: Names) -> str:
    """Why, in the reader's language (`names`: organisations_named); what a person wrote, as it is written."""
    said = [_said(word, about, names) for word, about in conflict.grounds]
    return pgettext("between conditions", "; ").join([*said, *([conflict.reason] if conflict.reason else [])])


def kind_said(conflict: Conflict) -> str:
    """Its kind in the reader's language."""
    return gettext(dict(CONFLICTS)[conflict.kind])


def _said(word: str, about: int | str, names: Names) -> str:
    if isinstance(about, int):
        name = str(names.get(about, gettext("an organisation that is not recorded any more")))
    else:
        name = str(region_name(about))
    return gettext("%(tie)s: %(name)s") % {"tie": ground_word(word), "name": name}
