"""Why the jobs of a region grew or shrank: the nation's part, that of its mix of clusters, and its own."""

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.dynamics import ShiftShare, shift_shares_of
from clusteratlas.reports.brief import CODE, Block, Column, Section, Table
from clusteratlas.reports.listing import shown_in_words
from clusteratlas.reports.region.leap import leap_in_words
from clusteratlas.reports.region.subject import RegionSubject
from clusteratlas.reports.region.whole_jobs import shares_of, whole_jobs

SECTION, EFFECTS_TABLE, TABLE = "change", "change", "change-by-cluster"
EFFECTS = ("national", "mix", "own", "change")
SHOWN = 8


def read_change(subject: RegionSubject) -> Section:
    """The change since the year before and since the first year, in whole jobs that add up as they are printed."""
    spoken = subject.spoken
    title, years = spoken.say("change_title"), [year for year in subject.edition.years if year < subject.year]
    starts = list(dict.fromkeys((years[-1], years[0]))) if years else []
    found = shift_shares_of(subject.edition, subject.code, starts, subject.year) if starts else {}
    spans = {start: _rows(subject, found[start]) for start in starts if start in found}
    if not spans:
        return Section(SECTION, title, (spoken.say("change_none", year=subject.year),))
    lead = spoken.sentences(*(_sentence(subject, start, rows) for start, rows in spans.items()))
    latest = next(iter(spans))
    tables: tuple[Block, ...] = (_effects(subject, spans), _own(subject, latest, spans[latest]))
    ranged = any(row["employment_low"] is not None for row in (*subject.traded, *_traded_before(subject)))
    estimates = spoken.say("change_estimates") if ranged else ""
    notes = (leap_in_words(subject), spoken.say("change_nation", reference=spoken.reference), estimates)
    note = spoken.sentences(*notes)
    return Section(SECTION, title, (lead, note), tables)


def _traded_before(subject: RegionSubject) -> list[Row]:
    codes = {row["cluster"] for row in subject.traded}
    return [row for code, row in subject.earlier.items() if code in codes]


def _rows(subject: RegionSubject, found: ShiftShare) -> list[Row]:
    """The clusters that have or had jobs, the largest first."""
    rows = [
        row | {"cluster": code, "name": subject.spoken.cluster(code)}
        for code, row in found.rows.items()
        if row["start"] or row["change"]
    ]
    return whole_jobs(sorted(rows, key=lambda row: (-row["start"], row["cluster"])))


def _total(rows: list[Row]) -> Row:
    return {name: sum(row[name] for row in rows) for name in ("start", *EFFECTS)}


def _sentence(subject: RegionSubject, start: int, rows: list[Row]) -> str:
    spoken, total = subject.spoken, _total(rows)
    facts = {name: spoken.write("signed", total[name]) for name in EFFECTS}
    return spoken.of_kind("change_sentence", start=start, end=subject.year, **facts)


def _effects(subject: RegionSubject, spans: dict[int, list[Row]]) -> Table:
    """A row for each part, two columns for each span: jobs, and their share of the first year's."""
    spoken = subject.spoken
    totals = {start: _total(rows) for start, rows in spans.items()}
    shares = {start: shares_of(total) for start, total in totals.items()}
    columns = [Column("part", spoken.say("col_part"), bold=True, under="meaning")]
    for start in totals:
        columns.append(Column(f"jobs_{start}", spoken.say("col_since", year=start), "signed", bold=True))
        columns.append(Column(f"share_{start}", spoken.say("col_of_jobs", year=start), "change"))
    rows = [
        {"part": spoken.say(f"part_of_{effect}"), "meaning": spoken.say(f"meaning_of_{effect}")}
        | {f"jobs_{start}": total[effect] for start, total in totals.items()}
        | {f"share_{start}": shares[start].get(effect) for start in totals}
        for effect in EFFECTS
    ]
    return Table(EFFECTS_TABLE, tuple(columns), rows)


def _own(subject: RegionSubject, start: int, rows: list[Row]) -> Table:
    """The clusters that moved most beside the same clusters elsewhere."""
    say = subject.spoken.say
    columns = (
        Column("cluster", say("col_code"), CODE, on_paper=False),
        Column("name", say("col_cluster")),
        Column("start", say("col_jobs_in", year=start), "count"),
        Column("change", say("part_of_change"), "signed", bold=True),
        Column("national", say("col_nation"), "signed"),
        Column("mix", say("col_mix"), "signed"),
        Column("own", say("col_own"), "signed", bold=True),
    )
    ordered = sorted(rows, key=lambda row: (-abs(row["own"]), row["cluster"]))
    counted = say("jobs_in_either_year", start=start, year=subject.year)
    note = subject.spoken.sentences(shown_in_words(subject.spoken, SHOWN, len(ordered)), counted)
    title, sheet = say("change_own", year=start), say("sheet_change")
    return Table(TABLE, columns, ordered, title=title, shown=SHOWN, note=note, sheet=sheet)
