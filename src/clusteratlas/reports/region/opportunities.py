"""The opportunities of a region: the clusters it is not strong in, the best first, with reasons and chances."""

from dataclasses import dataclass

from clusteratlas.diagnosis.opportunities import PARTS
from clusteratlas.editions.atlas.opportunities import opportunities_by
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import opportunities as queries
from clusteratlas.editions.queries import related
from clusteratlas.numerals import numbers
from clusteratlas.reports.brief import BAR, CODE, Column, Section, Table
from clusteratlas.reports.reasons import reasons
from clusteratlas.reports.region.subject import RegionSubject
from clusteratlas.reports.spoken import Spoken

SECTION, TABLE = "opportunities", "opportunities"
SHOWN = 6  # candidates on paper


@dataclass(frozen=True)
class Board:
    """All candidates, the best first, each with its sentences; `why` says why there are none."""

    spoken: Spoken
    rows: list[Row]
    why: str
    by: int | None  # the year that probabilities are for

    @property
    def best(self) -> Row | None:
        """The first of them that has a score."""
        return next((row for row in self.rows if row["score"] is not None), None)

    def chance_in_words(self, row: Row) -> str:
        """How likely it becomes strong, or that this is not known."""
        if self.by is None or row["probability"] is None:
            return self.spoken.say("chance_not_known")
        share = self.spoken.write("share", row["probability"])
        return self.spoken.say("chance", share=share, year=self.by)


def read_board(subject: RegionSubject) -> Board:
    """The candidates of a region by the rule book of the brief."""
    rows = _by_first(subject) if subject.is_first else _by_other(subject)
    model = subject.edition.manifest.entry_model if subject.is_first else {}
    by = subject.year + int(model["horizon"]) if model else None
    return Board(subject.spoken, rows, "" if rows else _why(subject), by)


def read_opportunities(subject: RegionSubject, board: Board) -> Section:
    """The section: the first candidates with their reasons and the four parts, and how sure such forecasts are."""
    spoken = subject.spoken
    title = spoken.say("opportunities_title")
    if not board.rows:
        return Section(SECTION, title, (board.why,))
    lead = (spoken.say("opportunities_lead", count=len(board.rows)), _tested(subject, board))
    return Section(SECTION, title, lead, (_table(subject, board),))


def _tested(subject: RegionSubject, board: Board) -> str:
    """What the back-test found of the probabilities; that there was none, else."""
    spoken = subject.spoken
    if board.by is None:
        return spoken.say("not_tested")
    model = subject.edition.manifest.entry_model
    facts = {"cases": numbers.count(model["cases"]), "entries": numbers.count(model["entries"])}
    tested = {row["model"]: row for row in queries.backtest(subject.edition)}.get("parts-size")
    said = spoken.say("tested", **facts, horizon=model["horizon"])
    if tested is None or tested["auc"] is None or tested["auc_low"] is None:
        return said
    auc = {name: f"{tested[name]:.2f}" for name in ("auc", "auc_low", "auc_high")}
    return spoken.sentences(said, spoken.say("tested_auc", **auc))


def _table(subject: RegionSubject, board: Board) -> Table:
    spoken = subject.spoken
    kind = board.rows[0]["reward_kind"]
    chance = (Column("probability", spoken.say("col_chance", year=board.by), "share", bold=True),) if board.by else ()
    columns = (
        Column("rank", "", "rank", absent=" "),
        Column("cluster", spoken.say("col_code"), CODE, on_paper=False),
        Column("name", spoken.say("col_cluster"), bold=True, under="sentences"),
        Column("score", spoken.say("col_score"), "quotient", spoken.meaning("score"), bold=not board.by),
        *(Column(f"{part}_percentile", _part(spoken, part, kind), BAR, _meaning(spoken, part)) for part in PARTS),
        *(Column(part, _part(spoken, part, kind), _kind(part, kind), _meaning(spoken, part), on_paper=False)
          for part in PARTS),
        Column("employment", spoken.say("col_jobs"), "count"),
        Column("location_quotient", spoken.say("col_lq"), "quotient", on_paper=False),
        Column("jobs_short", spoken.say("col_short"), "count", spoken.meaning("jobs_short")),
        *chance,
        Column("sentences", spoken.say("col_reasons"), on_paper=False),
    )  # fmt: skip
    return Table(TABLE, columns, board.rows, shown=SHOWN, note=spoken.say("opportunities_note"))


def _part(spoken: Spoken, part: str, kind: str) -> str:
    key = f"reward_{kind}" if part == "reward" and kind in ("pay", "complexity") else f"part_{part}"
    return spoken.say(key)


def _meaning(spoken: Spoken, part: str) -> str:
    return spoken.meaning(part, "opportunities")


def _kind(part: str, reward: str) -> str:
    if part == "reward":
        return "money" if reward == "pay" else "difference"
    return {"gap": "share", "pull": "change"}.get(part, "quotient")


def _by_first(subject: RegionSubject) -> list[Row]:
    """Those that the edition found, with sentences as its pages say them."""
    spoken = subject.spoken
    rows = queries.candidates(spoken.edition, subject.code, subject.year)
    said = reasons(spoken, subject.code, subject.year, rows)
    return [row | {"name": spoken.cluster(row["cluster"]), "sentences": said[row["cluster"]]} for row in rows]


def _by_other(subject: RegionSubject) -> list[Row]:
    """Those by another rule book, found afresh, since what is strong and so what is open is another's then."""
    if subject.level in subject.book.levels_not_ranked or not related.closest(subject.edition):
        return []
    found = opportunities_by(
        subject.edition, subject.code, subject.year, subject.book, language=subject.spoken.language
    )
    return [row | {"name": row["cluster_name"]} for row in found.rows()]


def _why(subject: RegionSubject) -> str:
    spoken = subject.spoken
    if not related.closest(subject.edition):
        return spoken.sentences(spoken.say("no_opportunities"), spoken.say("no_relations"))
    return spoken.say("no_opportunities")
