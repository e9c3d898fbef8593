"""The portfolio of a region: its treemap, and the table of all its clusters."""

from clusteratlas.charts import portfolio_treemap, specification, to_svg
from clusteratlas.editions.edition import Row
from clusteratlas.editions.layout import has_per_head, per_head
from clusteratlas.reports.brief import CODE, MARK, Column, Ink, Picture, Section, Table
from clusteratlas.reports.growing import growth_columns, growth_note
from clusteratlas.reports.region.subject import RegionSubject
from clusteratlas.reports.spoken import LOCAL, Spoken

SECTION, ALL, TABLE = "portfolio", "all-clusters", "portfolio"
TREEMAP, NARROW = (700, 430), (328, 400)
_NAMED = 3


def read_portfolio(subject: RegionSubject) -> Section:
    """What the region lives on, as a picture; the figures stand in the table of all clusters."""
    spoken, traded = subject.spoken, subject.traded
    title = spoken.of_kind("portfolio_title")
    if not traded:
        return Section(SECTION, title, (spoken.say("portfolio_none"),))
    total = sum(row["employment"] for row in traded)
    largest = [_share_of(spoken, row, total) for row in traded[:_NAMED]]
    lead = spoken.of_kind(
        "portfolio_lead", jobs=spoken.write("count", total), clusters=len(traded), largest=spoken.joined(largest)
    )
    picture = Picture(
        id="treemap",
        alt=spoken.say("treemap_alt", region=subject.name, year=subject.year, lead=lead),
        draw=lambda ink: _treemap(subject, ink),
        caption=spoken.say("treemap_caption"),
        has_narrow=True,
    )
    return Section(SECTION, title, (lead,), (picture,))


def _share_of(spoken: Spoken, row: Row, total: int) -> str:
    return spoken.say("named", name=row["name"], what=spoken.write("share", row["employment"] / total))


def _treemap(subject: RegionSubject, ink: Ink) -> str:
    drawing = subject.spoken.drawing(*(NARROW if ink.narrow else TREEMAP), ink.palette)
    return to_svg(specification(portfolio_treemap(labelled(subject), drawing), drawing))


def labelled(subject: RegionSubject) -> list[Row]:
    """The clusters as charts take them."""
    return [
        row | {"cluster_name": row["name"], "label": row["short"], "robust": bool(row["robust"])}
        for row in subject.clusters
    ]


def read_all_clusters(subject: RegionSubject) -> Section:
    """Every cluster with jobs, those that are ranked first."""
    spoken = subject.spoken
    rows = [_kept(row, spoken) for row in subject.clusters if row["employment"]]
    rows.sort(key=lambda row: (row["kind"] == LOCAL, -row["employment"]))
    ranked = sum(row["kind"] != LOCAL for row in rows)
    local = len(rows) - ranked
    lead = spoken.of_kind("all_lead", ranked=ranked, local=local)
    ranges = spoken.say("all_ranges") if any(row["ends"] for row in rows[:ranked]) else ""
    lead = spoken.sentences(lead, ranges)
    table = Table(TABLE, _columns(subject), rows, shown=ranked, note=growth_note(spoken, rows[:ranked]))
    return Section(ALL, spoken.of_kind("all_title"), (lead,), (table,))


def _kept(row: Row, spoken: Spoken) -> Row:
    kind = spoken.say(f"{row['kind']}_kind")
    ends = None if row["employment_low"] is None else (row["employment_low"], row["employment_high"])
    return row | {"kind_name": kind, "ends": ends}


def _columns(subject: RegionSubject) -> tuple[Column, ...]:
    say, manifest = subject.spoken.say, subject.edition.manifest
    money = [per_head(name) for name in manifest.measures if has_per_head(name)]
    paid = (Column(name, subject.spoken.label(name), "money", on_paper=False) for name in money)
    heads = [name for name in ("establishments",) if name in manifest.measures]
    return (
        Column("cluster", say("col_code"), CODE, on_paper=False),
        Column("name", say("col_cluster")),
        Column("kind_name", say("col_kind"), on_paper=False),
        Column("employment", say("col_jobs"), "count", bold=True),
        Column("ends", say("col_range"), "range", say("meaning_range"), absent=" "),
        *(Column(name, subject.spoken.label(name), "count", on_paper=False) for name in heads),
        Column("employment_share", say("col_share"), "share", subject.spoken.meaning("employment_share")),
        Column("location_quotient", say("col_lq"), "quotient", subject.spoken.meaning("location_quotient")),
        Column("rank_location_quotient", say("col_rank"), "rank", subject.spoken.meaning("rank_location_quotient")),
        *growth_columns(subject.spoken),
        *paid,
        Column("mark", say("col_class"), MARK, say("meaning_class")),
    )
