"""Questions about rule books: what each says of a regional cluster, of a region's clusters, of a cluster's regions."""

from dataclasses import asdict, dataclass

from clusteratlas.editions.edition import Edition, Row

_AGREED = """
select cluster, count(*) filter (strong)::int as strong_by, count(strong)::int as judged_by
from verdicts where year = $year and region = $region and list_contains($rules, rules) group by cluster
"""


def compared(edition: Edition) -> list[str]:
    """The edition's rule books that are counted where they are compared: those that stand in for no other of them."""
    books = edition.manifest.books
    return [name for name, book in books.items() if book.stands_in_for not in books]


def of_regional_cluster(edition: Edition, region: str, cluster: str, year: int) -> list[Row]:
    """What every rule book says of a cluster in a region, in the order of the edition's rule books."""
    query = "select * exclude (year, region, cluster) from verdicts where year = ? and region = ? and cluster = ?"
    found = {row["rules"]: row for row in edition.rows(query, [year, region, cluster])}
    return [found[name] for name in edition.manifest.books if name in found]


def over_years(edition: Edition, region: str, cluster: str, rules: str | None = None) -> dict[int, Row]:
    """What one rule book (the edition's first if none is named) says of a cluster in a region, by year."""
    query = "select * exclude (region, cluster, rules) from verdicts where region = ? and cluster = ? and rules = ?"
    return {row.pop("year"): row for row in edition.rows(query, [region, cluster, edition.book(rules).name])}


def of_region(edition: Edition, region: str, year: int, rules: str | None = None) -> dict[str, Row]:
    """What one rule book (the edition's first if none is named) says of a region's clusters, by cluster."""
    query = "select * exclude (year, region, rules) from verdicts where year = ? and region = ? and rules = ?"
    return {row.pop("cluster"): row for row in edition.rows(query, [year, region, edition.book(rules).name])}


def of_cluster(edition: Edition, cluster: str, year: int, rules: str | None = None) -> dict[str, Row]:
    """What one rule book says of a cluster in every region, by region."""
    query = "select * exclude (year, cluster, rules) from verdicts where year = ? and cluster = ? and rules = ?"
    return {row.pop("region"): row for row in edition.rows(query, [year, cluster, edition.book(rules).name])}


def agreement(edition: Edition, region: str, year: int) -> dict[str, Row]:
    """For each of a region's clusters how many of the books compared call it strong, and how many could say."""
    values = {"year": year, "region": region, "rules": compared(edition)}
    return {row.pop("cluster"): row for row in edition.rows(_AGREED, values)}


_BY_EVERY_BOOK = """
select v.* exclude (year, region) from verdicts v
where v.year = $year and v.region = $region order by cluster, list_position($books, rules)
"""


def by_every_book(edition: Edition, region: str, year: int) -> list[Row]:
    """What every rule book says of every cluster of a region, by cluster, in the order of the edition's rule books."""
    values = {"year": year, "region": region, "books": list(edition.manifest.books)}
    return edition.rows(_BY_EVERY_BOOK, values)


@dataclass(frozen=True)
class Place:
    """Which regional clusters are asked for: of a region, of a cluster, of a level; None where any will do."""

    region: str | None = None
    cluster: str | None = None
    level: str | None = None


_AGREED_ON = """
select v.region, v.cluster, count(*) filter (v.strong)::int as strong_by, count(v.strong)::int as judged_by
from verdicts v join regions r on r.region = v.region
where v.year = $year and list_contains($books, v.rules) and ($region is null or v.region = $region)
    and ($cluster is null or v.cluster = $cluster) and ($level is null or r.level = $level)
group by v.region, v.cluster order by v.region, v.cluster
"""


def agreed(edition: Edition, place: Place, year: int) -> list[Row]:
    """For each regional cluster how many of the books compared call it strong, and how many could say."""
    return edition.rows(_AGREED_ON, asdict(place) | {"year": year, "books": compared(edition)})
