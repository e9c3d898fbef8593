"""How well a draft of a definition holds together: its scores, the clusters it makes better or worse, the misplaced."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas.editions.defining.standing import ClusterStanding
from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, edition_rows
from clusteratlas_web.api.atlas.draft_asked import CLUSTER, SEEN, TITLE, check_open, shown_draft
from clusteratlas_web.api.atlas.subjects import DRAFTS
from clusteratlas_web.api.columns import COUNT, RATIO, TEXT, Column, own_shape
from clusteratlas_web.api.parameters import text
from clusteratlas_web.api.schemas import document, every, perhaps, some
from clusteratlas_web.explore.definitions.holding import similarity_title
from clusteratlas_web.explore.definitions.shaped import Shown
from clusteratlas_web.explore.definitions.standings import (
    WORDS,
    Shares,
    clusters_in,
    misplaced_in,
    shares_in,
    standings_of,
)

_NOW, _THEN = "by the definition it is made from", "by the draft"
_SHARE = document(
    "A test by one similarity of industries: within their cluster against the others.",
    {
        "similarity": some("string", "The similarity.", "employment"),
        "title": some("string", "What that is called, in the language asked for."),
        "tested": some("string", "Whether clusters are tested or single industries.", enum=["cluster", "industry"]),
        "against": some("string", "Against what of the other clusters.", enum=["average", "percentile"]),
        "passed_before": some("integer", f"How many pass {_NOW}."),
        "counted_before": some("integer", f"Of how many {_NOW}."),
        "passed_after": some("integer", f"How many pass {_THEN}."),
        "counted_after": some("integer", f"Of how many {_THEN}."),
    },
)
SCORES = document(
    "How well it holds together; empty where the edition does not tell which industries are alike.",
    {
        "level": some("string", "The level over whose regions industries are alike."),
        "year": some("integer", "The year in which."),
        "score_before": perhaps("number", f"The mean of all shares {_NOW}, 0 to 1."),
        "score_after": perhaps("number", f"The mean of all shares {_THEN}, 0 to 1."),
        "nearer_elsewhere_before": some("integer", f"Industries nearer to another cluster {_NOW}."),
        "industries_before": some("integer", f"Of so many {_NOW}."),
        "nearer_elsewhere_after": some("integer", f"Industries nearer to another cluster {_THEN}."),
        "industries_after": some("integer", f"Of so many {_THEN}."),
        "shares": every(_SHARE, "The shares that the score is the mean of: passed by counted."),
    },
)
SCORES = SCORES | {"type": ["object", "null"]}


def scores_of(shown: Shown) -> dict[str, Any] | None:
    """The scores of a draft; None where the edition does not tell which industries are alike."""
    found = standings_of(shown)
    if found is None:
        return None
    both = {"before": found.before, "after": found.after}
    return {
        "level": found.level,
        "year": found.year,
        **{f"score_{when}": each.validation.score for when, each in both.items()},
        **{f"nearer_elsewhere_{when}": each.outliers for when, each in both.items()},
        **{f"industries_{when}": len(each.industries) for when, each in both.items()},
        "shares": [_share(each) for each in shares_in(found)],
    }


def _share(each: Shares) -> dict[str, Any]:
    counts = {
        f"{name}_{when}": number
        for when, pair in (("before", each.now), ("after", each.then))
        for name, number in zip(("passed", "counted"), pair, strict=True)
    }
    named = {"similarity": each.similarity, "title": similarity_title(each.similarity)}
    return named | {"tested": each.tested, "against": each.against} | counts


_FIGURES = {
    "industries": (COUNT, "How many industries of it are held against the others"),
    "within": (RATIO, "How alike its industries are to each other, on the mean of all similarities"),
    "between": (RATIO, "How alike they are to those of the other clusters"),
    "margin": (RATIO, "By how much it is more alike within"),
    "passed": (COUNT, "How many tests it passes"),
    "tests": (COUNT, "Of how many tests"),
}
_STANDING = own_shape(
    "StandingOfDraft",
    (
        CLUSTER,
        TITLE,
        Column("verdict", TEXT, "What becomes of its margin.", words=WORDS, is_key=True),
        *(
            Column(f"{name}_{when}", kind, f"{meaning}, {by}; empty where it is not there or not known.")
            for name, (kind, meaning) in _FIGURES.items()
            for when, by in (("before", _NOW), ("after", _THEN))
        ),
    ),
    is_named=True,
)
_MISPLACED = own_shape(
    "MisplacedInDraft",
    (
        Column("industry", TEXT, "The code of the industry.", is_key=True),
        CLUSTER,
        TITLE,
        Column("own", RATIO, "How alike it is to the rest of its cluster.", is_key=True),
        Column("best", TEXT, "The code of the other cluster that it is most alike to.", is_key=True),
        Column("best_title", TEXT, "What the draft calls that, in the language asked for."),
        Column("best_relatedness", RATIO, "How alike it is to that.", is_key=True),
    ),
    is_named=True,
)


@edition_rows("/draft/standings", said("Clusters that a draft makes better or worse"), DRAFTS, _STANDING, *SEEN)
def draft_standings(asked: Asked) -> Rows:
    """Clusters whose industries a draft changes, and others that pass more tests or fewer; the worse first.

    None where the edition does not tell which industries are alike.
    """
    shown = shown_draft(asked)
    found = standings_of(shown)
    rows = [
        {"cluster": each.cluster, "title": shown.title(each.cluster), "verdict": each.word}
        | _figures(each.now, "before")
        | _figures(each.then, "after")
        for each in (clusters_in(shown, found) if found else ())
    ]
    return Rows(_STANDING, rows)


def _figures(there: ClusterStanding | None, when: str) -> dict[str, Any]:
    return {f"{name}_{when}": getattr(there, name, None) for name in _FIGURES}


_OPEN = text("open", "A cluster that is looked into beside those that the draft changes.", "automotive")


@edition_rows("/draft/misplaced", said("Industries that would fit better elsewhere"), DRAFTS, _MISPLACED, *SEEN, _OPEN)
def draft_misplaced(asked: Asked) -> Rows:
    """The industries of changed clusters that are more alike to another: at most five of each, the farthest out first.

    None where the edition does not tell which industries are alike.
    """
    shown = shown_draft(asked)
    if asked["open"]:
        check_open(shown, asked["open"])
    found = standings_of(shown)
    rows = [
        {"industry": each.industry, "cluster": each.cluster, "title": shown.title(each.cluster), "own": each.own}
        | {"best": each.best, "best_title": shown.title(each.best), "best_relatedness": each.other}
        for each in (misplaced_in(shown, found) if found else ())
    ]
    return Rows(_MISPLACED, rows)
