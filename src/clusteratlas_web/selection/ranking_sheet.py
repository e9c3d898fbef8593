"""The sheet of one application in a ranking: every step from what the jurors gave to its figures, written."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from clusteratlas_web.foundation import numbers
from clusteratlas_web.selection.queries.ranking import Place, Ranked
from clusteratlas_web.selection.queries.reviewing import reviews_seen_by
from clusteratlas_web.selection.ranking import Line, Sheet, sheet
from clusteratlas_web.selection.ranking_page import juror_word

PLACES = 4  # decimals, so that what is shown adds up to what is shown
MOST_REVIEWS = 1000  # of an application: a share is 1 over as many, or a half


@dataclass(frozen=True)
class Step:
    """One review on one criterion, written; the criterion by its place among the heads."""

    juror: str
    criterion: Any
    value: str
    severity: str
    adjusted: str
    weight: str
    share: str
    contribution: str


@dataclass(frozen=True)
class Sum:
    """A criterion over all reviews: its cell in the ranking, and what it adds to the score."""

    criterion: Any
    cell: str
    contribution: str


@dataclass(frozen=True)
class SheetPage:
    """The steps that the reader sees, the sums over all of them, and how many reviews are not shown."""

    steps: list[Step]
    sums: list[Sum]
    score: str
    plain: str
    hidden: int
    of_runs: str  # the runs in which it has a place, places shared at the edge counted in part


def sheet_page(person: Any, seen: Ranked, place: Place) -> SheetPage | None:
    """The sheet of an application in a ranking as somebody sees it; None without reviews."""
    if place.standing is None:
        return None
    found = sheet(seen.scored.scores, seen.scored.criteria, place.entry.pk, seen.scored.method)
    shown = _jurors_shown(person, seen, place)
    jurors = list(dict.fromkeys(line.juror for line in found.lines))
    names = {str(each.pk): each.name for each in seen.round.criteria.all()}
    return SheetPage(
        steps=[_step(seen, line, names) for line in found.lines if line.juror in shown],
        sums=_sums(seen, place, found, names),
        score=f"{found.score:.{PLACES}f}",
        plain=f"{place.standing.plain:.{PLACES}f}",
        hidden=sum(juror not in shown for juror in jurors),
        of_runs=_of_runs(seen, place),
    )


def _jurors_shown(person: Any, seen: Ranked, place: Place) -> set[Any]:
    """The jurors whose reviews of an application somebody sees: the own, and those of others as the round says."""
    own = {juror.pk for juror in seen.jurors if juror.person_id == person.pk}
    return own | set(reviews_seen_by(person, place.entry).values_list("juror", flat=True))


def _step(seen: Ranked, line: Line, names: dict[str, Any]) -> Step:
    return Step(
        juror=juror_word(seen.labels.get(line.juror, 0)),  # type: ignore[call-overload]
        criterion=names[line.criterion],
        value=f"{line.value:g}",
        severity=numbers.signed_difference(line.severity, PLACES),
        adjusted=f"{line.adjusted:.{PLACES}f}",
        weight=f"{line.weight:.6g}",
        share=str(Fraction(line.share).limit_denominator(MOST_REVIEWS)),
        contribution=f"{line.contribution:.{PLACES}f}",
    )


def _sums(seen: Ranked, place: Place, found: Sheet, names: dict[str, Any]) -> list[Sum]:
    standing = place.standing
    cells = {} if standing is None else standing.criteria
    return [
        Sum(names[each.key], f"{cells[each.key]:.{PLACES}f}", f"{_total(found.lines, each.key):.{PLACES}f}")
        for each in seen.scored.criteria
    ]


def _total(lines: Sequence[Line], criterion: str) -> float:
    return sum(line.contribution for line in lines if line.criterion == criterion)


def _of_runs(seen: Ranked, place: Place) -> str:
    robust = seen.computed.robustness
    if robust is None or place.firmness is None:
        return ""
    return f"{place.firmness.share * robust.runs:.3f}".rstrip("0").rstrip(".")
