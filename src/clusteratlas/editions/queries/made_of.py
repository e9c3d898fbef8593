"""Questions an edition's page asks of its findings: which similarities relatedness is of, where the series breaks."""

from itertools import pairwise

from clusteratlas.editions.edition import Edition
from clusteratlas.editions.structure.alike import LEAST_REGIONS
from clusteratlas.editions.unbroken import BREAK

KINDS = ("lc_employment", "lc_establishments", "input_output", "occupation")


def similarities_of(edition: Edition) -> list[str]:
    """The kinds of similarity that its relatedness is the mean of; none where it knows no relatedness."""
    counted = ", ".join(f"count(relatedness_{kind}) as {kind}" for kind in KINDS)
    (found,) = edition.rows(f"select {counted} from relatedness")  # noqa: S608 - the names are our own
    return [kind for kind in KINDS if found[kind]]


def relatedness_year(edition: Edition) -> int:
    """The year its relatedness is of: the latest with regions enough at the first level, else the latest."""
    query = "select year from structure where level = ? group by year having count(*) >= ? order by year desc limit 1"
    found = edition.rows(query, [edition.manifest.levels[0], LEAST_REGIONS])
    return int(found[0]["year"]) if found else edition.manifest.latest_year


def breaks_of(edition: Edition) -> list[tuple[int, int]]:
    """The pairs of neighbouring years that cannot be compared: the jobs of all clusters leap between them."""
    query = """select year, traded_employment + local_employment as jobs from summary
        where region = ? and jobs is not null order by year"""
    rows = edition.rows(query, [edition.manifest.country])
    return [
        (before["year"], now["year"])
        for before, now in pairwise(rows)
        if now["year"] != before["year"] + 1 or abs(now["jobs"] - before["jobs"]) > BREAK * before["jobs"]
    ]


def life_cycle_years(edition: Edition) -> tuple[int, int] | None:
    """The first and the last year that stages of life are read over; None where none are."""
    (found,) = edition.rows("select min(first_year) as first, max(last_year) as last from life_cycle")
    return None if found["first"] is None else (found["first"], found["last"])
