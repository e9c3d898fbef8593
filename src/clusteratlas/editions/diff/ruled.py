"""Whether the rules decide: the classes of one edition's figures under the rules of the other."""

from dataclasses import dataclass

import pyarrow as pa

from clusteratlas.diagnosis import classify, load
from clusteratlas.editions.diff.side_by_side import AFTER, BEFORE
from clusteratlas.editions.edition import Edition
from clusteratlas.editions.manifest import Manifest
from clusteratlas.engines import Connection

_FIGURES = """
select p.year, p.level, p.region, p.cluster, p.kind, p.employment, p.establishments, {quotient} as location_quotient
from {side}_portfolio p
join {side}_portfolio c on c.year = p.year and c.cluster = p.cluster and c.subcluster is null and c.level = 'country'
where p.subcluster is null and p.level <> 'country' and p.year in (from common_years)
order by p.year, p.region, p.cluster
"""
# What a location quotient is when it is taken over all jobs, or over those of the cluster's kind.
_QUOTIENTS = {"all": "p.location_quotient_all", "kind": "p.employment_share / nullif(c.employment_share, 0)"}


@dataclass(frozen=True)
class Rules:
    """What turns an edition's figures into classes."""

    book: str
    within: str

    @classmethod
    def of(cls, manifest: Manifest) -> "Rules":
        """Those of an edition's own classes."""
        return cls(manifest.rules[0], manifest.within)


def table_of_ruled(connection: Connection, before: Edition, after: Edition) -> None:
    """Creates `ruled` (year, region, cluster): where the same figures are in another class under the other rules.

    It is empty where both editions have the same rules, and has every regional cluster where the figures of one lack
    what the other's rule book compares.
    """
    connection.execute("create temp table ruled (year smallint, region text, cluster text)")
    if Rules.of(before.manifest) == Rules.of(after.manifest):
        return
    for side, edition, rules in ((BEFORE, before, after.manifest), (AFTER, after, before.manifest)):
        figures = _figures(connection, side, edition.manifest, Rules.of(rules))
        connection.register("otherwise", _strong(figures, Rules.of(rules).book, edition.manifest))
        connection.execute(_INSERT.format(side=side))
        connection.unregister("otherwise")


_INSERT = """
insert into ruled
select o.year, o.region, o.cluster from otherwise o join {side}_portfolio p using (year, region, cluster)
where p.subcluster is null and (o.strong is null or o.strong is distinct from p.strong)
    and (o.strong is not null or p.strong is not null)
"""


def _figures(connection: Connection, side: str, own: Manifest, rules: Rules) -> pa.Table:
    quotient = "p.location_quotient" if own.within == rules.within else _QUOTIENTS[rules.within]
    return connection.sql(_FIGURES.format(side=side, quotient=quotient)).to_arrow_table()


def _strong(figures: pa.Table, book: str, own: Manifest) -> pa.Table:
    """The class of strong under a rule book; null where the figures lack what it compares."""
    lacking = [
        name for name in load(book).needs if name in ("employment", "establishments") and name not in own.measures
    ]
    keys = figures.select(["year", "region", "cluster"])
    if lacking:
        return keys.append_column("strong", pa.nulls(len(keys), pa.bool_()))
    return classify(figures, book).select(["year", "region", "cluster", "strong"])
