"""In how many regions each rule book calls a cluster strong, and in how many it puts it into which class."""

from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from clusteratlas.diagnosis import RuleBook
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.strong_counts import counts_of_cluster
from clusteratlas_web.explore.cluster_page.subject import ClusterSubject
from clusteratlas_web.explore.rule_choice import class_name, title_of_book
from clusteratlas_web.foundation.numbers import count

TABLE = "rule-books"


@dataclass(frozen=True)
class BookCounts:
    """A rule book, the regions with jobs by what it says of them, its classes in words, the page under it."""

    name: str
    title: str
    strong: int
    not_strong: int
    unsaid: int
    classes: str
    address: str
    is_chosen: bool


def count_by_rules(subject: ClusterSubject) -> list[BookCounts]:
    """Every rule book of the edition that ranks the cluster, in the edition's order."""
    found = counts_of_cluster(subject.edition, subject.code, subject.level, subject.year)
    return [_counts(subject, subject.edition.book(name), rows) for name, rows in found.items()]


def _counts(subject: ClusterSubject, book: RuleBook, rows: list[Row]) -> BookCounts:
    said = {answer: sum(row["regions"] for row in rows if row["strong"] is answer) for answer in (True, False, None)}
    return BookCounts(
        name=book.name,
        title=title_of_book(book),
        strong=said[True],
        not_strong=said[False],
        unsaid=said[None],
        classes=_classes(book, rows),
        address=subject.address_under(book.name),
        is_chosen=book.name == subject.rules.book.name,
    )


def _classes(book: RuleBook, rows: list[Row]) -> str:
    """The classes from the highest, each with how many regions have no higher one, and how many have none."""
    by_class = {code: sum(row["regions"] for row in rows if row["class"] == code) for code in (*book.classes, None)}
    named = [(class_name(book, code), by_class[code]) for code in reversed(list(book.classes))]
    counted = [(name, regions) for name, regions in (*named, (gettext("no class"), by_class[None])) if regions]
    written = (gettext("%(class)s %(count)s") % {"class": name, "count": count(number)} for name, number in counted)
    return pgettext("between counts", ", ").join(written)
