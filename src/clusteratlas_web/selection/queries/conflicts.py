"""Conflicts of interest as those may see them who decide on them, and what is found anew for a call."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404
from django.utils.translation import gettext, pgettext

from clusteratlas_web.foundation.places import ancestors, region_name
from clusteratlas_web.selection.grounds import Applicant, Ground, grounds
from clusteratlas_web.selection.jury_words import ground_word
from clusteratlas_web.selection.models import Application, Call, Conflict, Juror
from clusteratlas_web.selection.permissions import may_run
from clusteratlas_web.selection.queries.reading import clear_for
from clusteratlas_web.selection.queries.ties import applicants_of, named_grounds, ties_of
from clusteratlas_web.selection.states import ACCEPTED, ASKED, INVITED, STANDS
from clusteratlas_web.selection.words import CONFLICTS, REGION

IN_JURY = (INVITED, ACCEPTED)
LONGEST = 400  # letters that the reason of a conflict has room for
Key = tuple[int, int, str]  # juror, application, kind


@dataclass(frozen=True)
class Found:
    """What keeps a juror out of an application, of one kind: words with the names they are about."""

    grounds: tuple[tuple[str, str], ...]
    is_declared: bool

    @property
    def reason(self) -> str:
        """In English, as it is stored; pages say `grounds` in the reader's language."""
        return stored_reason(self.grounds)


def stored_reason(told: Iterable[Sequence[str]]) -> str:
    """Grounds as the reason of a conflict that nobody wrote one for."""
    return "; ".join(f"{word}: {name}" for word, name in told)[:LONGEST]


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
    names = named_grounds(each.names for held in found.values() for each in held if isinstance(each.names, int))
    return {key: _told(held, names) for key, held in found.items()}


def _told(held: list[Ground], names: Mapping[int, str]) -> Found:
    told = tuple((each.word, _name(each, names)) for each in held)
    return Found(told, all(each.is_declared for each in held))


def _name(ground: Ground, names: Mapping[int, str]) -> str:
    return names[ground.names] if isinstance(ground.names, int) else ground.names


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


def declared_here(juror: Juror) -> QuerySet[Conflict]:
    """What a juror declared on single applications: the juror knows of these, and of nothing that was found."""
    rows = Conflict.objects.filter(juror=juror, is_declared=True, grounds=[])
    return rows.select_related("application").order_by("application__number", "pk")


def shows_reasons_to(person: Any, call: Call) -> bool:
    """Whether somebody reads whom a conflict is about: not the jury where a round hides who applies."""
    return bool(may_run(person, call)) or not call.rounds.filter(shows_applicants=False).exists()


def reason_said(conflict: Conflict) -> str:
    """Why, in the reader's language; what a person wrote, as it is written."""
    if not conflict.grounds:
        return conflict.reason
    said = [
        gettext("%(tie)s: %(name)s") % {"tie": ground_word(word), "name": _placed(word, name, conflict.kind)}
        for word, name in conflict.grounds
    ]
    if conflict.reason != stored_reason(conflict.grounds):
        said.append(conflict.reason)
    return pgettext("between conditions", "; ").join(said)


def kind_said(conflict: Conflict) -> str:
    """Its kind in the reader's language."""
    return gettext(dict(CONFLICTS)[conflict.kind])


def _placed(word: str, name: str, kind: str) -> str:
    return str(region_name(name)) if kind == REGION else name
