"""What the head of the page offers: another rule book, the answer as it is cited, a warning where regions are few."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from clusteratlas.editions.export import citation
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.explore.regional.verdict import Verdict
from clusteratlas_web.explore.rule_choice import title_of_book
from clusteratlas_web.foundation.page import Link


@dataclass(frozen=True)
class Cited:
    """The sentence to cite the answer with, and the address it stands at for good."""

    sentence: str
    address: str


@dataclass(frozen=True)
class Notice:
    """A warning: what is so, why, and where to look instead."""

    title: str
    text: str
    link: Link | None


def book_links(subject: RegionalCluster) -> list[Link]:
    """The page under each rule book of the edition, the chosen one marked; nothing where none ranks the cluster."""
    books = subject.edition.manifest.books.values()
    kind, level = subject.cluster["kind"], subject.region["level"]
    ranking = [book for book in books if kind in book.kinds and level not in book.levels_not_ranked]
    return [
        Link(title_of_book(book), subject.address_under(book.name), current=book.name == subject.book.name)
        for book in ranking
    ]


def cite_answer(subject: RegionalCluster, verdict: Verdict) -> Cited:
    """How the answer is cited: the question, the year, the rule book, then the edition."""
    facts = {
        "title": verdict.title,
        "year": subject.year,
        "rules": title_of_book(subject.book),
        "citation": citation(subject.edition.manifest, subject.names.language),
    }
    sentence = gettext("%(title)s %(year)s. %(citation)s") % facts
    if subject.explanation is not None:
        sentence = gettext("%(title)s %(year)s, by the rule book “%(rules)s”. %(citation)s") % facts
    return Cited(sentence, subject.address_under(subject.book.name))


def small_notice(subject: RegionalCluster) -> Notice | None:
    """What to say where a percentile rests on few regions, with the rule book that takes none; None elsewhere."""
    small = subject.explanation.small if subject.explanation else None
    if small is None:
        return None
    title = ngettext("Only %(n)s region is ranked.", "Only %(n)s regions are ranked.", small.ranked)
    text = gettext(
        "A percentile that rests on fewer than %(few)s regions moves far when one of them changes; "
        "fixed thresholds do not."
    )
    book = subject.edition.manifest.books.get(small.instead)
    link = None
    if book is not None:
        label = gettext("The answer by “%(title)s”") % {"title": title_of_book(book)}
        link = Link(label, subject.address_under(book.name))
    return Notice(title % {"n": small.ranked}, text % {"few": small.few}, link)
