"""The tables of the page: subclusters, industries, neighbours of the line, near misses, years."""

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import regional
from clusteratlas.editions.queries.near_misses import near_misses
from clusteratlas_web.explore.regional.neighbours import Neighbour, neighbours
from clusteratlas_web.explore.regional.reading import RegionalCluster, read_totals

NEAR_MISSES = 5
SUBCLUSTER_COLUMNS = (
    "region",
    "cluster",
    "subcluster",
    "employment",
    "establishments",
    "employment_share",
    "national_share",
    "location_quotient",
    "rank_location_quotient",
    "ranked",
    "employment_growth",
)
INDUSTRY_COLUMNS = (
    "region",
    "cluster",
    "subcluster",
    "industry",
    "employment",
    "establishments",
    "location_quotient",
    "employment_growth",
    "national_employment",
    "national_establishments",
)


def subclusters(subject: RegionalCluster) -> list[Row]:
    """All subclusters with their figures here, empty where none are published."""
    code, region = subject.cluster["cluster"], subject.region["region"]
    rows = regional.subclusters(subject.edition, region, code, subject.year)
    named = {"region": region, "cluster": code}
    return [row | named | {"name": subject.names.subcluster(code, row["subcluster"])} for row in rows]


def industries(subject: RegionalCluster) -> list[Row]:
    """All industries of the cluster with their figures here, empty where none are published."""
    region, names = subject.region["region"], subject.names
    rows = regional.industries(subject.edition, region, subject.cluster, subject.year, subject.totals)
    return [
        row
        | {
            "region": region,
            "cluster": subject.cluster["cluster"],
            "name": names.industry(row["industry"]),
            "address": subject.to.industry(row["industry"]),
        }
        for row in rows
    ]


def around_the_line(subject: RegionalCluster) -> list[Neighbour]:
    """The regions around the line with their names; empty where there is no line."""
    if subject.threshold is None:
        return []
    listed = neighbours(subject.ranked, subject.line, subject.region["region"])
    return [entry if entry.row is None else Neighbour(_named(entry.row, subject), entry.own) for entry in listed]


def other_near_misses(subject: RegionalCluster) -> list[Row]:
    """Other clusters of the region that are short of strong by their location quotient alone."""
    if subject.explanation is None:
        return []
    region, code = subject.region["region"], subject.cluster["cluster"]
    totals = subject.totals if subject.traded else read_totals(subject.edition, region, "traded", subject.year)
    rows = near_misses(subject.edition, region, subject.year, totals, NEAR_MISSES + 1)
    return [_near_miss(row, subject) for row in rows if row["cluster"] != code][:NEAR_MISSES]


def _named(row: Row, subject: RegionalCluster) -> Row:
    code = row["region"]
    names = {"name": subject.names.short_region(code), "full_name": subject.names.region(code)}
    return row | names | {"address": subject.to.regional(code, subject.cluster["cluster"], subject.year)}


def _near_miss(row: Row, subject: RegionalCluster) -> Row:
    code, jobs = row["cluster"], row["jobs"]
    return row | {
        "name": subject.names.cluster(code),
        "address": subject.to.regional(row["region"], code, subject.year),
        "of_today": None if jobs is None else jobs / row["employment"],
    }
