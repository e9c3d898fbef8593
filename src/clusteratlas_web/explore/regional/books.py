"""What every rule book of the edition says: its verdict, its class, and the one line of figures that decides it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.judged import Judged
from clusteratlas.editions.queries.verdicts import compared
from clusteratlas_web.explore.regional.deciding import deciding_figures
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.explore.rule_choice import class_name, title_of_book


@dataclass(frozen=True)
class BookLine:
    """One rule book: its title, what decides, its verdict with the mark, its class in words, the page under it.

    `counts` is not so for one that stands in for another of the edition: it is not counted beside that one.
    """

    title: str
    figures: str
    strong: bool | None
    robust: bool
    class_name: str
    address: str
    is_chosen: bool
    counts: bool


@dataclass(frozen=True)
class Books:
    """All rule books of the edition that rank the cluster."""

    lines: list[BookLine]

    @property
    def title(self) -> str:
        """The head of the section, with their number."""
        numbers = {
            4: gettext("Four rule books"),
            5: gettext("Five rule books"),
            6: gettext("Six rule books"),
            7: gettext("Seven rule books"),
        }
        return numbers.get(len(self.lines), gettext("The rule books"))

    @property
    def lead(self) -> str:
        """How many call it strong, of how many that can say."""
        answers = [line.strong for line in self.lines if line.counts and line.strong is not None]
        unsaid = sum(line.strong is None for line in self.lines if line.counts)
        facts = {"strong": sum(answers), "all": len(answers), "unsaid": unsaid}
        if not answers:
            return gettext("None of them can say.")
        sentence = ngettext(
            "%(strong)s of %(all)s calls it strong.", "%(strong)s of %(all)s call it strong.", sum(answers)
        )
        if unsaid:
            sentence = ngettext(
                "%(strong)s of %(all)s call it strong; %(unsaid)s more cannot say.",
                "%(strong)s of %(all)s call it strong; %(unsaid)s more cannot say.",
                unsaid,
            )
        return sentence % facts

    @property
    def has_reconstructions(self) -> bool:
        """Whether one of them says that it is a reconstruction."""
        return any(_RECONSTRUCTION in line.title or _RECONSTRUCTION_ZH in line.title for line in self.lines)

    @property
    def not_counted(self) -> list[str]:
        """Those that are not counted."""
        return [line.title for line in self.lines if not line.counts]


_RECONSTRUCTION, _RECONSTRUCTION_ZH = "(reconstruction)", "复原版"


def rule_books(subject: RegionalCluster, industries: Sequence[Row]) -> Books | None:
    """What the rule books say of the year's row; None where it has none, or none of them ranks it."""
    if not subject.books:
        return None
    counted = compared(subject.edition)
    lines = [_line(subject, judged, list(industries), name in counted) for name, judged in subject.books.items()]
    return Books(lines)


def _line(subject: RegionalCluster, judged: Judged, industries: list[Row], counts: bool) -> BookLine:
    book = judged.book
    return BookLine(
        title=title_of_book(book),
        figures=deciding_figures(subject, judged, industries),
        strong=judged.strong,
        robust=bool(judged.robust),
        class_name=class_name(book, judged.class_),
        address=subject.address_under(book.name),
        is_chosen=book.name == subject.book.name,
        counts=counts,
    )
