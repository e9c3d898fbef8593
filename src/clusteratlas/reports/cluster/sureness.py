"""What each rule book says of a cluster, and how sure its figures are."""

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.regional import national_industries
from clusteratlas.editions.queries.strong_counts import counts_of_cluster
from clusteratlas.reports.brief import CODE, Column, Section, Table
from clusteratlas.reports.cluster.answers import sure_answer
from clusteratlas.reports.cluster.subject import ClusterSubject
from clusteratlas.reports.listing import shown_in_words
from clusteratlas.reports.rules import title_of

RULES, SURE, INDUSTRIES = "rules", "sure", "industries"
SHOWN = 10


def read_rules(subject: ClusterSubject) -> Section | None:
    """In how many regions each rule book calls it strong; None where none ranks it."""
    spoken = subject.spoken
    found = counts_of_cluster(subject.edition, subject.code, subject.level, subject.year)
    if not found:
        return None
    rows = [_book(subject, name, counted) for name, counted in found.items()]
    columns = (
        Column("title", spoken.say("fact_rules"), bold=True),
        Column("strong", spoken.say("col_strong"), "count", bold=True),
        Column("not_strong", spoken.say("word_not"), "count"),
        Column("unsaid", spoken.say("word_unknown"), "count"),
    )
    lead = spoken.say("rules_lead", level=subject.level_name)
    return Section(RULES, spoken.say("rules_title"), (lead,), (Table(RULES, columns, rows),))


def _book(subject: ClusterSubject, name: str, rows: list[Row]) -> Row:
    said = {answer: sum(row["regions"] for row in rows if row["strong"] is answer) for answer in (True, False, None)}
    title = title_of(subject.edition.manifest.books[name], subject.spoken.language)
    return {"title": title, "strong": said[True], "not_strong": said[False], "unsaid": said[None]}


def read_sureness(subject: ClusterSubject) -> Section:
    """How many figures are estimates, and the regions where that could change the class or is widest."""
    spoken = subject.spoken
    ranged = [row for row in subject.regions if row["employment_low"] is not None]
    lead = sure_answer(subject)
    if not ranged:
        return Section(SURE, spoken.say("sure_title"), (lead,))
    rows = [row | {"ends": (row["employment_low"], row["employment_high"]), "effect": _effect(subject, row)}
            for row in sorted(ranged, key=_order)]  # fmt: skip
    columns = (
        Column("region", spoken.say("col_code"), CODE, on_paper=False),
        Column("name", spoken.say("col_region")),
        Column("employment", spoken.say("col_jobs"), "count", bold=True),
        Column("ends", spoken.say("col_range"), "range", spoken.say("meaning_range")),
        Column("effect", spoken.say("col_effect")),
    )
    title = spoken.say("cluster_ranges_title", count=len(rows))
    note = shown_in_words(spoken, SHOWN, len(rows))
    table = Table("ranges", columns, rows, title=title, shown=SHOWN, note=note)
    return Section(SURE, spoken.say("sure_title"), (lead,), (table,))


def _order(row: Row) -> tuple[bool, bool, int, str]:
    """What could change class first, then what has no end, then the widest."""
    high = row["employment_high"]
    width = row["employment"] if high is None else high - row["employment_low"]
    return not _changes(row), high is not None, -int(width), row["region"]


def _changes(row: Row) -> bool:
    return row["strong"] is not None and not row["strong_low"] == row["strong_high"] == row["strong"]


def _effect(subject: ClusterSubject, row: Row) -> str:
    """What the low and the high end do to its class there."""
    say, strong = subject.spoken.say, row["strong"]
    if strong is None:
        return say("effect_none")
    if _changes(row):
        return say("effect_changes")
    if not strong:
        return say("effect_not")
    return say("effect_both") if row["robust"] else say("effect_less")


def read_industries(subject: ClusterSubject) -> Section:
    """What it is made of: its industries with their totals in the reference, the largest first."""
    spoken = subject.spoken
    found = national_industries(subject.edition, subject.code, subject.year)
    names = subject.edition.names
    rows = [row | {"name": names.get("industry", row["industry"], spoken.language)} for row in found]
    columns = (
        Column("industry", spoken.say("col_code"), CODE),
        Column("name", spoken.say("col_industry"), bold=True),
        Column("employment", spoken.say("col_jobs"), "count"),
        Column("employment_growth", spoken.say("col_growth"), "change"),
        Column("regions", spoken.say("col_published_in"), "count", spoken.say("meaning_published_in")),
    )
    occupations = subject.edition.manifest.classification_kind == "occupation"
    lead = spoken.say("occupations_lead" if occupations else "industries_lead", count=len(rows))
    return Section(INDUSTRIES, spoken.say("industries_title"), (lead,), (Table(INDUSTRIES, columns, rows, shown=12),))
