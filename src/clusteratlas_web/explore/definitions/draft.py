"""A draft of a definition, as its address says it: what it is forked from, which industries move where, and why."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from clusteratlas.classifications import nearest_code
from clusteratlas.definitions import Definition, Move, fork, load, move_industries, name_cluster, published
from clusteratlas.editions import Edition
from clusteratlas.errors import InputError, UnknownChoice
from clusteratlas_web.foundation.explanations import Explanation, explain

MOST_MOVES = 100
LONGEST = 3500  # letters of the query: what every server takes
LONGEST_TEXT = 120  # letters of a reason or a name
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class DraftRefused(InputError):
    """A draft says what cannot be; the sentence is for the reader, in the reader's language.

    Of a code that is not there it has the code and the nearest that is.
    """

    def __init__(self, said: str, code: str | None = None, nearest: str | None = None) -> None:
        self.said, self.code, self.nearest = said, code, nearest
        super().__init__(said)


@explain.register
def _explain_draft(error: DraftRefused, path: str) -> Explanation:
    return Explanation(gettext("This draft cannot be made"), error.said)


@dataclass(frozen=True)
class Rename:
    """A cluster's new name in both languages."""

    cluster: str
    english: str
    chinese: str


@dataclass(frozen=True)
class Draft:
    """What is forked, under which name, with which moves and new names, in the order they were made."""

    origin: str
    name: str
    moves: tuple[Move, ...] = ()
    renames: tuple[Rename, ...] = ()

    @property
    def query(self) -> str:
        """The draft as the query of an address."""
        moved = [("move", f"{move.industry} {move.cluster} {move.reason}") for move in self.moves]
        named = [("rename", f"{each.cluster}|{each.english}|{each.chinese}") for each in self.renames]
        own = [] if self.name == default_name(self.origin) else [("name", self.name)]
        return urlencode([("from", self.origin), *own, *moved, *named])

    @cached_property
    def base(self) -> Definition:
        """What it is forked from."""
        return load(self.origin)

    @cached_property
    def definition(self) -> Definition:
        """The definition it makes, with its moves and where it comes from."""
        made = move_industries(fork(self.base, self.name), self.moves)
        for each in self.renames:
            made = name_cluster(made, each.cluster, {"en": each.english, "zh-hans": each.chinese})
        return made


def default_name(origin: str) -> str:
    """What a draft is called until somebody names it."""
    return f"{origin}-draft"


def read_draft(sent: QueryDict, edition: Edition) -> Draft:
    """The draft of a query or a form; raises DraftRefused or UnknownChoice for what cannot be."""
    origin = sent.get("from") or first_origin(edition)
    if origin not in published():  # never the path of a folder: an address must not read files
        raise UnknownChoice("from", origin, list(published()))
    lines = sent.getlist("move")
    if len(lines) > MOST_MOVES:
        raise DraftRefused(_too_many())
    draft = Draft(
        origin=origin,
        name=_name(sent.get("name") or default_name(origin)),
        moves=tuple(_move(line) for line in lines),
        renames=tuple(_rename(line) for line in sent.getlist("rename")),
    )
    return checked(draft)


def first_origin(edition: Edition) -> str:
    """The edition's own definition where it came with the software, else the first that is stated for its codes."""
    if edition.manifest.definition in published():
        return edition.manifest.definition
    return next((name for name in published() if load(name).classification == edition.manifest.classification), "")


def checked(draft: Draft) -> Draft:
    """The same draft; raises DraftRefused where a code is unknown, moves twice, moves nowhere, or has no reason."""
    if len(draft.moves) > MOST_MOVES or len(draft.query) > LONGEST:
        raise DraftRefused(_too_many())
    # Where each industry stands in the latest vintage that has it: a later one may have given its code up.
    places = {code: place for vintage in draft.base.vintages for code, place in draft.base.membership(vintage).items()}
    seen: set[str] = set()
    for move in draft.moves:
        _check_move(draft, move, set(places))
        if move.industry in seen:
            raise DraftRefused(gettext("%(code)s is moved twice.") % {"code": move.industry})
        if places[move.industry].cluster == move.cluster:
            facts = {"code": move.industry, "cluster": move.cluster}
            raise DraftRefused(gettext("%(code)s stands in %(cluster)s already.") % facts)
        seen.add(move.industry)
    for each in draft.renames:
        _check_cluster(draft, each.cluster)
    return draft


def _check_move(draft: Draft, move: Move, known: set[str]) -> None:
    if move.industry not in known:
        near = nearest_code(move.industry[:24], known) or ""
        facts = {"code": move.industry, "definition": draft.origin, "nearest": near}
        said = gettext("%(definition)s has no industry %(code)s. The nearest is %(nearest)s.")
        raise DraftRefused(said % facts, move.industry, near)
    _check_cluster(draft, move.cluster)
    if not move.reason.strip() or len(move.reason) > LONGEST_TEXT or not move.reason.isprintable():
        facts = {"code": move.industry, "most": str(LONGEST_TEXT)}
        said = gettext("The move of %(code)s needs a reason: one line of at most %(most)s characters.")
        raise DraftRefused(said % facts)


def _check_cluster(draft: Draft, cluster: str) -> None:
    codes = {each.code for each in draft.base.clusters}
    if cluster not in codes:
        near = nearest_code(cluster[:80], codes) or ""
        said = gettext("%(definition)s has no cluster %(code)s. The nearest is %(nearest)s.")
        facts = {"code": cluster, "definition": draft.origin, "nearest": near}
        raise DraftRefused(said % facts, cluster, near)


def _name(text: str) -> str:
    if not _NAME.fullmatch(text) or len(text) > LONGEST_TEXT:
        raise DraftRefused(gettext("A definition is named with small letters, digits and single hyphens."))
    if text in published():
        raise DraftRefused(gettext("%(name)s is a definition already. Choose another name.") % {"name": text})
    return text


def _move(line: str) -> Move:
    industry, _, rest = line.strip().partition(" ")
    cluster, _, reason = rest.strip().partition(" ")
    return Move(industry, cluster, reason.strip())


def _rename(line: str) -> Rename:
    parts = [part.strip() for part in line.split("|")]
    fits = len(parts) == 3 and all(part and len(part) <= LONGEST_TEXT and part.isprintable() for part in parts)
    if not fits:
        raise DraftRefused(gettext("A new name of a cluster is wanted in English and in Chinese."))
    return Rename(*parts)


def _too_many() -> str:
    said = gettext(
        "A draft in the browser has at most %(most)s moves, and an address that servers take. For more, write a table "
        "of moves and use the command line: clusteratlas define --from NAME --moves FILE --to FOLDER."
    )
    return said % {"most": MOST_MOVES}
