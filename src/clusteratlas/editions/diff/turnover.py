"""What entered and what left: years, regions, industries and clusters that only one of two editions has."""

from clusteratlas.editions.diff.difference import Turnover
from clusteratlas.editions.diff.side_by_side import AFTER, BEFORE
from clusteratlas.engines import Connection

_ONLY = """
select distinct {key} from {one}_{table} where {key} is not null
except select {key} from {other}_{table} order by 1
"""
_ENTITIES = {"regions": "region", "industries": "industry", "clusters": "cluster"}


def turnovers(connection: Connection) -> tuple[Turnover, ...]:
    """For each kind, what only the later edition has (entered) and what only the earlier one has (left)."""
    kinds = {"years": ("vintages", "year")} | {table: (table, key) for table, key in _ENTITIES.items()}
    return tuple(
        Turnover(kind, _only(connection, AFTER, BEFORE, *place), _only(connection, BEFORE, AFTER, *place))
        for kind, place in kinds.items()
    )


def _only(connection: Connection, one: str, other: str, table: str, key: str) -> tuple[str, ...]:
    rows = connection.execute(_ONLY.format(one=one, other=other, table=table, key=key)).fetchall()
    return tuple(str(row[0]) for row in rows)
