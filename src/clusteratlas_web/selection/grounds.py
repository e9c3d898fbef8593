"""What keeps a juror out of an application: grounds from what is recorded and what the juror declared; pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from clusteratlas_web.selection.words import MEMBERSHIP, PROJECT, REGION

# How a juror is tied to what a ground names; jury_words.GROUNDS says each in the reader's language.
ACTS, WORKS = "acts for", "works at"
MEMBER_OF, HAS_MEMBER = "its organisation is a member of", "its organisation has as member"
APPLIED, SAME_REGION, TIED = "applied together with", "same region", "declared a tie to"

Within = Callable[[str], tuple[str, ...]]  # the regions that a region lies in, nearest first


@dataclass(frozen=True)
class Ground:
    """One reason: its kind (words.CONFLICTS), its word, and what it names: an organisation's number or a region."""

    kind: str
    word: str
    names: int | str

    @property
    def is_declared(self) -> bool:
        """Whether the juror said so."""
        return self.word == TIED


@dataclass(frozen=True)
class Ties:
    """What a juror is tied to: numbers of organisations, regions of the one where the juror works.

    `projects` holds, by organisation, the applications in which it stood together with an organisation of the juror.
    """

    acts_for: frozenset[int] = frozenset()
    works_at: frozenset[int] = frozenset()
    member_of: frozenset[int] = frozenset()
    has_members: frozenset[int] = frozenset()
    projects: Mapping[int, frozenset[int]] = field(default_factory=dict)
    declared: frozenset[tuple[int, str]] = frozenset()  # organisation and kind of tie
    regions: frozenset[str] = frozenset()

    @property
    def organisations(self) -> frozenset[int]:
        """All that a ground can name: an application without any of them is only near by its region."""
        recorded = self.acts_for | self.works_at | self.member_of | self.has_members | self.projects.keys()
        return recorded | {organisation for organisation, _ in self.declared}


@dataclass(frozen=True)
class Applicant:
    """An application: its number in the database, the organisations it ever had, and its region, if it has one."""

    number: int
    organisations: frozenset[int]
    region: str = ""


def grounds(ties: Ties, applicant: Applicant, within: Within | None = None) -> tuple[Ground, ...]:
    """All grounds that keep a juror out of an application; `within` where the call takes a region for one."""
    found = [*_recorded(ties, applicant), *_declared(ties, applicant)]
    if within is not None:
        found += [Ground(REGION, SAME_REGION, each) for each in _shared_regions(ties, applicant, within)]
    return tuple(found)


def _recorded(ties: Ties, applicant: Applicant) -> Iterable[Ground]:
    for word, organisations in (
        (ACTS, ties.acts_for),
        (WORKS, ties.works_at - ties.acts_for),
        (MEMBER_OF, ties.member_of),
        (HAS_MEMBER, ties.has_members),
    ):
        for each in sorted(organisations & applicant.organisations):
            yield Ground(MEMBERSHIP, word, each)
    for each in sorted(applicant.organisations & ties.projects.keys()):
        if ties.projects[each] - {applicant.number}:
            yield Ground(PROJECT, APPLIED, each)


def _declared(ties: Ties, applicant: Applicant) -> Iterable[Ground]:
    for organisation, kind in sorted(ties.declared):
        if organisation in applicant.organisations:
            yield Ground(kind, TIED, organisation)


def _shared_regions(ties: Ties, applicant: Applicant, within: Within) -> list[str]:
    """The juror's regions that are the application's, or lie in it, or hold it; a whole country is too much to share.

    A region that lies in nothing is a country, except where no edition knows it: then only the same code counts.
    """
    theirs = applicant.region
    if not theirs:
        return []
    around = set(within(theirs)[:-1])
    return [each for each in sorted(ties.regions) if each == theirs or each in around or theirs in within(each)[:-1]]
