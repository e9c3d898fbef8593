"""Recipes of what is counted in a cluster: sums of cells, their range, and money per person employed."""

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.reading import key_of, own
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import PROCEDURE, Parts, Working

_CELLS = """
select m.industry, a.{column} as {letter}, a.{column}_low as low, a.{column}_high as high
from membership m join {table} a using (industry)
where m.vintage = $vintage and m.cluster = $cluster {part} and {place} and a.year = $year
    and a.{column}_flag is not null
order by {letter} desc nulls last, m.industry
"""
_LETTERS = {"employment": "e_ri", "establishments": "n_ri"}


def sum_of_cells(edition: Edition, subject: Subject, row: Row) -> Working:
    """A measure of a cluster: the sum over its industries' cells, of the country over their reference totals."""
    letter, parts = letter_of(subject.column), _cells(edition, row, subject.column)
    if any(cell[letter] is None for cell in parts.rows):  # nothing bounds it, so that no figure of it stands anywhere
        return Working(kind=PROCEDURE, procedure="unknown", parts=parts)
    return Working(f"sum({letter})", parts=parts)


def range_of_sum(edition: Edition, subject: Subject, row: Row) -> Working:
    """The least or the most a sum can be: what cells and the totals above them leave."""
    column = subject.column.rpartition("_")[0]
    return Working(
        kind=PROCEDURE,
        procedure="bounds",
        numbers=(own(letter_of(column).replace("_ri", "_rc"), "portfolio", column, row),),
        parts=_cells(edition, row, column),
    )


def letter_of(column: str) -> str:
    """The letter of a measure's cell."""
    return _LETTERS.get(column, "x_ri")


def _cells(edition: Edition, row: Row, column: str) -> Parts:
    nation = row["region"] == edition.manifest.country
    table, letter = "national" if nation else "activity", letter_of(column)
    query = _CELLS.format(
        column=column,
        letter=letter,
        table=table,
        part="" if row["subcluster"] is None else "and m.subcluster = $subcluster",
        place="true" if nation else "a.region = $region",
    )
    wanted = ("cluster", "subcluster", "year") if nation else ("cluster", "subcluster", "year", "region")
    values = key_of(row, *wanted) | {"vintage": edition.manifest.vintage(row["year"])}
    letters = {letter: f"{table}.{column}", "low": f"{table}.{column}_low", "high": f"{table}.{column}_high"}
    return Parts("industry", letters, edition.rows(query, values), key_of(row, "region", "year"), ("low", "high"))


def per_head(edition: Edition, subject: Subject, row: Row) -> Working:
    """Money over jobs."""
    measure = subject.column.removesuffix("_per_head")
    numbers = own("x_rc", "portfolio", measure, row), own("e_rc", "portfolio", "employment", row)
    return Working("x_rc / e_rc", numbers)
