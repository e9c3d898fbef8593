"""Maps: what a map shows of every region of a level, its legend in numbers, and where it lies as a file."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas.editions.edition import Row
from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, edition_document, edition_rows
from clusteratlas_web.api.atlas.subjects import CHARTS
from clusteratlas_web.api.columns import amounts, edition_shape, per_heads
from clusteratlas_web.api.parameters import LEVEL, RULES, YEAR, Parameter, one_of, text
from clusteratlas_web.api.schemas import EDITION, by_key, document, every, perhaps, some
from clusteratlas_web.api.taken import rows_of
from clusteratlas_web.explore.mapping.asked import STRONG
from clusteratlas_web.explore.mapping.bubbled import Bubbled
from clusteratlas_web.explore.mapping.bubbles import AMOUNTS, BUBBLES, OF
from clusteratlas_web.explore.mapping.contents import View, embedding, map_files, map_title, read_view
from clusteratlas_web.explore.mapping.panels import Panel
from clusteratlas_web.explore.mapping.taken import map_table

_OF_REGIONS = (
    *("strong_clusters", "strong_share", "largest_share", "traded_growth", "diversity", "herfindahl"),
    *("krugman_specialisation", "related_variety", "unrelated_variety", "economic_complexity"),
    *("complexity_outlook", "coverage", "known_share", "grade"),
)
_MAP_ROWS = edition_shape(
    "RegionOnMap",
    "portfolio",
    (
        *("region", "year", "level", "cluster", "subcluster", "industry"),
        *("location_quotient", "location_quotient_low", "location_quotient_high"),
        *(*amounts("_low", "_high"), *per_heads()),
        *("employment_share", "employment_share_all", "national_share", "employment_growth"),
        *("percentile_location_quotient", "percentile_employment", "score", "closeness", *_OF_REGIONS),
        *("class", "strong", "strong_low", "strong_high", "robust"),
        *("bubbles_of", *(f"{name}_of_bubbles" for name in amounts("_low", "_high"))),
    ),
    "region year level",
)


def _of_map(number: str) -> tuple[Parameter, ...]:
    which = "the second map" if number else "the map"
    year = Parameter(f"year{number}", YEAR.kind, f"The year of {which}.", 2018, limits=YEAR.limits) if number else YEAR
    return (
        text(f"cluster{number}", f"What {which} is about: a cluster, or regions-as-a-whole.", "plastics"),
        text(f"part{number}", f"Only a subcluster or an industry of that cluster on {which}.", "336411"),
        text(f"measure{number}", f"What {which} shows; the first of what can be shown if none is given.", "employment"),
        year,
    )


MAPPED = (
    *_of_map(""),
    LEVEL,
    RULES,
    text("jobs", "Only regions with at least so many jobs.", "1000"),
    text("quotient", "Only regions with at least this location quotient.", "1.5"),
    one_of("only", (STRONG,), "Only regions in which it is strong."),
    one_of(BUBBLES, AMOUNTS, "The amount that pictures draw a bubble for in each region; one that the edition has."),
    text(OF, "What the bubbles are of, a cluster or regions-as-a-whole; what the map is about if none is given.",
         "plastics"),
    text("region", "The region that pictures outline.", "us-metro-48620"),
    text("order", "By what the rows are ordered, the highest first; by what the map shows if nothing is given.",
         "employment"),
    *_of_map("2"),
)  # fmt: skip
_CLASS = document(
    "A class of the legend.",
    {
        "label": some("string", "Its lower end as it is written, or its name."),
        "from": perhaps("number", "Its lower end; empty of the lowest, and of a class with a name."),
        "regions": some("integer", "How many regions are in it."),
    },
)
_BUBBLES = {
    "type": ["object", "null"],
    "description": "What bubbles are drawn for; none where none is asked for.",
    "properties": {
        "amount": some("string", "The column of the amount.", "employment"),
        "of": some("string", "What it is of: a cluster, one of its parts, or regions-as-a-whole."),
        "label": some("string", "What it is called."),
        "largest": some("number", "The largest of all regions, years and maps: the largest bubble there may be."),
        "without": some("integer", "How many coloured regions have no bubble: nothing there, or not known."),
    },
    "required": ["amount", "of", "label", "largest", "without"],
    "additionalProperties": False,
}
_PANEL = document(
    "A map.",
    {
        "title": some("string", "What it is of."),
        "measure": some("string", "What it shows.", "location_quotient"),
        "label": some("string", "What that is called."),
        "year": some("integer", "The year."),
        "classes": every(_CLASS, "The classes of its legend, the lowest first."),
        "coloured": some("integer", "How many regions have a figure and meet what is asked."),
        "without_figure": by_key({"type": "integer"}, "How many regions have no figure, by why."),
        "bubbles": _BUBBLES,
        "has_boundaries": some("boolean", "Whether there is a map to draw."),
    },
)
_VIEW = document(
    "A map or two, and where they lie.",
    {
        "edition": EDITION,
        "title": some("string", "What the page calls it."),
        "level": some("string", "The level of the regions.", "metro"),
        "rules": some("string", "The rule book that says what is strong."),
        "maps": every(_PANEL, "One map or two."),
        "files": by_key({"type": "string"}, "The addresses of the files, by format; no pictures without boundaries."),
        "embed": some("string", "The address of the map alone, for a frame on any site."),
        "page": some("string", "The address of its page."),
    },
)


@edition_document("/map", said("A map"), CHARTS, _VIEW, *MAPPED)
def map_view(asked: Asked) -> dict[str, Any]:
    """A map, or two beside each other: what it shows, the classes of its legend, its files."""
    view = read_view(asked.request, asked.edition)
    return {
        "edition": asked.edition.manifest.identity,
        "title": map_title(view),
        "level": view.asked.level,
        "rules": view.rules.book.name,
        "maps": [_panel(each, view) for each in view.panels],
        "files": _files(view),
        "embed": embedding(view)["address"],
        "page": view.asked.but(view.to.page("map")),
    }


def _files(view: View) -> dict[str, str]:
    return {link.label.lower(): link.address for link in map_files(view)}


def _panel(panel: Panel, view: View) -> dict[str, Any]:
    figures, drawn = panel.figures, panel.map
    lacking: dict[str, int] = {}
    for row in figures.rows:
        if row["value"] is None:
            reason = figures.reason(row)
            lacking[reason] = lacking.get(reason, 0) + 1
    return {
        "title": panel.title,
        "measure": figures.shown.measure.name,
        "label": panel.measure,
        "year": figures.shown.year,
        "classes": _classes(panel),
        "coloured": len(figures.met),
        "without_figure": lacking,
        "bubbles": _bubbles(figures.bubbled, view, figures.met),
        "has_boundaries": drawn is not None,
    }


def _bubbles(bubbled: Bubbled | None, view: View, coloured: list[Row]) -> dict[str, Any] | None:
    if bubbled is None:
        return None
    return {
        "amount": bubbled.measure.name,
        "of": bubbled.subject.part or bubbled.subject.in_address,
        "label": bubbled.amount.label(bubbled.shown, view.names),
        "largest": bubbled.most,
        "without": bubbled.without(coloured),
    }


def _classes(panel: Panel) -> list[dict[str, Any]]:
    """The classes with how many of the regions in the table are in each; the map's legend counts those it draws."""
    scale, counts = panel.figures.scale, {}
    for row in panel.figures.met:
        at = scale.class_of(row["value"])
        counts[at] = counts.get(at, 0) + 1
    if scale.labels:
        return [{"label": label, "from": None, "regions": counts.get(at, 0)} for at, label in enumerate(scale.labels)]
    return [
        {"label": _written(scale, bound), "from": _end(bound), "regions": counts.get(at, 0)}
        for at, bound in enumerate(scale.bounds)
    ]


def _written(scale: Any, bound: float) -> str:
    return "" if _end(bound) is None else str(scale.write_bound(bound))


def _end(bound: float) -> float | None:
    return None if bound == float("-inf") else bound


@edition_rows("/map/regions", said("Regions of a map"), CHARTS, _MAP_ROWS, *MAPPED)
def map_regions(asked: Asked) -> Rows:
    """The regions that a map colours with what it shows, jobs and quotient; a second map's rows stand below."""
    return rows_of(_MAP_ROWS, map_table(read_view(asked.request, asked.edition)))
