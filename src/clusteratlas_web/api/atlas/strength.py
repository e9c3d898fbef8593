"""Rule books of an edition, the thresholds they compare with, and what they say."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas.editions.export.selection import Filter, Selection, selected
from clusteratlas.editions.queries import opportunities
from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, edition_document, edition_rows
from clusteratlas_web.api.atlas import shapes
from clusteratlas_web.api.atlas.subjects import STRENGTH
from clusteratlas_web.api.parameters import LEVEL, RULES, YEAR, text
from clusteratlas_web.api.schemas import EDITION, anything, document, every

_CLUSTER = text("cluster", "Only this cluster.", "plastics")
_BOOKS = document(
    "The rule books of an edition.",
    {
        "edition": EDITION,
        "rule_books": every(
            anything("A rule book as it stood when the edition was built: name, title, conditions, classes, citation."),
            "The rule books; the first says what is strong where none is named.",
        ),
    },
)


@edition_document("/rule-books", said("Rule books"), STRENGTH, _BOOKS)
def rule_books(asked: Asked) -> dict[str, Any]:
    """What the edition was judged by: every rule book with its conditions, as data."""
    return {"edition": asked.edition.manifest.identity, "rule_books": asked.edition.manifest.rule_books}


@edition_rows("/thresholds", said("Thresholds"), STRENGTH, shapes.THRESHOLDS, LEVEL, YEAR, RULES, _CLUSTER)
def thresholds(asked: Asked) -> Rows:
    """What a rule book compares with: the threshold of every condition, by cluster, at a level in a year."""
    chosen = Filter(asked.year, asked.level, asked["cluster"])
    selection = Selection("thresholds", chosen)
    selection.check(asked.edition)
    rules = asked.edition.book(asked["rules"]).name
    rows = selected(asked.edition, selection).to_pylist()
    return Rows(shapes.THRESHOLDS, [row for row in rows if row["rules"] == rules])


@edition_rows("/backtest", said("Back-test"), STRENGTH, shapes.BACKTEST)
def backtest(asked: Asked) -> Rows:
    """Whether opportunities of earlier years came true: the models compared; none where the years are too few."""
    return Rows(shapes.BACKTEST, opportunities.backtest(asked.edition))


@edition_rows("/backtest/reliability", said("Reliability of the back-test"), STRENGTH, shapes.RELIABILITY)
def reliability(asked: Asked) -> Rows:
    """The cases of each model by the probability they were given, and the share of them that came true."""
    return Rows(shapes.RELIABILITY, opportunities.reliability(asked.edition))
