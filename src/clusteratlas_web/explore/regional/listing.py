"""The tables of the page: subclusters, industries, neighbours of the line, near misses, years."""

from collections.abc import Mapping

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.layout import columns_of, figures_of
from clusteratlas.editions.queries import regional
from clusteratlas.editions.queries.bounds import totals_above
from clusteratlas.editions.queries.near_misses import near_misses
from clusteratlas.editions.queries.verdicts import of_cluster
from clusteratlas_web.explore.amounts import amounts_of
from clusteratlas_web.explore.certainty import certainty_of
from clusteratlas_web.explore.regional.neighbours import Neighbour, neighbours
from clusteratlas_web.explore.regional.reading import read_totals
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.explore.wording import TRADED

NEAR_MISSES = 5
_SUBCLUSTER_KEYS = ("region", "cluster", "subcluster")
_SUBCLUSTER_RATIOS = (
    "employment_share",
    "national_share",
    "location_quotient",
    "rank_location_quotient",
    "ranked",
    "employment_growth",
)
_INDUSTRY_KEYS = ("region", "cluster", "subcluster", "industry")
_INDUSTRY_RATIOS = (
    "location_quotient",
    "employment_growth",
    "national_employment",
    "national_establishments",
)


def subcluster_columns(edition: Edition) -> list[str]:
    """The columns of the subclusters to take away: each measure with its range."""
    measures = columns_of(edition.manifest.measures)
    figures = [f"{name}{end}" for name in measures for end in ("", "_low", "_high")]
    return [*_SUBCLUSTER_KEYS, *figures, *_SUBCLUSTER_RATIOS]


def industry_columns(edition: Edition) -> list[str]:
    """The columns of the industries to take away: each measure with its range and how it came about."""
    return [*_INDUSTRY_KEYS, *figures_of(columns_of(edition.manifest.measures)), *_INDUSTRY_RATIOS]


def subclusters(subject: RegionalCluster) -> list[Row]:
    """All subclusters with their figures here, empty where none are published."""
    code, region = subject.cluster["cluster"], subject.region["region"]
    rows = regional.subclusters(subject.edition, region, code, subject.year)
    named = {"region": region, "cluster": code, "year": subject.year}
    return [
        row | named | {"name": subject.names.subcluster(code, row["subcluster"])} | _figures(subject.edition, row)
        for row in rows
    ]


def industries(subject: RegionalCluster) -> list[Row]:
    """All industries of the cluster with their figures here, empty where none are published."""
    region, names = subject.region["region"], subject.names
    rows = regional.industries(subject.edition, region, subject.cluster, subject.year, subject.totals)
    withheld = [row["industry"] for row in rows if not certainty_of(row).is_sure and row["employment_flag"]]
    above = totals_above(subject.edition, region, subject.year, withheld) if withheld else {}
    return [
        row
        | {
            "region": region,
            "cluster": subject.cluster["cluster"],
            "year": subject.year,
            "name": names.industry(row["industry"]),
            "address": subject.to.industry(row["industry"]),
            "above": _above(above[row["industry"]], subject) if row["industry"] in above else None,
        }
        | _figures(subject.edition, row)
        for row in rows
    ]


def _figures(edition: Edition, row: Row) -> Row:
    """The jobs and amounts of a row with what is known of them; no jobs at all where the source lists nothing."""
    listed = row["employment"] is not None or row.get("employment_flag") is not None
    return {"jobs": certainty_of(row) if listed else None, "amounts": amounts_of(edition, row) if listed else []}


def _above(total: Row, subject: RegionalCluster) -> Row:
    """A published total above an industry, with its name and address."""
    code = total["above"]
    return total | {"name": subject.names.industry(code), "address": subject.to.industry(code)}


def around_the_line(subject: RegionalCluster) -> list[Neighbour]:
    """The regions around the line with their names; empty where there is no line."""
    if not subject.line.is_asked or not subject.ranked:
        return []
    listed = neighbours(subject.ranked, subject.line, subject.region["region"])
    cluster, year = subject.cluster["cluster"], subject.year
    said = {} if subject.is_first_book else of_cluster(subject.edition, cluster, year, subject.book.name)
    return [entry if entry.row is None else Neighbour(_named(entry.row, subject, said), entry.own) for entry in listed]


def other_near_misses(subject: RegionalCluster) -> list[Row]:
    """Other clusters of the region that are short of strong by their location quotient alone."""
    if subject.explanation is None:
        return []
    region, code = subject.region["region"], subject.cluster["cluster"]
    totals = read_totals(subject.edition, region, TRADED, subject.year) if subject.local else subject.totals
    rows = near_misses(subject.edition, region, subject.year, totals, NEAR_MISSES + 1)
    return [_near_miss(row, subject) for row in rows if row["cluster"] != code][:NEAR_MISSES]


def _named(row: Row, subject: RegionalCluster, said: Mapping[str, Row]) -> Row:
    """A neighbour with its name, rank and address, and what the rule book says of it."""
    code = row["region"]
    names = {"name": subject.names.short_region(code), "full_name": subject.names.region(code)}
    figures = {
        "rank": subject.rank_of(row),
        "quotient": subject.quotient_of(row),
        "quotient_column": subject.quotient_column,
    }
    strong = {} if subject.is_first_book else _verdict(subject, said.get(code), code == subject.region["region"])
    return row | names | figures | strong | {"address": subject.address_in(code)}


def history(subject: RegionalCluster) -> list[Row]:
    """The years it stands here, with what the rule book says in each; only its first also says how sure that is."""
    rows = [row | {"quotient": subject.quotient_of(row)} for row in subject.history]
    if subject.is_first_book:
        return rows
    return [row | _verdict(subject, subject.said.get(row["year"]), row["year"] == subject.year) for row in rows]


def _verdict(subject: RegionalCluster, said: Row | None, is_subject: bool) -> Row:
    """What another than the first rule book says of a row; how sure that is only the page's own row tells."""
    return {"strong": said["strong"] if said else None, "robust": subject.robust if is_subject else None}


def _near_miss(row: Row, subject: RegionalCluster) -> Row:
    code, jobs = row["cluster"], row["jobs"]
    return row | {
        "name": subject.names.cluster(code),
        "address": subject.to.regional(row["region"], code, subject.year),
        "of_today": None if jobs is None else jobs / row["employment"],
    }
