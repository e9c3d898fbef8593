"""The opportunities of a region: the clusters it is not strong in, the best first, with reasons and chances."""

from collections.abc import Iterator
from dataclasses import dataclass

from clusteratlas.diagnosis.opportunities import PARTS
from clusteratlas.editions.atlas.opportunities import opportunities_by
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import opportunities as queries
from clusteratlas.editions.queries import related
from clusteratlas.reports.brief import BAR, CODE, Column, Section, Table
from clusteratlas.reports.chances import chance_columns, chance_note, with_chance
from clusteratlas.reports.doubts import Doubt
from clusteratlas.reports.forecast import Forecast, read_forecast, why_untested
from clusteratlas.reports.listing import shown_in_words, weights_in_words
from clusteratlas.reports.reasons import reasons
from clusteratlas.reports.region.leap import leap_in_words
from clusteratlas.reports.region.subject import RegionSubject
from clusteratlas.reports.spoken import Spoken

SECTION, TABLE = "opportunities", "opportunities"
SHOWN = 6  # candidates on paper


@dataclass(frozen=True)
class Board:
    """All candidates, the best first, each with its sentences; `why` says why there are none.

    `forecast` stands behind their chances; it is None where there are none.
    """

    subject: RegionSubject
    rows: list[Row]
    why: str
    forecast: Forecast | None

    @property
    def best(self) -> Row | None:
        """The first of them that has a score."""
        return next((row for row in self.rows if row["score"] is not None), None)

    def doubt_of(self, row: Row) -> Doubt:
        """What speaks against one of them."""
        subject = self.subject
        here = subject.by_code.get(row["cluster"], {})
        if not subject.is_first:
            here = here | {"strong_low": None, "strong_high": None}  # the ends are known by the first rule book alone
        life = subject.lives.get(row["cluster"], {})
        known = (subject.before, subject.leaps, self.forecast)
        return Doubt(subject.spoken, subject.book, subject.level, row, here, life, *known)

    def sure_in_words(self, row: Row) -> tuple[str, ...]:
        """How sure it is: its chance, the test of such chances, what speaks against it, what would make it wrong."""
        doubt = self.doubt_of(row)
        return tuple(said for said in (*self._chance(row), doubt.against(), doubt.wrong()) if said)

    @property
    def spoken(self) -> Spoken:
        """The edition in the language of the brief."""
        return self.subject.spoken

    def _chance(self, row: Row) -> tuple[str, ...]:
        if self.forecast is None:
            return (why_untested(self.spoken, self.subject.level),)
        said = self.forecast.in_words(row["probability"])
        ranked = [each for each in self.rows if each["score"] is not None]
        return (*said, self.forecast.ranking_in_words(ranked))


def read_board(subject: RegionSubject) -> Board:
    """The candidates of a region by the rule book of the brief."""
    rows = _by_first(subject) if subject.is_first else _by_other(subject)
    forecast = read_forecast(subject.spoken, subject.level, subject.year, subject.is_first)
    return Board(subject, rows, "" if rows else _why(subject), forecast)


def read_opportunities(subject: RegionSubject, board: Board) -> Section:
    """The section: the first candidates with their reasons and the four parts, and how sure such forecasts are."""
    spoken = subject.spoken
    title = spoken.say("opportunities_title")
    if not board.rows:
        return Section(SECTION, title, (board.why,))
    forecast = board.forecast
    tested = why_untested(spoken, subject.level) if forecast is None else forecast.model_in_words()
    lead = (
        spoken.sentences(_counted(subject, board), _score(spoken, board)),
        tested,
    )
    return Section(SECTION, title, lead, (_table(subject, board),))


def _score(spoken: Spoken, board: Board) -> str:
    """What the score weighs; that one of its parts is absent, where it is."""
    pull = "pull_known" if any(row["pull"] is not None for row in board.rows) else "pull_absent"
    return spoken.say("opportunities_score", weights=weights_in_words(), pull=spoken.say(pull))


def _counted(subject: RegionSubject, board: Board) -> str:
    """How many candidates there are: those with jobs, of the clusters with jobs, and those without."""
    here = sum(bool(row["employment"]) for row in board.rows)
    facts = {"count": len(board.rows), "here": here, "of": len(subject.traded), "none": len(board.rows) - here}
    return subject.spoken.say("opportunities_lead" if facts["none"] else "opportunities_lead_here", **facts)


def _table(subject: RegionSubject, board: Board) -> Table:
    spoken, forecast = subject.spoken, board.forecast
    kind = board.rows[0]["reward_kind"]
    columns = (
        Column("rank", "", "rank", absent=" ", head=spoken.say("col_rank")),
        Column("cluster", spoken.say("col_code"), CODE, on_paper=False),
        Column("name", spoken.say("col_cluster"), bold=True, under="said"),
        Column("score", spoken.say("col_score"), "quotient", spoken.meaning("score"), bold=forecast is None),
        *_percentiles(spoken, kind),
        *(Column(part, _part(spoken, part, kind), _kind(part, kind), _meaning(spoken, part), on_paper=False)
          for part in PARTS),
        Column("employment", spoken.say("col_jobs"), "count"),
        Column("ends", spoken.say("col_range"), "range", spoken.say("meaning_range"), on_paper=False),
        Column("location_quotient", spoken.say("col_lq"), "quotient", on_paper=False),
        Column("jobs_short", spoken.say("col_short"), "count", spoken.meaning("jobs_short")),
        *chance_columns(spoken, forecast),
        Column("sentences", spoken.say("col_reasons"), on_paper=False),
        Column("doubts", spoken.say("col_doubts"), on_paper=False),
    )  # fmt: skip
    rows = [_judged(subject, board, row) for row in board.rows]
    notes = (
        shown_in_words(spoken, SHOWN, len(rows)),
        spoken.say("opportunities_note", reward=spoken.say(f"reward_note_{_reward(kind)}")),
        chance_note(spoken, forecast),
        *_of_short(spoken, rows[:SHOWN]),
        leap_in_words(subject),
    )
    return Table(TABLE, columns, rows, shown=SHOWN, note=spoken.sentences(*notes))


def _percentiles(spoken: Spoken, kind: str) -> Iterator[Column]:
    """The place of each part among the candidates, drawn as a bar."""
    for part in PARTS:
        label = _part(spoken, part, kind)
        head = spoken.say("sheet_percentile", label=label)
        yield Column(f"{part}_percentile", label, BAR, _meaning(spoken, part), head=head)


def _of_short(spoken: Spoken, rows: list[Row]) -> Iterator[str]:
    """How the jobs that are missing are read, where they are known, and where today's jobs are an estimate."""
    if any(row["jobs_short"] is not None for row in rows):
        yield spoken.say("opportunities_short")
        if any(row["ends"] for row in rows):
            yield spoken.say("opportunities_ranges")


def _judged(subject: RegionSubject, board: Board, row: Row) -> Row:
    """A candidate with the range of its jobs, what speaks against it, and all that stands below it on paper."""
    here = subject.by_code.get(row["cluster"], {})
    low = here.get("employment_low")
    doubts = board.doubt_of(row).against(all_told=False)
    return with_chance(row, board.forecast) | {
        "ends": None if low is None else (low, here["employment_high"]),
        "doubts": doubts,
        "said": subject.spoken.sentences(row["sentences"], doubts),
    }


def _reward(kind: str) -> str:
    return kind if kind in ("pay", "complexity") else "other"


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
