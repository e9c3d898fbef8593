"""What an edition says of its findings: what relatedness is of, over which years lives are read, how tests came out."""

from dataclasses import dataclass

from django.utils.translation import get_language, pgettext

from clusteratlas.definitions import link_origin
from clusteratlas.diagnosis.life_cycle import load
from clusteratlas.editions import Edition
from clusteratlas.editions.queries import made_of, opportunities
from clusteratlas.editions.steps.life_cycle import RULES
from clusteratlas.editions.unbroken import BREAK
from clusteratlas.glossary import column_term
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.opportunities.findings import answer
from clusteratlas_web.explore.stage_words import asked_by_stage
from clusteratlas_web.foundation import numbers

_LINKS = {"input_output": "us-input-output", "occupation": "us-occupations"}


@dataclass(frozen=True)
class SimilarityWords:
    """One kind of similarity: its name, what it is, the table it is read from where that is not the edition's own."""

    name: str
    meaning: str
    origin: str


@dataclass(frozen=True)
class RelatednessWords:
    """From what relatedness is computed; there are no kinds where the edition knows none."""

    kinds: list[SimilarityWords]
    level: str
    year: int


@dataclass(frozen=True)
class LifeCycleWords:
    """The rules of life cycles, the years they are read over, and where the years break."""

    title: str
    citation: tuple[str, ...]
    years: str  # empty where no life is read
    least_years: int
    breaks: str
    leap: str
    asked: list[tuple[str, str]]


@dataclass(frozen=True)
class BacktestWords:
    """How the back-test of the edition's opportunities came out."""

    answer: str
    cases: int
    entries: int
    horizon: int


def relatedness_words(edition: Edition, names: Naming) -> RelatednessWords:
    """What the edition's relatedness is made of."""
    return RelatednessWords(
        kinds=[_similarity(kind) for kind in made_of.similarities_of(edition)],
        level=names.level_in_text(edition.manifest.levels[0]),
        year=made_of.relatedness_year(edition),
    )


def _similarity(kind: str) -> SimilarityWords:
    language, term = get_language() or "en", column_term(f"relatedness_{kind}")
    origin = link_origin(_LINKS[kind]).title(language) if kind in _LINKS else ""
    return SimilarityWords(term.label(language), term.meaning(language), origin)


def life_cycle_words(edition: Edition) -> LifeCycleWords:
    """How the edition reads the lives of clusters."""
    rules, years = load(RULES), made_of.life_cycle_years(edition)
    breaks = (f"{before} → {year}" for before, year in made_of.breaks_of(edition))
    return LifeCycleWords(
        title=rules.title.get(get_language() or "en", rules.title["en"]),
        citation=tuple(rules.citation),
        years=numbers.span(*map(str, years)) if years else "",
        least_years=rules.years,
        breaks=pgettext("between names", ", ").join(breaks),
        leap=numbers.share(BREAK, 0),
        asked=asked_by_stage(rules),
    )


def backtest_words(edition: Edition) -> BacktestWords | None:
    """The back-test in a few numbers; None where the edition's years allow none."""
    rows = {row["model"]: row for row in opportunities.backtest(edition)}
    if not rows or not edition.manifest.entry_model:
        return None
    model = edition.manifest.entry_model
    return BacktestWords(answer(rows), model["cases"], model["entries"], model["horizon"])
