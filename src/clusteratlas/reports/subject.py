"""What subjects of briefs have in common: an edition, a rule book, a year and the one before."""

from functools import cached_property

from clusteratlas.diagnosis import RuleBook
from clusteratlas.editions.edition import Edition
from clusteratlas.editions.queries.made_of import breaks_of
from clusteratlas.reports.spoken import Spoken


class Subject:
    """Somebody or something of an edition, in a year, under a rule book."""

    spoken: Spoken
    year: int
    book: RuleBook

    @property
    def edition(self) -> Edition:
        """The edition."""
        return self.spoken.edition

    @property
    def is_first(self) -> bool:
        """Whether the rule book is the one that the edition's own tables follow."""
        return self.book.name == self.edition.manifest.book.name

    @property
    def before(self) -> int | None:
        """The year before, if the edition has it."""
        return self.year - 1 if self.year - 1 in self.edition.years else None

    @cached_property
    def leaps(self) -> bool:
        """Whether the figures of the year before cover something else, so that growth from it is none."""
        return (self.before, self.year) in breaks_of(self.edition)
