"""In how many regions a cluster is in which stage of its life, and where it emerges, grows or is renewed."""

from dataclasses import dataclass

from clusteratlas.diagnosis.life_cycle import STAGES
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.life_cycle import regions_in_stages
from clusteratlas_web.explore.cluster_page.subject import ClusterSubject
from clusteratlas_web.explore.stage_words import stage_meanings, stage_names
from clusteratlas_web.foundation.numbers import span

TABLE = "life-cycle"
NAMED = ("emergence", "growth", "renewal")  # the stages whose regions are named
SHOWN = 8


@dataclass(frozen=True)
class StageRegions:
    """A stage: its name, what it is, how many regions are in it, the largest of them, and the others."""

    name: str
    meaning: str
    count: int
    largest: list[Row]
    others: list[Row]


@dataclass(frozen=True)
class ClusterStages:
    """The stages, how many regions with jobs have none, and the years that were read."""

    stages: list[StageRegions]
    unread: int
    years: str


def read_stages(subject: ClusterSubject) -> ClusterStages | None:
    """The section of the cluster; None where the edition reads no stages of it."""
    rows = regions_in_stages(subject.edition, subject.code, subject.level)
    if not rows:
        return None
    return ClusterStages(
        stages=[_stage(stage, [row for row in rows if row["stage"] == stage], subject) for stage in STAGES],
        unread=sum(row["stage"] is None for row in rows),
        years=span(str(rows[0]["first_year"]), str(rows[0]["last_year"])),
    )


def _stage(stage: str, rows: list[Row], subject: ClusterSubject) -> StageRegions:
    named = [_named(row, subject) for row in rows] if stage in NAMED else []
    return StageRegions(stage_names()[stage], stage_meanings()[stage], len(rows), named[:SHOWN], named[SHOWN:])


def _named(row: Row, subject: ClusterSubject) -> Row:
    code = row["region"]
    return row | {
        "name": subject.names.short_region(code),
        "full_name": subject.names.region(code),
        "address": subject.regions.address(subject.to, code),
    }
