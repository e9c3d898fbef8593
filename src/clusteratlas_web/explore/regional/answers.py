"""Whether the answer would change: with withheld figures at the ends of their range, with all figures a little off."""

from dataclasses import dataclass
from math import isinf

from django.utils.translation import gettext

from clusteratlas.diagnosis.robustness import PERTURBATION
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.judged import Judged, ends_of
from clusteratlas.editions.queries.thresholds import thresholds
from clusteratlas_web.explore.regional.figures import DIFFERENCE, GROWTH
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation.numbers import location_quotient, span

_LEFT_AS_THEY_ARE = (GROWTH, DIFFERENCE, "industries_above_one")


@dataclass(frozen=True)
class Trial:
    """One change of the data: what it is, where the location quotient then stands, whether the answer is another.

    `changes` is None where what is measured does not decide the answer.
    """

    title: str
    range: str
    changes: bool | None


@dataclass(frozen=True)
class Answers:
    """The trials, what they say together, and what they leave as it is."""

    trials: list[Trial]
    summary: str
    left: str


def try_answers(subject: RegionalCluster) -> Answers | None:
    """The trials of a ranked cluster; None where no rule book ranks it, or it stands in no row."""
    now, judged = subject.now, subject.judged
    if now is None or judged is None or now["location_quotient"] is None:
        return None
    trials = [*_withheld(subject, judged, now), _a_little_off(subject, judged), *_year_before(subject, judged)]
    return Answers(trials, _summary(judged), _left_as_they_are(subject))


def _withheld(subject: RegionalCluster, judged: Judged, now: Row) -> list[Trial]:
    found = ends_of(now, subject.line.column)
    if found is None:
        return []
    low, high = found
    ends = gettext("at least %(low)s") % {"low": location_quotient(low)}
    if not isinf(high):
        written = location_quotient(low), location_quotient(high)
        ends = written[0] if written[0] == written[1] else span(*written)
    title = gettext("Withheld figures at their lowest or highest")
    return [Trial(title, _quotients(ends), _changes(judged, "low", "high"))]


def _a_little_off(subject: RegionalCluster, judged: Judged) -> Trial:
    quotient = subject.quotient or 0.0
    ends = span(*(location_quotient(quotient * factor) for factor in (1 - PERTURBATION, 1 + PERTURBATION)))
    return Trial(gettext("All figures 5% lower or higher"), _quotients(ends), _changes(judged, "less", "more"))


def _changes(judged: Judged, *trials: str) -> bool | None:
    """Whether one of the trials says something else; None where none does and one cannot say."""
    others = [judged.trials[name] for name in trials]
    if judged.strong is None:
        return any(other is not None for other in others)
    if any(other is (not judged.strong) for other in others):
        return True
    return None if None in others else False


def _year_before(subject: RegionalCluster, judged: Judged) -> list[Trial]:
    before, said = subject.before, subject.said.get(subject.year - 1)
    quotient = subject.quotient_of(before)
    if quotient is None or said is None:
        return []
    title = gettext("%(before)s instead of %(year)s") % {"before": subject.year - 1, "year": subject.year}
    changes = None if said["strong"] is None and judged.strong is not None else said["strong"] != judged.strong
    return [Trial(title, _with_line(subject, location_quotient(quotient)), changes)]


def _with_line(subject: RegionalCluster, quotient: str) -> str:
    """The quotient of the year before, and the line it was held against."""
    level, year = subject.region["level"], subject.year - 1
    found = thresholds(subject.edition, level, year, subject.book.name).get(subject.cluster["cluster"], {})
    known = [found[name] for name in subject.line.conditions if found.get(name) is not None]
    if not known:
        return _quotients(quotient)
    return gettext("LQ %(quotient)s, line %(line)s") % {"quotient": quotient, "line": location_quotient(max(known))}


def _quotients(ends: str) -> str:
    return gettext("LQ %(range)s") % {"range": ends}


def _summary(judged: Judged) -> str:
    if judged.strong is None and any(other is not None for other in judged.trials.values()):
        return gettext("At one end of what the data allow it could be said.")
    if judged.strong is None:
        return gettext("What is not measured decides it, whatever the figures are within what the data allow.")
    if judged.robust:
        return gettext("The answer is robust: neither withheld figures nor 5% more or less change the class.")
    if judged.robust is None:
        return gettext("At one end of what the data allow it could not be said.")
    if judged.strong:
        return gettext("Borderline: it is strong, but not at every end of what the data allow.")
    return gettext("It is not strong, but could be at one end of what the data allow.")


def _left_as_they_are(subject: RegionalCluster) -> str:
    """What the trials do not move, where the rule book compares it."""
    columns = {each.column for each in subject.explanation.conditions} if subject.explanation else set()
    if not columns & set(_LEFT_AS_THEY_ARE):
        return ""
    said = gettext("Growth, the change of the quotient and the share of industries above 1 are left as they are.")
    return wording(subject.edition.manifest).spoken(said)
