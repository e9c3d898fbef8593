"""What pages of juries, conflicts and assignments show, made of what queries return, in the reader's words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext

from clusteratlas_web.foundation.places import cluster_name
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.selection.assigning import Lack
from clusteratlas_web.selection.models import Conflict, Entry, Juror
from clusteratlas_web.selection.queries.conflicts import Names, kind_said, organisations_named, reason_said
from clusteratlas_web.selection.queries.jury import Progress
from clusteratlas_web.selection.states import ACCEPTED, ASKED, CONFLICT, JUROR
from clusteratlas_web.selection.suitability import Suitability
from clusteratlas_web.selection.words import SEATS, TIES


@dataclass(frozen=True)
class SeatShown:
    """A seat as a row of the jury has it; figures are over what the reader may read."""

    juror: Juror
    seat: str
    state: str
    organisation: Any
    clusters: list[Any]
    rounds: list[tuple[int, int]]  # handed in, assigned; by round
    conflicts: int


@dataclass(frozen=True)
class ConflictShown:
    """A conflict as a row has it: who, which application, why, how it was noticed, where it stands."""

    conflict: Conflict
    application: str
    applicant: Any
    why: str
    answer: str
    how: str
    state: str
    is_open: bool


def seats_shown(jurors: list[Juror], progress: list[Progress], conflicts: Counter[int]) -> list[SeatShown]:
    """All seats; who accepted first, in the order of the seats."""
    order = {code: number for number, (code, _) in enumerate((SEATS[1], SEATS[2], SEATS[0]))}
    rows = sorted(jurors, key=lambda each: (each.state != ACCEPTED, order[each.seat], each.pk))
    return [
        SeatShown(
            juror=each,
            seat=worded(SEATS, each.seat),
            state=JUROR.label(each.state),
            organisation=organisation_name(each.organisation) if each.organisation else "",
            clusters=cluster_names(each.clusters),
            rounds=[(held.handed_in.get(each.pk, 0), held.assigned.get(each.pk, 0)) for held in progress],
            conflicts=conflicts[each.pk],
        )
        for each in rows
    ]


def conflicts_shown(conflicts: Iterable[Conflict], shows_reasons: bool) -> list[ConflictShown]:
    """Conflicts as rows, with the organisations that keep jurors out in the reader's language."""
    rows = list(conflicts)
    names = organisations_named(rows)
    return [conflict_shown(each, shows_reasons, names) for each in rows]


def conflict_shown(conflict: Conflict, shows_reasons: bool, names: Names) -> ConflictShown:
    """A conflict; where the round hides who applies, the jury reads its kind and not whom it is about.

    What a juror declared on an application is read all the same: it was written without seeing who applies.
    """
    application = conflict.application
    shows_why = shows_whom(conflict, shows_reasons)
    return ConflictShown(
        conflict=conflict,
        application=application_label(application.number, application.title if shows_reasons else ""),
        applicant=organisation_name(application.organisation) if shows_reasons else "",
        why=_why(conflict, names) if shows_why else kind_said(conflict),
        answer=conflict.answer if shows_why else "",
        how=gettext("declared") if conflict.is_declared else gettext("found") if conflict.grounds else gettext("asked"),
        state=CONFLICT.label(conflict.state),
        is_open=conflict.state == ASKED,
    )


def shows_whom(conflict: Conflict, shows_reasons: bool) -> bool:
    """Whether the reader reads whom a conflict is about, and what was said of it."""
    return shows_reasons or (conflict.is_declared and not conflict.grounds)


def _why(conflict: Conflict, names: Names) -> str:
    """Kind and reason; the reason alone where it begins with the kind: same region."""
    kind, reason = kind_said(conflict), reason_said(conflict, names)
    return reason if reason.startswith(kind) else f"{kind} · {reason}"


def application_label(number: int, title: str = "") -> str:
    """Application 7, with its title where it may be read."""
    facts = {"number": number, "title": title}
    return gettext("%(number)s. %(title)s") % facts if title else gettext("Application %(number)s") % facts


def entry_label(entry: Entry, shows: bool) -> str:
    """What a list calls an entry."""
    return application_label(entry.application.number, entry.application.title if shows else "")


def cluster_names(codes: tuple[str, ...]) -> list[Any]:
    """The names of clusters by their keys."""
    return [cluster_name(*code.partition("/")[::2]) for code in codes]


def tie_word(kind: str) -> str:
    """What a tie is called."""
    return worded(TIES, kind)


def suits_said(suits: Suitability) -> str:
    """Why a juror suits an application; that nothing says so, where nothing does."""
    between = pgettext("between names", ", ")
    said = []
    if suits.clusters:
        said.append(gettext("cluster: %(names)s") % {"names": between.join(map(str, cluster_names(suits.clusters)))})
    if suits.words:
        said.append(gettext("field: %(names)s") % {"names": between.join(suits.words[:5])})
    if suits.same_language:
        said.append(gettext("language"))
    return pgettext("between conditions", "; ").join(said) or gettext("no shared cluster, field or language")


def lack_said(lack: Lack) -> str:
    """How many jurors an application lacks, and why."""
    said = []
    if lack.by_conflict:
        told = ngettext(
            "%(n)s juror lacks: not enough are without a conflict of interest",
            "%(n)s jurors lack: not enough are without a conflict of interest",
            lack.by_conflict,
        )
        said.append(told % {"n": lack.by_conflict})
    if lack.by_load:
        told = ngettext(
            "%(n)s juror lacks: all others read as many as they take",
            "%(n)s jurors lack: all others read as many as they take",
            lack.by_load,
        )
        said.append(told % {"n": lack.by_load})
    return pgettext("between conditions", "; ").join(said)
