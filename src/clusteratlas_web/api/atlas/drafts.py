"""A draft of a definition, which is its address: what it changes, its coverage, its scores, its files."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_noop as said

from clusteratlas.definitions import kinds_of, load, published
from clusteratlas.editions import Edition
from clusteratlas_web.api.asked import EDITION as EDITION_ADDRESS
from clusteratlas_web.api.asked import Asked, edition_document, for_ever, opened_or_moved, tag_of
from clusteratlas_web.api.atlas.draft_asked import DRAFT, SEEN, shown_draft
from clusteratlas_web.api.atlas.draft_validation import SCORES, scores_of
from clusteratlas_web.api.atlas.subjects import DRAFTS
from clusteratlas_web.api.schemas import EDITION, Schema, document, every, perhaps, some
from clusteratlas_web.api.service import Operation, Values, add
from clusteratlas_web.explore.definitions.archive import packed_files
from clusteratlas_web.explore.definitions.asked import read_draft
from clusteratlas_web.explore.definitions.draft import InBoth
from clusteratlas_web.explore.definitions.drafted import title_of
from clusteratlas_web.explore.definitions.foreseen import impact_of
from clusteratlas_web.explore.definitions.shaped import Shown, dissolved_rows, new_rows, traded_jobs

_KINDS = sorted({kind for name in published() for kind in kinds_of(load(name))})
_CODE = some("string", "The code of the cluster.")
_NAMES = {"english": some("string", "In English."), "chinese": some("string", "In Chinese.")}
_SIZE = {
    "industries": some("integer", "How many industries with cells of their own."),
    "employment": some("integer", "Their jobs in the country."),
}
_IN_BOTH = document("A text in English and in Chinese; one may be empty.", _NAMES)
_NEW = document(
    "A new cluster, and what it would hold.",
    {"cluster": _CODE, "kind": some("string", "Its kind.", enum=_KINDS), **_NAMES, **_SIZE},
)
_MOVE = document(
    "An industry that moves.",
    {name: some("string", f"The {name}.") for name in ("industry", "cluster", "reason")},
)
_GOAL = document(
    "Where industries of a dissolved cluster go.",
    {"cluster": perhaps("string", "The code of the cluster; empty where they go to none."), **_SIZE},
)
_DISSOLVED = document(
    "A cluster that is dissolved, and what it held.",
    {
        "cluster": _CODE,
        "to": perhaps("string", "Where the industries go that are not moved by themselves; empty: to no cluster."),
        "reason": some("string", "The reason."),
        **_SIZE,
        "goals": every(_GOAL, "Where they go in all."),
    },
)
_RENAME = document("A cluster with a new name.", {"cluster": _CODE, **_NAMES})
_FATE = document(
    "Industries that a draft treats in one way.",
    {
        "fate": some("string", "Whether they stay, move, come in, lose their cluster or are in none either way.", enum=[
            "kept", "moved", "added", "dropped", "left out"]),
        **_SIZE,
    },
)  # fmt: skip


def _traded(when: str) -> Schema:
    return some("integer", f"Jobs in traded clusters {when}, which location quotients are taken within.")


_DRAFTED = document(
    "A draft held against the edition.",
    {
        "edition": EDITION,
        "name": some("string", "What the draft is called, and its folder."),
        "title": some("string", "Its title in the language asked for; its name where it has none."),
        "titles": _IN_BOTH,
        "about": _IN_BOTH,
        "from": some("string", "The definition that is drafted anew."),
        "version": some("string", "The version of that."),
        "level": some("string", "The level whose regions are looked at."),
        "year": some("integer", "The year."),
        "new": every(_NEW, "Its new clusters."),
        "moves": every(_MOVE, "Its moves, in the order they were made."),
        "dissolved": every(_DISSOLVED, "The clusters it dissolves."),
        "renames": every(_RENAME, "Its new names."),
        "coverage": every(_FATE, "What becomes of the industries that have cells of their own."),
        "traded_before": _traded("of the definition it is made from"),
        "traded_after": _traded("as the draft has it"),
        "gained": some("integer", "How many regional clusters become strong by the first rule book."),
        "lost": some("integer", "How many are strong no more."),
        "scores": SCORES,
        "page": some("string", "The address of its page, which is the draft."),
    },
)


@edition_document("/draft", said("A draft of a definition"), DRAFTS, _DRAFTED, *SEEN)
def draft(asked: Asked) -> dict[str, Any]:
    """A draft, which is its address, held against the edition: what it changes, what is covered, how well it holds.

    All that an address says of a draft has together at most so many letters as every server takes.
    """
    shown = shown_draft(asked)
    found, held = shown.draft, impact_of(shown)
    before, after = traded_jobs(shown)
    return {
        "edition": asked.edition.manifest.identity,
        "name": found.name,
        "title": title_of(found, asked.language),
        "titles": _both(found.title),
        "about": _both(found.about),
        "from": found.origin,
        "version": found.base.version,
        "level": shown.level,
        "year": shown.year,
        **_changes(shown),
        "coverage": [vars(each) for each in held.coverage],
        "traded_before": before,
        "traded_after": after,
        "gained": sum(len(each.gained) for each in held.clusters),
        "lost": sum(len(each.lost) for each in held.clusters),
        "scores": scores_of(shown),
        "page": shown.address(found),
    }


def _changes(shown: Shown) -> dict[str, Any]:
    found = shown.draft
    new, gone = zip(found.new, new_rows(shown), strict=True), zip(found.dissolved, dissolved_rows(shown), strict=True)
    return {
        "new": [{"cluster": each.code, "kind": each.kind} | _both(each.names) | _sized(row) for each, row in new],
        "moves": [vars(each) for each in found.moves],
        "dissolved": [
            {"cluster": each.cluster, "to": each.to or None, "reason": each.reason}
            | {"industries": len(row["rows"]), "employment": row["employment"], "goals": _goals(row["goals"])}
            for each, row in gone
        ],
        "renames": [{"cluster": each.cluster} | _both(each.names) for each in found.renames],
    }


def _both(names: InBoth) -> dict[str, str]:
    return {"english": names.english, "chinese": names.chinese}


def _goals(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"cluster": row["cluster"] or None} | _sized(row) for row in rows]


def _sized(row: dict[str, Any]) -> dict[str, int]:
    return {name: row[name] for name in _SIZE}


_FOLDER = Operation(
    f"{EDITION_ADDRESS}/draft/folder", said("A draft as a folder"), DRAFTS, DRAFT, media=("application/zip",)
)


def draft_folder(request: HttpRequest, values: Values) -> HttpResponseBase:
    """The files of a draft in an archive: the folder that `clusteratlas build --definition` takes."""
    edition = opened_or_moved(request, values)
    return edition if isinstance(edition, HttpResponse) else _packed(request, edition)


def _packed(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    found = read_draft(request.GET, edition)
    response = HttpResponse(packed_files(found), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}.zip"'
    return for_ever(request, response, tag_of(request, edition, "zip"))


add(_FOLDER, draft_folder, draft_folder.__doc__ or "")
