"""What the forms of a draft send: moves, a pasted table of them, clusters made, dissolved and renamed, its title."""

from dataclasses import replace

from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext

from clusteratlas.definitions import Move
from clusteratlas.definitions.move_list import COLUMNS, read_moves
from clusteratlas.editions import Edition
from clusteratlas.errors import InputError
from clusteratlas_web.explore.definitions.asked import read_draft
from clusteratlas_web.explore.definitions.checking import check_text, checked
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
from clusteratlas_web.explore.definitions.limits import LONGEST_TEXT, MOST_MOVES
from clusteratlas_web.explore.definitions.refusals import DraftRefused

LONGEST_TABLE = 30_000


def edited(sent: QueryDict, edition: Edition) -> Draft:
    """The draft with what a form adds; raises DraftRefused, with the reason, where that cannot be."""
    draft = _titled(read_draft(sent, edition), sent)
    made = _made(sent)
    moves = [*_moves(sent, made[0].code if made else sent.get("cluster", "")), *_table(sent.get("table", ""))]
    moved = {move.industry: move for move in (*draft.moves, *moves)}  # who moves an industry again means the last
    gone = {each.cluster: each for each in (*draft.dissolved, *_dissolved(sent))}
    draft = replace(draft, new=(*draft.new, *made), moves=tuple(moved.values()), dissolved=tuple(gone.values()))
    return checked(_renamed(draft, sent))


def _titled(draft: Draft, sent: QueryDict) -> Draft:
    """With the title, the sentence and the name of their form; empty fields take them away."""
    if "title_english" not in sent:
        return draft
    title, about = (
        InBoth(*(check_text(sent.get(f"{name}_{language}", "").strip()) for language in ("english", "chinese")))
        for name in ("title", "about")
    )
    name = sent.get("folder", "").strip() or default_name(draft.origin)
    return replace(draft, name=name, title=title, about=about)


def _moves(sent: QueryDict, cluster: str) -> list[Move]:
    codes = sent.get("industries", "").replace(",", " ").replace(";", " ").split()
    codes = list(dict.fromkeys([*codes, *sent.getlist("industry")]))
    if len(codes) > MOST_MOVES:
        raise DraftRefused(gettext("At most %(most)s industries can move.") % {"most": MOST_MOVES})
    return [Move(code, cluster, sent.get("reason", "").strip()) for code in codes]


def _table(text: str) -> list[Move]:
    """The moves of a pasted table, comma- or tab-separated, with or without its heading."""
    if not text.strip():
        return []
    if len(text) > LONGEST_TABLE:
        raise DraftRefused(
            gettext("The table is too long. At most %(most)s industries can move.") % {"most": MOST_MOVES}
        )
    first = text.strip().splitlines()[0]
    separator = "\t" if "\t" in first else ","
    heading = separator.join(COLUMNS)
    body = (
        text.strip()
        if first.replace(" ", "").startswith(f"industry{separator}cluster")
        else f"{heading}\n{text.strip()}"
    )
    try:
        return read_moves(f"{body}\n".encode(), "moves.tsv" if separator == "\t" else "moves.csv")
    except InputError as error:
        said = gettext("The table cannot be read. It has the columns industry, cluster, reason. %(problem)s")
        raise DraftRefused(said % {"problem": error}) from error


def _made(sent: QueryDict) -> list[NewCluster]:
    """The new cluster of its form; its code is made of its English name."""
    names = InBoth(sent.get("new_english", "").strip(), sent.get("new_chinese", "").strip())
    if not names:
        return []
    if not (names.english and names.chinese) or BETWEEN in names.written.replace(BETWEEN, "", 1):
        raise DraftRefused(gettext("The name of a new cluster is wanted in English and in Chinese."))
    code = slugify(names.english)[:LONGEST_TEXT].strip("-_").replace("_", "-")
    if not code:
        raise DraftRefused(gettext("The English name of a new cluster has letters or digits: its code is made of it."))
    return [NewCluster(code, sent.get("kind", ""), names)]


def _dissolved(sent: QueryDict) -> list[Dissolved]:
    cluster, to = sent.get("dissolved", ""), sent.get("to", "")
    return [Dissolved(cluster, "" if to == NOWHERE else to, sent.get("reason", "").strip())] if cluster else []


def _renamed(draft: Draft, sent: QueryDict) -> Draft:
    """With a cluster named anew; one that the draft makes, where it is made."""
    cluster = sent.get("named", "")
    names = InBoth(sent.get("english", "").strip(), sent.get("chinese", "").strip())
    if not names:
        return draft
    if not (names.english and names.chinese) or BETWEEN in names.written.replace(BETWEEN, "", 1):
        raise DraftRefused(gettext("A new name of a cluster is wanted in English and in Chinese."))
    if cluster in {each.code for each in draft.new}:
        named = (replace(each, names=names) if each.code == cluster else each for each in draft.new)
        return replace(draft, new=tuple(named))
    renames = {each.cluster: each for each in (*draft.renames, Rename(cluster, names))}
    return replace(draft, renames=tuple(renames.values()))
