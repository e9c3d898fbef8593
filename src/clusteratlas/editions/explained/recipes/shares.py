"""Recipes of shares and location quotients."""

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.reading import (
    added,
    all_kinds,
    denominators,
    jobs_in_clusters,
    key_of,
    number,
    of_part,
    own,
    value_of,
)
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import PROCEDURE, Number, Parts, Working


def _jobs(row: Row) -> Number:
    return own("e_rc", "portfolio", "employment", row)


def share_of_kind(edition: Edition, subject: Subject, row: Row) -> Working:
    """Jobs over the jobs in clusters of the same kind."""
    return Working("e_rc / e_r", (_jobs(row), *jobs_in_clusters(edition, row, row["kind"])["here"]))


def share_of_all(edition: Edition, subject: Subject, row: Row) -> Working:
    """Jobs over the jobs in all clusters."""
    here = jobs_in_clusters(edition, row, all_kinds(edition))["here"]
    return Working(f"e_rc / {added(here)}", (_jobs(row), *here))


def share_of_nation(edition: Edition, subject: Subject, row: Row) -> Working:
    """Jobs over the country's jobs in the cluster."""
    return Working("e_rc / e_c", (_jobs(row), nation_of(edition, row)))


_JOBS_OF = """
select employment from portfolio where region = $region and year = $year and cluster = $cluster and {part}
"""


def nation_of(edition: Edition, row: Row) -> Number:
    """The country's jobs in a row's cluster."""
    country = edition.manifest.country
    query = _JOBS_OF.format(part=of_part(row))
    values = key_of(row, "cluster", "subcluster", "year") | {"region": country}
    return number("e_c", "portfolio.employment", value_of(edition, query, values), row, region=country)


def quotient(edition: Edition, subject: Subject, row: Row) -> Working:
    """The location quotient over the edition's own denominators."""
    return _quotient(edition, row, denominators(edition, row))


def quotient_over_all(edition: Edition, subject: Subject, row: Row) -> Working:
    """The location quotient over the jobs in all clusters."""
    return _quotient(edition, row, all_kinds(edition))


def _quotient(edition: Edition, row: Row, kind: str) -> Working:
    totals = jobs_in_clusters(edition, row, kind)
    here, nation = totals["here"], totals["nation"]
    formula = f"(e_rc / {added(here)}) / (e_c / {added(nation)})"
    return Working(formula, (_jobs(row), *here, nation_of(edition, row), *nation), sign="LQ")


def range_of_quotient(edition: Edition, subject: Subject, row: Row) -> Working:
    """The least or the most a quotient can be: the jobs at an end of their range, and so the region's total."""
    end = subject.column.rpartition("_")[2]
    totals = jobs_in_clusters(edition, row, denominators(edition, row))
    jobs = own("e_rc", "portfolio", f"employment_{end}", row)
    numbers = (jobs, *totals["here"], nation_of(edition, row), *totals["nation"])
    return Working(kind=PROCEDURE, procedure="quotient_bounds", numbers=numbers)


def quotient_change(edition: Edition, subject: Subject, row: Row) -> Working:
    """The quotient less that of the year before; without a row in that year it was nothing."""
    before = row_before(edition, row)
    past = number("q_b", "portfolio.location_quotient", (before or {"location_quotient": 0.0})["location_quotient"],
                  row if before else {}, **({"year": row["year"] - 1} if before else {}))  # fmt: skip
    return Working("q - q_b", (own("q", "portfolio", "location_quotient", row), past))


_BEFORE = """
select * from portfolio_by_cluster
where cluster = $cluster and {part} and year = $year - 1 and region = $region
"""


def row_before(edition: Edition, row: Row) -> Row | None:
    """The same regional cluster a year before."""
    query = _BEFORE.format(part=of_part(row))
    found = edition.rows(query, key_of(row, "cluster", "subcluster", "year", "region"))
    return found[0] if found else None


_INDUSTRIES = """
select m.industry, coalesce(a.employment, 0) as e_ri, n.employment as e_i
from membership m join national n on n.industry = m.industry and n.year = $year
left join activity a on a.industry = m.industry and a.year = $year and a.region = $region
where m.vintage = $vintage and m.cluster = $cluster {part} and n.employment > 0
order by e_ri desc, m.industry
"""


def industries_above_one(edition: Edition, subject: Subject, row: Row) -> Working:
    """Of the cluster's industries with jobs in the country, those with a larger share of jobs in the region."""
    totals = jobs_in_clusters(edition, row, all_kinds(edition))
    here, nation = totals["here"], totals["nation"]
    part = "" if row["subcluster"] is None else "and m.subcluster = $subcluster"
    values = key_of(row, "cluster", "subcluster", "year", "region")
    values |= {"vintage": edition.manifest.vintage(row["year"])}
    cells = "national" if row["region"] == edition.manifest.country else "activity"
    rows = edition.rows(_INDUSTRIES.format(part=part).replace("join activity a on", _joined(cells)), values)
    letters = {"e_ri": f"{cells}.employment", "e_i": "national.employment"}
    parts = Parts("industry", letters, rows, key_of(row, "region", "year"))
    return Working(f"count(e_ri / {added(here)} > e_i / {added(nation)}) / count()", (*here, *nation), parts)


def _joined(cells: str) -> str:
    """The country has no rows of cells: its own are the reference totals, of one region."""
    if cells == "activity":
        return "join activity a on"
    return "join (select *, $region as region from national) a on"
