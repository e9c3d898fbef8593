"""What speaks against an opportunity here, and what would make it wrong, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from clusteratlas.diagnosis import RuleBook
from clusteratlas.editions.edition import Row
from clusteratlas.reports.forecast import Forecast
from clusteratlas.reports.growing import GREW, HIGH, LOW, RANGED, is_open
from clusteratlas.reports.spoken import Spoken

DECLINE = "decline"
_FAR, _NEAR = 0.25, 0.01  # of today's jobs that are missing


@dataclass(frozen=True)
class Doubt:
    """A cluster that a region is not strong in: its row among opportunities, among the portfolio, and of its life.

    `here` is empty where it has no jobs, `life` where no stage is read; `before` is the year that growth is from.
    """

    spoken: Spoken
    book: RuleBook
    level: str
    candidate: Row
    here: Row
    life: Row
    before: int | None
    leaps: bool  # whether growth since then is none, as the two years do not cover the same
    forecast: Forecast | None  # what stands behind its chance

    def against(self, all_told: bool = True) -> str:
        """All that speaks against it; that nothing does, else.

        Not all is told in a table, whose sentences and note tell of relations and of a leap between the years.
        """
        doubts = list(self._doubts(all_told))
        if not doubts:
            told_elsewhere = not all_told and (self.leaps or self._is_unrelated())
            return "" if told_elsewhere else self.spoken.say("against_none")
        return self.spoken.say("against", doubts=self.spoken.say("semicolon").join(doubts))

    def wrong(self) -> str:
        """What would make it wrong."""
        asked = (*self.book.of_class(self.book.agreement), *self.book.starred())
        moves = any(rule.percentile is not None for rule in asked)
        said = self.spoken.say("wrong_percentile" if moves else "wrong", level=self.spoken.level(self.level))
        jobs, short = self.candidate["employment"], self.candidate["jobs_short"]
        near = jobs and short and short <= _NEAR * jobs
        return self.spoken.sentences(said, self.spoken.say("near_threshold") if near else "")

    def _doubts(self, all_told: bool) -> Iterator[str]:
        yield from self._of_jobs()
        if all_told and self.leaps:
            yield self.spoken.say("doubt_leap", year=self.before)
        yield from self._of_life()
        yield from self._of_range()
        if all_told and self._is_unrelated():
            yield self.spoken.say("doubt_unrelated")
        yield from self._of_others()

    def _of_jobs(self) -> Iterator[str]:
        jobs, short = self.candidate["employment"], self.candidate["jobs_short"]
        if not jobs:
            yield self.spoken.say("doubt_none_here")
        elif short is not None and short > _FAR * jobs:
            yield self.spoken.say("doubt_far", share=self.spoken.write("whole_share", short / jobs))

    def _of_life(self) -> Iterator[str]:
        growth = self.here.get(GREW)
        if not self.leaps and growth is not None and growth < 0 and not is_open(self.here):
            yield self.spoken.say("doubt_growth", change=self._fell(growth), year=self.before)
        if self.life.get("stage") == DECLINE:
            yield self.spoken.say("doubt_stage", first=self.life["first_year"], last=self.life["last_year"])

    def _fell(self, growth: float) -> str:
        if not self.here[RANGED]:
            return self.spoken.write("change", growth)
        return self.spoken.writer.growth(self.here[LOW], self.here[HIGH])

    def _of_range(self) -> Iterator[str]:
        low, high = self.here.get("employment_low"), self.here.get("employment_high")
        if low is None:
            return
        ends = {
            "low": self.spoken.write("count", low),
            "high": "" if high is None else self.spoken.write("count", high),
        }
        yield self.spoken.say("doubt_range_open" if high is None else "doubt_range", **ends)
        if self._may_be_strong():
            yield self.spoken.say("doubt_strong")

    def _may_be_strong(self) -> bool:
        """Whether what is withheld leaves room for the cluster to be strong already."""
        return bool(self.here.get("strong_low") or self.here.get("strong_high"))

    def _is_unrelated(self) -> bool:
        return self.candidate.get("related_strong_clusters") == 0

    def _of_others(self) -> Iterator[str]:
        pull = self.candidate.get("pull")
        if self.forecast is not None:
            chance, base = self.forecast.read_as(self.candidate.get("probability")), self.forecast.base
            if chance is not None and chance < base:
                yield self.spoken.say("doubt_chance", base=self.spoken.write("share", base))
        if not self.leaps and pull is not None and pull < 0:
            yield self.spoken.say("doubt_pull", change=self.spoken.write("change", pull))
