"""How a cluster grew, how concentrated it is, and in which stage of life it is where."""

from clusteratlas.diagnosis.life_cycle import STAGES
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import concentration
from clusteratlas.editions.queries.life_cycle import regions_in_stages
from clusteratlas.numerals.numbers import rank
from clusteratlas.reports.brief import CODE, Column, Section, Table
from clusteratlas.reports.cluster.subject import ClusterSubject
from clusteratlas.reports.listing import first_named
from clusteratlas.reports.stage_words import stage_meaning

GROWTH, CONCENTRATION, STAGED = "growth", "concentration", "stages"
NAMED = 5


def read_growth(subject: ClusterSubject) -> Section:
    """Its totals year by year; a sentence where the edition has one year."""
    spoken, history = subject.spoken, [row for row in subject.history if row["year"] <= subject.year]
    title = spoken.say("cluster_growth_title")
    if len(history) < 2:
        return Section(GROWTH, title, (spoken.say("cluster_growth_none", year=subject.year),))
    first, last = history[0], history[-1]
    change = last["employment"] / first["employment"] - 1 if first["employment"] else None
    lead = "" if change is None else spoken.say(
        "cluster_growth_lead", change=spoken.write("change", change), first=first["year"], last=last["year"],
        before=spoken.write("count", first["employment"]), after=spoken.write("count", last["employment"]),
    )  # fmt: skip
    counted = "establishments" in subject.edition.manifest.measures
    columns = (
        Column("year", spoken.say("year_word"), "year"),
        Column("employment", spoken.say("col_jobs"), "count", bold=True),
        Column("employment_change", spoken.say("part_of_change"), "signed", absent="–"),
        Column("employment_growth", spoken.say("col_growth"), "change", absent="–"),
        Column("employment_share", spoken.say("share_of_jobs"), "share"),
        *((Column("establishments", spoken.label("establishments"), "count"),) if counted else ()),
    )
    return Section(GROWTH, title, (lead,) if lead else (), (Table(GROWTH, columns, history[::-1]),))


def read_concentration(subject: ClusterSubject) -> Section:
    """In how few regions half of it is, and the measures of concentration with their place among all clusters."""
    spoken = subject.spoken
    jobs = [row["employment"] for row in subject.regions]
    every = concentration.jobs_in_clusters(subject.edition, subject.level, subject.year)
    lead = spoken.say(
        "concentration_lead", half=concentration.half_of(jobs), regions=spoken.write("count", len(jobs)),
        level=subject.level_name, every=concentration.half_of(every),
    )  # fmt: skip
    found = concentration.places(subject.edition, subject.code, subject.level, subject.year)
    rows = [_measure(subject, name, row) for name, row in found.items() if name != "regions"]
    columns = (
        Column("name", spoken.say("col_measure"), bold=True, under="meaning"),
        Column("written", spoken.say("col_value"), CODE, bold=True, in_workbook=False),
        Column("value", spoken.say("col_value"), "index", on_paper=False),
        Column("place", spoken.say("col_rank"), CODE),
    )
    tables = (Table(CONCENTRATION, columns, rows),) if rows else ()
    return Section(CONCENTRATION, spoken.say("concentration_title"), (lead,), tables)


def _measure(subject: ClusterSubject, name: str, row: Row) -> Row:
    spoken = subject.spoken
    return {
        "name": spoken.label(name),
        "meaning": spoken.meaning(name),
        "value": row["value"],
        "written": spoken.write("index", row["value"]),
        "place": rank(row["rank"], row["ranked"], spoken.language),
    }


def read_stages(subject: ClusterSubject) -> Section | None:
    """In how many regions it is in which stage; None where the edition reads none, since its years are too few."""
    staged = [row for row in regions_in_stages(subject.edition, subject.code, subject.level) if row["stage"]]
    if not staged:
        return None
    spoken = subject.spoken
    lead = spoken.say(
        "cluster_stages_lead", first=staged[0]["first_year"], last=staged[0]["last_year"], count=len(staged)
    )
    rows = [_stage(subject, stage, [row for row in staged if row["stage"] == stage]) for stage in STAGES]
    columns = (
        Column("stage", spoken.say("col_stage"), bold=True, under="meaning"),
        Column("named", spoken.say("col_largest")),
        Column("regions", spoken.say("col_regions"), "count", bold=True),
    )
    title = spoken.say("stages_title", first=staged[0]["first_year"], last=staged[0]["last_year"])
    return Section(STAGED, title, (lead,), (Table(STAGED, columns, rows, note=spoken.say("cluster_stages_note")),))


def _stage(subject: ClusterSubject, stage: str, rows: list[Row]) -> Row:
    spoken = subject.spoken
    return {
        "stage": spoken.say(f"stage_{stage}"),
        "meaning": stage_meaning(spoken, stage),
        "regions": len(rows),
        "named": first_named(spoken, [spoken.short_region(row["region"]) for row in rows], NAMED),
    }
