"""Where a cluster could be strong next: the regions it is an opportunity of, the best first."""

from dataclasses import dataclass

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.opportunities import candidates, regions_of
from clusteratlas.reports.brief import BAR, CODE, Column, Section, Table
from clusteratlas.reports.cluster.subject import ClusterSubject
from clusteratlas.reports.reasons import reasons

SECTION, TABLE = "opportunities", "opportunities"
SHOWN = 8


@dataclass(frozen=True)
class NextRegions:
    """The regions, the highest score first; `by` is the year that probabilities are for."""

    subject: ClusterSubject
    rows: list[Row]
    by: int | None

    @property
    def answer(self) -> str:
        """The best of them with what is missing, and its chance where that is known."""
        spoken = self.subject.spoken
        best = self.rows[0] if self.rows and self.rows[0]["score"] is not None else None
        if best is None:
            return spoken.say("next_none")
        subject, region = self.subject, best["region"]
        rows = candidates(subject.edition, region, subject.year)
        said = reasons(spoken, region, subject.year, rows, (subject.code,))[subject.code]
        return spoken.sentences(spoken.say("next_best", region=best["name"]), said, self._chance(best))

    def _chance(self, row: Row) -> str:
        spoken = self.subject.spoken
        if self.by is None or row["probability"] is None:
            return spoken.say("chance_not_known")
        return spoken.say("chance", share=spoken.write("share", row["probability"]), year=self.by)


def read_next(subject: ClusterSubject) -> NextRegions:
    """The regions by the edition's first rule book; none under another, which the edition has not asked."""
    found = regions_of(subject.edition, subject.code, subject.level, subject.year) if subject.is_first else []
    rows = [row | {"name": subject.spoken.region(row["region"])} for row in found]
    model = subject.edition.manifest.entry_model
    by = subject.year + int(model["horizon"]) if model and model["level"] == subject.level else None
    return NextRegions(subject, rows, by)


def read_opportunities(board: NextRegions) -> Section:
    """The section."""
    subject, spoken = board.subject, board.subject.spoken
    title = spoken.say("next_title")
    if not board.rows:
        return Section(SECTION, title, (spoken.say("next_none"),))
    chance = (Column("probability", spoken.say("col_chance", year=board.by), "share", bold=True),) if board.by else ()
    columns = (
        Column("region", spoken.say("col_code"), CODE, on_paper=False),
        Column("name", spoken.say("col_region"), bold=True),
        Column("score", spoken.say("col_score"), "quotient", spoken.meaning("score"), bold=not board.by),
        Column("closeness_percentile", spoken.say("part_closeness"), BAR, spoken.meaning("closeness_percentile")),
        Column("gap_percentile", spoken.say("part_gap"), BAR, spoken.meaning("gap_percentile")),
        Column("employment", spoken.say("col_jobs"), "count"),
        Column("jobs_short", spoken.say("col_short"), "count", spoken.meaning("jobs_short")),
        *_establishments(subject),
        Column("rank", spoken.say("col_rank_there"), "rank", spoken.meaning("rank", "opportunities")),
        *chance,
    )
    lead = spoken.say("next_lead", count=spoken.write("count", len(board.rows)), level=subject.level_name)
    return Section(SECTION, title, (lead,), (Table(TABLE, columns, board.rows, shown=SHOWN),))


def _establishments(subject: ClusterSubject) -> tuple[Column, ...]:
    """What is missing to the threshold of establishments, where the edition counts them."""
    if "establishments" not in subject.edition.manifest.measures:
        return ()
    meaning = subject.spoken.meaning("establishments_short")
    return (Column("establishments_short", subject.spoken.say("col_establishments_short"), "count", meaning),)
