"""What explanations read of an edition: the row a number stands in, and the headlines it is held against."""

from typing import Any

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.formula import Value
from clusteratlas.editions.explained.subject import KEYS, Subject
from clusteratlas.editions.explained.working import Number
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas.editions.queries.regions import headlines_of

LOCAL = "local"
BOTH = "both"  # the jobs of all clusters, as traded and local ones
PORTFOLIO = "portfolio_by_cluster"  # the portfolio in the order in which it is read over regions


def stored_row(edition: Edition, subject: Subject) -> Row | None:
    """The row that a number stands in; None where there is none."""
    asked = [f"{name} is null" if subject.get(name) is None else f"{name} = ${name}" for name in KEYS[subject.table]]
    query = f"select * from {subject.table} where {' and '.join(asked)}"  # noqa: S608  # our own names
    found = edition.rows(query, dict(subject.key))
    return found[0] if found else None


def key_of(row: Row, *names: str) -> Row:
    """Some of a row's key."""
    return {name: row[name] for name in names if row.get(name) is not None}


def number(letter: str, name: str, value: Any, row: Row, **key: Any) -> Number:
    """A number of another row, which differs from this one in `key`."""
    wanted = KEYS[name.partition(".")[0]]
    return Number(letter, name, value, {each: {**row, **key}.get(each) for each in wanted})


def own(letter: str, table: str, column: str, row: Row) -> Number:
    """Another number of the same row."""
    return number(letter, f"{table}.{column}", row[column], row)


def jobs_in_clusters(edition: Edition, row: Row, kind: str) -> dict[str, list[Number]]:
    """Jobs in the region's and the country's clusters: of one kind, or of all as traded and local ones.

    The denominators of shares and location quotients: `here` e_r, or t_r and l_r; `nation` e, or t and l.
    """
    country, year = edition.manifest.country, row["year"]
    found = headlines_of(edition, [row["region"], country], [year])
    return {
        place: [
            _jobs(found.get((code, year), {}), kind_, f"{letter}{end}", code, year) for letter, kind_ in _kinds(kind)
        ]
        for place, code, end in (("here", row["region"], "_r"), ("nation", country, ""))
    }


def _kinds(kind: str) -> tuple[tuple[str, str], ...]:
    if kind == BOTH:
        return (("t", "traded"), ("l", LOCAL))
    # Where a definition does not tell kinds apart, all clusters count as traded.
    return (("e", LOCAL if kind == LOCAL else "traded"),)


def _jobs(headlines: Row, kind: str, letter: str, region: str, year: int) -> Number:
    column = f"{kind}_employment"
    return Number(letter, f"summary.{column}", headlines.get(column), {"region": region, "year": year})


def added(numbers: list[Number]) -> str:
    """The numbers as a sum for a formula: e_r, or (t_r + l_r)."""
    names = " + ".join(each.letter for each in numbers)
    return names if len(numbers) == 1 else f"({names})"


def denominators(edition: Edition, row: Row) -> str:
    """Which clusters the edition's own quotients are taken over in a row: those of its kind, or all."""
    return all_kinds(edition) if edition.manifest.within == "all" else str(row["kind"])


def all_kinds(edition: Edition) -> str:
    """The word for all clusters: both kinds, or the only one there is where a definition does not tell them apart."""
    return BOTH if LOCAL in kinds_of_clusters(edition) else ""


def value_of(edition: Edition, query: str, values: Row) -> Value:
    """The one value a query gives; None where it gives none."""
    found = edition.rows(query, values)
    return next(iter(found[0].values())) if found else None


def of_part(row: Row) -> str:
    """The condition that picks the row's own subcluster, or whole clusters."""
    return "subcluster is null" if row["subcluster"] is None else "subcluster = $subcluster"
