"""The strong clusters of a region under a rule book, each with its rail, its mark and how many rule books agree."""

from clusteratlas.editions.edition import Row
from clusteratlas.reports.brief import CODE, MARK, RAIL, Column, Section, Table
from clusteratlas.reports.growing import growth_columns, growth_note
from clusteratlas.reports.region.answers import robust_in_words, strong_answer
from clusteratlas.reports.region.subject import RegionSubject
from clusteratlas.reports.rules import rule_in_words

SECTION, TABLE = "strong", "strong"
MOST = 24  # rows on paper


def read_strong(subject: RegionSubject) -> Section:
    """The section; without a table where nothing is strong."""
    spoken, strong = subject.spoken, subject.strong
    title, rule = spoken.say("strong_title"), rule_in_words(spoken, subject.book)
    if not strong:
        return Section(SECTION, title, (strong_answer(subject), rule))
    jobs, ranked = (sum(row["employment"] for row in rows) for rows in (strong, subject.ranked))
    facts = {"jobs": spoken.write("count", jobs), "share": spoken.write("share", jobs / ranked)}
    held = spoken.of_kind("strong_jobs", **facts)
    lead = (spoken.sentences(held, robust_in_words(subject)), f"{rule} {_reading(subject)}".strip())
    rows = [_row(row) for row in strong]
    table = Table(TABLE, _columns(subject), rows, shown=MOST, note=_note(subject))
    return Section(SECTION, title, lead, (table,))


def _reading(subject: RegionSubject) -> str:
    return subject.spoken.say("strong_reading", level=subject.spoken.level(subject.level))


def _note(subject: RegionSubject) -> str:
    """How many rows a document has no room for, and of how many clusters the rule book cannot say."""
    spoken, more = subject.spoken, len(subject.strong) - MOST
    notes = [spoken.say("strong_more", count=more)] if more > 0 else []
    if len(subject.edition.manifest.books) > 1:
        notes.append(_agreeing(subject))
    if subject.unsaid:
        notes.append(spoken.say("strong_unsaid_note", count=subject.unsaid))
    notes.append(growth_note(spoken, subject.strong[:MOST]))
    return spoken.sentences(*notes)


def _agreeing(subject: RegionSubject) -> str:
    """How the column of rule books that agree is read, by the first row; and of which clusters most do not."""
    spoken, first = subject.spoken, subject.strong[0]
    facts = {"strong_by": first["strong_by"], "judged_by": first["judged_by"], "name": first["short"]}
    few = [row["short"] for row in subject.strong if 2 * row["strong_by"] < row["judged_by"]]
    said = spoken.say("agree_note", **facts)
    return spoken.sentences(said, spoken.say("agree_few", names=spoken.joined(few)) if few else "")


def _row(row: Row) -> Row:
    rail = {
        "value": row["quotient"],
        "low": row["location_quotient_low"],
        "high": row["location_quotient_high"],
        "line": row["line"],
        "mark": row["mark"],
    }
    return row | {"rail": rail, "agree": f"{row['strong_by']}/{row['judged_by']}"}


def _columns(subject: RegionSubject) -> tuple[Column, ...]:
    spoken = subject.spoken
    say, several = spoken.say, len(subject.edition.manifest.books) > 1
    agree = (Column("agree", say("col_agree"), "code", say("meaning_agree")),) if several else ()
    return (
        Column("cluster", say("col_code"), CODE, on_paper=False),
        Column("name", say("col_cluster"), bold=True),
        Column("quotient", say("col_lq"), "quotient", spoken.meaning("location_quotient"), bold=True),
        Column("rail", say("col_rail"), RAIL),
        Column("location_quotient_low", say("col_lq_low"), "quotient", on_paper=False),
        Column("location_quotient_high", say("col_lq_high"), "quotient", on_paper=False),
        Column("line", say("col_threshold"), "quotient", on_paper=False),
        Column("employment", say("col_jobs"), "count", spoken.meaning("employment")),
        *growth_columns(spoken),
        Column("rank_location_quotient", say("col_rank"), "rank", spoken.meaning("rank_location_quotient")),
        *agree,
        Column("mark", say("col_class"), MARK, say("meaning_class")),
    )
