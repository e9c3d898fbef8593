"""All that the page of a cluster in a region reads from an edition."""

from clusteratlas.diagnosis import RuleBook
from clusteratlas.diagnosis.situation import QUOTIENT
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters, regional, regions, verdicts
from clusteratlas.editions.queries.explanation import why_strong_or_not
from clusteratlas.editions.queries.judged import judged
from clusteratlas_web.explore.regional.line import quotient_column
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.explore.wording import LOCAL, TRADED


def read_regional_cluster(
    edition: Edition, region: str, cluster: str, year: int, rules: str | None = None
) -> RegionalCluster:
    """A cluster in a region, by one of the edition's rule books, the first if none is named.

    Raises NoSuchEntry for a code the edition does not have, UnknownChoice for another rule book.
    """
    place, subject, book = regions.region(edition, region), clusters.cluster(edition, cluster), edition.book(rules)
    nation = next((row for row in clusters.national(edition, cluster) if row["year"] == year), None)
    history = regional.regional_cluster(edition, region, cluster)
    now = next((row for row in history if row["year"] == year), None)
    headlines = regions.headlines(edition, region, year), regions.reference_headlines(edition, year)
    here, country = (_total(edition, each, subject["kind"]) for each in headlines)
    here_all, country_all = (_total_all(each) for each in headlines)
    return RegionalCluster(
        edition=edition,
        book=book,
        region=place,
        cluster=subject,
        year=year,
        history=history,
        ranked=_ranked(clusters.regions(edition, cluster, place["level"], year), quotient_column(book)),
        totals=(here, country),
        totals_all=(here_all, country_all),
        cluster_total=nation["employment"] if nation else 0,
        explanation=why_strong_or_not(edition, region, subject, year, book.name),
        books=judged(edition, now) if now else {},
        said=_said(edition, history, book),
    )


def _said(edition: Edition, history: list[Row], book: RuleBook) -> dict[int, Row]:
    """What the rule book says by year; the tables of figures have what the first says."""
    if book.name == edition.manifest.book.name or not history:
        return {row["year"]: row for row in history}
    return verdicts.over_years(edition, history[0]["region"], history[0]["cluster"], book.name)


def _ranked(rows: list[Row], column: str) -> list[Row]:
    """The rows with jobs, the most specialised first."""
    known = [row for row in rows if row["employment"] and row[column] is not None]
    return known if column == QUOTIENT else sorted(known, key=lambda row: (-row[column], row["region"]))


def read_totals(edition: Edition, region: str, kind: str, year: int) -> tuple[int, int]:
    """The denominators of a location quotient: jobs in clusters of the kind, in the region and in the nation."""
    here, nation = regions.headlines(edition, region, year), regions.reference_headlines(edition, year)
    return _total(edition, here, kind), _total(edition, nation, kind)


def _total(edition: Edition, headlines: Row, kind: str) -> int:
    """Jobs in clusters of the kind; where a definition tells no kinds apart, all of them count as traded."""
    if edition.manifest.within == "all":
        return _total_all(headlines)
    return int(headlines[f"{LOCAL if kind == LOCAL else TRADED}_employment"]) if headlines else 0


def _total_all(headlines: Row) -> int:
    return sum(headlines[f"{kind}_employment"] for kind in (TRADED, LOCAL)) if headlines else 0
