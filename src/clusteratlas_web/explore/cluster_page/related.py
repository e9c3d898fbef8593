"""The clusters most related to one: how related they are, by what, and how that is computed."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import related
from clusteratlas.glossary import column_term
from clusteratlas_web.explore.cluster_page.network import network_pictures
from clusteratlas_web.explore.cluster_page.subject import ClusterSubject
from clusteratlas_web.explore.pictures import Pictures
from clusteratlas_web.explore.region.exact import exactly
from clusteratlas_web.explore.region.related import KINDS, Worked
from clusteratlas_web.explore.regional.relations import relation_words
from clusteratlas_web.explore.wording import LOCAL
from clusteratlas_web.foundation.numbers import signed_difference

TABLE, METHOD = "related", "relatedness"
MOST = 10
COLUMNS = (
    *("cluster", "other", "other_name", "relatedness", "percentile", "related_share", "relation"),
    *(f"relatedness_{kind}" for kind in KINDS),
)


@dataclass(frozen=True)
class Part:
    """One kind of similarity that relatedness is made of."""

    column: str
    name: str
    meaning: str


@dataclass(frozen=True)
class RelatedClusters:
    """The network, the closest clusters, the kinds of similarity the edition has; `why` says why there is none."""

    pictures: Pictures | None
    clusters: int
    rows: list[Row]
    parts: list[Part]
    worked: Worked | None
    why: str


def read_related(subject: ClusterSubject) -> RelatedClusters:
    """The section of the cluster."""
    found = related_rows(subject)[:MOST]
    parts = [_part(kind) for kind in KINDS if any(row[f"relatedness_{kind}"] is not None for row in found)]
    return RelatedClusters(
        pictures=network_pictures(subject) if found else None,
        clusters=len(related.network(subject.edition)[0]),
        rows=[_shown(subject, row, parts) for row in found],
        parts=parts,
        worked=_worked(subject, found[0], parts) if found else None,
        why=_why(subject),
    )


def related_rows(subject: ClusterSubject) -> list[Row]:
    """All clusters it is set beside, the most related first."""
    rows = related.related_to(subject.edition, subject.code)
    return [row | {"other_name": str(subject.names.cluster(row["other"]))} for row in rows]


def _shown(subject: ClusterSubject, row: Row, parts: list[Part]) -> Row:
    return row | {
        "name": subject.names.cluster(row["other"]),
        "short_name": subject.names.short_cluster(row["other"]),
        "address": subject.address_of(row["other"]),
        "word": relation_words()[row["relation"]],
        "written": signed_difference(row["relatedness"]),
        "parts": [(part.column, _written(row[part.column])) for part in parts],
    }


def _part(kind: str) -> Part:
    language, column = get_language() or "en", f"relatedness_{kind}"
    term = column_term(column)
    return Part(column, term.label(language), term.meaning(language))


def _written(value: float | None) -> str:
    return "" if value is None else exactly(value)


def _worked(subject: ClusterSubject, row: Row, parts: list[Part]) -> Worked:
    """The closest relation with its similarities one by one."""
    kinds = [(part.name, part.meaning, exactly(row[part.column])) for part in parts if row[part.column] is not None]
    return Worked(row | {"name": subject.names.cluster(row["other"]), "from_name": subject.name}, kinds)


def _why(subject: ClusterSubject) -> str:
    """Why there are no relations: the cluster is local, or the edition knows none."""
    if subject.kind == LOCAL:
        return gettext(
            "Local clusters are in every region, so where they are found does not tell what they are near to."
        )
    return gettext(
        "Which clusters are related is read from where their industries are found together. That takes more regions "
        "with figures by industry than this edition has."
    )
