"""The stage of the cluster's life with the evidence for it, or why there is no reading."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.diagnosis.life_cycle import LifeCycleRules, load
from clusteratlas.editions.edition import Row
from clusteratlas.editions.layout import FINDINGS
from clusteratlas.editions.queries.life_cycle import stage_of
from clusteratlas.editions.steps.life_cycle import RULES
from clusteratlas_web.explore.regional.life_words import reason_words
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.explore.stage_words import asked_by_stage, stage_meanings, stage_names
from clusteratlas_web.foundation.numbers import change, count, location_quotient, signed_difference, span

COLUMNS = tuple(FINDINGS["life_cycle"].schema.names)
_OURS = "Cluster Atlas."


@dataclass(frozen=True)
class Evidence:
    """One line: what it is, in the earlier half, in the recent half, and their difference; empty where not told."""

    name: str
    earlier: str
    recent: str
    difference: str
    columns: Mapping[str, str]  # where each is explained; a difference of two columns nowhere


@dataclass(frozen=True)
class Trend:
    """A rate over all years."""

    name: str
    figure: str
    is_part: bool
    column: str


@dataclass(frozen=True)
class Stage:
    """What a stage asks for."""

    name: str
    conditions: str
    is_read: bool


@dataclass(frozen=True)
class Life:
    """The reading: the stage in words or why there is none, the evidence, what the stages ask, whose idea it is."""

    stage: str
    sentence: str
    evidence: list[Evidence]
    trends: list[Trend]
    facts: str
    years: str
    stages: list[Stage]
    title: str
    citation: Sequence[str]


def life_rows(subject: RegionalCluster) -> list[Row]:
    """The table to take away: the reading with all its evidence."""
    found = stage_of(subject.edition, subject.region["region"], subject.cluster["cluster"])
    return [] if found is None else [found]


def make_life(subject: RegionalCluster) -> Life | None:
    """The section; None for a local cluster, which no reading is made of."""
    rules = load(RULES)
    if subject.cluster["kind"] not in rules.kinds:
        return None
    found = next(iter(life_rows(subject)), None)
    if found is None:
        return _without(subject, rules, _no_row(subject, rules))
    stage = found["stage"]
    return Life(
        stage=stage_names()[stage] if stage else gettext("No reading"),
        sentence=stage_meanings()[stage] if stage else reason_words(found["reason"], rules),
        evidence=_evidence(found),
        trends=_trends(found),
        facts=_facts(found),
        years=span(str(found["first_year"]), str(found["last_year"])),
        stages=_stages(rules, stage),
        title=rules.title.get(subject.names.language, rules.title["en"]),
        citation=_publications(rules),
    )


def _no_row(subject: RegionalCluster, rules: LifeCycleRules) -> str:
    has_readings = subject.edition.manifest.rows.get("life_cycle", 0) > 0
    if has_readings:
        return gettext("the cluster has no jobs here in any of the years that are read.")
    if len(subject.edition.years) < rules.years:
        facts = {"least": rules.years, "years": len(subject.edition.years)}
        return gettext("it needs %(least)s years of figures, and this edition has %(years)s.") % facts
    return gettext("it needs %(least)s years in a row whose figures cover the same, and this edition has fewer.") % {
        "least": rules.years
    }


def _without(subject: RegionalCluster, rules: LifeCycleRules, sentence: str) -> Life:
    title = rules.title.get(subject.names.language, rules.title["en"])
    return Life(gettext("No reading"), sentence, [], [], "", "", [], title, _publications(rules))


def _evidence(found: Row) -> list[Evidence]:
    return [
        Evidence(
            gettext("Location quotient"),
            *_written(location_quotient, found["quotient_earlier"], found["quotient_recent"]),
            _difference(found["quotient_earlier"], found["quotient_recent"]),
            _columns("quotient", ""),
        ),
        Evidence(
            gettext("Trend against the nation, a year"),
            *_written(change, found["trend_earlier"], found["trend_recent"]),
            *_written(change, found["turn"]),
            _columns("trend", "turn"),
        ),
        Evidence(
            gettext("Heterogeneity of its parts"),
            *_written(location_quotient, found["heterogeneity_earlier"], found["heterogeneity_recent"]),
            *_written(signed_difference, found["heterogeneity_change"]),
            _columns("heterogeneity", "heterogeneity_change"),
        ),
    ]


def _columns(name: str, difference: str) -> dict[str, str]:
    ends = {end: f"life_cycle.{name}_{end}" for end in ("earlier", "recent")}
    return ends | {"difference": f"life_cycle.{difference}" if difference else ""}


def _written(write: Callable[[float], str], *values: float | None) -> list[str]:
    return ["" if value is None else write(value) for value in values]


def _difference(earlier: float | None, recent: float | None) -> str:
    return "" if earlier is None or recent is None else signed_difference(recent - earlier)


def _trends(found: Row) -> list[Trend]:
    """The trend over all years, and the two parts that add up to it."""
    if found["trend"] is None:
        return []
    return [
        Trend(
            gettext("Trend against the nation over all years, a year"),
            change(found["trend"]),
            False,
            "life_cycle.trend",
        ),
        *(
            _trend(name, found, column)
            for name, column in (
                (gettext("of its industry in the nation"), "industry_trend"),
                (gettext("its own, against its industry"), "regional_trend"),
            )
            if found[column] is not None
        ),
    ]


def _trend(name: str, found: Row, column: str) -> Trend:
    return Trend(name, change(found[column]), column != "trend", f"life_cycle.{column}")


def _facts(found: Row) -> str:
    facts = {"years": found["years"], "jobs": count(found["employment"]), "parts": count(found["parts"])}
    sentence = gettext("Years with jobs: %(years)s. Jobs on average: %(jobs)s.")
    if found["parts"]:
        sentence = gettext(
            "Years with jobs: %(years)s. Jobs on average: %(jobs)s. Parts with jobs in the last: %(parts)s."
        )
    return sentence % facts


def _stages(rules: LifeCycleRules, stage: str | None) -> list[Stage]:
    """What each stage asks, in the order they are tried; the first that holds is the reading."""
    codes = [code for code, _ in rules.stages]
    asked = zip(codes, asked_by_stage(rules), strict=True)
    return [Stage(name, conditions, code == stage) for code, (name, conditions) in asked]


def _publications(rules: LifeCycleRules) -> list[str]:
    """What it is after; that the thresholds are our own is said in words of the page."""
    return [cited for cited in rules.citation if not cited.startswith(_OURS)]
