"""A draft of a definition, as its address says it: what it is forked from, what is moved, made, dissolved and named."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from clusteratlas.definitions import (
    Definition,
    Move,
    add_cluster,
    describe,
    dissolve_cluster,
    fork,
    load,
    move_industries,
    name_cluster,
)

NOWHERE = "-"  # in an address: the industries of a dissolved cluster go to none
BETWEEN = "|"  # between the parts of a text in two languages


@dataclass(frozen=True)
class InBoth:
    """A text in English and Chinese."""

    english: str = ""
    chinese: str = ""

    def __bool__(self) -> bool:
        return bool(self.english or self.chinese)

    @property
    def texts(self) -> dict[str, str]:
        """By language; where one lacks, the other stands for both."""
        return {"en": self.english or self.chinese, "zh-hans": self.chinese or self.english}

    @property
    def written(self) -> str:
        """As an address has it; nothing where there is none."""
        return BETWEEN.join((self.english, self.chinese)) if self else ""


@dataclass(frozen=True)
class NewCluster:
    """A cluster that the draft makes: its code, its kind and its names; industries are moved to it."""

    code: str
    kind: str
    names: InBoth


@dataclass(frozen=True)
class Dissolved:
    """A cluster that the draft dissolves: where the industries go that are not moved by themselves, and why."""

    cluster: str
    to: str  # empty: to no cluster
    reason: str


@dataclass(frozen=True)
class Rename:
    """A cluster's new name in both languages."""

    cluster: str
    names: InBoth


@dataclass(frozen=True)
class Draft:
    """What is forked, under which name, with what is made of it, in the order it was made."""

    origin: str
    name: str
    title: InBoth = field(default_factory=InBoth)
    about: InBoth = field(default_factory=InBoth)
    new: tuple[NewCluster, ...] = ()
    moves: tuple[Move, ...] = ()
    dissolved: tuple[Dissolved, ...] = ()
    renames: tuple[Rename, ...] = ()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The draft as names and values of an address, in their one order."""
        own = [
            ("name", "" if self.name == default_name(self.origin) else self.name),
            ("title", self.title.written),
            ("about", self.about.written),
        ]
        return [
            ("from", self.origin),
            ("version", self.base.version),
            *((name, value) for name, value in own if value),
            *(("new", BETWEEN.join((each.code, each.kind, each.names.written))) for each in self.new),
            *(("move", f"{move.industry} {move.cluster} {move.reason}") for move in self.moves),
            *(("dissolve", f"{each.cluster} {each.to or NOWHERE} {each.reason}") for each in self.dissolved),
            *(("rename", BETWEEN.join((each.cluster, each.names.written))) for each in self.renames),
        ]

    @property
    def query(self) -> str:
        """The draft as the query of an address."""
        return urlencode(self.pairs)

    @cached_property
    def base(self) -> Definition:
        """What it is forked from."""
        return load(self.origin)

    @cached_property
    def definition(self) -> Definition:
        """The definition it makes, with its moves and where it comes from."""
        made = fork(self.base, self.name, titles=self.title.texts if self.title else None)
        for new in self.new:
            made = add_cluster(made, new.code, new.kind, new.names.texts)
        made = move_industries(made, self.moves)
        for gone in self.dissolved:
            made = dissolve_cluster(made, gone.cluster, gone.reason, gone.to)
        for each in self.renames:
            made = name_cluster(made, each.cluster, each.names.texts)
        return describe(made, self.about.texts) if self.about else made

    @property
    def targets(self) -> tuple[str, ...]:
        """The clusters that industries may go to: those of the base and the new ones, without the dissolved."""
        gone = {each.cluster for each in self.dissolved}
        there = (*(cluster.code for cluster in self.base.clusters), *(each.code for each in self.new))
        return tuple(code for code in there if code not in gone)

    def without_move(self, industry: str) -> "Draft":
        """The same without a move."""
        return replace(self, moves=tuple(move for move in self.moves if move.industry != industry))

    def without_new(self, code: str) -> "Draft":
        """The same without a new cluster and without the moves to it, if nothing else goes there."""
        return replace(
            self,
            new=tuple(each for each in self.new if each.code != code),
            moves=tuple(move for move in self.moves if move.cluster != code),
            dissolved=tuple(each for each in self.dissolved if each.to != code),
        )

    def without_dissolved(self, cluster: str) -> "Draft":
        """The same with a cluster left standing."""
        return replace(self, dissolved=tuple(each for each in self.dissolved if each.cluster != cluster))

    def without_rename(self, cluster: str) -> "Draft":
        """The same with a cluster named as it was."""
        return replace(self, renames=tuple(each for each in self.renames if each.cluster != cluster))

    def with_move(self, move: Move) -> "Draft":
        """The same with an industry moved, and not as it was moved before."""
        others = self.without_move(move.industry)
        return replace(others, moves=(*others.moves, move))


def default_name(origin: str) -> str:
    """What a draft is called until somebody names it."""
    return f"{origin}-draft"
