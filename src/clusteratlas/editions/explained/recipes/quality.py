"""Recipes of how much of a region is published or known."""

from collections.abc import Callable

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.reading import key_of, number, own
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import Parts, Working

Making = Callable[[Edition, Subject, Row], Working]


def jobs_of(flag: str) -> Making:
    """A recipe: jobs in the region's cells of a flag; of the country, over the regions directly below it."""

    def make(edition: Edition, subject: Subject, row: Row) -> Working:
        if row["region"] == edition.manifest.country:
            return _over_regions(edition, row, subject.column)
        return Working("sum(e_ri)", parts=_cells(edition, row, f"employment_flag = '{flag}'"))

    return make


def withheld(edition: Edition, subject: Subject, row: Row) -> Working:
    """How many of the region's cells are not published."""
    if row["region"] == edition.manifest.country:
        return _over_regions(edition, row, subject.column)
    return Working("count()", parts=_cells(edition, row, "employment_flag <> 'published'"))


def _over_regions(edition: Edition, row: Row, column: str) -> Working:
    query = f"""select region, {column} as x_r from quality join regions using (region)
        where parent = $region and year = $year order by x_r desc, region"""  # noqa: S608  # our own names
    rows = edition.rows(query, key_of(row, "region", "year"))
    return Working("sum(x_r)", parts=Parts("region", {"x_r": f"quality.{column}"}, rows, key_of(row, "year")))


def _cells(edition: Edition, row: Row, which: str) -> Parts:
    query = f"""select industry, employment as e_ri from activity
        where region = $region and year = $year and {which} order by e_ri desc nulls last, industry"""  # noqa: S608
    rows = edition.rows(query, key_of(row, "region", "year"))
    return Parts("industry", {"e_ri": "activity.employment"}, rows, key_of(row, "region", "year"))


def total(edition: Edition, subject: Subject, row: Row) -> Working:
    """The region's total, as among its headlines."""
    return Working("e_r", (number("e_r", "summary.employment", row["total_employment"], row),))


def coverage(edition: Edition, subject: Subject, row: Row) -> Working:
    """Published jobs over the total."""
    numbers = own("p_r", "quality", "published_employment", row), own("e_r", "quality", "total_employment", row)
    return Working("p_r / e_r", numbers)


def known_share(edition: Edition, subject: Subject, row: Row) -> Working:
    """Published and derived jobs over those and the estimated ones."""
    columns = {"p_r": "published_employment", "d_r": "derived_employment", "m_r": "estimated_employment"}
    numbers = tuple(own(letter, "quality", column, row) for letter, column in columns.items())
    return Working("(p_r + d_r) / (p_r + d_r + m_r)", numbers)
