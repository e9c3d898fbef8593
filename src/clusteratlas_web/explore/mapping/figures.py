"""The figures of one map: of every region its value or why it has none, and whether it meets what is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters, mapped
from clusteratlas.editions.queries.mapped import CANDIDATES, CLUSTER, Mapped
from clusteratlas_web.explore.choices import Chosen
from clusteratlas_web.explore.cluster_regions import ClusterRegions, read_cluster_regions
from clusteratlas_web.explore.mapping.asked import Asked, Shown
from clusteratlas_web.explore.mapping.breaks import (
    FIXED,
    NOT_REACHED,
    UNSAID,
    figure_scale,
    named_scale,
    writer,
)
from clusteratlas_web.explore.mapping.bubbled import Bubbled, read_bubbled
from clusteratlas_web.explore.mapping.measures import CLASS, GRADE, GROWTH, SURENESS
from clusteratlas_web.explore.mapping.shapes import NO_COMPARISON, NO_FIGURE, NOT_A_CANDIDATE
from clusteratlas_web.explore.rule_choice import RuleChoice
from clusteratlas_web.explore.scales import Scale
from clusteratlas_web.foundation.marks import mark_of

VALUE, MEETS = "value", "meets"  # beside the columns of a row: what the map shows, and whether it meets what is asked


@dataclass(frozen=True)
class Figures:
    """The rows of all regions of the level, each with VALUE and MEETS; `regions` are there for a whole cluster."""

    edition: Edition
    shown: Shown
    rules: RuleChoice
    level: str
    rows: list[Row]
    reasons: Mapping[str, str]
    scale: Scale
    regions: ClusterRegions | None
    bubbled: Bubbled | None

    @cached_property
    def valued(self) -> list[Row]:
        """The regions that have a figure, whether or not they meet what is asked."""
        return [row for row in self.rows if row[VALUE] is not None]

    @cached_property
    def met(self) -> list[Row]:
        """Those of them that meet it: they are coloured, counted in the legend, and stand in the table."""
        return [row for row in self.valued if row[MEETS]]

    def bubble_text(self, region: str) -> str:
        """The amount of a region's bubble as it is written; nothing where it is not known."""
        amount = self.bubbled.value(region) if self.bubbled else None
        return "" if amount is None or self.bubbled is None else self.write_amount(amount)

    def write_amount(self, amount: float) -> str:
        """An amount of the bubbles in its unit."""
        unit = self.bubbled.measure.unit if self.bubbled else ""
        return writer(unit, self.edition.manifest.currency)(amount)

    def reason(self, row: Row) -> str:
        """Why a region has no figure."""
        if self.shown.measure.of_candidates and row["employment"] is not None:
            return NOT_A_CANDIDATE
        if row.get("employment"):
            return NO_COMPARISON if self.shown.measure.name in GROWTH else NO_FIGURE
        found = self.reasons.get(row["region"], NO_FIGURE)
        return NO_FIGURE if self.shown.subject.is_whole and found == clusters.ABSENT else found

    def ordered(self, order: str) -> list[Row]:
        """The regions that meet what is asked, the highest first; named classes from the highest one down."""
        if order == "region":
            return sorted(self.met, key=lambda row: row["region"])
        column = VALUE if order == self.shown.measure.name else order
        sign = 1 if column == VALUE and self.scale.labels else -1
        return sorted(self.met, key=lambda row: _place(row, column, sign))


def read_figures(edition: Edition, asked: Asked, shown: Shown, rules: RuleChoice) -> Figures:
    """The figures of one of the maps of a view."""
    regions = _regions(edition, asked, shown, rules)
    rows = _rows(edition, asked, shown, regions)
    scale, codes = _scale(edition, asked, shown, rules)
    for row in rows:
        row[VALUE] = _value(row, shown, codes)
        row[MEETS] = _meets(row, asked)
    bubbled, reasons = read_bubbled(edition, asked, shown, rows), _reasons(edition, asked, shown)
    return Figures(edition, shown, rules, asked.level, rows, reasons, scale, regions, bubbled)


