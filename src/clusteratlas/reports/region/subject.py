"""What the brief of a region rests on: its headlines, its clusters and what the rule book says of each."""

from dataclasses import dataclass
from functools import cached_property

from clusteratlas.diagnosis import RuleBook
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries import regional, regions, verdicts
from clusteratlas.editions.queries.bounds import jobs_in_region
from clusteratlas.editions.queries.judged import judged
from clusteratlas.editions.queries.life_cycle import stages_in_region
from clusteratlas.editions.queries.thresholds import RANKED, thresholds
from clusteratlas.errors import InputError, NoSuchEntry
from clusteratlas.reports.choice import Choice
from clusteratlas.reports.growing import with_growth
from clusteratlas.reports.marks import mark_word
from clusteratlas.reports.rules import line_of, quotient_of
from clusteratlas.reports.spoken import LOCAL, Spoken
from clusteratlas.reports.subject import Subject
from clusteratlas.reports.texts import check_language

_NOBODY = {"strong_by": 0, "judged_by": 0}


@dataclass(frozen=True)
class RegionSubject(Subject):
    """A region in a year under a rule book; `clusters` are those of its portfolio, the largest first."""

    spoken: Spoken
    region: Row
    year: int
    book: RuleBook
    now: Row
    reference: Row
    clusters: list[Row]
    earlier: dict[str, Row]  # jobs of the year before by cluster, with the ends of their ranges

    @property
    def code(self) -> str:
        """The region's code."""
        return str(self.region["region"])

    @property
    def level(self) -> str:
        """The level it is ranked in."""
        return str(self.region["level"])

    @property
    def name(self) -> str:
        """Its name."""
        return self.spoken.region(self.code)

    @cached_property
    def traded(self) -> list[Row]:
        """Its clusters with jobs that are not local: those that may be ranked."""
        return [row for row in self.clusters if row["kind"] != LOCAL and row["employment"]]

    @cached_property
    def strong(self) -> list[Row]:
        """Those that the rule book calls strong."""
        return [row for row in self.clusters if row["strong"]]

    @property
    def robust(self) -> list[Row]:
        """The strong ones whose class no trial changes."""
        return [row for row in self.strong if row["robust"]]

    @cached_property
    def unsaid(self) -> int:
        """Of how many clusters with jobs the rule book cannot say whether they are strong."""
        return sum(row["is_ranked"] and row["strong"] is None for row in self.traded)

    @cached_property
    def by_code(self) -> dict[str, Row]:
        """Its portfolio by cluster."""
        return {row["cluster"]: row for row in self.clusters}

    @cached_property
    def lives(self) -> dict[str, Row]:
        """The reading of each cluster's life, by cluster; none of a year before the last that is read."""
        found = stages_in_region(self.edition, self.code)
        return {code: row for code, row in found.items() if row["last_year"] <= self.year}

    @property
    def ranked(self) -> list[Row]:
        """The clusters with jobs that the rule book ranks."""
        return [row for row in self.clusters if row["is_ranked"] and row["employment"]]


def read_region(edition: Edition, code: str, choice: Choice) -> RegionSubject:
    """The region that is asked for.

    Raises NoSuchEntry for a region the edition lacks or has no figures of in the year, UnknownChoice for another year,
    rule book or language, and InputError for the country, which is the reference that regions are held to.
    """
    check_language(choice.language)
    row, year, book = regions.region(edition, code), edition.year(choice.year), edition.book(choice.rules)
    if code == edition.manifest.country:
        raise InputError(f"{row['name']} is what regions are compared with; a brief is of one of its regions.")
    country = edition.manifest.country
    headlines = regions.headlines_of(edition, [code, country], [year])
    if (code, year) not in headlines:
        raise NoSuchEntry(f"region with figures of {year}", code, edition.manifest.identity)
    spoken = Spoken(edition, choice.language)
    rows = _judged(edition, book, code, year, row["level"])
    named = [each | {"name": spoken.cluster(each["cluster"]), "short": spoken.short(each["cluster"])} for each in rows]
    before = jobs_in_region(edition, code, year - 1) if year - 1 in edition.years else {}
    return RegionSubject(
        spoken=spoken,
        region=row,
        year=year,
        book=book,
        now=headlines[code, year],
        reference=headlines.get((country, year), {}),
        clusters=[with_growth(each, before, "cluster") for each in named],
        earlier=before,
    )


def _judged(edition: Edition, book: RuleBook, code: str, year: int, level: str) -> list[Row]:
    """The portfolio with what the rule book says: strong, robust, the line, and how many rule books agree."""
    said = verdicts.of_region(edition, code, year, book.name)
    agreed = verdicts.agreement(edition, code, year)
    limits = thresholds(edition, level, year, book.name)
    first = book.name == edition.manifest.book.name
    rows = []
    for row in regional.portfolio(edition, code, year):
        cluster = row["cluster"]
        verdict = said.get(cluster, {"strong": None, "class": None})
        robust = row["robust"] if first else _robust(edition, row, book, verdict["strong"])
        line = limits.get(cluster, {})
        rows.append(
            row
            | {"strong": verdict["strong"], "class": verdict["class"], "robust": robust, "is_ranked": cluster in said}
            | {"quotient": row[quotient_of(book)], "line": line_of(book, line), "ranked_regions": line.get(RANKED)}
            | {"mark": mark_word(verdict["strong"], robust)}
            | agreed.get(cluster, _NOBODY)
        )
    return rows


def _robust(edition: Edition, row: Row, book: RuleBook, strong: bool | None) -> bool | None:
    """Whether another rule book's answer would stand; asked of strong clusters alone, since each takes a query."""
    if not strong:
        return None
    found = judged(edition, row).get(book.name)
    return None if found is None else found.robust
