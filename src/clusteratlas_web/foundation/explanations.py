"""What is so, why, and the next step: the sentences for each failure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import singledispatch
from urllib.parse import parse_qs, parse_qsl, urlencode

from django.utils.translation import gettext

from clusteratlas.errors import (
    ClusterAtlasError,
    DamagedEdition,
    NoSuchAtlas,
    NoSuchEdition,
    NoSuchEntry,
    UnknownChoice,
)
from clusteratlas_web.foundation.page import Link

OFFERED = 5  # ways out that a page names
LISTED = 12  # choices that a page names of very many
NEAREST = 3  # choices that a page offers in place of a wrong one
_WORD = re.compile(r"[\w.-]+")  # what may be a choice; a sentence is none


@dataclass(frozen=True)
class Explanation:
    """A failure in three parts; without links the page offers the way home."""

    what: str
    why: str
    links: tuple[Link, ...] = ()


def no_such_page(path: str) -> Explanation:
    """Nothing stands at an address."""
    return Explanation(
        gettext("There is no page at this address"),
        gettext("“%(path)s” is mistyped, or it names something that was moved or never here.") % {"path": path},
    )


def refused() -> Explanation:
    """The request itself is at fault."""
    return Explanation(
        gettext("This request cannot be answered"),
        gettext("A part of it breaks a rule, such as the host name or a character that may not stand there."),
    )


def too_many(most: int, path: str) -> Explanation:
    """More parameters in an address, or fields in a form, than are read."""
    return Explanation(
        gettext("This request cannot be answered"),
        gettext("An address or a form may have %(most)s parts; this one has more. Nothing was stored.")
        % {"most": most},
        (Link(gettext("Open the page without them"), path),),
    )


def not_so(path: str) -> Explanation:
    """A page that was sent something it does not take."""
    return Explanation(
        gettext("This page takes nothing that is sent to it"),
        gettext("The request asks for something other than to read it. Nothing was stored."),
        (Link(gettext("Open the page"), path),),
    )


def forgery() -> Explanation:
    """A form without the mark that its page carries."""
    return Explanation(
        gettext("This form was not accepted"),
        gettext(
            "Its page was open for too long, or it did not come from here. Nothing was stored. Load the page again."
        ),
    )


def fault() -> Explanation:
    """The server is at fault."""
    return Explanation(
        gettext("This page could not be built"),
        gettext("The fault is on this side, and the server’s log has recorded it. Other pages are not affected."),
    )


@singledispatch
def explain(error: ClusterAtlasError, path: str) -> Explanation:
    """The sentences for one of the library's errors; one without its own has the library's message."""
    return Explanation(gettext("This page could not be built"), str(error))


@explain.register
def _explain_atlas(error: NoSuchAtlas, path: str) -> Explanation:
    return Explanation(
        gettext("There is no atlas “%(atlas)s” here") % {"atlas": error.atlas},
        gettext("This server has: %(known)s.") % {"known": _listed(error.known)},
        _other_atlases(path, error),
    )


@explain.register
def _explain_edition(error: NoSuchEdition, path: str) -> Explanation:
    return Explanation(
        gettext("Atlas “%(atlas)s” has no edition “%(edition)s”") % {"atlas": error.atlas, "edition": error.edition},
        gettext("Its editions are: %(known)s.") % {"known": _listed(error.known)},
        _instead(path, error.edition, error.known),
    )


@explain.register
def _explain_entry(error: NoSuchEntry, path: str) -> Explanation:
    sentences = {
        "region": gettext("There is no region “%(code)s” in edition %(edition)s"),
        "cluster": gettext("There is no cluster “%(code)s” in edition %(edition)s"),
        "industry": gettext("There is no industry “%(code)s” in edition %(edition)s"),
    }
    sentence = sentences.get(error.kind, gettext("There is no “%(code)s” in edition %(edition)s"))
    near = gettext("The nearest known code is %(nearest)s.") % {"nearest": error.nearest}
    none = gettext("The code is mistyped, or belongs to another year or level.")
    return Explanation(
        sentence % {"code": error.code, "edition": error.edition},
        near if error.nearest else none,
        _instead(path, error.code, [error.nearest] if error.nearest else []),
    )


@explain.register
def _explain_choice(error: UnknownChoice, path: str) -> Explanation:
    return Explanation(
        gettext("“%(value)s” is not a choice for %(argument)s") % {"value": error.value, "argument": error.argument},
        _allowed(error.allowed),
        (*_mended(path, error), Link(gettext("Open the page without it"), _without(path, error))),
    )


@explain.register
def _explain_damage(error: DamagedEdition, path: str) -> Explanation:
    return Explanation(
        gettext("Edition “%(edition)s” is damaged") % {"edition": error.edition},
        gettext("Its files differ from their checksums, so none of its figures are shown. It has to be built again."),
    )


def _other_atlases(path: str, error: NoSuchAtlas) -> tuple[Link, ...]:
    """The same address in the atlas that was probably meant, and the first pages of the others."""
    meant = get_close_matches(error.atlas, error.known, n=1)
    others = [atlas for atlas in error.known if atlas not in meant]
    before = path.partition(f"/{error.atlas}")[0]
    first = tuple(Link(gettext("Open %(code)s") % {"code": atlas}, f"{before}/{atlas}/") for atlas in others)
    return (*_instead(path, error.atlas, meant), *first)[:OFFERED]


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words) or gettext("none yet")


def _allowed(words: list[str]) -> str:
    """What may be chosen; of very many the first few, which the pages of menus say all of."""
    if len(words) <= LISTED + 1:
        return gettext("Allowed are: %(allowed)s.") % {"allowed": _listed(words)}
    facts = {"allowed": _listed(words[:LISTED]), "count": len(words) - LISTED}
    return gettext("Allowed are: %(allowed)s and %(count)s more.") % facts


def _mended(path: str, error: UnknownChoice) -> tuple[Link, ...]:
    """The same address with each of the nearest choices in place of the wrong one, where it stands in the query."""
    if not _is_asked(path, error):
        return ()
    words = [each for each in error.allowed if _WORD.fullmatch(each)]
    near = get_close_matches(str(error.value), words, n=NEAREST) or words[:1]
    label = gettext("Open it with %(code)s")
    return tuple(Link(label % {"code": each}, _with(path, error.argument, each)) for each in near)


def _without(path: str, error: UnknownChoice) -> str:
    """The same address without the wrong choice; without any where the choice does not stand in the query."""
    return _with(path, error.argument, None) if _is_asked(path, error) else path.partition("?")[0]


def _is_asked(path: str, error: UnknownChoice) -> bool:
    asked = parse_qs(path.partition("?")[2]).get(error.argument, [])
    return [each.strip() for each in asked] == [str(error.value)]


def _with(path: str, name: str, value: str | None) -> str:
    """An address with another value of one choice of its query, or without that choice."""
    page, _, query = path.partition("?")
    told = [(each, said if each != name else value) for each, said in parse_qsl(query)]
    kept = urlencode([(each, said) for each, said in told if said is not None])
    return f"{page}?{kept}" if kept else page


def _instead(path: str, wrong: str, known: Iterable[str]) -> tuple[Link, ...]:
    """The same address with the wrong code replaced by each of the known ones, the nearest first."""
    page, _, query = path.partition("?")
    asked = [name for name, value in parse_qsl(query) if value.strip() == wrong and f"/{wrong}" not in page]
    label = gettext("Open %(code)s")
    nearest = sorted(known, key=lambda code: -SequenceMatcher(None, wrong, code).ratio())[:OFFERED]
    if asked:
        return tuple(Link(label % {"code": code}, _with(path, asked[0], code)) for code in nearest)
    return tuple(Link(label % {"code": code}, path.replace(f"/{wrong}", f"/{code}", 1)) for code in nearest)
