"""Recipes of opportunities: the score, its parts, their percentiles, and the place among the region's candidates."""

from collections.abc import Callable

from clusteratlas.diagnosis.opportunities import DEFAULT, PARTS
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.reading import key_of, number, own
from clusteratlas.editions.explained.recipes.ranks import MANY, PERCENTILE, RANK
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import PROCEDURE, Parts, Working
from clusteratlas.editions.queries.clusters import cluster as cluster_row
from clusteratlas.editions.queries.explanation import why_strong_or_not

Making = Callable[[Edition, Subject, Row], Working]
_LETTERS = dict(zip(PARTS, ("c", "g", "p", "w"), strict=True))


def score(edition: Edition, subject: Subject, row: Row) -> Working:
    """The weighted mean of the parts' percentiles; a part that is not known counts for nothing."""
    known = [part for part in PARTS if row[f"{part}_percentile"] is not None]
    weights = {part: f"{weight:g}" for part, weight in DEFAULT.by_part().items()}
    terms = " + ".join(f"{weights[part]} * {_LETTERS[part]}" for part in known)
    numbers = tuple(own(_LETTERS[part], "opportunities", f"{part}_percentile", row) for part in known)
    return Working(f"({terms}) / ({' + '.join(weights[part] for part in known)})", numbers)


def among_candidates(formula: str, column: str) -> Making:
    """A recipe over the candidates of the region that have a value."""

    def make(edition: Edition, subject: Subject, row: Row) -> Working:
        known = "true" if formula == MANY else f"{column} is not null"
        query = f"""select cluster, {column} as x from opportunities
            where region = $region and year = $year and {known} order by x desc nulls last, cluster"""  # noqa: S608
        rows = edition.rows(query, key_of(row, "region", "year"))
        parts = Parts("cluster", {"x": f"opportunities.{column}"}, rows, key_of(row, "region", "year"))
        return Working(formula, () if formula == MANY else (own("x_r", "opportunities", column, row),), parts)

    return make


def percentile(edition: Edition, subject: Subject, row: Row) -> Working:
    """The place of a part among the region's candidates."""
    return among_candidates(PERCENTILE, subject.column.removesuffix("_percentile"))(edition, subject, row)


def rank(edition: Edition, subject: Subject, row: Row) -> Working:
    """The place by score."""
    return among_candidates(RANK, "score")(edition, subject, row)


def gap(edition: Edition, subject: Subject, row: Row) -> Working:
    """How much of the way to the threshold is done, of the condition that fails by most."""
    book = edition.manifest.book
    found = why_strong_or_not(edition, row["region"], cluster_row(edition, row["cluster"]), row["year"])
    if found is None or found.stars:
        return Working(kind=PROCEDURE, procedure="gap")
    rows = [
        {"condition": each.id, "x": each.value, "y": each.threshold, "rules": book.name}
        for each in found.conditions
        if not each.passes and (each.threshold or 0) > 0
    ]
    letters = {"x": "condition.value", "y": "thresholds.threshold"}
    here = key_of(row, "region", "cluster", "year", "level") | {"rules": book.name}
    return Working("smallest(x / y)", parts=Parts("condition", letters, rows, here))


def pull(edition: Edition, subject: Subject, row: Row) -> Working:
    """How the cluster grew in the nation since the year before, over what is known in both years."""
    country = edition.manifest.country
    query = """select employment_change, employment_before from portfolio where region = $country
        and cluster = $cluster and year = $year and subcluster is null"""
    found = edition.rows(query, key_of(row, "cluster", "year") | {"country": country})[0]
    numbers = (
        number("d_c", "portfolio.employment_change", found["employment_change"], row, region=country),
        number("b_c", "portfolio.employment_before", found["employment_before"], row, region=country),
    )
    return Working("d_c / b_c", numbers)


def reward(edition: Edition, subject: Subject, row: Row) -> Working:
    """What the cluster pays in the nation; where the edition has no wages, what it would add to the outlook."""
    if row["reward_kind"] != "pay":
        return Working(kind=PROCEDURE, procedure="reward")
    country = edition.manifest.country
    query = """select wages, employment from portfolio where region = $country and cluster = $cluster
        and year = $year and subcluster is null"""
    found = edition.rows(query, key_of(row, "cluster", "year") | {"country": country})[0]
    here = {**row, "region": country}
    numbers = (
        number("x_c", "portfolio.wages", found["wages"], here),
        number("e_c", "portfolio.employment", found["employment"], here),
    )
    return Working("x_c / e_c", numbers)


def strong_clusters(edition: Edition, subject: Subject, row: Row) -> Working:
    """How many clusters are strong in the region."""
    query = """select cluster, strong from portfolio where region = $region and year = $year and subcluster is null
        and strong is not null order by strong desc, cluster"""
    rows = edition.rows(query, key_of(row, "region", "year"))
    parts = Parts("cluster", {"strong": "portfolio.strong"}, rows, key_of(row, "region", "year"))
    return Working("count(strong)", parts=parts)


def by_procedure(name: str) -> Making:
    """A recipe of what no formula of a page gives."""

    def make(edition: Edition, subject: Subject, row: Row) -> Working:
        return Working(kind=PROCEDURE, procedure=name)

    return make
