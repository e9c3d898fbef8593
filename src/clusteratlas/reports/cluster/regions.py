"""The map of a cluster and the table of the regions that have most of it."""

from itertools import pairwise

from clusteratlas.charts import QUOTIENT_CLASSES
from clusteratlas.editions.edition import Row
from clusteratlas.editions.layout import has_per_head, per_head
from clusteratlas.reports.brief import CODE, MARK, RAIL, Block, Column, Ink, Picture, Section, Table
from clusteratlas.reports.cluster.subject import ClusterSubject
from clusteratlas.reports.growing import growth_columns, growth_note
from clusteratlas.reports.maps import draw_classes, outlines
from clusteratlas.reports.rules import rule_in_words

MAP, REGIONS, TABLE = "map", "regions", "regions"
_JOINER = "\N{WORD JOINER}"  # no line is broken within a class
NAMED, SHOWN, SHOWN_UNRANKED = 12, 25, 50


def read_map(subject: ClusterSubject) -> Section:
    """Where it is; a sentence where the edition has no boundaries of the level."""
    spoken = subject.spoken
    title = spoken.say("map_title")
    counts = [_count(subject, at) for at in range(len(QUOTIENT_CLASSES))]
    above = sum(counts[2:])
    lead = spoken.say("map_lead", count=above, of=len(subject.regions), level=subject.level_name)
    found = outlines(subject.edition, subject.level)
    if found is None:
        return Section(MAP, title, (lead, spoken.say("map_none")))
    bounds = [f"{bound:g}" for bound in QUOTIENT_CLASSES]
    ends = [*(f"{low}–{_JOINER}{high}" for low, high in pairwise(bounds)), f"{bounds[-1]}+"]
    classes = [f"{end}: {count}" for end, count in zip(ends, counts, strict=True)]
    caption = spoken.say("map_caption", classes=spoken.say("semicolon").join(classes))
    picture = Picture(MAP, spoken.say("map_alt", cluster=subject.name, lead=lead), lambda ink: _draw(subject, ink),
                      caption, found.notice, share=_share(found.box))  # fmt: skip
    return Section(MAP, title, (lead,), (picture,))


def _share(box: tuple[int, int, int, int]) -> int:
    """How wide a map is drawn: a tall one narrower, so that it leaves room on the page."""
    return 100 if box[2] > box[3] * 1.3 else 80 if box[2] > box[3] * 1.1 else 68


def _count(subject: ClusterSubject, at: int) -> int:
    ends = (*QUOTIENT_CLASSES, float("inf"))
    return sum(ends[at] <= (row["location_quotient"] or 0) < ends[at + 1] for row in subject.regions)


def _draw(subject: ClusterSubject, ink: Ink) -> str:
    found = outlines(subject.edition, subject.level)
    assert found is not None  # noqa: S101 - there is no picture without outlines
    quotients = {row["region"]: row["location_quotient"] for row in subject.regions}
    spoken = subject.spoken
    largest = [row for row in (subject.strong or subject.regions) if row["location_quotient"] is not None][:NAMED]
    names = {
        row["region"]: f"{spoken.short_region(row['region'])} {spoken.write('quotient', row['location_quotient'])}"
        for row in largest
    }
    alt = spoken.say("map_alt", cluster=subject.name, lead="")
    return draw_classes(found, quotients, [row["region"] for row in subject.strong], names, alt, ink)


def read_regions(subject: ClusterSubject) -> Section:
    """The regions with the most jobs in it, with rails and marks."""
    spoken = subject.spoken
    rows = [_row(row) for row in subject.regions]
    shown = SHOWN if subject.is_ranked else SHOWN_UNRANKED
    lead = spoken.say("regions_lead", count=min(shown, len(rows)), of=spoken.write("count", len(rows)))
    said = (lead, rule_in_words(spoken, subject.book)) if subject.is_ranked else (lead, spoken.say("not_ranked"))
    note = growth_note(spoken, rows[:shown])
    blocks: tuple[Block, ...] = (Table(TABLE, _columns(subject), rows, shown=shown, note=note),)
    return Section(REGIONS, spoken.say("regions_title"), said, blocks)


def _row(row: Row) -> Row:
    rail = {
        "value": row["quotient"],
        "low": row["location_quotient_low"],
        "high": row["location_quotient_high"],
        "line": row["line"],
        "mark": row["mark"],
    }
    return row | {"rail": rail}


def _columns(subject: ClusterSubject) -> tuple[Column, ...]:
    spoken, manifest = subject.spoken, subject.edition.manifest
    say = spoken.say
    money = [per_head(name) for name in manifest.measures if has_per_head(name)]
    marked = (Column("mark", say("col_class"), MARK, say("meaning_class")),) if subject.is_ranked else ()
    return (
        Column("region", say("col_code"), CODE, on_paper=False),
        Column("name", say("col_region"), bold=True),
        Column("employment", say("col_jobs"), "count", spoken.meaning("employment"), bold=True),
        Column("employment_low", say("col_low"), "count", on_paper=False),
        Column("employment_high", say("col_high"), "count", on_paper=False),
        Column("employment_share", say("col_share"), "share", spoken.meaning("employment_share")),
        Column("quotient", say("col_lq"), "quotient", spoken.meaning("location_quotient")),
        Column("rail", say("col_rail"), RAIL),
        *growth_columns(spoken),
        *(Column(name, spoken.label(name), "money", on_paper=False) for name in money),
        *marked,
    )
