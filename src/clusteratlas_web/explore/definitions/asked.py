"""The draft that an address or a form says, and whether the address says it in the one way."""

from urllib.parse import parse_qsl

from django.http import QueryDict
from django.utils.translation import gettext

from clusteratlas.definitions import Move, load, published
from clusteratlas.editions import Edition
from clusteratlas_web.explore.definitions.checking import check_text, checked, too_long
from clusteratlas_web.explore.definitions.draft import (
    BETWEEN,
    NOWHERE,
    Dissolved,
    Draft,
    InBoth,
    NewCluster,
    Rename,
    default_name,
)
from clusteratlas_web.explore.definitions.limits import LONGEST, MOST_DISSOLVED, MOST_MOVES, MOST_NEW, MOST_RENAMED
from clusteratlas_web.explore.definitions.refusals import DraftRefused, no_origin, other_codes, other_version

VIEW = ("open", "level", "year")  # what else an address of a draft may choose


def read_draft(sent: QueryDict, edition: Edition) -> Draft:
    """The draft of a query or a form; raises DraftRefused for what cannot be."""
    origin = sent.get("from") or first_origin(edition)
    if origin not in published():  # never the path of a folder: an address must not read files
        raise no_origin(origin, fitting(edition))
    base, spoken = load(origin), edition.manifest.classification
    if base.classification != spoken:
        raise other_codes(origin, base.classification, spoken, fitting(edition))
    if sent.get("version", base.version) != base.version:
        raise other_version(origin, sent["version"], base.version)
    _bounded(sent)
    draft = Draft(
        origin=origin,
        name=sent.get("name") or default_name(origin),
        title=_both(sent.get("title", "")),
        about=_both(sent.get("about", "")),
        new=tuple(_new(line) for line in sent.getlist("new")),
        moves=tuple(_move(line) for line in sent.getlist("move")),
        dissolved=tuple(_dissolved(line) for line in sent.getlist("dissolve")),
        renames=tuple(_rename(line) for line in sent.getlist("rename")),
    )
    return checked(draft)


def fitting(edition: Edition) -> list[str]:
    """The definitions that are stated for the edition's codes."""
    return [name for name in published() if load(name).classification == edition.manifest.classification]


def first_origin(edition: Edition) -> str:
    """The edition's own definition where it came with the software, else the first that is stated for its codes."""
    if edition.manifest.definition in published():
        return edition.manifest.definition
    return next(iter(fitting(edition)), "")


def view_pairs(sent: QueryDict) -> list[tuple[str, str]]:
    """What an address chooses beside the draft."""
    return [(name, sent[name]) for name in VIEW if sent.get(name)]


def is_as_said(query: str, draft: Draft, sent: QueryDict) -> bool:
    """Whether the query of an address is the one that says this draft and this view of it."""
    return parse_qsl(query, keep_blank_values=True) == [*draft.pairs, *view_pairs(sent)]


def _bounded(sent: QueryDict) -> None:
    most = {"new": MOST_NEW, "move": MOST_MOVES, "dissolve": MOST_DISSOLVED, "rename": MOST_RENAMED}
    if any(len(sent.getlist(name)) > number for name, number in most.items()):
        raise too_long()
    if any(len(value) > LONGEST for name in (*most, "title", "about", "name") for value in sent.getlist(name)):
        raise too_long()


def _both(text: str) -> InBoth:
    if not text:
        return InBoth()
    english, between, chinese = text.partition(BETWEEN)
    if not between:
        raise DraftRefused(gettext("A text in two languages has a | between them: English|中文."))
    return InBoth(check_text(english.strip()), check_text(chinese.strip()))


def _new(line: str) -> NewCluster:
    code, kind, *names = [part.strip() for part in line.split(BETWEEN)] if line.count(BETWEEN) == 3 else ("", "")
    return NewCluster(code, kind, InBoth(*names))


def _move(line: str) -> Move:
    return Move(*_three(line))


def _dissolved(line: str) -> Dissolved:
    cluster, to, reason = _three(line)
    return Dissolved(cluster, "" if to == NOWHERE else to, reason)


def _three(line: str) -> tuple[str, str, str]:
    one, _, rest = line.strip().partition(" ")
    other, _, reason = rest.strip().partition(" ")
    return one, other, reason.strip()


def _rename(line: str) -> Rename:
    parts = [part.strip() for part in line.split(BETWEEN)]
    cluster, *names = parts if len(parts) == 3 else ("",)
    return Rename(cluster, InBoth(*names))
