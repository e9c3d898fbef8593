"""In which stage of their lives the clusters of a region are."""

from clusteratlas.diagnosis.life_cycle import STAGES
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.life_cycle import stages_in_region
from clusteratlas.reports.brief import Column, Section, Table
from clusteratlas.reports.region.subject import RegionSubject

SECTION, TABLE = "stages", "stages"
NAMED = 6


def read_stages(subject: RegionSubject) -> Section | None:
    """The section; None where the edition reads no stages there, since its years are too few."""
    found = stages_in_region(subject.edition, subject.code)
    staged = [row for row in found.values() if row["stage"]]
    if not staged:
        return None
    spoken, years = subject.spoken, staged[0]
    lead = spoken.say(
        "stages_lead", first=years["first_year"], last=years["last_year"], count=len(staged), of=len(found)
    )
    rows = [_row(subject, stage, [row for row in staged if row["stage"] == stage]) for stage in STAGES]
    columns = (
        Column("stage", spoken.say("col_stage"), bold=True, under="meaning"),
        Column("clusters", spoken.say("col_clusters"), "count"),
        Column("employment", spoken.say("col_jobs"), "count"),
        Column("named", spoken.say("col_largest")),
    )
    return Section(SECTION, spoken.say("stages_title"), (lead,), (Table(TABLE, columns, rows),))


def _row(subject: RegionSubject, stage: str, rows: list[Row]) -> Row:
    spoken = subject.spoken
    largest = sorted(rows, key=lambda row: (-row["employment"], row["cluster"]))[:NAMED]
    return {
        "stage": spoken.say(f"stage_{stage}"),
        "meaning": spoken.say(f"meaning_{stage}"),
        "clusters": len(rows),
        "employment": round(sum(row["employment"] for row in rows)),
        "named": spoken.say("comma").join(spoken.short(row["cluster"]) for row in largest),
    }
