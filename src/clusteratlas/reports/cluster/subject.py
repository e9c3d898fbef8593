"""What the brief of a cluster rests on: its figures in every region of a level, and what the rule book says of each."""

from dataclasses import dataclass
from functools import cached_property

from clusteratlas.diagnosis import RuleBook
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries import clusters
from clusteratlas.editions.queries.bounds import jobs_of_cluster
from clusteratlas.editions.queries.marks import marks
from clusteratlas.editions.queries.thresholds import RANKED, thresholds
from clusteratlas.errors import NoSuchEntry
from clusteratlas.reports.choice import Choice
from clusteratlas.reports.growing import with_growth
from clusteratlas.reports.marks import mark_word
from clusteratlas.reports.rules import line_of, quotient_of
from clusteratlas.reports.spoken import Spoken
from clusteratlas.reports.subject import Subject
from clusteratlas.reports.texts import check_language

_UNSAID = {"strong": None, "robust": None, "strong_low": None, "strong_high": None}


@dataclass(frozen=True)
class ClusterSubject(Subject):
    """A cluster at a level in a year under a rule book; `regions` are those with jobs in it, the most jobs first."""

    spoken: Spoken
    row: Row
    level: str
    year: int
    book: RuleBook
    history: list[Row]
    every: int  # regions of the level
    regions: list[Row]
    limits: Row

    @property
    def code(self) -> str:
        """The cluster's code."""
        return str(self.row["cluster"])

    @property
    def kind(self) -> str:
        """Traded, local, or all where the definition does not tell."""
        return str(self.row["kind"])

    @property
    def name(self) -> str:
        """Its name."""
        return self.spoken.cluster(self.code)

    @property
    def is_ranked(self) -> bool:
        """Whether the rule book says anything of it at this level."""
        return bool(self.limits)

    @property
    def line(self) -> float | None:
        """What the quotient of a strong cluster is held against."""
        return line_of(self.book, self.limits) if self.is_ranked else None

    @property
    def ranked(self) -> int:
        """On how many regions the thresholds rest."""
        return int(self.limits.get(RANKED, 0))

    @property
    def level_name(self) -> str:
        """The level in running text."""
        return self.spoken.level(self.level)

    @cached_property
    def now(self) -> Row:
        """Its totals in the year; an empty row where there are none."""
        return next((row for row in self.history if row["year"] == self.year), {})

    @cached_property
    def strong(self) -> list[Row]:
        """The regions in which it is strong."""
        return [row for row in self.regions if row["strong"]]

    @property
    def robust(self) -> list[Row]:
        """Those of them where no trial changes that."""
        return [row for row in self.strong if row["robust"]]

    @cached_property
    def unsaid(self) -> int:
        """Of how many regions with jobs the rule book cannot say."""
        return sum(row["strong"] is None for row in self.regions) if self.is_ranked else 0


def read_cluster(edition: Edition, code: str, choice: Choice) -> ClusterSubject:
    """The cluster that is asked for.

    Raises NoSuchEntry for a cluster the edition lacks or has no jobs of at the level in the year, and UnknownChoice
    for another level, year, rule book or language.
    """
    check_language(choice.language)
    row, year, level = clusters.cluster(edition, code), edition.year(choice.year), edition.level(choice.level)
    book, spoken = edition.book(choice.rules), Spoken(edition, choice.language)
    found = clusters.regions(edition, code, level, year, "employment")
    said = marks(edition, code, level, year, book.name)
    limits = thresholds(edition, level, year, book.name).get(code, {})
    before = jobs_of_cluster(edition, code, level, year - 1) if year - 1 in edition.years else {}
    judged = [_judged(spoken, each, said, book, limits) for each in found if each["employment"]]
    regions = [with_growth(each, before, "region") for each in judged]
    if not regions:
        raise NoSuchEntry(f"cluster with jobs in {year}", code, edition.manifest.identity)
    return ClusterSubject(
        spoken=spoken,
        row=row,
        level=level,
        year=year,
        book=book,
        history=clusters.national(edition, code),
        every=len(found),
        regions=regions,
        limits=limits,
    )


def _judged(spoken: Spoken, row: Row, said: dict[str, Row], book: RuleBook, limits: Row) -> Row:
    verdict = said.get(row["region"], _UNSAID)
    answers = {name: verdict[name] for name in _UNSAID}
    return (
        row
        | answers
        | {"name": spoken.region(row["region"]), "quotient": row[quotient_of(book)], "line": line_of(book, limits)}
        | {"mark": mark_word(verdict["strong"], verdict["robust"])}
    )
