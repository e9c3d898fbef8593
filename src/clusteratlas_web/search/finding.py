"""Finds what a question asks for in everything there is, and says how much of each kind."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import OperationalError, ProgrammingError

from clusteratlas.editions.search import Answer, Hit, Index, ask_again, ask_as_it_stands, meant, pairs
from clusteratlas_web.explore.search_order import in_groups, nearness
from clusteratlas_web.foundation.places import folded
from clusteratlas_web.registry.models import Name
from clusteratlas_web.search.atlases import atlas_indexes, indexes_by_atlas
from clusteratlas_web.search.commons import commons_indexes
from clusteratlas_web.search.kinds import KINDS, OF_ATLASES, ORGANISATION
from clusteratlas_web.search.organisations import Organisations, PublicWords, find_organisations
from clusteratlas_web.search.terms import term_index


@dataclass(frozen=True)
class Asked:
    """What a page asks for: words, one kind or all, one atlas or all."""

    text: str = ""
    kind: str = ""
    atlas: str = ""


@dataclass(frozen=True)
class Found:
    """What answers: hits by kind, organisations, clusters in regions; `meant` is how the question was read."""

    groups: tuple[tuple[str, list[Hit]], ...] = ()
    organisations: Organisations = field(default_factory=Organisations)
    regional: tuple[tuple[Hit, Hit], ...] = ()
    meant: str = ""
    near: bool = False

    @property
    def by_kind(self) -> dict[str, int]:
        """How many of each kind; those of which there are none are left out."""
        counted = {kind: len(hits) for kind, hits in self.groups}
        if self.organisations:
            counted[ORGANISATION] = len(self.organisations)
        return {kind: counted[kind] for kind in KINDS if counted.get(kind)}

    @property
    def by_atlas(self) -> dict[str, int]:
        """How many of each atlas."""
        counted = Counter(hit.entry.thing for kind, hits in self.groups if kind in OF_ATLASES for hit in hits)
        return dict(counted.most_common())

    def hits(self, kind: str) -> list[Hit]:
        """The hits of a kind."""
        return dict(self.groups).get(kind, [])

    @property
    def kinds(self) -> list[str]:
        """The kinds in the order of the page: the one with the nearest answer first."""
        ranked = {kind: nearness(hits[0].level) for kind, hits in self.groups}
        if self.organisations:
            # Words of their names and beginnings are not told apart: they stand as near as the best of the others.
            exact = bool(len(self.organisations.parts[0]))
            ranked[ORGANISATION] = 0 if exact else max(1, min(ranked.values(), default=1))
        return sorted(ranked, key=lambda kind: (ranked[kind], KINDS.index(kind)))


def find(asked: Asked) -> Found:
    """Everything that answers; errors of spelling are forgiven where nothing else does."""
    indexes = _indexes(asked.atlas)
    answer = ask_as_it_stands(indexes, asked.text)
    organisations = _organisations(asked, answer)
    if not answer.question.units:
        return Found()
    if answer.hits or len(organisations):
        return Found(_grouped(answer.hits), organisations)
    return _forgiven(asked, indexes)


def _forgiven(asked: Asked, indexes: Sequence[Index]) -> Found:
    """What answers the words that may have been meant, and clusters in regions where both are named."""
    regional = _regional(asked)
    more = [PublicWords()] if _asks_the_commons(asked) else []
    try:
        answer = ask_again(indexes, asked.text, more)
    except (OperationalError, ProgrammingError):
        answer = ask_again(indexes, asked.text)
    organisations = _organisations(asked, answer)
    said = answer.meant or meant(answer.question, answer.spellings or {}, _names(organisations))
    groups = _grouped(answer.hits)
    return Found(groups, organisations, regional, said, near=bool(groups or len(organisations)))


def _grouped(hits: Sequence[Hit]) -> tuple[tuple[str, list[Hit]], ...]:
    return tuple(in_groups(hits))


def _indexes(atlas: str) -> list[Index]:
    """The indexes to ask; those of the commons where there is a database with tables."""
    if atlas:
        return atlas_indexes(atlas)
    try:
        commons = commons_indexes(KINDS)
    except (OperationalError, ProgrammingError):  # a home without tables: the atlases are found all the same
        commons = []
    return [*atlas_indexes(), *commons, term_index()]


def _organisations(asked: Asked, answer: Answer) -> Organisations:
    if not _asks_the_commons(asked):
        return Organisations()
    try:
        return find_organisations(answer.question, answer.spellings)
    except (OperationalError, ProgrammingError):
        return Organisations()


def _asks_the_commons(asked: Asked) -> bool:
    return not asked.atlas


def _regional(asked: Asked) -> tuple[tuple[Hit, Hit], ...]:
    question = ask_as_it_stands((), asked.text).question
    indexes = [index for atlas, index in indexes_by_atlas().items() if asked.atlas in ("", atlas)]
    return tuple(pair for index in indexes for pair in pairs(index, question, most=2))


def _names(organisations: Organisations) -> list[str]:
    first = organisations.page(0, 1)
    return [folded(text) for text in Name.objects.filter(organisation__in=first).values_list("text", flat=True)]
