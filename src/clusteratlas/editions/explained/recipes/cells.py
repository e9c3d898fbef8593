"""Recipes of industries: cells and reference totals as published, derived or estimated, and what follows from them."""

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.reading import added, denominators, jobs_in_clusters, key_of, number, value_of
from clusteratlas.editions.explained.recipes.sums import letter_of
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import PROCEDURE, PUBLISHED, Number, Parts, Working
from clusteratlas.editions.queries.clusters import cluster as cluster_row
from clusteratlas.editions.queries.regional import industry as place_of

# The nearest industry above whose figure is published, or all together, and every cell below it.
_FAMILY = """
with recursive nodes as (
    select industry, {column}, {column}_flag from totals where region = $region and year = $year),
above as (
    select industry, parent, 0 as steps from industries where industry = $industry
    union all
    select coalesce(i.industry, '00'), i.parent, a.steps + 1
    from above a left join industries i on i.industry = a.parent where a.industry <> '00'),
chosen as (
    select a.industry, n.{column} as total from above a join nodes n using (industry)
    where n.{column}_flag = 'published' order by a.steps limit 1),
below as (
    select industry from chosen
    union all
    select i.industry from industries i
    join below b on i.parent = b.industry or (b.industry = '00' and i.parent is null))
select c.industry as above, c.total, a.industry, a.{column} as {letter}, a.{column}_low as low, a.{column}_high as high
from chosen c cross join below join activity a on a.industry = below.industry
where a.region = $region and a.year = $year order by {letter} desc nulls last, a.industry
"""


def cell(edition: Edition, subject: Subject, row: Row) -> Working:
    """A cell: the source's own figure, or what the total above it and the cells beside it leave."""
    column = subject.column
    if row[f"{column}_flag"] == PUBLISHED:
        return Working(kind=PUBLISHED)
    return _left(edition, row, column, row[f"{column}_flag"] or "unknown")


def end_of_cell(edition: Edition, subject: Subject, row: Row) -> Working:
    """The least or the most a withheld cell can be."""
    return _left(edition, row, subject.column.rpartition("_")[0], "bounds")


def _left(edition: Edition, row: Row, column: str, procedure: str) -> Working:
    """A procedure on the nearest published total above a cell, and all cells below that."""
    letter = letter_of(column)
    query = _FAMILY.format(column=column, letter=letter)
    rows = edition.rows(query, key_of(row, "region", "year", "industry"))
    letters = {letter: f"activity.{column}", "low": f"activity.{column}_low", "high": f"activity.{column}_high"}
    parts = Parts("industry", letters, rows, key_of(row, "region", "year"), ("low", "high")) if rows else None
    numbers = [number(_TOTAL, f"totals.{column}", rows[0]["total"], row, industry=rows[0]["above"])] if rows else []
    return Working(kind=PROCEDURE, procedure=procedure, numbers=tuple(numbers), parts=parts)


_TOTAL = "T"


def reference_total(edition: Edition, subject: Subject, row: Row) -> Working:
    """An industry in the whole country: the source's own row, else the sum of the regions directly below it."""
    column = subject.column
    if row[f"{column}_flag"] == PUBLISHED:
        return Working(kind=PUBLISHED)
    letter = letter_of(column)
    query = f"""select region, {column} as {letter} from (
            select region, {column} from activity_by_industry where industry = $industry and year = $year
            union all select region, {column} from totals where industry = $industry and year = $year)
        join regions using (region) where parent = $country order by {letter} desc nulls last, region"""  # noqa: S608
    rows = edition.rows(query, key_of(row, "industry", "year") | {"country": edition.manifest.country})
    parts = Parts("region", {letter: f"activity.{column}"}, rows, key_of(row, "industry", "year"))
    found = Working(f"sum({letter})", parts=parts)
    return found if found.computed() == row[column] else Working(kind=PROCEDURE, procedure="estimate", parts=parts)


def end_of_total(edition: Edition, subject: Subject, row: Row) -> Working:
    """The least or the most a reference total can be."""
    return Working(kind=PROCEDURE, procedure="bounds")


def quotient(edition: Edition, subject: Subject, row: Row) -> Working:
    """The location quotient of an industry, over the denominators of its cluster."""
    found = place_of(edition, row["industry"])
    kind = cluster_row(edition, found["cluster"])["kind"] if found else "traded"
    totals = jobs_in_clusters(edition, row, denominators(edition, row | {"kind": kind}))
    here, nation = totals["here"], totals["nation"]
    jobs = number("e_ri", "activity.employment", row["employment"], row)
    formula = f"(e_ri / {added(here)}) / (e_i / {added(nation)})"
    return Working(formula, (jobs, *here, _nation(edition, row), *nation), sign="LQ")


def _nation(edition: Edition, row: Row) -> Number:
    query = "select employment from national where industry = $industry and year = $year"
    value = value_of(edition, query, key_of(row, "industry", "year"))
    return number("e_i", "national.employment", value, row)


def growth(edition: Edition, subject: Subject, row: Row) -> Working:
    """Jobs over those of the year before."""
    table, letter = subject.table, "e_ri" if subject.table == "activity" else "e_i"
    past = letter.replace("e", "b", 1)
    here = "region = $region and" if table == "activity" else ""
    query = f"select employment from {table} where {here} industry = $industry and year = $year - 1"  # noqa: S608
    before = value_of(edition, query, key_of(row, "industry", "year", *(["region"] if here else [])))
    numbers = (
        number(letter, f"{table}.employment", row["employment"], row),
        number(past, f"{table}.employment", before, row, year=row["year"] - 1),
    )
    return Working(f"{letter} / {past} - 1", numbers)


def published_regions(edition: Edition, subject: Subject, row: Row) -> Working:
    """In how many regions the source publishes a cell of the industry."""
    query = """select region, employment_flag = 'published' as published from activity_by_industry
        where industry = $industry and year = $year order by published desc, region"""
    rows = edition.rows(query, key_of(row, "industry", "year"))
    parts = Parts("region", {"published": "activity.employment_flag"}, rows, key_of(row, "industry", "year"))
    return Working("count(published)", parts=parts)
