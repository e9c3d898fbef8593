"""Recipes of which clusters are related and which regions are alike."""

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.reading import key_of, number
from clusteratlas.editions.explained.recipes.ranks import PERCENTILE
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import PROCEDURE, Number, Parts, Working
from clusteratlas.editions.queries.regions import headlines


def relatedness(edition: Edition, subject: Subject, row: Row) -> Working:
    """How alike the industries of two clusters are: means over all pairs of their industries."""
    return Working(kind=PROCEDURE, procedure="relatedness")


def percentile(edition: Edition, subject: Subject, row: Row) -> Working:
    """The place of the relatedness among all pairs of clusters."""
    query = "select cluster, other, relatedness as x from relatedness where relatedness is not null order by x desc"
    parts = Parts("cluster", {"x": "relatedness.relatedness"}, edition.rows(query))
    own = number("x_r", "relatedness.relatedness", row["relatedness"], row)
    return Working(PERCENTILE, (own,), parts)


_TWO = """
select coalesce(one.cluster, two.cluster) as cluster, coalesce(one.employment, 0) as e_rc,
    coalesce(two.employment, 0) as e_sc, coalesce(one.strong, false) and coalesce(two.strong, false) as strong
from (select * from portfolio where region = $region and year = $year and subcluster is null) one
full join (select * from portfolio where region = $peer and year = $year and subcluster is null) two
    on two.cluster = one.cluster
where coalesce(one.kind, two.kind) <> 'local' order by e_rc desc, cluster
"""


def similarity(edition: Edition, subject: Subject, row: Row) -> Working:
    """The cosine of two regions' jobs by cluster."""
    formula = "sum(e_rc * e_sc) / sqrt(sum(e_rc**2) * sum(e_sc**2))"
    return Working(formula, parts=_side_by_side(edition, row, ("e_rc", "e_sc")))


def shared_strong(edition: Edition, subject: Subject, row: Row) -> Working:
    """How many clusters both regions are strong in."""
    return Working("count(strong)", parts=_side_by_side(edition, row, ("strong",)))


def _side_by_side(edition: Edition, row: Row, letters: tuple[str, ...]) -> Parts:
    names = {"e_rc": "portfolio.employment", "e_sc": "peer.employment", "strong": "peers.shared_strong"}
    rows = edition.rows(_TWO, key_of(row, "region", "peer", "year"))
    return Parts("cluster", {letter: names[letter] for letter in letters}, rows, key_of(row, "region", "peer", "year"))


def strong_of_peer(edition: Edition, subject: Subject, row: Row) -> Working:
    """In how many clusters the peer is strong."""
    query = """select cluster, strong from portfolio where region = $peer and year = $year and subcluster is null
        and strong is not null order by strong desc, cluster"""
    rows = edition.rows(query, key_of(row, "peer", "year"))
    here = {"region": row["peer"], "year": row["year"]}
    return Working("count(strong)", parts=Parts("cluster", {"strong": "portfolio.strong"}, rows, here))


def size_ratio(edition: Edition, subject: Subject, row: Row) -> Working:
    """The peer's jobs in clusters over the region's."""
    numbers = []
    for region, end in ((row["peer"], "s"), (row["region"], "r")):
        found = headlines(edition, region, row["year"])
        for letter, kind in (("t", "traded"), ("l", "local")):
            column = f"{kind}_employment"
            here = {"region": region, "year": row["year"]}
            numbers.append(Number(f"{letter}_{end}", f"summary.{column}", found[column], here))
    return Working("(t_s + l_s) / (t_r + l_r)", tuple(numbers))
