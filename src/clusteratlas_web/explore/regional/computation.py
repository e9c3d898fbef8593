"""How the figures of the page are computed, with the numbers put in, so that a reader can compute them again."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext

from clusteratlas_web.explore.regional.conditions import apart
from clusteratlas_web.explore.regional.reading import RegionalCluster
from clusteratlas_web.explore.wording import LOCAL, TRADED, within_kind
from clusteratlas_web.foundation.numbers import count

_DECIMALS = 4


@dataclass(frozen=True)
class Term:
    """A number that goes in: its letter, what it counts, and the number; None where it is not published."""

    letter: str
    meaning: str
    number: int | None
    range: str = ""  # of an estimate


@dataclass(frozen=True)
class Step:
    """A formula with its numbers, and what comes out."""

    title: str
    formula: str
    figures: str


@dataclass(frozen=True)
class Computation:
    """The terms and the steps."""

    terms: list[Term]
    steps: list[Step]


def make_computation(subject: RegionalCluster) -> Computation | None:
    """The computation of the location quotient, and of the jobs needed; None where totals are not published."""
    if not all((*subject.totals, subject.cluster_total)):
        return None
    return Computation(_terms(subject), [*_quotient(subject), *_jobs(subject)])


def quotient_after(jobs: int, totals: tuple[int, int], cluster_total: int, added: int) -> float:
    """The location quotient after jobs have been added in the region, which the totals share."""
    region, nation = totals
    return (jobs + added) * (nation + added) / ((region + added) * (cluster_total + added))


def _terms(subject: RegionalCluster) -> list[Term]:
    region, nation = subject.totals
    reference = subject.names.reference
    facts = {"cluster": subject.name, "region": subject.place, "reference": reference}
    meanings = (
        gettext("jobs of %(cluster)s in %(region)s") % facts,
        _total_here(subject) % facts,
        gettext("jobs of %(cluster)s in the nation (%(reference)s)") % facts,
        _total_nation(subject) % facts,
    )
    numbers = (subject.now["employment"] if subject.now else None, region, subject.cluster_total, nation)
    first, *others = (Term(*term) for term in zip("eECN", meanings, numbers, strict=True))
    return [replace(first, range=subject.jobs.range if subject.jobs else ""), *others]


def _total_here(subject: RegionalCluster) -> str:
    return {
        TRADED: gettext("jobs of all traded clusters in %(region)s"),
        LOCAL: gettext("jobs of all local clusters in %(region)s"),
    }.get(_kind(subject), gettext("jobs of all clusters in %(region)s"))


def _total_nation(subject: RegionalCluster) -> str:
    return {
        TRADED: gettext("jobs of all traded clusters in the nation"),
        LOCAL: gettext("jobs of all local clusters in the nation"),
    }.get(_kind(subject), gettext("jobs of all clusters in the nation"))


def _kind(subject: RegionalCluster) -> str:
    return within_kind(subject.edition.manifest, subject.cluster["kind"])


def _quotient(subject: RegionalCluster) -> list[Step]:
    if subject.now is None:
        return []
    jobs, (region, nation) = subject.now["employment"], subject.totals
    value = quotient_after(jobs, subject.totals, subject.cluster_total, 0)
    here, there = f"{count(jobs)} / {count(region)}", f"{count(subject.cluster_total)} / {count(nation)}"
    figures = f"({here}) / ({there}) = {value:.{_DECIMALS}f}"
    return [Step(gettext("Location quotient"), "LQ = (e / E) / (C / N)", figures)]


def _jobs(subject: RegionalCluster) -> list[Step]:
    """The jobs needed by the location quotient alone: the number before it does not pass, the number itself does."""
    needed = subject.needed_by_quotient
    if not needed:
        return []
    before, after, line = _after(subject, needed - 1), _after(subject, needed), subject.line
    decimals = max(apart(before, line), apart(before, after), _DECIMALS)
    short = f"x = {count(needed - 1)}: {before:.{decimals}f} < {line:.{decimals}f}"
    figures = f"{short}\nx = {count(needed)}: {after:.{decimals}f}"
    title = gettext("Jobs needed by the location quotient, the line held at %(line)s") % {
        "line": f"{line:.{decimals}f}"
    }
    return [Step(title, "(e + x) (N + x) / ((E + x) (C + x)) ≥ max(P75, 1)", figures)]


def _after(subject: RegionalCluster, added: int) -> float:
    jobs = subject.now["employment"] if subject.now else 0
    return quotient_after(jobs, subject.totals, subject.cluster_total, added)
