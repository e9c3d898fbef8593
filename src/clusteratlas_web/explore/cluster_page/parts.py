"""What a cluster is made of: its subclusters and its industries with their reference totals."""

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import regional
from clusteratlas_web.explore.cluster_page.subject import ClusterSubject


def subclusters(subject: ClusterSubject) -> list[Row]:
    """Its subclusters, the largest first."""
    country, names = subject.edition.manifest.country, subject.names
    key = {"region": country, "cluster": subject.code, "year": subject.year}
    rows = regional.subclusters(subject.edition, country, subject.code, subject.year)
    return [row | key | {"name": names.subcluster(subject.code, row["subcluster"])} for row in rows]


def industries(subject: ClusterSubject) -> list[Row]:
    """Its industries, the largest first."""
    rows = regional.national_industries(subject.edition, subject.code, subject.year)
    return [row | _named(row, subject) for row in rows]


def _named(row: Row, subject: ClusterSubject) -> Row:
    names, subcluster = subject.names, row["subcluster"]
    return {
        "cluster": subject.code,
        "year": subject.year,
        "title": names.industry(row["industry"]),
        "address": subject.to.industry(row["industry"]),
        "subcluster_name": names.subcluster(subject.code, subcluster) if subcluster else "",
    }
