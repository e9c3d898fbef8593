"""In which stage of their lives the clusters of a region are, and what that says beside the growth of the last year."""

from clusteratlas.diagnosis.life_cycle import STAGES
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.life_cycle import stages_in_region
from clusteratlas.reports.brief import Column, Section, Table
from clusteratlas.reports.growing import is_open
from clusteratlas.reports.listing import first_named
from clusteratlas.reports.region.subject import RegionSubject
from clusteratlas.reports.stage_words import stage_meaning

SECTION, TABLE = "stages", "stages"
NAMED = 20
_FALLING, _RISING = ("decline",), ("emergence", "growth", "renewal")


def read_stages(subject: RegionSubject) -> Section | None:
    """The section; None where the edition reads no stages there, since its years are too few."""
    found = stages_in_region(subject.edition, subject.code)
    staged = [row | {"jobs": _jobs(subject, code)} for code, row in found.items() if row["stage"]]
    if not staged:
        return None
    spoken, years = subject.spoken, _years(staged)
    now = sum(bool(_jobs(subject, code)) for code in found)
    counts = {"count": len(staged), "of": len(found)}
    left = spoken.say("stages_now", now=now, of=len(found), year=subject.year) if now != len(found) else ""
    lead = (spoken.sentences(spoken.say("stages_lead", **years, **counts), left, _disagreements(subject)),)
    rows = [_row(subject, stage, [row for row in staged if row["stage"] == stage]) for stage in STAGES]
    columns = (
        Column("stage", spoken.say("col_stage"), bold=True, under="meaning"),
        Column("clusters", spoken.say("col_clusters"), "count"),
        Column("employment", spoken.say("col_jobs_in", year=subject.year), "count"),
        Column("named", spoken.say("col_in_stage")),
    )
    table = Table(TABLE, columns, rows, note=spoken.say("stages_note"))
    return Section(SECTION, spoken.say("stages_title", **years), lead, (table,))


def _years(staged: list[Row]) -> dict[str, int]:
    return {"first": staged[0]["first_year"], "last": staged[0]["last_year"]}


def _jobs(subject: RegionSubject, code: str) -> int:
    """Its jobs of the year that the brief is of, not of the years that the stage is read from."""
    return int(subject.by_code.get(code, {}).get("employment") or 0)


def _row(subject: RegionSubject, stage: str, rows: list[Row]) -> Row:
    spoken = subject.spoken
    largest = sorted(rows, key=lambda row: (-row["jobs"], row["cluster"]))
    return {
        "stage": spoken.say(f"stage_{stage}"),
        "meaning": stage_meaning(spoken, stage),
        "clusters": len(rows),
        "employment": sum(row["jobs"] for row in rows),
        "named": first_named(spoken, [spoken.short(row["cluster"]) for row in largest], NAMED),
    }


def disagreeing(subject: RegionSubject) -> tuple[list[Row], list[Row]]:
    """The strong clusters whose jobs grew in the last year though they are in decline, and the other way round."""
    grew, fell = [], []
    for row in subject.strong:
        stage = subject.lives.get(row["cluster"], {}).get("stage")
        growth = 0 if is_open(row) else row["employment_growth"] or 0
        if stage in _FALLING and growth > 0:
            grew.append(row)
        if stage in _RISING and growth < 0:
            fell.append(row)
    return grew, fell


def _disagreements(subject: RegionSubject) -> str:
    """Why a long trend and the growth of a year may differ, with the strong clusters of which they do."""
    spoken, (grew, fell) = subject.spoken, disagreeing(subject)
    if not grew and not fell:
        return ""
    facts = {"before": subject.before, "year": subject.year}
    grown = spoken.say("decline_but_grew", names=_named(subject, grew), **facts) if grew else ""
    fallen = spoken.say("rise_but_fell", names=_named(subject, fell), **facts) if fell else ""
    return spoken.sentences(grown, fallen, spoken.say("stages_and_growth"))


def _named(subject: RegionSubject, rows: list[Row]) -> str:
    return subject.spoken.joined([row["short"] for row in rows])


def lives_in_words(subject: RegionSubject) -> str:
    """How many strong clusters are in decline, and how many of these grew in the last year; nothing where none is."""
    strong = [subject.lives.get(row["cluster"], {}) for row in subject.strong]
    declining = [row for row in strong if row.get("stage") in _FALLING]
    if not declining:
        return ""
    grew, _ = disagreeing(subject)
    key = "strong_declining_grew" if grew else "strong_declining"
    facts = {"count": len(declining), "grew": len(grew), "before": subject.before, "year": subject.year}
    facts["of"] = len(strong)
    return subject.spoken.say(key, **_years(declining), **facts)
