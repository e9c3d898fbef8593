"""The subject of the page: a cluster in a region in a year, and what a rule book of the edition holds it against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from clusteratlas.diagnosis import Explanation, RuleBook
from clusteratlas.diagnosis.situation import QUOTIENT
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.judged import Judged
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.certainty import Certainty, certainty_of
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.regional.line import Line, line_of
from clusteratlas_web.explore.wording import LOCAL, TRADED, kind_name


@dataclass(frozen=True)
class RegionalCluster:
    """A cluster in a region in a year, and what its figures are held against by a rule book of the edition."""

    edition: Edition
    book: RuleBook
    region: Row
    cluster: Row
    year: int
    history: list[Row]  # its own rows, one for each year that has one
    ranked: list[Row]  # the regions of the level with jobs in the cluster, the most specialised first
    totals: tuple[int, int]  # jobs in all clusters of the kind, here and in the nation: the quotient's denominators
    totals_all: tuple[int, int]  # the same of all clusters, traded and local
    cluster_total: int  # the nation's jobs in the cluster
    explanation: Explanation | None
    books: Mapping[str, Judged] = field(default_factory=dict)  # what every rule book says of the year's row
    said: Mapping[int, Row] = field(default_factory=dict)  # what the rule book says, by year

    @property
    def names(self) -> Naming:
        """Names in the language that is spoken."""
        return naming(self.edition)

    @property
    def to(self) -> Addresses:
        """The addresses of its edition."""
        return addresses(self.edition)

    @property
    def place(self) -> str:
        """The region's name by its first place."""
        return self.names.short_region(self.region["region"])

    @property
    def name(self) -> str:
        """The cluster's short name."""
        return self.names.short_cluster(self.cluster["cluster"])

    @property
    def full_name(self) -> str:
        """The cluster's name."""
        return self.names.cluster(self.cluster["cluster"])

    @property
    def level(self) -> str:
        """The level of the region in the plural, as it stands within a sentence."""
        return self.names.level_in_text(self.region["level"])

    @property
    def traded(self) -> bool:
        """Whether the cluster is a traded one."""
        return bool(self.cluster["kind"] == TRADED)

    @property
    def local(self) -> bool:
        """Whether the cluster is a local one; where a definition does not tell, it is neither."""
        return bool(self.cluster["kind"] == LOCAL)

    @property
    def jobs(self) -> Certainty | None:
        """Its jobs with what is known of them; None where it has no row."""
        return None if self.now is None else certainty_of(self.now)

    @property
    def kind_name(self) -> str:
        """What a cluster of its kind is called."""
        return kind_name(self.cluster["kind"])

    @property
    def now(self) -> Row | None:
        """Its figures of the year; None where none are published."""
        return self._of(self.year)

    @property
    def before(self) -> Row | None:
        """Its figures of the year before."""
        return self._of(self.year - 1)

    @property
    def key(self) -> Row:
        """What tells its figures from others, for the links that explain them."""
        here = {"region": self.region["region"], "level": self.region["level"], "cluster": self.cluster["cluster"]}
        return here | {"year": self.year, "rules": self.book.name}

    @property
    def is_first_book(self) -> bool:
        """Whether the rule book is the one that the classes of the edition's tables follow."""
        return self.book.name == self.edition.manifest.book.name

    @property
    def rules(self) -> str | None:
        """What an address says of the rule book; nothing of the first, which it means where it says nothing."""
        return None if self.is_first_book else self.book.name

    def address_under(self, rules: str | None) -> str:
        """The page under another rule book."""
        first = self.edition.manifest.book.name
        page = self.to.regional(self.region["region"], self.cluster["cluster"])
        return with_query(page, year=self.year, rules=None if rules == first else rules)

    def address_in(self, region: str) -> str:
        """The page of the same cluster in another region, under the same rule book."""
        return with_query(self.to.regional(region, self.cluster["cluster"]), year=self.year, rules=self.rules)

    def address_of(self, cluster: str) -> str:
        """The page of another cluster in the same region, under the same rule book."""
        return with_query(self.to.regional(self.region["region"], cluster), year=self.year, rules=self.rules)

    @property
    def judged(self) -> Judged | None:
        """What the rule book says of the year's row; None where there is none, or it is not ranked."""
        return self.books.get(self.book.name)

    @property
    def strong(self) -> bool | None:
        """Whether the rule book calls it strong; None where it cannot say, or does not rank it."""
        return self.explanation.verdict if self.explanation else None

    @property
    def robust(self) -> bool:
        """Whether its answer would stand whatever the data allow."""
        return self.judged is not None and bool(self.judged.robust)

    @cached_property
    def line(self) -> Line:
        """What its location quotient must reach."""
        return line_of(self.explanation, self.book)

    @property
    def quotient(self) -> float | None:
        """The location quotient that the rule book compares; None where there is none."""
        return self.quotient_of(self.now)

    def quotient_of(self, row: Row | None) -> float | None:
        """The same of another row."""
        return row[self.line.column] if row else None

    @property
    def quotient_column(self) -> str:
        """That quotient as explanations name it."""
        return f"portfolio.{self.line.column}"

    @property
    def is_over_all(self) -> bool:
        """Whether that quotient is taken over all jobs, and the edition's own is not."""
        return self.line.column != QUOTIENT and self.edition.manifest.within != "all"

    @property
    def denominators(self) -> tuple[int, int]:
        """The totals of that quotient, here and in the nation."""
        return self.totals if self.line.column == QUOTIENT else self.totals_all

    @property
    def at_the_line(self) -> int:
        """How many regions reach the line."""
        return sum(self.line.is_reached_by(self.quotient_of(row)) for row in self.ranked)

    @cached_property
    def rank(self) -> int | None:
        """Its rank by that quotient among the regions; None where it is not ranked."""
        own = next((row for row in self.ranked if row["region"] == self.region["region"]), None)
        return None if own is None else self.rank_of(own)

    def rank_of(self, row: Row) -> int:
        """The rank of another region: one more than have a higher quotient."""
        own = self.quotient_of(row) or 0.0
        return 1 + sum((self.quotient_of(other) or 0.0) > own for other in self.ranked)

    def _of(self, year: int) -> Row | None:
        return next((row for row in self.history if row["year"] == year), None)
