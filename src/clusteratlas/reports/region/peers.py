"""Whom a region is like, and how diverse, specialised and complex it is among the regions of its level."""

from clusteratlas.diagnosis import Likeness
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import peers, structure
from clusteratlas.numerals.numbers import rank
from clusteratlas.reports.brief import CODE, Block, Column, Section, Table
from clusteratlas.reports.region.subject import RegionSubject
from clusteratlas.reports.spoken import Spoken

SECTION, TABLE, STRUCTURE = "peers", "peers", "structure"
_FAR, _HIGH = 0.1, 0.25  # of the regions: whose outlook is among the last, whose complexity is among the first


def read_peers(subject: RegionSubject) -> Section:
    """The peers, the most alike first, the region itself above them; then its structure."""
    spoken, found = subject.spoken, peers.peers_of(subject.edition, subject.code, subject.year)
    title, tables = spoken.say("peers_title"), _structure(subject)
    if not found:
        return Section(SECTION, title, (spoken.say("peers_none"),), tables)
    rows = [_row(subject, row) for row in found]
    names = spoken.joined([row["name"] for row in rows[:3]])
    band = Likeness()
    facts = {"level": spoken.level(subject.level), "smallest": f"{band.smallest:g}", "largest": f"{band.largest:g}"}
    lead = spoken.say("peers_lead", names=names, count=len(rows), **facts)
    return Section(
        SECTION, title, (lead,), (Table(TABLE, _columns(subject), rows, note=spoken.say("peers_note")), *tables)
    )


def _row(subject: RegionSubject, row: Row) -> Row:
    shared = f"{row['shared_strong']}/{row['strong_clusters']}"
    return row | {"name": subject.spoken.region(row["peer"]), "shared": shared}


def _columns(subject: RegionSubject) -> tuple[Column, ...]:
    spoken = subject.spoken
    say = spoken.say
    grown = (Column("traded_growth", say("col_growth"), "change"),) if subject.before else ()
    return (
        Column("rank", "", "rank", head=say("col_rank")),
        Column("peer", say("col_code"), CODE, on_paper=False),
        Column("name", say("col_region"), bold=True),
        Column("similarity", say("col_alike"), "quotient", spoken.meaning("similarity"), bold=True),
        Column("size_ratio", say("col_size"), "quotient", spoken.meaning("size_ratio")),
        Column("employment", say("col_jobs"), "count"),
        *grown,
        Column("shared", say("col_shared"), CODE, say("meaning_shared")),
        Column("strong_share", say("col_strong_share"), "share", spoken.meaning("strong_share")),
    )


def _structure(subject: RegionSubject) -> tuple[Block, ...]:
    """How diverse, specialised and complex it is; nothing where the edition does not say."""
    spoken = subject.spoken
    found = structure.places(subject.edition, subject.code, subject.level, subject.year)
    if not found:
        return ()
    rows = [_line(subject, name, found[name]) for name in structure.MEASURES if name in found]
    columns = (
        Column("name", spoken.say("col_measure"), bold=True, under="meaning"),
        Column("written", spoken.say("col_value"), CODE, bold=True, in_workbook=False),
        Column("value", spoken.say("col_value"), "index", on_paper=False),
        Column("place", spoken.say("col_rank"), CODE),
    )
    title = spoken.say("structure_title", level=spoken.level(subject.level))
    return (
        Table(STRUCTURE, columns, rows, title=title, note=_reading(spoken, found), sheet=spoken.say("sheet_structure")),
    )


def _reading(spoken: Spoken, found: dict[str, Row]) -> str:
    """How ranks and complexity are read; what a low outlook means, where a region has one."""
    notes = [spoken.say("structure_note")]
    outlook, complexity = (found.get(name) for name in ("complexity_outlook", "economic_complexity"))
    if complexity:
        notes.append(spoken.say("structure_complexity"))
    if outlook and complexity and outlook["rank"] > (1 - _FAR) * outlook["ranked"]:
        full = complexity["rank"] <= _HIGH * complexity["ranked"]
        notes.append(spoken.say("outlook_low_full" if full else "outlook_low_far"))
    return spoken.sentences(*notes)


def _line(subject: RegionSubject, name: str, row: Row) -> Row:
    spoken = subject.spoken
    return {
        "name": spoken.label(name),
        "meaning": spoken.meaning(name),
        "value": row["value"],
        "written": spoken.write("count" if name == "diversity" else "index", row["value"]),
        "place": rank(row["rank"], row["ranked"], spoken.language),
    }
