"""Compares two editions."""

from clusteratlas.editions.diff.changes import changes
from clusteratlas.editions.diff.difference import Difference
from clusteratlas.editions.diff.facts import compare_manifests
from clusteratlas.editions.diff.ruled import table_of_ruled
from clusteratlas.editions.diff.side_by_side import side_by_side
from clusteratlas.editions.diff.turnover import turnovers
from clusteratlas.editions.edition import Edition
from clusteratlas.editions.layout import BASE, columns_of
from clusteratlas.errors import InputError


def diff(before: Edition, after: Edition, across: bool = False) -> Difference:
    """What changed from one edition to another.

    Compared are what the manifests say; which years, regions, industries and clusters entered and left; and, in the
    years, regions and clusters both have, every regional cluster: its class of strong, its figures and its location
    quotient, each change with its cause. Raises InputError for editions of two atlases unless `across` asks for it:
    their codes rarely mean the same.
    """
    _require_one_atlas(before, after, across)
    connection = side_by_side(before, after)
    try:
        table_of_ruled(connection, before, after)
        shared = [name for name in _measures(before) if name in _measures(after)]
        found, compared = changes(connection, shared, before.manifest.within != after.manifest.within)
        return Difference(
            before=before.manifest,
            after=after.manifest,
            facts=compare_manifests(before.manifest, after.manifest),
            turnovers=turnovers(connection),
            changes=found,
            shared=compared,
        )
    finally:
        connection.close()


def _measures(edition: Edition) -> list[str]:
    """The measures it has columns for; establishments may be empty everywhere."""
    return [name for name in columns_of(edition.manifest.measures) if name in (*BASE, *edition.manifest.measures)]


def _require_one_atlas(before: Edition, after: Edition, across: bool) -> None:
    one, other = before.manifest, after.manifest
    if one.atlas != other.atlas and not across:
        raise InputError(
            f"{one.identity} and {other.identity} are editions of two atlases, whose regions and clusters differ. "
            f"Compare two editions of one atlas, or ask for it with across=True (--across)."
        )
