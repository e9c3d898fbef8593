"""Whether the rules decide: the classes of one edition's figures under the rules of the other."""

from dataclasses import dataclass

import pyarrow as pa

from clusteratlas.diagnosis import RuleBook, verdicts
from clusteratlas.editions.diff.side_by_side import AFTER, BEFORE
from clusteratlas.editions.edition import Edition
from clusteratlas.editions.manifest import Manifest
from clusteratlas.engines import Connection

_FIGURES = """
select p.* replace ({quotient} as location_quotient)
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

    book: RuleBook
    within: str

    @classmethod
    def of(cls, manifest: Manifest) -> "Rules":
        """Those of an edition's own classes."""
        return cls(manifest.book, manifest.within)


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
        connection.register("otherwise", verdicts(figures, Rules.of(rules).book))
        connection.execute(_INSERT.format(side=side))
        connection.unregister("otherwise")


_INSERT = """
insert into ruled
select p.year, p.region, p.cluster from {side}_portfolio p left join otherwise o using (year, region, cluster)
where p.subcluster is null and p.level <> 'country' and p.year in (from common_years)
    and (o.strong is null or o.strong is distinct from p.strong) and (o.strong is not null or p.strong is not null)
"""


def _figures(connection: Connection, side: str, own: Manifest, rules: Rules) -> pa.Table:
    quotient = "p.location_quotient" if own.within == rules.within else _QUOTIENTS[rules.within]
    return connection.sql(_FIGURES.format(side=side, quotient=quotient)).to_arrow_table()
