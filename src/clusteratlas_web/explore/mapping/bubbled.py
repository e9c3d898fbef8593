"""The amounts of one map's bubbles: the figure of every region, and the largest that any bubble of the view has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import mapped
from clusteratlas_web.explore.mapping.asked import Asked, Shown
from clusteratlas_web.explore.mapping.bubbles import Amount
from clusteratlas_web.explore.mapping.measures import MapMeasure
from clusteratlas_web.explore.mapping.subjects import MapSubject


@dataclass(frozen=True)
class Bubbled:
    """The amounts of one map: the rows they stand in, by region, and the largest of all years and maps of the view."""

    amount: Amount
    measure: MapMeasure
    shown: MapSubject  # what the colour is of
    subject: MapSubject
    rows: Mapping[str, Row]
    most: float
    maps: int

    @property
    def is_of_another(self) -> bool:
        """Whether the amount is of something else than the colour."""
        return self.amount.subject is not None and self.amount.subject != self.shown

    def is_shown_by(self, shown: Shown) -> bool:
        """Whether jobs or the map's own measure are this very amount."""
        return not self.is_of_another and self.measure.name in ("employment", shown.measure.name)

    def value(self, region: str) -> float | None:
        """The amount of a region; None where it is not known."""
        value = self.rows.get(region, {}).get(self.measure.name)
        return None if value is None else float(value)

    def without(self, coloured: Sequence[Row]) -> int:
        """How many of the coloured regions have no bubble: nothing there, or not known."""
        return sum(not self.value(row["region"]) for row in coloured)


def read_bubbled(edition: Edition, asked: Asked, shown: Shown, rows: list[Row]) -> Bubbled | None:
    """The amounts of one of the maps of a view, whose own rows are given; None where no bubbles are asked for."""
    amount = asked.bubbles
    if amount is None:
        return None
    subject, measure = amount.of(shown.subject), amount.measure(shown.subject)
    if subject != shown.subject:
        rows = mapped.amounts(edition, subject.mapped, measure.name, asked.level, shown.year)
    subjects = {amount.of(each.subject) for each in asked.maps}
    largest = max(_largest(edition, each, measure.name, asked.level) for each in subjects)
    return Bubbled(
        amount, measure, shown.subject, subject, {row["region"]: row for row in rows}, largest, len(asked.maps)
    )


def _largest(edition: Edition, subject: MapSubject, column: str, level: str) -> float:
    """The largest amount of all regions and years: so that bubbles can be compared."""
    values = mapped.every_value(edition, subject.mapped, column, level)
    return values[-1] if values else 0
