"""How the figures of the page are computed, with the numbers put in, so that a reader can compute them again."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas_web.explore.regional.conditions import SIGNS
from clusteratlas_web.explore.regional.figures import apart
from clusteratlas_web.explore.regional.steps import DECIMALS, Step, other_steps
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.explore.wording import LOCAL, TRADED, within_kind
from clusteratlas_web.foundation.numbers import count

_SHORT = {">=": "<", ">": "≤"}  # how what does not reach a line lies to it


@dataclass(frozen=True)
class Term:
    """A number that goes in: its letter, what it counts, and the number; None where it is not published."""

    letter: str
    meaning: str
    number: int | None
    range: str = ""  # of an estimate
    explained: str = ""  # table and column; nothing of jobs that are two columns together
    region: str = ""


@dataclass(frozen=True)
class Computation:
    """The terms and the steps."""

    terms: list[Term]
    steps: list[Step]


def make_computation(subject: RegionalCluster, industries: list[Row]) -> Computation | None:
    """The computation of the location quotient, of the jobs needed, and of what else the rule book compares.

    None where totals are not published. The industries are those of the cluster, as `listing.industries` gives them.
    """
    if not all((*subject.denominators, subject.cluster_total)):
        return None
    return Computation(_terms(subject), [*_quotient(subject), *_jobs(subject), *other_steps(subject, industries)])


def quotient_after(jobs: int, totals: tuple[int, int], cluster_total: int, added: int) -> float:
    """The location quotient after jobs have been added in the region, which the totals share."""
    region, nation = totals
    return (jobs + added) * (nation + added) / ((region + added) * (cluster_total + added))


def _terms(subject: RegionalCluster) -> list[Term]:
    region, nation = subject.denominators
    reference = subject.names.reference
    facts = {"cluster": subject.name, "region": subject.place, "reference": reference}
    meanings = (
        gettext("jobs of %(cluster)s in %(region)s") % facts,
        _total_here(subject) % facts,
        gettext("jobs of %(cluster)s in the nation (%(reference)s)") % facts,
        _total_nation(subject) % facts,
    )
    numbers = (subject.now["employment"] if subject.now else None, region, subject.cluster_total, nation)
    own, country = subject.region["region"], subject.edition.manifest.country
    cluster, total = "portfolio.employment", _total_column(subject)
    links = ((cluster, own), (total, own), (cluster, country), (total, country))
    made = zip("eECN", meanings, numbers, links, strict=True)
    first, *others = (Term(letter, said, number, "", *link) for letter, said, number, link in made)
    return [replace(first, range=subject.jobs.range if subject.jobs else ""), *others]


def _total_column(subject: RegionalCluster) -> str:
    """The column of the denominators; nothing where they are jobs of two kinds together."""
    kind = _kind(subject)
    if kind == "all" and LOCAL in kinds_of_clusters(subject.edition):
        return ""
    return f"summary.{LOCAL if kind == LOCAL else TRADED}_employment"


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
    return "all" if subject.is_over_all else within_kind(subject.edition.manifest, subject.cluster["kind"])


def _quotient(subject: RegionalCluster) -> list[Step]:
    if subject.now is None:
        return []
    jobs, (region, nation) = subject.now["employment"], subject.denominators
    value = quotient_after(jobs, subject.denominators, subject.cluster_total, 0)
    here, there = f"{count(jobs)} / {count(region)}", f"{count(subject.cluster_total)} / {count(nation)}"
    figures = f"({here}) / ({there}) = {value:.{DECIMALS}f}"
    title = gettext("Location quotient over all jobs") if subject.is_over_all else gettext("Location quotient")
    return [Step(title, "LQ = (e / E) / (C / N)", figures)]


def _jobs(subject: RegionalCluster) -> list[Step]:
    """The jobs needed by the location quotient alone: the number before it does not pass, the number itself does."""
    line = subject.line
    if not line.held:
        return []
    before, after = _after(subject, line.held - 1), _after(subject, line.held)
    decimals = max(apart(before, line.value), apart(before, after), DECIMALS)
    written = f"{line.value:.{decimals}f}"
    short = f"x = {count(line.held - 1)}: {before:.{decimals}f} {_SHORT[line.operator]} {written}"
    figures = f"{short}\nx = {count(line.held)}: {after:.{decimals}f}"
    title = gettext("Jobs needed by the location quotient, the line held at %(line)s") % {"line": written}
    formula = f"(e + x) (N + x) / ((E + x) (C + x)) {SIGNS[line.operator]} {_line(subject)}"
    return [Step(title, formula, figures)]


def _line(subject: RegionalCluster) -> str:
    """What makes the line: max(P75, 1), P80, 1.5."""
    line = subject.line
    ranked = "" if line.percentile is None else f"P{line.percentile:g}"
    fixed = "" if line.fixed is None else f"{line.fixed:g}"
    return f"max({ranked}, {fixed})" if ranked and fixed else ranked or fixed


def _after(subject: RegionalCluster, added: int) -> float:
    jobs = subject.now["employment"] if subject.now else 0
    return quotient_after(jobs, subject.denominators, subject.cluster_total, added)
