"""How sure it is that a cluster becomes strong: what the edition's own test of such forecasts found, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log
from typing import Any

from clusteratlas.diagnosis import Plan
from clusteratlas.diagnosis.backtest.features import BEST
from clusteratlas.diagnosis.opportunities import PARTS
from clusteratlas.editions.backtesting import HORIZONS, LEAST_ENTRIES
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries import opportunities as queries
from clusteratlas.editions.queries.made_of import breaks_of
from clusteratlas.reports.rules import title_of
from clusteratlas.reports.spoken import Spoken

_NEAR_ONE, _NEAR_NOUGHT = 0.1, 0.2  # a slope and an intercept no farther from 1 and 0 are called right
_EVEN = 0.5
CALIBRATED = "calibrated"
GIVEN, READ = "probability", "chance"  # the chance that the model gives, and what the test has it read as


@dataclass(frozen=True)
class Forecast:
    """The model that gives chances of a year, and what came of those it gave in the test: in all, and by groups."""

    spoken: Spoken
    model: Mapping[str, Any]
    year: int
    tested: Row
    groups: Sequence[Row]

    @property
    def by(self) -> int:
        """The last year that chances are for."""
        return self.year + int(self.model["horizon"])

    @property
    def base(self) -> float:
        """The share of all cases of the test that came true."""
        return float(self.tested["entries"] / self.tested["cases"])

    @property
    def is_read_otherwise(self) -> bool:
        """Whether the test found the chances that the model gives not to be calibrated, and by how much."""
        slope, intercept = self.tested["slope"], self.tested["intercept"]
        return None not in (slope, intercept) and _calibration(slope, intercept) != CALIBRATED

    def read_as(self, chance: float | None) -> float | None:
        """What a chance is by the test: as it was given where such chances are calibrated, corrected where not."""
        if chance is None or not self.is_read_otherwise:
            return chance
        return corrected(chance, self.tested["slope"], self.tested["intercept"])

    def in_words(self, chance: float | None) -> tuple[str, ...]:
        """The chance; how often such ones came true, and whether they are calibrated; that it is not known, else."""
        if chance is None:
            return (self.spoken.say("untested_case"),)
        test = self.spoken.sentences(self.test_in_words(chance), self.calibration_in_words(chance))
        return (self.chance_in_words(chance), test)

    def chance_in_words(self, chance: float) -> str:
        """How likely it is, and in which years it is to be strong then."""
        say, lasting = self.spoken.say, int(self.model["lasting"])
        years = [say("year_in_row", year=year) for year in range(self.by - lasting + 1, self.by + 1)]
        key = "forecast_likely" if (self.read_as(chance) or 0) >= _EVEN else "forecast_unlikely"
        return say(key, share=self._share(chance), years=self.spoken.joined(years))

    def test_in_words(self, chance: float) -> str:
        """How often forecasts like this came true in the test, and how often any did."""
        near = groups_around(self.groups, chance)
        if not near:
            return ""
        facts = self._test() | self._group(near[0])
        if len(near) == 2:
            above = {f"{name}_above": value for name, value in self._group(near[1]).items()}
            return self.spoken.say("forecast_between", **facts, **above)
        highest = near[0] is self.groups[-1]
        which = self.spoken.say("forecast_highest" if highest else "forecast_lowest")
        said = self.spoken.say("forecast_ends", **facts, which=which)
        if highest and chance > near[0]["observed_high"]:
            said = self.spoken.sentences(said, self.spoken.say("forecast_beyond", share=self._share(chance)))
        return said

    def calibration_in_words(self, chance: float) -> str:
        """Whether what was given is what came, and what the chance is by the line that the test found."""
        slope, intercept = self.tested["slope"], self.tested["intercept"]
        if slope is None or intercept is None:
            return self.spoken.say("calibrated_unsaid")
        facts = {
            "slope": f"{slope:.2f}",
            "intercept": self.spoken.write("difference", intercept),
            "about": self.spoken.write("whole_share", self.read_as(chance)),
        }
        return self.spoken.say(_calibration(slope, intercept), **facts)

    def model_in_words(self) -> str:
        """What the model was fitted to, what counts as becoming strong, and how well it tells one from the other."""
        model, say = self.model, self.spoken.say
        facts = {name: model[name] for name in ("first", "last", "lasting", "horizon")}
        counts = {name: self.spoken.write("count", model[name]) for name in ("cases", "entries")}
        said = say("forecast_fitted", **facts, **counts, base=self._share(model["entries"] / model["cases"]))
        if None in (self.tested["auc"], self.tested["auc_low"], self.tested["auc_high"]):
            return said
        auc = {name: self.spoken.write("whole_share", self.tested[name]) for name in ("auc", "auc_low", "auc_high")}
        return self.spoken.sentences(said, say("discrimination", **auc))

    def ranking_in_words(self, rows: Sequence[Row]) -> str:
        """Why one that is likelier than the first does not stand above it; nothing where there is none."""
        first, *others = rows
        higher = [row for row in others if (row["probability"] or 0) > (first["probability"] or 0)]
        if not higher:
            return ""
        top = max(higher, key=lambda row: row["probability"])
        behind = [part for part in PARTS if _lower(top[f"{part}_percentile"], first[f"{part}_percentile"])]
        names = [self.spoken.say(f"part_in_text_{part}") for part in behind]
        return self.spoken.say(
            "ranking_differs", count=len(higher), name=top["name"], share=self._share(top["probability"]),
            rank=top["rank"], parts=self.spoken.joined(names), best=first["name"],
        )  # fmt: skip

    def _test(self) -> dict[str, object]:
        count, cases, came = self.spoken.write, self.tested["cases"], self.tested["entries"]
        tested = [self.spoken.say("year_in_row", year=year) for year in self.model["tested"]]
        return {
            "tested": self.spoken.joined(tested),
            "horizon": self.model["horizon"],
            "all": count("count", cases),
            "came": count("count", came),
            "base": self._share(self.base),
        }

    def _group(self, row: Row) -> dict[str, str]:
        counts = {name: self.spoken.write("count", row[name]) for name in ("cases", "entries")}
        shares = {name: self._share(row[name]) for name in ("expected", "observed")}
        ends = {name: self._share(row[f"observed_{name}"]) for name in ("low", "high")}
        return counts | shares | ends

    def _share(self, value: float) -> str:
        return self.spoken.write("share", value)


def _calibration(slope: float, intercept: float) -> str:
    if slope < 1 - _NEAR_ONE:
        return "calibrated_extreme"
    if slope > 1 + _NEAR_ONE:
        return "calibrated_cautious"
    if abs(intercept) > _NEAR_NOUGHT:
        return "calibrated_low" if intercept > 0 else "calibrated_high"
    return CALIBRATED


def _lower(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and one < other


def groups_around(groups: Sequence[Row], chance: float) -> Sequence[Row]:
    """The group of the test whose mean forecast a chance is beyond, at either end, or the two it lies between."""
    for below, above in pairwise(groups):
        if below["expected"] <= chance < above["expected"]:
            return (below, above)
    return groups[-1:] if groups and chance >= groups[-1]["expected"] else groups[:1]


def corrected(chance: float, slope: float, intercept: float) -> float:
    """A chance by the calibration line of the test: a straight line through the log odds."""
    if not 0 < chance < 1:
        return chance
    return 1 / (1 + exp(-(intercept + slope * log(chance / (1 - chance)))))


def read_forecast(spoken: Spoken, level: str, year: int, is_first: bool) -> Forecast | None:
    """What stands behind the chances of a level by a rule book; None where there are none."""
    model = spoken.edition.manifest.entry_model
    tested = {row["model"]: row for row in queries.backtest(spoken.edition)}.get(BEST)
    if not is_first or not model or model["level"] != level or tested is None:
        return None
    groups = [row for row in queries.reliability(spoken.edition) if row["model"] == BEST]
    return Forecast(spoken, model, year, tested, sorted(groups, key=lambda row: row["bin"]))


def why_untested(spoken: Spoken, level: str) -> str:
    """The one reason for which there are no chances of a level: of the years, the level, or else the rule book."""
    manifest = spoken.edition.manifest
    model = manifest.entry_model
    if not model:
        return _why_no_model(spoken)
    if model["level"] != level:
        return spoken.say("untested_level", level=spoken.level(model["level"]))
    return spoken.say("untested_rules", book=title_of(manifest.book, spoken.language))


def _why_no_model(spoken: Spoken) -> str:
    """Too few years, too few of them in a row, or too few clusters that became strong in them."""
    years, needed = len(spoken.edition.years), 2 * min(HORIZONS) + Plan().apart
    if years < needed:
        return spoken.say("untested_years", needed=needed, years=years)
    breaks = breaks_of(spoken.edition)
    run = max(_runs(spoken.edition, breaks))
    if run < needed:
        leaps = [spoken.say("between_years", before=before, year=year) for before, year in breaks]
        return spoken.say("untested_breaks", needed=needed, run=run, breaks=spoken.say("semicolon").join(leaps))
    return spoken.say("untested_entries", least=LEAST_ENTRIES)


def _runs(edition: Edition, breaks: Sequence[tuple[int, int]]) -> Iterator[int]:
    """How many years there are from one break to the next."""
    starts = sorted({min(edition.years), *(year for _, year in breaks)})
    for start, end in pairwise([*starts, max(edition.years) + 1]):
        yield sum(start <= year < end for year in edition.years)
