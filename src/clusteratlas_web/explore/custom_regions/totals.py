"""The running totals of what is picked: how many units, their jobs and establishments, the share of traded jobs."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.custom_region import MOST_UNITS
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.custom_units import jobs_of_level
from clusteratlas_web.explore.custom_regions.address import Wanted
from clusteratlas_web.explore.wording import TRADED
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.templatetags.figures import no_data

Tile = dict[str, object]


@dataclass(frozen=True)
class Totals:
    """What stands above the map while somebody picks; `too_many` where it can have no page."""

    count: int
    tiles: list[Tile]
    without_figures: int

    @property
    def too_many(self) -> bool:
        """Whether there are more units than a custom region may have."""
        return self.count > MOST_UNITS


def running_totals(edition: Edition, wanted: Wanted) -> Totals:
    """The totals of the units picked, in the year that is asked for."""
    rows = jobs_of_level(edition, wanted.level, edition.year(wanted.year))
    picked = [rows[unit] for unit in wanted.units]
    known = [row for row in picked if row["employment"] is not None]
    of = gettext("of %(count)s at most") % {"count": numbers.count(MOST_UNITS)}
    tiles: list[Tile] = [
        {"label": gettext("Regions picked"), "figure": numbers.count(len(picked)), "unit": of},
        {"label": gettext("All jobs"), "figure": numbers.count(sum(row["employment"] for row in known))},
    ]
    if "establishments" in edition.manifest.measures:
        tiles.append({"label": gettext("Establishments"), "figure": _sum(known, "establishments")})
    if _tells_traded(edition):
        tiles.append({"label": gettext("Share of traded jobs"), "figure": _traded(known)})
    return Totals(len(picked), tiles, len(picked) - len(known))


def _sum(rows: list[Row], name: str) -> object:
    values = [row[name] for row in rows]
    return no_data() if any(value is None for value in values) else numbers.count(sum(values))


def _traded(rows: list[Row]) -> object:
    jobs = sum(row["employment"] for row in rows)
    return numbers.share(sum(row["traded_employment"] or 0 for row in rows) / jobs) if jobs else no_data()


def _tells_traded(edition: Edition) -> bool:
    from clusteratlas.editions.queries.clusters import kinds_of_clusters

    return TRADED in kinds_of_clusters(edition)
