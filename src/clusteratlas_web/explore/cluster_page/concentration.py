"""How concentrated a cluster is over the regions of a level: today among all clusters, and over the years."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import concentration
from clusteratlas.editions.queries.structure import of_cluster
from clusteratlas.glossary import column_term
from clusteratlas_web.explore.cluster_page.subject import ClusterSubject
from clusteratlas_web.explore.region.exact import exactly
from clusteratlas_web.explore.region.structure import Squares
from clusteratlas_web.foundation import numbers

TABLE, METHOD = "concentration", "concentration-computed"
COLUMNS = ("year", "level", "cluster", "regions", *(name for name in concentration.MEASURES if name != "regions"))
_DECIMALS = 3


@dataclass(frozen=True)
class MeasureLine:
    """One measure: its name, its figure as written and where that is explained, its place, and what it means."""

    name: str
    figure: str
    explained: str
    rank: int
    ranked: int
    meaning: str
    formula: str
    citation: str


@dataclass(frozen=True)
class Concentration:
    """The measures with the place among all clusters, the years, a sentence in words, one measure computed."""

    sentence: str
    key: Row
    lines: list[MeasureLine]
    years: list[Row]
    heads: list[str]
    worked: Squares | None


def read_concentration(subject: ClusterSubject) -> Concentration:
    """The section of the cluster; without lines where it has no jobs at the level."""
    found = concentration.places(subject.edition, subject.code, subject.level, subject.year)
    known = [name for name in concentration.MEASURES if name in found]
    history = of_cluster(subject.edition, subject.code, subject.level)
    return Concentration(
        sentence=_sentence(subject),
        key={"cluster": subject.code, "level": subject.level, "year": subject.year},
        lines=[_line(name, found[name]) for name in known] if subject.regions.with_jobs else [],
        years=[row | {"figures": [(_explained(name), _written(name, row[name])) for name in known]} for row in history],
        heads=[measure_name(name) for name in known],
        worked=_worked(subject),
    )


def measure_name(name: str) -> str:
    """What a measure of concentration is called."""
    if name == "regions":
        return gettext("Regions with jobs in it")
    return column_term(name).label(get_language() or "en")


def _sentence(subject: ClusterSubject) -> str:
    """In how few regions half of its jobs are, and half of all."""
    jobs = [row["employment"] for row in subject.regions.with_jobs]
    every = concentration.jobs_in_clusters(subject.edition, subject.level, subject.year)
    facts = {
        "half": numbers.count(concentration.half_of(jobs)),
        "regions": numbers.count(len(jobs)),
        "level": subject.level_name,
        "every": numbers.count(concentration.half_of(every)),
    }
    return (
        gettext(
            "Half of its jobs are in %(half)s of the %(regions)s %(level)s that have any; half of the jobs of all "
            "clusters are in %(every)s."
        )
        % facts
    )


def _line(name: str, row: Row) -> MeasureLine:
    language, term = get_language() or "en", column_term(name)
    return MeasureLine(
        name=measure_name(name),
        figure=_written(name, row["value"]),
        explained=_explained(name),
        rank=row["rank"],
        ranked=row["ranked"],
        meaning="" if name == "regions" else term.meaning(language),
        formula=term.formula,
        citation=term.citation,
    )


def _explained(name: str) -> str:
    return f"{TABLE}.{name}"


def _written(name: str, value: float | None) -> str:
    if value is None:
        return ""
    return numbers.count(value) if name == "regions" else exactly(value, _DECIMALS)


def _worked(subject: ClusterSubject) -> Squares | None:
    """The Herfindahl index over regions with its numbers."""
    rows = sorted(subject.regions.with_jobs, key=lambda row: (-row["employment"], row["region"]))
    jobs = [row["employment"] for row in rows]
    return Squares(rows[:2], sum(each**2 for each in jobs), sum(jobs)) if rows else None
