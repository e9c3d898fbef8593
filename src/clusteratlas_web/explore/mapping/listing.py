"""The table beside a map: every region that the map colours, with the figures of one map or of both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, pgettext

from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.mapping.asked import Asked
from clusteratlas_web.explore.mapping.figures import VALUE, Figures
from clusteratlas_web.explore.mapping.measures import own_names
from clusteratlas_web.explore.mapping.panels import Panel
from clusteratlas_web.explore.mapping.subjects import MapSubject
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.foundation.pagination import Pages, lay_pages

ROWS = 15
AMOUNT = "the amount of the bubbles"
_REGION = "0-the-region-0"
_WRITERS: Mapping[str, Callable[[float], str]] = {
    "employment": numbers.count,
    "location_quotient": numbers.location_quotient,
    "employment_growth": numbers.change,
}


@dataclass(frozen=True)
class Column:
    """A column: its head, its name in the explanations, and whether the table is ordered by it."""

    name: str
    head: str
    explained: str
    sorted: bool
    main: bool = False
    map: int = 0  # which of two it is of


@dataclass(frozen=True)
class Cell:
    """A figure as it is written, the column that explains it, and the row that says which one it is."""

    text: str
    column: Column
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A region of the table."""

    row: Mapping[str, Any]
    name: str
    full_name: str
    address: str
    selected: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Listing:
    """A page of the table."""

    columns: list[Column]
    lines: list[Line]
    pages: Pages
    orders: list[Link]
    rails: bool
    marks: bool

    @property
    def first_rank(self) -> int:
        """The place in the order of the first row of the page."""
        return self.pages.start + 1


@dataclass(frozen=True)
class Ground:
    """What all lines of the table have in common."""

    panels: list[Panel]
    columns: list[Column]
    others: Mapping[str, Row]  # the rows of the second map, by region
    key: Mapping[str, Any]  # what tells which figure a cell is, for its explanation
    addresses: str  # of a region's page, with _REGION in the place of its code
    names: Naming
    region: str  # the one that is outlined


def lay_listing(panels: list[Panel], asked: Asked, query: QueryDict, to: Addresses, names: Naming) -> Listing:
    """The regions of the first map in the order asked for; beside them the figures of the second, if there is one."""
    figures = panels[0].figures
    ordered = figures.ordered(asked.order)
    pages, ground = lay_pages(len(ordered), ROWS, query), _ground(panels, asked, to, names)
    single, ranked = len(panels) == 1, figures.regions is not None and figures.regions.is_ranked
    return Listing(
        columns=ground.columns,
        lines=[_line(row, ground) for row in ordered[pages.start : pages.stop]],
        pages=pages,
        orders=_orders(asked, to.page("map")),
        rails=single and figures.shown.measure.name == "location_quotient" and ranked,
        marks=single and ranked and not figures.scale.labels,
    )


def _ground(panels: list[Panel], asked: Asked, to: Addresses, names: Naming) -> Ground:
    figures = panels[0].figures
    subject = figures.shown.subject
    rules = None if subject.is_whole else figures.rules.query
    return Ground(
        panels=panels,
        columns=_columns(panels, asked, names),
        others={row["region"]: row for row in panels[1].figures.valued} if len(panels) > 1 else {},
        key=_key(subject, figures.shown.year),
        addresses=subject.regional(to, with_query("", year=figures.shown.year, rules=rules), _REGION),
        names=names,
        region=asked.region,
    )


