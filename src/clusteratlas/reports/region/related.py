"""The clusters related to what is strong in a region: the network, and the closest of each strong cluster."""

from typing import Any

from clusteratlas.charts import neighbourhood, related_network, specification, to_svg
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import related
from clusteratlas.reports.brief import CODE, Column, Ink, Picture, Section, Table
from clusteratlas.reports.listing import shown_in_words
from clusteratlas.reports.region.opportunities import Board
from clusteratlas.reports.region.subject import RegionSubject
from clusteratlas.reports.relations import related_in_words

SECTION, TABLE = "related", "related"
NETWORK, NARROW = (700, 390), (328, 380)
MARKED, SHOWN = 5, 24


def read_related(subject: RegionSubject, board: Board) -> Section:
    """The section; a sentence where the edition knows no relations, or nothing is strong."""
    spoken, closest = subject.spoken, related.closest(subject.edition)
    title = spoken.say("related_title")
    if not closest:
        return Section(SECTION, title, (spoken.say("no_relations"),))
    if not subject.strong:
        return Section(SECTION, title, (spoken.say("related_none"),))
    strong = {row["cluster"] for row in subject.strong}
    rows = [_pair(subject, row, other, strong) for row in subject.strong for other in closest.get(row["cluster"], [])]
    picture = Picture(
        id="network",
        alt=spoken.say("network_alt", region=subject.name),
        draw=lambda ink: _network(subject, board, ink),
        caption=spoken.say("network_caption"),
        has_narrow=True,
    )
    firsts = [row for row in rows if row["place"] == 1]
    ordered = [*firsts, *(row for row in rows if row["place"] > 1)]
    shown = min(len(firsts), SHOWN)
    note = spoken.sentences(shown_in_words(spoken, shown, len(firsts)), spoken.say("related_note"))
    table = Table(TABLE, _columns(subject), ordered, shown=shown, note=note)
    lead = spoken.sentences(related_in_words(spoken), spoken.say("related_reach"))
    return Section(SECTION, title, (lead,), (picture, table))


def _pair(subject: RegionSubject, row: Row, other: Row, strong: set[str]) -> Row:
    spoken, code = subject.spoken, other["other"]
    siblings = related.closest(subject.edition)[row["cluster"]]
    return {
        "place": 1 + siblings.index(other),
        "cluster": row["cluster"],
        "name": row["name"],
        "other": code,
        "other_name": spoken.cluster(code),
        "others": spoken.say("comma").join(spoken.short(each["other"]) for each in siblings),
        "relatedness": other["relatedness"],
        "here": spoken.say("word_strong" if code in strong else "word_not"),
    }


def _columns(subject: RegionSubject) -> tuple[Column, ...]:
    spoken = subject.spoken
    say = spoken.say
    return (
        Column("cluster", say("col_code"), CODE, on_paper=False),
        Column("name", say("col_strong_cluster"), bold=True),
        Column("place", say("col_rank"), "rank", on_paper=False),
        Column("others", say("col_closest")),
        Column("other", say("col_related_code"), CODE, on_paper=False),
        Column("other_name", say("col_related"), on_paper=False),
        Column("relatedness", say("col_relatedness"), "difference", spoken.meaning("relatedness")),
        Column("here", say("col_here"), on_paper=False),
    )


def _network(subject: RegionSubject, board: Board, ink: Ink) -> str:
    """Strong clusters, those related to them, and the best opportunities in the accent's colour."""
    places, links = related.network(subject.edition)
    best = {row["cluster"] for row in board.rows[:MARKED]}
    rows = neighbourhood([_node(subject, place, best) for place in places], links)
    codes = {row["cluster"] for row in rows}
    kept = [link for link in links if {link["cluster"], link["other"]} <= codes]
    drawing = subject.spoken.drawing(*(NARROW if ink.narrow else NETWORK), ink.palette)
    return to_svg(specification(related_network(rows, kept, drawing), drawing))


def _node(subject: RegionSubject, place: Row, best: set[str]) -> dict[str, Any]:
    code = place["cluster"]
    here: Row = next((row for row in subject.clusters if row["cluster"] == code), {"employment": None})
    named = {"cluster_name": subject.spoken.cluster(code), "label": subject.spoken.short(code)}
    return {"employment": None} | here | place | named | {"opportunity": code in best}
