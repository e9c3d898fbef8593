"""What cannot be drafted, said to the reader."""

from collections.abc import Iterable

from django.utils.translation import gettext

from clusteratlas.classifications import classification, nearest_code
from clusteratlas.definitions import Definition
from clusteratlas.errors import InputError
from clusteratlas_web.explore.wording import wording_of
from clusteratlas_web.foundation.explanations import Explanation, explain

LONGEST_WORD = 80  # letters of a wrong code that are looked at for the nearest right one


class DraftRefused(InputError):
    """A draft says what cannot be; the sentence is for the reader, in the reader's language.

    Where a word is wrong, with that word and the nearest right one.
    """

    def __init__(self, said: str, code: str | None = None, nearest: str | None = None) -> None:
        self.said, self.code, self.nearest = said, code, nearest or None
        super().__init__(said)


class OriginGone(DraftRefused):
    """What a draft is forked from is not served here, or not served any more."""


@explain.register
def _explain_draft(error: DraftRefused, path: str) -> Explanation:
    return Explanation(gettext("This draft cannot be made"), error.said)


def no_origin(origin: str, known: Iterable[str]) -> OriginGone:
    """The definition that an address begins from is not here; the nearest is named."""
    named = list(known)
    near = nearest_code(origin[:LONGEST_WORD], named)
    facts = {"definition": origin[:LONGEST_WORD], "nearest": near or "", "known": ", ".join(named)}
    said = gettext(
        "The definition %(definition)s, which this draft begins from, is not here, or not any more. The nearest is "
        "%(nearest)s. Here are: %(known)s."
    )
    return OriginGone(said % facts, origin, near)


def other_version(origin: str, version: str, here: str) -> OriginGone:
    """What an address begins from is here in another version, in which industries may stand elsewhere."""
    facts = {"definition": origin, "version": version[:LONGEST_WORD], "here": here}
    said = gettext(
        "This draft begins from version %(version)s of %(definition)s, and here is version %(here)s. Begin it anew "
        "from that: without the version in the address."
    )
    return OriginGone(said % facts)


def other_codes(origin: str, stated: str, edition: str, known: Iterable[str]) -> DraftRefused:
    """The definition that an address begins from is stated for other codes than those of the edition."""
    facts = {"definition": origin, "stated": stated, "edition": edition, "known": ", ".join(known)}
    said = gettext(
        "%(definition)s is stated for %(stated)s, and this edition has codes of %(edition)s. Definitions for these: "
        "%(known)s."
    )
    return DraftRefused(said % facts)


def no_industry(definition: Definition, code: str, known: Iterable[str]) -> DraftRefused:
    """A definition does not place the industry; the nearest that it places is named."""
    near = nearest_code(code[:24], known)
    facts = {"definition": definition.name, "code": code, "nearest": near or ""}
    said = gettext("%(definition)s has no industry %(code)s. The nearest is %(nearest)s.")
    words = wording_of(classification(definition.classification, definition.vintages[-1]))
    return DraftRefused(words.spoken(said) % facts, code, near)


def no_cluster(definition: str, code: str, known: Iterable[str]) -> DraftRefused:
    """A draft has no such cluster; the nearest that it has is named."""
    near = nearest_code(code[:LONGEST_WORD], known)
    facts = {"definition": definition, "code": code, "nearest": near or ""}
    said = gettext("%(definition)s has no cluster %(code)s. The nearest is %(nearest)s.")
    return DraftRefused(said % facts, code, near)
