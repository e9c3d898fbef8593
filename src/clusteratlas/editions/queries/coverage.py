"""Questions about what is published: how much of all employment stands in published cells."""

from clusteratlas.editions.edition import Edition, Row


def coverage_by_year(edition: Edition) -> list[Row]:
    """The reference's total, what of it is published, derived and estimated, and the shares, a row for each year."""
    query = "select * from quality where region = ? order by year"
    return edition.rows(query, [edition.manifest.country])
