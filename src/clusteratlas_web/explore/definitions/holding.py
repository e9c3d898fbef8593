"""How well a draft holds together beside what it is forked from: scores, clusters that change, industries misplaced."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext

from clusteratlas.definitions import Move, Validation
from clusteratlas.editions.defining.likeness import Likeness, likeness
from clusteratlas.editions.defining.standing import ClusterStanding, IndustryStanding, Standing, standing
from clusteratlas.editions.edition import Row
from clusteratlas.glossary import column_term
from clusteratlas_web.explore.definitions.checking import checked
from clusteratlas_web.explore.definitions.draft import Draft
from clusteratlas_web.explore.definitions.refusals import DraftRefused
from clusteratlas_web.explore.definitions.shaped import Shown
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.region.exact import exactly

MISPLACED = 5  # industries of a changed cluster that are named
DECIMALS = 3
_alike: Kept[Likeness] = Kept(2)  # four similarities of a thousand industries are 80 MB
_bases: Kept[Standing | None] = Kept(8)
_drafts: Kept[Standing | None] = Kept(32)


@dataclass(frozen=True)
class Tests:
    """A test by one similarity: how many clusters or industries pass it, of how many, now and in the draft."""

    now: tuple[int, int]
    then: tuple[int, int]


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
    edition, draft = shown.edition, shown.draft
    alike = _alike.get(edition.folder, lambda: likeness(edition))
    before = _bases.get((edition.folder, draft.origin), lambda: standing(edition, draft.base, alike))
    after = _drafts.get((edition.folder, draft), lambda: standing(edition, draft.definition, alike))
    if before is None or after is None:
        return None
    return Holding(
        score=after.validation.score,
        score_before=before.validation.score,
        similarities=_similarities(before.validation, after.validation),
        outliers=(after.outliers, len(after.industries)),
        outliers_before=(before.outliers, len(before.industries)),
        clusters=_clusters(shown, before, after),
        misplaced=_misplaced(shown, after),
        level=shown.names.level_in_text(alike.level),
        year=alike.year,
    )


def _similarities(before: Validation, after: Validation) -> list[Row]:
    """A row for each similarity: its name, what it means, and its four tests in the order of the library."""
    language = get_language() or "en"
    rows: dict[str, list[Tests]] = {}
    for now, then in zip(before.scores.to_pylist(), after.scores.to_pylist(), strict=True):
        pair = Tests((now["passed"], now["counted"]), (then["passed"], then["counted"]))
        rows.setdefault(now["similarity"], []).append(pair)
    terms = {name: column_term(f"relatedness_{name.replace('-', '_')}") for name in rows}
    return [
        {"name": terms[name].label(language), "meaning": terms[name].meaning(language), "tests": tests}
        for name, tests in rows.items()
    ]


def changed_clusters(shown: Shown) -> set[str]:
    """The clusters that the draft gives industries or takes some from."""
    before, after = shown.before, shown.after
    differ = [code for code in {*before, *after} if before.get(code) != after.get(code)]
    return {places[code] for places in (before, after) for code in differ if code in places}


def _clusters(shown: Shown, before: Standing, after: Standing) -> list[Row]:
    """Clusters whose industries change, and others that pass more tests or fewer; the worse first."""
    touched = changed_clusters(shown)
    codes = {*before.clusters, *after.clusters}
    rows = [
        _cluster(shown, code, before.clusters.get(code), after.clusters.get(code))
        for code in sorted(codes)
        if code in touched or _passed(before, code) != _passed(after, code)
    ]
    return sorted(rows, key=lambda row: (row["order"], row["title"]))


def _passed(found: Standing, code: str) -> tuple[int, int] | None:
    there = found.clusters.get(code)
    return (there.passed, there.tests) if there else None


def _cluster(shown: Shown, code: str, now: ClusterStanding | None, then: ClusterStanding | None) -> Row:
    word, order = _word(now, then)
    return {
        "title": shown.title(code),
        "word": word,
        "order": order,
        **_figures(now, "_before"),
        **_figures(then, ""),
    }


def _figures(there: ClusterStanding | None, suffix: str) -> dict[str, Any]:
    names = ("within", "between", "margin")
    figures = {f"{name}{suffix}": _written(getattr(there, name, None)) for name in names}
    tests = (there.passed, there.tests) if there else None
    return figures | {f"industries{suffix}": there.industries if there else None, f"tests{suffix}": tests}


def _word(now: ClusterStanding | None, then: ClusterStanding | None) -> tuple[str, int]:
    """Better or worse by its margin, and where it stands in the table."""
    if then is None:
        return gettext("dissolved"), 4
    if now is None:
        return gettext("new"), 1
    if now.margin is None or then.margin is None:
        return gettext("not known"), 5
    change = round(then.margin - now.margin, 12)
    return (gettext("as before"), 3) if not change else (gettext("better"), 2) if change > 0 else (gettext("worse"), 0)


def _misplaced(shown: Shown, after: Standing) -> list[Row]:
    """The industries that are farthest out in changed clusters, and the one looked into, with where they fit best."""
    rows = []
    looked_at = changed_clusters(shown) | {dict(shown.view).get("open", "")}
    for cluster in sorted(looked_at & set(after.clusters), key=shown.title):
        found = [each for each in after.industries.values() if each.cluster == cluster and each.is_outlier]
        worst = sorted(found, key=lambda each: (-each.excess, each.industry))[:MISPLACED]
        rows += [_industry(shown, each) for each in worst]
    return rows


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
