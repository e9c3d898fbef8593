"""Questions about what is published: how much of all employment stands in six-digit cells."""

from clusteratlas.editions.edition import Edition, Row


def coverage_by_year(edition: Edition) -> list[Row]:
    """The reference's published employment, the sum of its published cells, and their ratio, a row for each year."""
    query = """select year, published_employment, cell_employment, coverage from quality
        where region = ? order by year"""
    return edition.rows(query, [edition.manifest.country])
