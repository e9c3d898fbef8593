"""How well a draft holds together, as its page says it: scores, clusters that change, industries misplaced."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext

from clusteratlas.definitions import Move
from clusteratlas.editions.defining.standing import ClusterStanding, IndustryStanding
from clusteratlas.editions.edition import Row
from clusteratlas.glossary import column_term
from clusteratlas_web.explore.definitions.checking import checked
from clusteratlas_web.explore.definitions.draft import Draft
from clusteratlas_web.explore.definitions.refusals import DraftRefused
from clusteratlas_web.explore.definitions.shaped import Shown
from clusteratlas_web.explore.definitions.standings import (
    BETTER,
    DISSOLVED,
    NEW,
    SAME,
    UNKNOWN,
    WORSE,
    ClusterChange,
    Shares,
    clusters_in,
    misplaced_in,
    shares_in,
    standings_of,
)
from clusteratlas_web.explore.region.exact import exactly

DECIMALS = 3


@dataclass(frozen=True)
class Holding:
    """Scores by similarity, the mean of all; industries that fit better elsewhere; clusters that change; the worst."""

    score: float | None
    score_before: float | None
    similarities: list[Row]
    outliers: tuple[int, int]
    outliers_before: tuple[int, int]
    clusters: list[Row]
    misplaced: list[Row]
    level: str
    year: int

    @property
    def tests(self) -> int:
        """How many shares the score is the mean of."""
        return sum(len(row["tests"]) for row in self.similarities)


def holding(shown: Shown) -> Holding | None:
    """The validation of a draft; None where the edition does not tell which industries are alike."""
    found = standings_of(shown)
    if found is None:
        return None
    return Holding(
        score=found.after.validation.score,
        score_before=found.before.validation.score,
        similarities=_similarities(shares_in(found)),
        outliers=(found.after.outliers, len(found.after.industries)),
        outliers_before=(found.before.outliers, len(found.before.industries)),
        clusters=[_cluster(shown, each) for each in clusters_in(shown, found)],
        misplaced=[_industry(shown, each) for each in misplaced_in(shown, found)],
        level=shown.names.level_in_text(found.level),
        year=found.year,
    )


def similarity_title(name: str) -> str:
    """What a similarity is called."""
    return column_term(_column(name)).label(get_language() or "en")


def _similarities(shares: list[Shares]) -> list[Row]:
    """A row for each similarity: its name, what it means, and its four tests in the order of the library."""
    language = get_language() or "en"
    rows: dict[str, list[Shares]] = {}
    for each in shares:
        rows.setdefault(each.similarity, []).append(each)
    return [
        {"name": similarity_title(name), "meaning": column_term(_column(name)).meaning(language), "tests": tests}
        for name, tests in rows.items()
    ]


def _column(similarity: str) -> str:
    return f"relatedness_{similarity.replace('-', '_')}"


def _cluster(shown: Shown, each: ClusterChange) -> Row:
    return {
        "title": shown.title(each.cluster),
        "word": _word(each.word),
        **_figures(each.now, "_before"),
        **_figures(each.then, ""),
    }


def _figures(there: ClusterStanding | None, suffix: str) -> dict[str, Any]:
    names = ("within", "between", "margin")
    figures = {f"{name}{suffix}": _written(getattr(there, name, None)) for name in names}
    tests = (there.passed, there.tests) if there else None
    return figures | {f"industries{suffix}": there.industries if there else None, f"tests{suffix}": tests}


def _word(word: str) -> str:
    words = {
        WORSE: gettext("worse"),
        NEW: gettext("new"),
        BETTER: gettext("better"),
        SAME: gettext("as before"),
        DISSOLVED: gettext("dissolved"),
        UNKNOWN: gettext("not known"),
    }
    return words[word]


def _industry(shown: Shown, each: IndustryStanding) -> Row:
    own, other = _written(each.own), _written(each.other)
    return {
        "industry": each.industry,
        "name": shown.names.industry(each.industry),
        "cluster": shown.title(each.cluster),
        "own": own,
        "best": shown.title(each.best),
        "other": other,
        "move": _moved_there(shown, each, own, other),
    }


def _moved_there(shown: Shown, each: IndustryStanding, own: str, other: str) -> str:
    """The address of the draft with the industry where it fits best; empty where that cannot be said."""
    reason = gettext("Relatedness %(other)s there, %(own)s here") % {"other": other, "own": own}
    try:
        return shown.address(_back_or_there(shown.draft, Move(each.industry, each.best, reason)))
    except DraftRefused:
        return ""


def _back_or_there(draft: Draft, move: Move) -> Draft:
    """With the move; without any where the industry stands there in the base."""
    at_home = any(
        place.cluster == move.cluster
        for vintage in draft.base.vintages[-1:]
        for place in filter(None, [draft.base.membership(vintage).get(move.industry)])
    )
    return draft.without_move(move.industry) if at_home else checked(draft.with_move(move))


def _written(value: float | None) -> str:
    return "" if value is None else exactly(value, DECIMALS)
