"""A draft of a definition, which is its address: its coverage, what it would change, its files."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_noop as said

from clusteratlas.classifications import nearest_code
from clusteratlas.editions import Edition
from clusteratlas.editions.defining.impact import Impact
from clusteratlas.errors import NoSuchEntry
from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import EDITION as EDITION_ADDRESS
from clusteratlas_web.api.asked import Asked, edition_document, edition_rows, for_ever, opened_or_moved, tag_of
from clusteratlas_web.api.atlas.subjects import DRAFTS
from clusteratlas_web.api.columns import COUNT, LIST, RATIO, TEXT, TRUTH, Column, own_shape
from clusteratlas_web.api.parameters import LEVEL, YEAR, Parameter, text
from clusteratlas_web.api.schemas import EDITION, document, every, some
from clusteratlas_web.api.service import Operation, Values, add
from clusteratlas_web.explore.choices import chosen
from clusteratlas_web.explore.definitions.archive import packed_files
from clusteratlas_web.explore.definitions.contents import impact_of, members_of
from clusteratlas_web.explore.definitions.draft import MOST_MOVES, Draft, read_draft
from clusteratlas_web.explore.framing import addresses


def _several(name: str, meaning: str, example: str) -> Parameter:
    kind: Any = list[str]
    return Parameter(name, kind, meaning, [example], [], (("max_length", MOST_MOVES + 1),), repeats=True)


_DRAFT = (
    text("from", "The definition that is drafted anew; the edition's own if none is given.", "us-benchmark"),
    text("name", "What the draft is called: small letters, digits and single hyphens.", "my-clusters"),
    _several(
        "move", "An industry, the cluster it goes to, and why, with blanks between; may be given several times.",
        "336411 automotive makes parts of cars",
    ),
    _several(
        "rename", "A cluster and its new names in English and in Chinese, with | between; may be given several times.",
        "automotive|Cars|汽车",
    ),
    LEVEL,
    YEAR,
)  # fmt: skip
_MOVE = document(
    "An industry that moves.",
    {name: some("string", f"The {name}.") for name in ("industry", "cluster", "reason")},
)
_RENAME = document(
    "A cluster with a new name.",
    {name: some("string", f"The {name}.") for name in ("cluster", "english", "chinese")},
)
_FATE = document(
    "Industries that a draft treats in one way.",
    {
        "fate": some("string", "Whether they stay, move, come in or are left out.", enum=[
            "kept", "moved", "added", "left out"]),
        "industries": some("integer", "How many."),
        "employment": some("integer", "Their jobs in the country."),
    },
)  # fmt: skip
_DRAFTED = document(
    "A draft held against the edition.",
    {
        "edition": EDITION,
        "name": some("string", "What the draft is called."),
        "from": some("string", "The definition that is drafted anew."),
        "level": some("string", "The level whose regions are looked at."),
        "year": some("integer", "The year."),
        "moves": every(_MOVE, "Its moves, in the order they were made."),
        "renames": every(_RENAME, "Its new names."),
        "coverage": every(_FATE, "What becomes of the industries that have cells of their own."),
        "gained": some("integer", "How many regional clusters become strong by the first rule book."),
        "lost": some("integer", "How many are strong no more."),
        "page": some("string", "The address of its page, which is the draft."),
    },
)


@edition_document("/draft", said("A draft of a definition"), DRAFTS, _DRAFTED, *_DRAFT)
def draft(asked: Asked) -> dict[str, Any]:
    """A draft, which is its address, held against the edition: what is covered, how much becomes strong or is no more.

    The moves and names of an address have together at most so many letters as every server takes.
    """
    found, place = read_draft(asked.request.GET, asked.edition), chosen(asked.request, asked.edition)
    held = impact_of(asked.edition, found, place)
    return {
        "edition": asked.edition.manifest.identity,
        "name": found.name,
        "from": found.origin,
        "level": place.level,
        "year": place.year,
        "moves": [vars(each) for each in found.moves],
        "renames": [vars(each) for each in found.renames],
        "coverage": [vars(each) for each in held.coverage],
        "gained": sum(len(each.gained) for each in held.clusters),
        "lost": sum(len(each.lost) for each in held.clusters),
        "page": f"{addresses(asked.edition).page('definition-edit')}?{found.query}",
    }


def _read(asked: Asked) -> tuple[Draft, Impact, dict[str, str]]:
    """The draft, what it would change, and what it calls its clusters."""
    found = read_draft(asked.request.GET, asked.edition)
    titles = {cluster.code: cluster.name(asked.language) for cluster in found.definition.clusters}
    return found, impact_of(asked.edition, found, chosen(asked.request, asked.edition)), titles


_CLUSTER = Column("cluster", TEXT, "The code of the cluster.", is_key=True)
_TITLE = Column("title", TEXT, "What the draft calls the cluster, in the language asked for.")
_CHANGED = own_shape(
    "ClusterOfDraft",
    (
        _CLUSTER,
        _TITLE,
        Column("employment_before", COUNT, "Its jobs in the country, as the edition has it.", is_key=True),
        Column("employment_after", COUNT, "Its jobs as the draft would have it.", is_key=True),
        Column("industries_before", COUNT, "How many industries it has.", is_key=True),
        Column("industries_after", COUNT, "How many it would have.", is_key=True),
        Column("strong_before", COUNT, "In how many regions of the level it is strong.", is_key=True),
        Column("strong_after", COUNT, "In how many it would be.", is_key=True),
        Column("gained", LIST, "The regions in which it would become strong.", is_key=True),
        Column("lost", LIST, "The regions in which it would be strong no more.", is_key=True),
    ),
    is_named=True,
)
_MOVED = own_shape(
    "QuotientOfDraft",
    (
        Column("region", TEXT, "The code of the region.", is_key=True),
        _CLUSTER,
        _TITLE,
        Column("employment_change", COUNT, "How many jobs the cluster would have more there.", is_key=True),
        Column("employment_before", COUNT, "Its jobs there.", is_key=True),
        Column("employment_after", COUNT, "Those it would have.", is_key=True),
        Column("location_quotient_before", RATIO, "Its location quotient there."),
        Column("location_quotient_after", RATIO, "The one it would have."),
        Column("strong_before", TRUTH, "Whether the first rule book calls it strong there."),
        Column("strong_after", TRUTH, "Whether it would."),
    ),
    is_named=True,
)
_MEMBERS = own_shape(
    "MemberOfDraft",
    (
        Column("industry", TEXT, "The code of the industry.", is_key=True),
        Column("employment", COUNT, "Its jobs in the country; empty where it has no cells of its own."),
    ),
    is_named=True,
)


@edition_rows("/draft/clusters", said("Clusters that a draft changes"), DRAFTS, _CHANGED, *_DRAFT)
def draft_clusters(asked: Asked) -> Rows:
    """The clusters that a draft changes: jobs, industries and strong regions, before and after."""
    _, held, titles = _read(asked)
    facts = ("cluster", "employment_before", "employment_after", "industries_before", "industries_after")
    rows = [
        {name: getattr(each, name) for name in (*facts, "gained", "lost")}
        | {"title": titles.get(each.cluster)}
        | {"strong_before": len(each.strong_before), "strong_after": len(each.strong_after)}
        for each in held.clusters
        if each.changes
    ]
    return Rows(_CHANGED, rows)


@edition_rows("/draft/quotients", said("Where jobs change their cluster"), DRAFTS, _MOVED, *_DRAFT)
def draft_quotients(asked: Asked) -> Rows:
    """The regional clusters whose jobs a draft would move most, with their location quotients before and after."""
    _, held, titles = _read(asked)
    names = ("employment", "location_quotient", "strong")
    rows = [
        {"region": row["region"], "cluster": row["cluster"], "title": titles.get(row["cluster"])}
        | {"employment_change": row["change"]}
        | {f"{name}_{when}": row[when][name] for name in names for when in ("before", "after")}
        for row in held.quotients
    ]
    return Rows(_MOVED, rows)


_OPEN = text("open", "The cluster whose industries are listed.", "automotive", must=True)


@edition_rows("/draft/members", said("Industries of a cluster of a draft"), DRAFTS, _MEMBERS, *_DRAFT, _OPEN)
def draft_members(asked: Asked) -> Rows:
    """The industries that a cluster of a draft would have, the one with most jobs first."""
    found = read_draft(asked.request.GET, asked.edition)
    _check_cluster(asked, found)
    year = chosen(asked.request, asked.edition).year
    return Rows(_MEMBERS, members_of(asked.edition, found, asked["open"], year))


def _check_cluster(asked: Asked, found: Draft) -> None:
    """Raises NoSuchEntry for a cluster that the draft does not have."""
    code, known = asked["open"], [cluster.code for cluster in found.definition.clusters]
    if code not in known:
        raise NoSuchEntry("cluster", code, asked.edition.manifest.identity, nearest_code(code[:80], known))


_FOLDER = Operation(
    f"{EDITION_ADDRESS}/draft/folder", said("A draft as a folder"), DRAFTS, _DRAFT[:4], media=("application/zip",)
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