def _columns(panels: list[Panel], asked: Asked, names: Naming) -> list[Column]:
    """The measure of each map; of one map also its bubbles, jobs, the quotient, and what the table is ordered by."""
    if len(panels) > 1:
        return [
            Column(VALUE, _of_year(_short(each), each.figures), _explained(each.figures), at == 0, at == 0, at)
            for at, each in enumerate(panels)
        ] + [_of_bubbles(each.figures, names, at) for at, each in enumerate(panels) if each.figures.bubbled]
    figures, shown, bubbled = panels[0].figures, panels[0].figures.shown, panels[0].figures.bubbled
    main = Column(VALUE, _short(panels[0]), _explained(figures), asked.order == shown.measure.name, main=True)
    further = [name for name in ("employment", "location_quotient") if name != shown.measure.name]
    if asked.order not in (shown.measure.name, "region", *further):
        further.append(asked.order)
    table, known = shown.measures[0].table, {each.name for each in shown.measures}
    beside = [_of_bubbles(figures, names)] if bubbled and not bubbled.is_shown_by(shown) else []
    return [main, *beside, *(_further(name, table, asked.order) for name in further if name in known)]


def _short(panel: Panel) -> str:
    """The head of a measure's column."""
    if panel.figures.shown.measure.name == "location_quotient":
        return pgettext("column", "LQ")
    return panel.figures.shown.measure.label


def _of_year(measure: str, figures: Figures) -> str:
    return gettext("%(measure)s, %(year)s") % {"measure": measure, "year": figures.shown.year}


def _further(name: str, table: str, order: str) -> Column:
    heads = {"location_quotient": pgettext("column", "LQ"), "employment": gettext("Jobs")}
    head = heads.get(name) or own_names().get((table, name), name)
    explained = f"{table}.{name}" if table != "activity" or name == "employment" else ""
    return Column(name, head, explained, order == name)


def _of_bubbles(figures: Figures, names: Naming, at: int | None = None) -> Column:
    """The amount of the bubbles; of two maps with the year."""
    bubbled = figures.bubbled
    assert bubbled is not None  # noqa: S101 - asked for only where there are bubbles
    label = bubbled.amount.label(bubbled.shown, names)
    head = label if at is None else _of_year(label, figures)
    return Column(AMOUNT, head, bubbled.measure.explained, sorted=False, map=at or 0)


def _explained(figures: Figures) -> str:
    return figures.shown.measure.explained


def _line(row: Row, ground: Ground) -> Line:
    code = row["region"]
    return Line(
        row={**row, **ground.key},
        name=ground.names.short_region(code),
        full_name=ground.names.region(code),
        address=ground.addresses.replace(_REGION, code),
        selected=code == ground.region,
        cells=[_cell(column, row, ground) for column in ground.columns],
    )


def _cell(column: Column, row: Row, ground: Ground) -> Cell:
    told = {**row, **ground.key}
    if column.name == VALUE:
        held = row if column.map == 0 else ground.others.get(row["region"])
        return Cell("" if held is None else ground.panels[column.map].figures.scale.write(held[VALUE]), column, told)
    if column.name == AMOUNT:
        return _bubble(row["region"], column, ground.panels[column.map].figures)
    value = row.get(column.name)
    return Cell("" if value is None else _WRITERS.get(column.name, numbers.share)(value), column, told)


def _bubble(region: str, column: Column, figures: Figures) -> Cell:
    """The amount of a region's bubble, which may be of something else than the colour."""
    assert figures.bubbled is not None  # noqa: S101 - there is such a column only where there are bubbles
    key = _key(figures.bubbled.subject, figures.shown.year)
    return Cell(figures.bubble_text(region), column, {**figures.bubbled.rows.get(region, {}), **key, "region": region})


def _key(subject: MapSubject, year: int) -> dict[str, Any]:
    """What tells which figure a cell is, for its explanation."""
    mapped = subject.mapped
    part = {"industry": mapped.code} if mapped.table == "industry" else {"subcluster": mapped.code or None}
    return {"cluster": mapped.cluster or None, "year": year, **part}


def _orders(asked: Asked, address: str) -> list[Link]:
    labels = {
        asked.shown.measure.name: gettext("Highest"),
        "employment": gettext("Largest"),
        "employment_growth": gettext("Fastest growing"),
    }
    known = {each.name for each in asked.shown.measures}
    return [
        Link(label, asked.but(address, order=name), current=name == asked.order)
        for name, label in labels.items()
        if name in known
    ]
