"""What the form of a draft sends: moves, one or several, a pasted table of them, a new name of a cluster."""

from dataclasses import replace

from django.http import QueryDict
from django.utils.translation import gettext

from clusteratlas.definitions import Move
from clusteratlas.definitions.move_list import COLUMNS, read_moves
from clusteratlas.editions import Edition
from clusteratlas.errors import InputError
from clusteratlas_web.explore.definitions.draft import MOST_MOVES, Draft, DraftRefused, Rename, checked, read_draft

LONGEST_TABLE = 30_000


def edited(sent: QueryDict, edition: Edition) -> Draft:
    """The draft with what the form adds; raises DraftRefused, with the reason, where that cannot be."""
    draft = read_draft(sent, edition)
    codes = sent.get("industries", "").replace(",", " ").replace(";", " ").split()
    codes = list(dict.fromkeys([*codes, *sent.getlist("industry")]))
    if len(codes) > MOST_MOVES:
        raise DraftRefused(gettext("At most %(most)s industries can move.") % {"most": MOST_MOVES})
    added = [Move(code, sent.get("cluster", ""), sent.get("reason", "").strip()) for code in codes]
    added += _table(sent.get("table", ""))
    moved = {move.industry: move for move in (*draft.moves, *added)}  # who moves an industry again means the last
    renames = [*draft.renames, *_renamed(sent)]
    names = {each.cluster: each for each in renames}
    return checked(replace(draft, moves=tuple(moved.values()), renames=tuple(names.values())))


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


def _renamed(sent: QueryDict) -> list[Rename]:
    cluster, english, chinese = (sent.get(name, "").strip() for name in ("named", "english", "chinese"))
    if not (english or chinese):
        return []
    if not (english and chinese) or "|" in english + chinese:
        raise DraftRefused(gettext("A new name of a cluster is wanted in English and in Chinese."))
    return [Rename(cluster, english, chinese)]
