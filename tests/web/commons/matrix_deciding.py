"""Who may what at the addresses of decisions and appeals; tests.web.commons.matrix says how to write a row."""

from datetime import timedelta
from typing import Any

from tests.web.commons.conftest import Cast
from tests.web.commons.deciding_things import Meeting
from tests.web.commons.matrix import NOBODY, OFFICER, Given, Row, Rows, Things
from tests.web.commons.selection_things import JURY, call, conflict, decision, entry, jury, stage

OPEN, NOTICED, FINAL = "deciding-open", "deciding-noticed", "deciding-final"
FOUND = "deciding-found"  # a round that is checked: Valley Optics was found not eligible, and appealed
CHAIR = frozenset({"chen"})
SEATS = frozenset({"chen", "jun", "kai"})
APPLICANT = frozenset({"ana", "ben"})  # of Valley Optics; an administrator is none
WITHOUT_KAI = SEATS - {"kai"}  # a conflict keeps Kai out of the application of Valley Optics


def things(cast: Cast) -> Things:
    """A round before its jury, one whose notice runs with an appeal, one that is final; Valley Optics is in all."""
    from clusteratlas_web.foundation.models import PrivateFile

    made = {name: _round(cast, name) for name in (OPEN, NOTICED, FINAL)}
    for name in (NOTICED, FINAL):
        _notice(cast, made[name])
    _appeal(cast, made[NOTICED])
    _finding(cast)
    final = made[FINAL]
    final.round.state = "final"
    final.round.save()
    decided = final.entries["valley"].decision
    file = PrivateFile.objects.create(
        name="d.pdf",
        media_type="application/pdf",
        size=2,
        sha256="",
        path="d" * 48,
        kind="selection.decision",
        thing=decided.pk,
    )
    people = {name: made[OPEN].person(name) for name in ("jun", "kai", "chen")}
    return people | {"deciding": made, "letter-file": file}


def _round(cast: Cast, slug: str) -> Any:
    made = Meeting(cast, slug, values={"alpha": {}}, places=2)
    made.entries["valley"] = entry(made.round, cast.valley, number=2)
    conflict(made.seats["kai"], made.entries["valley"])
    made.sit()
    return made


def _notice(cast: Cast, made: Any) -> None:
    from django.utils import timezone

    now = timezone.now()
    for each in made.entries.values():
        decision(each, cast.finn, "not-selected")
        each.state = "not-selected"
        each.save()
    made.round.state, made.round.noticed, made.round.notice_ends = "noticed", now, now + timedelta(days=5)
    made.round.save()


def _appeal(cast: Cast, made: Any) -> None:
    from clusteratlas_web.selection.models import Appeal

    facts = {"grounds": "Secret grounds", "lodged_by": cast.ana, "lodged": made.round.noticed}
    Appeal.objects.create(entry=made.entries["valley"], **facts)


def _finding(cast: Cast) -> None:
    from django.utils import timezone

    from clusteratlas_web.selection.models import Appeal

    the_round = stage(call(cast, FOUND), "checking")
    jury(the_round.call)
    now = timezone.now()
    facts = {"excluded": now, "excluded_by": cast.finn, "appeal_until": now + timedelta(days=5)}
    found = entry(the_round, cast.valley, "ineligible", number=2, **facts)
    told = {"grounds": "Secret grounds", "lodged_by": cast.ana, "lodged": now}
    Appeal.objects.create(entry=found, against="finding", found=now, **told)


def of(slug: str, **more: Any) -> Given:
    """The address in a round."""
    return lambda cast, things: {"slug": slug, "number": 1} | more


def valley(slug: str, **more: Any) -> Given:
    """The address of Valley Optics' application in a round."""
    return of(slug, application=2, **more)


def meeting(cast: Cast, things: Things) -> dict[str, Any]:
    """The address of a meeting."""
    made = things["deciding"][OPEN]
    return {"slug": "deciding-open", "number": 1, "meeting": made.round.meetings.get().pk}


def version(cast: Cast, things: Things) -> dict[str, Any]:
    """What a step sends."""
    return {"version": 1}


INSIDE = OFFICER | SEATS
EVERYBODY = frozenset(JURY)

ROWS: Rows = {
    "selection:ranking": Row(get=INSIDE, given=of(OPEN), roles=JURY),
    "selection:ranking#final": Row(get=INSIDE, given=of(FINAL), roles=JURY),
    "selection:ranking_sheet": Row(get=OFFICER | WITHOUT_KAI, given=valley(OPEN), roles=JURY),
    "selection:ranking-picture": Row(get=OFFICER | WITHOUT_KAI, given=of(OPEN), roles=JURY),
    "selection:ranking-table": Row(get=INSIDE, given=of(OPEN, table="ranking", format="csv"), roles=JURY),
    "selection:ranking-table#lines": Row(get=OFFICER | CHAIR, given=of(OPEN, table="lines", format="csv"), roles=JURY),
    "selection:deciding": Row(get=INSIDE, given=of(OPEN), roles=JURY),
    "selection:meeting-new": Row(get=OFFICER | CHAIR, post=OFFICER | CHAIR, given=of(OPEN), roles=JURY),
    "selection:meeting": Row(get=OFFICER | CHAIR, post=OFFICER | CHAIR, given=meeting, roles=JURY),
    "selection:decision": Row(get=OFFICER | WITHOUT_KAI, post=OFFICER | CHAIR, given=valley(OPEN), roles=JURY),
    "selection:deciding-step#publish": Row(NOBODY, OFFICER, of(OPEN, verb="publish"), version, JURY),
    "selection:deciding-step#letters": Row(NOBODY, OFFICER, of(OPEN, verb="letters"), version, JURY),
    "selection:notice": Row(get=EVERYBODY, given=of(NOTICED), roles=JURY),
    "selection:notice#before": Row(given=of(OPEN), roles=JURY),
    "selection:letter": Row(get=APPLICANT | OFFICER, given=valley(FINAL), roles=JURY),
    "selection:appeals": Row(get=OFFICER, given=of(NOTICED), roles=JURY),
    "selection:appeal": Row(get=APPLICANT, post=APPLICANT, given=valley(NOTICED), roles=JURY),
    "selection:appeal#before": Row(given=valley(OPEN), roles=JURY),
    "selection:appeals#finding": Row(get=OFFICER, given=of(FOUND), roles=JURY),
    "selection:appeal#finding": Row(get=APPLICANT, post=APPLICANT, given=valley(FOUND), roles=JURY),
    "selection:appeal_answer#finding": Row(get=OFFICER, post=OFFICER, given=valley(FOUND), roles=JURY),
    "selection:appeal-withdraw": Row(
        NOBODY, frozenset({"ana"}), valley(NOTICED), lambda cast, things: {"version": 1}, JURY
    ),
    "selection:appeal_answer": Row(get=OFFICER, post=OFFICER, given=valley(NOTICED), roles=JURY),
}
