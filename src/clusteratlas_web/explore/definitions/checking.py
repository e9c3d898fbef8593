"""What a draft must hold to: every code is there, nothing happens twice, every change has a reason, names are texts."""

import re

from django.utils.translation import gettext

from clusteratlas.classifications import nearest_code
from clusteratlas.definitions import Move, kinds_of, published
from clusteratlas_web.explore.definitions.draft import BETWEEN, Dissolved, Draft, InBoth, NewCluster
from clusteratlas_web.explore.definitions.limits import (
    LONGEST,
    LONGEST_ABOUT,
    LONGEST_TEXT,
    MOST_DISSOLVED,
    MOST_MOVES,
    MOST_NEW,
    MOST_RENAMED,
)
from clusteratlas_web.explore.definitions.refusals import DraftRefused, no_cluster, no_industry

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def checked(draft: Draft) -> Draft:
    """The same draft; raises DraftRefused with what is wrong and, for a code, the nearest that is right."""
    parts = (
        (draft.moves, MOST_MOVES),
        (draft.new, MOST_NEW),
        (draft.dissolved, MOST_DISSOLVED),
        (draft.renames, MOST_RENAMED),
    )
    if any(len(part) > most for part, most in parts) or len(draft.query) > LONGEST:
        raise too_long()
    _check_name(draft.name)
    _check_title(draft)
    _check_new(draft)
    _check_dissolved(draft)
    _check_moves(draft)
    _check_renames(draft)
    return draft


def check_text(text: str, longest: int = LONGEST_ABOUT) -> str:
    """The same text, if it is one line that an address and a table can hold; raises DraftRefused."""
    if len(text) > longest or not (text.isprintable() or not text) or BETWEEN in text:
        facts = {"most": str(longest)}
        raise DraftRefused(gettext("A text is one line of at most %(most)s characters, without the sign |.") % facts)
    return text


def too_long() -> DraftRefused:
    """More than an address holds."""
    said = gettext(
        "A draft in the browser has at most %(most)s moves, %(new)s new and %(dissolved)s dissolved clusters, and an "
        "address that servers take. For more, write a table of moves and use the command line: clusteratlas define "
        "--from NAME --moves FILE --to FOLDER."
    )
    return DraftRefused(said % {"most": MOST_MOVES, "new": MOST_NEW, "dissolved": MOST_DISSOLVED})


def _check_name(text: str) -> None:
    if not _SLUG.fullmatch(text) or len(text) > LONGEST_TEXT:
        raise DraftRefused(gettext("A definition is named with small letters, digits and single hyphens."))
    if text in published():
        raise DraftRefused(gettext("%(name)s is a definition already. Choose another name.") % {"name": text})


def _check_title(draft: Draft) -> None:
    if draft.title and not _in_both(draft.title):
        raise DraftRefused(gettext("A title is wanted in English and in Chinese."))


def _check_new(draft: Draft) -> None:
    taken = {cluster.code for cluster in draft.base.clusters}
    for each in draft.new:
        _check_one_new(draft, each)
        if each.code in taken:
            said = gettext("There is a cluster %(code)s already. Give the new one another name, or rename that one.")
            raise DraftRefused(said % {"code": each.code})
        taken.add(each.code)


def _check_one_new(draft: Draft, new: NewCluster) -> None:
    if not _SLUG.fullmatch(new.code) or len(new.code) > LONGEST_TEXT or not _in_both(new.names):
        said = gettext(
            "A new cluster has a code of small letters, digits and hyphens, a kind, and a name in English and in "
            "Chinese: code|traded|English|中文."
        )
        raise DraftRefused(said)
    kinds = kinds_of(draft.base)
    if new.kind not in kinds:
        near = nearest_code(new.kind[:24], kinds) or kinds[0]
        facts = {"kinds": ", ".join(kinds), "nearest": near}
        said = gettext("A cluster of this definition is one of these kinds: %(kinds)s. The nearest is %(nearest)s.")
        raise DraftRefused(said % facts, new.kind, near)


def _check_dissolved(draft: Draft) -> None:
    own = {cluster.code for cluster in draft.base.clusters}
    seen: set[str] = set()
    for each in draft.dissolved:
        if each.cluster not in own:
            raise no_cluster(draft.origin, each.cluster, own)
        if each.cluster in seen:
            raise DraftRefused(gettext("%(cluster)s is dissolved twice.") % {"cluster": each.cluster})
        seen.add(each.cluster)
    for each in draft.dissolved:
        _check_goal(draft, each, seen)
    if len(seen) == len(own) and not draft.new:
        raise DraftRefused(gettext("A definition without clusters says nothing. Leave one standing, or make one."))


def _check_goal(draft: Draft, gone: Dissolved, dissolved: set[str]) -> None:
    if gone.to in dissolved:
        facts = {"cluster": gone.cluster, "to": gone.to}
        said = gettext("%(cluster)s cannot go to %(to)s, which is dissolved itself. Name another cluster, or none.")
        raise DraftRefused(said % facts)
    if gone.to and gone.to not in draft.targets:
        raise no_cluster(draft.origin, gone.to, draft.targets)
    if not _is_reason(gone.reason):
        facts = {"cluster": gone.cluster, "most": str(LONGEST_TEXT)}
        said = gettext("That %(cluster)s is dissolved needs a reason: one line of at most %(most)s characters.")
        raise DraftRefused(said % facts)


def _check_moves(draft: Draft) -> None:
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


def _check_move(draft: Draft, move: Move, known: set[str]) -> None:
    if move.industry not in known:
        raise no_industry(draft.base, move.industry, known)
    if move.cluster in {each.cluster for each in draft.dissolved}:
        facts = {"code": move.industry, "cluster": move.cluster}
        raise DraftRefused(gettext("%(code)s cannot go to %(cluster)s, which is dissolved.") % facts)
    if move.cluster not in draft.targets:
        raise no_cluster(draft.origin, move.cluster, draft.targets)
    if not _is_reason(move.reason):
        facts = {"code": move.industry, "most": str(LONGEST_TEXT)}
        said = gettext("The move of %(code)s needs a reason: one line of at most %(most)s characters.")
        raise DraftRefused(said % facts)


def _check_renames(draft: Draft) -> None:
    new, seen = {each.code for each in draft.new}, set[str]()
    own = [code for code in draft.targets if code not in new]
    for each in draft.renames:
        if not _in_both(each.names):
            raise DraftRefused(gettext("A new name of a cluster is wanted in English and in Chinese."))
        if each.cluster in new:
            said = gettext("%(cluster)s is new in this draft: it is named where it is made.")
            raise DraftRefused(said % {"cluster": each.cluster})
        if each.cluster not in own:
            raise no_cluster(draft.origin, each.cluster, own)
        if each.cluster in seen:
            raise DraftRefused(gettext("%(cluster)s is renamed twice.") % {"cluster": each.cluster})
        seen.add(each.cluster)


def _in_both(names: InBoth) -> bool:
    return all(
        text.strip() and len(text) <= LONGEST_TEXT and text.isprintable() and BETWEEN not in text
        for text in (names.english, names.chinese)
    )


def _is_reason(text: str) -> bool:
    return bool(text.strip()) and len(text) <= LONGEST_TEXT and text.isprintable()
