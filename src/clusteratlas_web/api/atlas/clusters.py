"""Clusters: the list of a definition, one cluster, and every table of its page."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas.editions.export.selection import Filter, Selection, selected
from clusteratlas.editions.queries import clusters as queries
from clusteratlas.editions.queries import concentration as concentrated
from clusteratlas.editions.queries.opportunities import regions_of
from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, edition_document, edition_rows
from clusteratlas_web.api.atlas import shapes
from clusteratlas_web.api.atlas.subjects import CLUSTERS
from clusteratlas_web.api.columns import Shape
from clusteratlas_web.api.parameters import LEVEL, RULES, YEAR, one_of
from clusteratlas_web.api.schemas import EDITION, document, every, rows, some
from clusteratlas_web.api.taken import rows_of
from clusteratlas_web.explore.cluster_page.subject import read_subject
from clusteratlas_web.explore.cluster_page.taken import taken_table
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.opportunities.taken import SCORED

CLUSTER = "/clusters/{cluster}"
_ORDER = one_of("order", queries.ORDERS, "By what the regions are ordered, the highest first.", "location_quotient")


@edition_rows("/clusters", said("Clusters"), CLUSTERS, shapes.CLUSTERS, LEVEL, YEAR, RULES)
def clusters(asked: Asked) -> Rows:
    """All clusters in the order of the definition: reference totals, in how many regions strong, how concentrated."""
    edition, level, year = asked.edition, asked.level, asked.year
    rules = edition.book(asked["rules"]).name
    gini = concentrated.values(edition, "locational_gini", level, year)
    found = [
        row | {"locational_gini": gini.get(row["cluster"]), "threshold_regions": row["ranked_regions"]}
        for row in queries.listed(edition, level, year, rules)
    ]
    return Rows(shapes.CLUSTERS, found)


_CLUSTER = document(
    "A cluster.",
    {
        "edition": EDITION,
        "cluster": some("string", "Its code.", "plastics"),
        "name": some("string", "Its name in the language asked for.", "Plastics"),
        "kind": some("string", "Whether it is traded or local; all where its definition does not tell.", "traded"),
        "position": some("integer", "Its place in the order of its definition."),
        "subclusters": every(
            document(
                "A subcluster.",
                {
                    "subcluster": some("string", "Its code within the cluster."),
                    "name": some("string", "Its name in the language asked for."),
                },
            ),
            "Its subclusters, in the order of the definition.",
        ),
        "years": rows(shapes.CLUSTER_YEARS, "Its reference totals, a row for each year."),
    },
)


@edition_document(CLUSTER, said("A cluster"), CLUSTERS, _CLUSTER)
def cluster(asked: Asked) -> dict[str, Any]:
    """One cluster: its names, its subclusters, and its reference totals in every year."""
    edition, code, names = asked.edition, asked["cluster"], naming(asked.edition)
    row = queries.cluster(edition, code)
    parts = [
        {"subcluster": each["subcluster"], "name": str(names.subcluster(code, each["subcluster"]))}
        for each in sorted(_parts(asked), key=lambda each: each["position"])
    ]
    facts = {name: row[name] for name in ("cluster", "kind", "position")}
    told = {"name": str(names.cluster(code)), "subclusters": parts, "years": queries.national(edition, code)}
    return {"edition": edition.manifest.identity} | facts | told


def _parts(asked: Asked) -> list[dict[str, Any]]:
    found = selected(asked.edition, Selection("clusters", Filter(cluster=asked["cluster"]))).to_pylist()
    return [row for row in found if row["subcluster"] is not None]


@edition_rows(f"{CLUSTER}/years", said("Reference totals of a cluster"), CLUSTERS, shapes.CLUSTER_YEARS)
def years(asked: Asked) -> Rows:
    """The cluster in the reference of the atlas, a row for each year."""
    queries.cluster(asked.edition, asked["cluster"])
    return Rows(shapes.CLUSTER_YEARS, queries.national(asked.edition, asked["cluster"]))


@edition_rows(f"{CLUSTER}/members", said("Members of a cluster"), CLUSTERS, shapes.MEMBERS)
def members(asked: Asked) -> Rows:
    """The industries that the definition puts into a cluster, by vintage of the classification."""
    queries.cluster(asked.edition, asked["cluster"])
    return Rows(shapes.MEMBERS, selected(asked.edition, Selection("membership", Filter(cluster=asked["cluster"]))))


def _taken(asked: Asked, table: str, shape: Shape) -> Rows:
    return rows_of(shape, taken_table(read_subject(asked.request, asked.edition, asked["cluster"]), table))


@edition_rows(
    f"{CLUSTER}/regions", said("Regions of a cluster"), CLUSTERS, shapes.CLUSTER_REGIONS, LEVEL, YEAR, RULES, _ORDER
)
def regions(asked: Asked) -> Rows:
    """Every region of a level with its figures in a cluster and what the rule book says of it."""
    return _taken(asked, "regions", shapes.CLUSTER_REGIONS)


@edition_rows(f"{CLUSTER}/subclusters", said("Subclusters of a cluster"), CLUSTERS, shapes.SUBCLUSTERS, YEAR)
def subclusters(asked: Asked) -> Rows:
    """The subclusters of a cluster with their reference totals, the largest first."""
    return _taken(asked, "subclusters", shapes.SUBCLUSTERS)


@edition_rows(f"{CLUSTER}/industries", said("Industries of a cluster"), CLUSTERS, shapes.CLUSTER_INDUSTRIES, YEAR)
def industries(asked: Asked) -> Rows:
    """The industries of a cluster with their reference totals, the largest first."""
    return _taken(asked, "industries", shapes.CLUSTER_INDUSTRIES)


@edition_rows(f"{CLUSTER}/rule-books", said("A cluster by rule book"), CLUSTERS, shapes.BOOK_COUNTS, LEVEL, YEAR)
def rule_books(asked: Asked) -> Rows:
    """How many regions each rule book puts into which class of a cluster, and calls strong."""
    return _taken(asked, "rule-books", shapes.BOOK_COUNTS)


@edition_rows(f"{CLUSTER}/related", said("Clusters related to one"), CLUSTERS, shapes.RELATED)
def related(asked: Asked) -> Rows:
    """All other clusters by how related they are to one, and the similarities that relatedness is the mean of."""
    return _taken(asked, "related", shapes.RELATED)


@edition_rows(f"{CLUSTER}/concentration", said("Concentration of a cluster"), CLUSTERS, shapes.CONCENTRATION, LEVEL)
def concentration(asked: Asked) -> Rows:
    """How concentrated a cluster is over the regions of a level, a row for each year."""
    return _taken(asked, "concentration", shapes.CONCENTRATION)


@edition_rows(f"{CLUSTER}/life-cycle", said("Life cycle of a cluster"), CLUSTERS, shapes.LIFE_CYCLE, LEVEL)
def life_cycle(asked: Asked) -> Rows:
    """The stage of a cluster in every region of a level, with the evidence; none where the years are too few."""
    return _taken(asked, "life-cycle", shapes.LIFE_CYCLE)


@edition_rows(
    f"{CLUSTER}/crossings", said("Where a cluster became strong"), CLUSTERS, shapes.CROSSED, LEVEL, YEAR, RULES
)
def crossings(asked: Asked) -> Rows:
    """The regions in which a cluster became strong, or no longer is, since the year before, and what moved it."""
    return _taken(asked, "crossed", shapes.CROSSED)


@edition_rows(
    f"{CLUSTER}/opportunities", said("Regions a cluster may come to"), CLUSTERS, shapes.OPPORTUNITIES, LEVEL, YEAR
)
def opportunities(asked: Asked) -> Rows:
    """The regions of a level that a cluster is an opportunity of, the highest score first."""
    queries.cluster(asked.edition, asked["cluster"])
    found = regions_of(asked.edition, asked["cluster"], asked.level, asked.year)
    return Rows(shapes.OPPORTUNITIES, found, SCORED)
