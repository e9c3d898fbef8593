"""A cluster in a region: its figures over years, why it is strong or not, and every table of its page."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas.diagnosis.explanation import Reason, Remedy
from clusteratlas.editions.queries import clusters, regions
from clusteratlas.editions.queries import regional as queries
from clusteratlas.editions.queries.explanation import why_strong_or_not
from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, edition_document, edition_rows
from clusteratlas_web.api.atlas import shapes
from clusteratlas_web.api.atlas.compared_shapes import CHAIN
from clusteratlas_web.api.atlas.subjects import REGIONAL
from clusteratlas_web.api.columns import Shape
from clusteratlas_web.api.parameters import RULES, YEAR
from clusteratlas_web.api.schemas import EDITION, Schema, by_key, document, every, perhaps, some
from clusteratlas_web.explore.chain.contents import COLUMNS, taken_rows
from clusteratlas_web.explore.chain.reading import read_chain
from clusteratlas_web.explore.regional.reading import read_regional_cluster
from clusteratlas_web.explore.regional.taking import TABLES

HERE = "/regions/{region}/clusters/{cluster}"


@edition_rows(HERE, said("A cluster in a region over the years"), REGIONAL, shapes.REGIONAL)
def regional(asked: Asked) -> Rows:
    """All figures of a cluster in a region, a row for each year it stands there."""
    edition, region, cluster = asked.edition, asked["region"], asked["cluster"]
    regions.region(edition, region)
    clusters.cluster(edition, cluster)
    columns = [name for name in edition.layouts["portfolio"].schema.names if name != "subcluster"]
    return Rows(shapes.REGIONAL, queries.regional_cluster(edition, region, cluster), columns)


def _remedy(meaning: str) -> Schema:
    return document(
        meaning,
        {
            "jobs": perhaps("integer", "The smallest number of jobs to add; empty where no number does."),
            "establishments": perhaps("integer", "The smallest number of establishments to add."),
            "reason": perhaps("string", "Why there is no number.", enum=[*(each.value for each in Reason), None]),
        },
    )


_CONDITION = document(
    "A condition of the class: what stands, what is asked, whether it holds, what would make it hold.",
    {
        "id": some("string", "The condition, as the rule book names it."),
        "column": some("string", "The figure that is compared."),
        "value": perhaps("number", "What stands here; empty where nobody knows."),
        "operator": some("string", "How it is compared.", ">="),
        "threshold": perhaps("number", "What it is compared with."),
        "passes": perhaps("boolean", "Whether it holds; empty where it is not measured."),
        "change": perhaps("number", "How much of the figure is lacking, in its own unit."),
        "held": perhaps("integer", "Whole jobs (establishments) that make it hold while all else stays."),
        "recomputed": perhaps("integer", "The same where all other regions and thresholds move too."),
    },
)
_WHY = document(
    "Why a cluster is, or is not, strong in a region by a rule book.",
    {
        "edition": EDITION,
        "region": some("string", "The region.", "us-metro-48620"),
        "cluster": some("string", "The cluster.", "plastics"),
        "year": some("integer", "The year.", 2019),
        "level": some("string", "The level that the region is ranked in.", "metro"),
        "rules": some("string", "The rule book."),
        "class": some("string", "The class that is explained.", "strong"),
        "ranked": some("boolean", "Whether the rule book ranks the cluster there; if not, nothing else is told."),
        "strong": perhaps("boolean", "What the rule book says; empty where what is measured does not decide it."),
        "regions": some("integer", "How many regions have the cluster."),
        "conditions": every(_CONDITION, "Every condition."),
        "held": _remedy("The smallest addition that makes it strong while all other regions stay as they are."),
        "recomputed": _remedy("The same where the quotients of all regions and the thresholds move too."),
        "resting_on": by_key({"type": "integer"}, "On how many regions the percentile of a condition rests."),
        "grade": perhaps("integer", "How many of the conditions that give stars hold."),
        "measured": perhaps("integer", "How many of them are measured."),
        "stars_needed": some("integer", "How many stars the class asks for; 0 where it has none."),
    },
    optional=(
        "strong",
        "regions",
        "conditions",
        "held",
        "recomputed",
        "resting_on",
        "grade",
        "measured",
        "stars_needed",
        "class",
    ),
)


@edition_document(f"{HERE}/why", said("Why a cluster is strong in a region, or not"), REGIONAL, _WHY, YEAR, RULES)
def why(asked: Asked) -> dict[str, Any]:
    """Every condition of a rule book with what stands and what is asked, and the smallest change that would do."""
    edition, place = asked.edition, regions.region(asked.edition, asked["region"])
    book, subject = edition.book(asked["rules"]), clusters.cluster(edition, asked["cluster"])
    found = why_strong_or_not(edition, place["region"], subject, asked.year, book.name)
    keys = {"region": place["region"], "cluster": subject["cluster"], "year": asked.year, "level": place["level"]}
    told = {"edition": edition.manifest.identity, **keys, "rules": book.name, "ranked": found is not None}
    if found is None:
        return told
    return told | {
        "class": found.class_,
        "strong": found.verdict,
        "regions": found.ranked,
        "conditions": [asdict(each) for each in found.conditions],
        "held": _told(found.held),
        "recomputed": _told(found.recomputed),
        "resting_on": dict(found.resting_on),
        "grade": found.grade,
        "measured": found.measured,
        "stars_needed": found.least_stars,
    }


def _told(remedy: Remedy) -> dict[str, Any]:
    reason = None if remedy.reason is None else remedy.reason.value
    return {"jobs": remedy.jobs, "establishments": remedy.establishments, "reason": reason}


def _taken(asked: Asked, table: str, shape: Shape) -> Rows:
    """A table of the page, with its columns."""
    rules = asked.values.get("rules")
    subject = read_regional_cluster(asked.edition, asked["region"], asked["cluster"], asked.year, rules)
    taken = TABLES[table]
    return Rows(shape, list(taken.rows(subject)), list(taken.columns(asked.edition)))


@edition_rows(f"{HERE}/conditions", said("Conditions as a table"), REGIONAL, shapes.CONDITIONS, YEAR, RULES)
def conditions(asked: Asked) -> Rows:
    """The conditions of a rule book for a cluster in a region, a row for each."""
    return _taken(asked, "conditions", shapes.CONDITIONS)


@edition_rows(f"{HERE}/rule-books", said("A cluster in a region by rule book"), REGIONAL, shapes.BOOKS, YEAR)
def rule_books(asked: Asked) -> Rows:
    """What every rule book says of a cluster in a region, and whether its answer would stand."""
    return _taken(asked, "rule-books", shapes.BOOKS)


@edition_rows(
    f"{HERE}/industries", said("Industries of a cluster in a region"), REGIONAL, shapes.REGIONAL_INDUSTRIES, YEAR
)
def industries(asked: Asked) -> Rows:
    """The industries of a cluster in a region: jobs with range and flag, quotients, reference totals."""
    return _taken(asked, "industries", shapes.REGIONAL_INDUSTRIES)


@edition_rows(
    f"{HERE}/subclusters", said("Subclusters of a cluster in a region"), REGIONAL, shapes.REGIONAL_SUBCLUSTERS, YEAR
)
def subclusters(asked: Asked) -> Rows:
    """The subclusters of a cluster in a region, the largest first."""
    return _taken(asked, "subclusters", shapes.REGIONAL_SUBCLUSTERS)


@edition_rows(f"{HERE}/changes", said("Change of a cluster in a region"), REGIONAL, shapes.CHANGES, YEAR)
def changes(asked: Asked) -> Rows:
    """The change of a cluster's jobs from each year to the next, its parts, and the numbers they come from."""
    return _taken(asked, "changes", shapes.CHANGES)


@edition_rows(f"{HERE}/life-cycle", said("Life cycle of a cluster in a region"), REGIONAL, shapes.LIFE_CYCLE, YEAR)
def life_cycle(asked: Asked) -> Rows:
    """The stage of a cluster in a region with its evidence; no row where the edition reads none."""
    return _taken(asked, "life-cycle", shapes.LIFE_CYCLE)


@edition_rows(f"{HERE}/chain", said("Suppliers and buyers of a cluster in a region"), REGIONAL, CHAIN, YEAR)
def chain(asked: Asked) -> Rows:
    """Who supplies a cluster and who buys from it, by the nation's accounts, and how each stands in the region.

    No row where the sales between the edition's clusters are not known.
    """
    found = read_chain(asked.edition, asked["region"], asked["cluster"], asked.year)
    return Rows(CHAIN, taken_rows(found), COLUMNS)


@edition_rows(f"{HERE}/related", said("Related clusters in a region"), REGIONAL, shapes.RELATED_HERE, YEAR)
def related(asked: Asked) -> Rows:
    """All clusters by how related they are to one, with a region's figures in them."""
    return _taken(asked, "related", shapes.RELATED_HERE)
