"""Where a cluster could be strong next: the regions it is an opportunity of, the best first."""

from dataclasses import dataclass

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.life_cycle import stage_of
from clusteratlas.editions.queries.opportunities import candidates, regions_of
from clusteratlas.reports.brief import BAR, CODE, Column, Section, Table
from clusteratlas.reports.chances import chance_columns, chance_note, with_chance
from clusteratlas.reports.cluster.subject import ClusterSubject
from clusteratlas.reports.doubts import Doubt
from clusteratlas.reports.forecast import Forecast, read_forecast, why_untested
from clusteratlas.reports.listing import shown_in_words, weights_in_words
from clusteratlas.reports.reasons import reasons

SECTION, TABLE = "opportunities", "opportunities"
SHOWN = 8


@dataclass(frozen=True)
class NextRegions:
    """The regions, the highest score first; `forecast` stands behind their chances, None where there are none."""

    subject: ClusterSubject
    rows: list[Row]
    forecast: Forecast | None

    @property
    def best(self) -> Row | None:
        """The first of them that has a score."""
        return self.rows[0] if self.rows and self.rows[0]["score"] is not None else None

    @property
    def answer(self) -> str:
        """The best of them with what is missing."""
        spoken, best = self.subject.spoken, self.best
        if best is None:
            return spoken.say("next_none")
        subject, region = self.subject, best["region"]
        rows = candidates(subject.edition, region, subject.year)
        said = reasons(spoken, region, subject.year, rows, (subject.code,))[subject.code]
        return spoken.sentences(spoken.say("next_best", region=best["name"]), said)

    def sure_in_words(self, best: Row) -> tuple[str, ...]:
        """How often such forecasts came true, what speaks against the best of them, what would make it wrong."""
        doubt = self._doubt(best)
        return (*self._chance(best), doubt.against(), doubt.wrong())

    def _doubt(self, row: Row) -> Doubt:
        subject = self.subject
        here = next((each for each in subject.regions if each["region"] == row["region"]), {})
        life = stage_of(subject.edition, row["region"], subject.code) or {}
        read = life if life and life["last_year"] <= subject.year else {}
        known = (subject.before, subject.leaps, self.forecast)
        return Doubt(subject.spoken, subject.book, subject.level, row, here, read, *known)

    def _chance(self, row: Row) -> tuple[str, ...]:
        if self.forecast is None:
            return (why_untested(self.subject.spoken, self.subject.level),)
        return self.forecast.in_words(row["probability"])


def read_next(subject: ClusterSubject) -> NextRegions:
    """The regions by the edition's first rule book; none under another, which the edition has not asked."""
    found = regions_of(subject.edition, subject.code, subject.level, subject.year) if subject.is_first else []
    rows = [row | {"name": subject.spoken.region(row["region"])} for row in found]
    return NextRegions(subject, rows, read_forecast(subject.spoken, subject.level, subject.year, subject.is_first))


def read_opportunities(board: NextRegions) -> Section:
    """The section."""
    subject, spoken = board.subject, board.subject.spoken
    title = spoken.say("next_title")
    if not board.rows:
        return Section(SECTION, title, (spoken.say("next_none"),))
    forecast = board.forecast
    columns = (
        Column("region", spoken.say("col_code"), CODE, on_paper=False),
        Column("name", spoken.say("col_region"), bold=True),
        Column("score", spoken.say("col_score"), "quotient", spoken.meaning("score"), bold=forecast is None),
        Column("closeness_percentile", spoken.say("part_closeness"), BAR, spoken.meaning("closeness_percentile")),
        Column("gap_percentile", spoken.say("part_gap"), BAR, spoken.meaning("gap_percentile")),
        Column("employment", spoken.say("col_jobs"), "count"),
        Column("jobs_short", spoken.say("col_short"), "count", spoken.meaning("jobs_short")),
        *_establishments(subject),
        Column("rank", spoken.say("col_rank_there"), "rank", spoken.meaning("rank", "opportunities")),
        *chance_columns(spoken, forecast),
    )
    facts = {"count": spoken.write("count", len(board.rows)), "level": subject.level_name}
    lead = spoken.say("next_lead", **facts, weights=weights_in_words())
    tested = why_untested(spoken, subject.level) if forecast is None else forecast.model_in_words()
    notes = (spoken.say("next_note"), chance_note(spoken, forecast))
    note = spoken.sentences(shown_in_words(spoken, SHOWN, len(board.rows)), *notes)
    rows = [with_chance(row, forecast) for row in board.rows]
    return Section(SECTION, title, (lead, tested), (Table(TABLE, columns, rows, shown=SHOWN, note=note),))


def _establishments(subject: ClusterSubject) -> tuple[Column, ...]:
    """What is missing to the threshold of establishments, where the edition counts them."""
    if "establishments" not in subject.edition.manifest.measures:
        return ()
    meaning = subject.spoken.meaning("establishments_short")
    return (Column("establishments_short", subject.spoken.say("col_establishments_short"), "count", meaning),)
