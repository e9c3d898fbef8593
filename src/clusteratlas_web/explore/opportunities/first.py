"""Which candidates of a region stand first, for pictures that mark them."""

from collections.abc import Sequence

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.opportunities import candidates
from clusteratlas_web.explore.kept import Kept

MOST = 5  # candidates that the page of a region shows
_found: Kept[tuple[str, ...]] = Kept(256)


def first_codes(edition: Edition, region: str, year: int) -> tuple[str, ...]:
    """The codes of the clusters that score highest in a region with the default weights."""
    return _found.get((edition.folder, region, year), lambda: codes_of(candidates(edition, region, year)))


def codes_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """The same of candidates that have been read."""
    return tuple(row["cluster"] for row in rows if row["score"] is not None)[:MOST]
