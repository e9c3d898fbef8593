"""Questions about peers: the regions most like a region."""

from clusteratlas.editions.edition import Edition, Row

_PEERS = """
select p.*, s.employment, s.traded_employment, s.traded_growth, s.strong_share
from peers p left join summary s on s.region = p.peer and s.year = p.year
where p.region = ? and p.year = ? order by p.rank
"""


def peers_of(edition: Edition, region: str, year: int) -> list[Row]:
    """A region's peers in a year, the most alike first, with their headlines."""
    return edition.rows(_PEERS, [region, year])