def _reasons(edition: Edition, asked: Asked, shown: Shown) -> Mapping[str, str]:
    """Why regions have no jobs in the subject."""
    subject = shown.subject.mapped
    if subject.table == CLUSTER:
        return clusters.without_jobs(edition, subject.cluster, asked.level, shown.year)
    return mapped.why_without(edition, subject, asked.level, shown.year)


def _regions(edition: Edition, asked: Asked, shown: Shown, rules: RuleChoice) -> ClusterRegions | None:
    if shown.subject.table != CLUSTER:
        return None
    place = Chosen(asked.level, shown.year)
    return read_cluster_regions(edition, shown.subject.cluster, place, rules, "region")


def _rows(edition: Edition, asked: Asked, shown: Shown, regions: ClusterRegions | None) -> list[Row]:
    """The rows of the subject; those of a cluster have what is known of it as an opportunity where that is shown."""
    if regions is None:
        return mapped.figures(edition, shown.subject.mapped, asked.level, shown.year, asked.rules)
    if not shown.measure.of_candidates:
        return [dict(row) for row in regions.rows]
    candidates = Mapped(CANDIDATES, shown.subject.cluster)
    found = {row["region"]: row for row in mapped.figures(edition, candidates, asked.level, shown.year)}
    name = shown.measure.name
    return [row | {name: found.get(row["region"], {}).get(name)} for row in regions.rows]


def _scale(edition: Edition, asked: Asked, shown: Shown, rules: RuleChoice) -> tuple[Scale, Sequence[str]]:
    measure = shown.measure
    if measure.is_named:
        return named_scale(measure, rules.book)
    values = () if measure.unit in FIXED else _all_values(edition, asked, shown)
    return figure_scale(measure, values, edition.manifest.currency), ()


def _all_values(edition: Edition, asked: Asked, shown: Shown) -> Sequence[float]:
    """The values of all years, of both maps where they show the same measure: so that colours can be compared."""
    alike = {each.subject: _values(edition, each, asked.level) for each in asked.maps if each.measure == shown.measure}
    return alike[shown.subject] if len(alike) == 1 else sorted(value for values in alike.values() for value in values)


def _values(edition: Edition, shown: Shown, level: str) -> tuple[float, ...]:
    subject = Mapped(CANDIDATES, shown.subject.cluster) if shown.measure.of_candidates else shown.subject.mapped
    return mapped.every_value(edition, subject, shown.measure.name, level)


def _value(row: Row, shown: Shown, codes: Sequence[str]) -> float | None:
    """What the map shows of a region: a figure, or the place of its class among the classes."""
    name = shown.measure.name
    if not shown.subject.is_whole and not shown.measure.of_candidates and not row["employment"]:
        return None
    if not shown.measure.is_named:
        value = row.get(name)
        return None if value is None else float(value)
    code = _code(row, name)
    return float(codes.index(code)) if code in codes else None


def _code(row: Row, name: str) -> str | None:
    """The code of a region's class."""
    if name == GRADE:
        return row["grade"]
    if name == SURENESS:
        return UNSAID if row["strong"] is None else mark_of(row["strong"], bool(row["robust"])).value
    if name == CLASS and row["class"] is None:
        return UNSAID if row["strong"] is None else NOT_REACHED
    return row["class"]


def _meets(row: Row, asked: Asked) -> bool:
    if asked.least_jobs is not None and (row["employment"] or 0) < asked.least_jobs:
        return False
    if asked.least_quotient is not None and (row.get("location_quotient") or 0.0) < asked.least_quotient:
        return False
    return not asked.only_strong or bool(row["strong"])


def _place(row: Row, column: str, sign: int) -> tuple[bool, float, float, str]:
    value = row.get(column)
    return value is None, sign * (value or 0), -(row.get("employment") or 0), row["region"]
