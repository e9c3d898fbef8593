"""In which stage of their lives the clusters of a region are, and what each stage asks for."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.diagnosis.life_cycle import STAGES, load
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import life_cycle
from clusteratlas.editions.steps.life_cycle import RULES
from clusteratlas_web.explore.region.profile import Profile
from clusteratlas_web.explore.stage_words import asked_by_stage, stage_meanings, stage_names
from clusteratlas_web.foundation import numbers

METHOD, TABLE = "stages", "life-cycle"


@dataclass(frozen=True)
class Stage:
    """A stage: its name, what it is, and the clusters that are in it, the largest first."""

    name: str
    meaning: str
    rows: list[Row]


@dataclass(frozen=True)
class LifeCycles:
    """The stages with their clusters, why others have none, the years that were read, what each stage asks for."""

    stages: list[Stage]
    unread: int
    reasons: list[tuple[str, int]]
    years: str
    asked: list[tuple[str, str]]
    least_years: int
    least_jobs: int

    @property
    def rows(self) -> list[Row]:
        """All clusters in a stage, stage by stage."""
        return [row for stage in self.stages for row in stage.rows]


def read_life_cycles(profile: Profile) -> LifeCycles | None:
    """The section on one region; None where the edition reads no stages there."""
    found = life_cycle.stages_in_region(profile.edition, profile.code)
    if not found:
        return None
    strong = {row["cluster"] for row in profile.strong}
    rows = [row | profile.named(code) | {"cluster": code, "strong": code in strong} for code, row in found.items()]
    rows.sort(key=lambda row: (-row["employment"], row["cluster"]))
    rules, names, meanings = load(RULES), stage_names(), stage_meanings()
    for row in rows:
        row["stage_name"] = names.get(row["stage"], "")
    return LifeCycles(
        stages=[Stage(names[each], meanings[each], [row for row in rows if row["stage"] == each]) for each in STAGES],
        unread=sum(row["stage"] is None for row in rows),
        reasons=_reasons(rows),
        years=_years(rows),
        asked=asked_by_stage(rules),
        least_years=rules.years,
        least_jobs=round(rules.employment),
    )


def _reasons(rows: list[Row]) -> list[tuple[str, int]]:
    """Why clusters have no stage, each reason with how many."""
    words = {
        "not_specialised": gettext("not specialised, and not growing towards it"),
        "small": gettext("too small"),
        "few_years": gettext("too few years with jobs"),
        "heterogeneity_unknown": gettext("how varied it is is not known"),
    }
    counted = [(word, sum(row["reason"] == reason for row in rows)) for reason, word in words.items()]
    return [(word, count) for word, count in counted if count]


def _years(rows: list[Row]) -> str:
    """2013–2025; nothing where the edition does not say which years it read."""
    first, last = rows[0].get("first_year"), rows[0].get("last_year")
    return numbers.span(str(first), str(last)) if first and last else ""
