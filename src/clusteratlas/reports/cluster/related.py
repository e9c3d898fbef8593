"""The clusters most related to one: the network of all with this one in focus, and the ten closest."""

from typing import Any

from clusteratlas.charts import related_network, specification, to_svg
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters, related
from clusteratlas.reports.brief import CODE, Column, Ink, Picture, Section, Table
from clusteratlas.reports.cluster.subject import ClusterSubject
from clusteratlas.reports.listing import shown_in_words
from clusteratlas.reports.relations import related_in_words
from clusteratlas.reports.spoken import LOCAL

SECTION, TABLE = "related", "related"
NETWORK, NARROW = (700, 430), (328, 380)
SHOWN = 10


def read_related(subject: ClusterSubject) -> Section:
    """The section; a sentence where there are no relations."""
    spoken, found = subject.spoken, related.related_to(subject.edition, subject.code)
    title = spoken.say("related_title")
    if not found:
        return Section(SECTION, title, (spoken.say("related_local" if subject.kind == LOCAL else "no_relations"),))
    rows = [row | {"name": spoken.cluster(row["other"]), "word": _word(subject, row)} for row in found]
    most = spoken.say("cluster_related_lead", names=spoken.joined([row["name"] for row in rows[:3]]))
    lead = spoken.sentences(most, related_in_words(spoken))
    picture = Picture(
        id="network",
        alt=spoken.say("cluster_network_alt", cluster=subject.name),
        draw=lambda ink: _network(subject, ink),
        caption=spoken.say("cluster_network_caption"),
        has_narrow=True,
    )
    columns = (
        Column("other", spoken.say("col_code"), CODE, on_paper=False),
        Column("name", spoken.say("col_cluster"), bold=True),
        Column("relatedness", spoken.label("relatedness"), "difference", spoken.meaning("relatedness"), bold=True),
        Column("percentile", spoken.label("percentile"), "percentile", spoken.meaning("percentile"), on_paper=False),
        Column("related_share", spoken.label("related_share"), "share", spoken.meaning("related_share")),
        Column("word", spoken.say("col_relation"), CODE),
    )
    note = spoken.sentences(shown_in_words(spoken, SHOWN, len(rows)), spoken.say("related_note"))
    return Section(SECTION, title, (lead,), (picture, Table(TABLE, columns, rows, shown=SHOWN, note=note)))


def _word(subject: ClusterSubject, row: Row) -> str:
    return subject.spoken.say(f"chart_{row['relation']}") if row["relation"] else "–"


def _network(subject: ClusterSubject, ink: Ink) -> str:
    places, links = related.network(subject.edition)
    jobs = {row["cluster"]: row for row in clusters.listed(subject.edition, subject.level, subject.year)}
    rows: list[dict[str, Any]] = [
        {"employment": None}
        | jobs.get(place["cluster"], {})
        | place
        | {"cluster_name": subject.spoken.cluster(place["cluster"]), "label": subject.spoken.short(place["cluster"])}
        for place in places
    ]
    drawing = subject.spoken.drawing(*(NARROW if ink.narrow else NETWORK), ink.palette)
    return to_svg(specification(related_network(rows, links, drawing, focus=subject.code), drawing))
