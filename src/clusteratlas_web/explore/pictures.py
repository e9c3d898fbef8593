"""Charts as a page shows them and as files to take away, drawn once in each process."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

from clusteratlas.charts import (
    PAGE,
    PRINT,
    Drawing,
    growth_scatter,
    portfolio_treemap,
    specification,
    to_page_svg,
    to_png,
    to_svg,
)
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import regional
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.opportunities.first import first_codes
from clusteratlas_web.explore.region.network import draw_network

_KEPT = 512  # drawings a process keeps, about 30 kB each
TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png", "json": "application/json"}

Size = tuple[int, int]
_drawn: Kept[str] = Kept(_KEPT)
_read: Kept[list[Row]] = Kept(8)  # portfolios of the pages that are being made


@dataclass(frozen=True)
class Wanted:
    """Which chart of which region, in which year and language."""

    region: str
    year: int
    chart: str
    language: str


@dataclass(frozen=True)
class Chart:
    """A chart on a region's portfolio: how it is drawn, and its sizes on wide and on narrow screens."""

    draw: Callable[[Edition, Sequence[Row], Drawing], Any]
    wide: Size
    narrow: Size


@dataclass(frozen=True)
class Pictures:
    """The two drawings of a chart; the style sheet shows the one that suits the screen."""

    wide: SafeString
    narrow: SafeString


def _of_rows(draw: Callable[..., Any], **choices: str) -> Callable[[Edition, Sequence[Row], Drawing], Any]:
    """A chart that needs no more than the rows of the portfolio."""
    return lambda edition, rows, drawing: draw(rows, drawing, **choices)


def _network(edition: Edition, rows: Sequence[Row], drawing: Drawing) -> Any:
    """The network of related clusters, the region's first opportunities marked."""
    marked = first_codes(edition, rows[0]["region"], rows[0]["year"]) if rows else ()
    return draw_network(edition, rows, drawing, marked)


CHARTS = {
    "portfolio": Chart(_of_rows(portfolio_treemap), (624, 410), (328, 400)),
    "growth": Chart(_of_rows(growth_scatter), (730, 520), (328, 410)),
    "related": Chart(_network, (624, 440), (328, 380)),
}
# A country is its own reference, so its quotients are all 1: colour shows growth.
COUNTRY_CHARTS = {
    "portfolio": Chart(_of_rows(portfolio_treemap, measure="employment_growth"), (624, 410), (328, 400)),
}


def charts_of(edition: Edition, region: str) -> dict[str, Chart]:
    """The charts a region has."""
    return COUNTRY_CHARTS if region == edition.manifest.country else CHARTS


def page_pictures(edition: Edition, region: str, year: int, chart: str) -> Pictures:
    """A chart for a page, in the colours of the style sheet."""
    wanted, sizes = Wanted(region, year, chart, get_language() or "en"), charts_of(edition, region)[chart]
    # Every text in a drawing was escaped by the drawing engine.
    return Pictures(*(SafeString(_page_svg(edition, wanted, size)) for size in (sizes.wide, sizes.narrow)))


def picture_answer(
    edition: Edition,
    region: str,
    year: int,
    chart: str,
    format: str,  # noqa: A002 - the word people use
) -> HttpResponse:
    """A chart as a file; raises UnknownChoice for another chart or format."""
    require_picture(chart, list(charts_of(edition, region)), format)
    specified = taken_picture(edition, region, year, chart)
    return specification_answer(specified, format, f"{edition.manifest.identity}-{region}-{chart}-{year}")


def taken_picture(edition: Edition, region: str, year: int, chart: str) -> dict[str, Any]:
    """The specification of a chart that the region has, with its title and its source."""
    wanted = Wanted(region, year, chart, get_language() or "en")
    return _specified(edition, wanted, _taken(edition, wanted, charts_of(edition, region)[chart].wide))


def require_picture(chart: str, charts: Sequence[str], format: str) -> None:  # noqa: A002 - as above
    """Raises UnknownChoice for a chart that a page does not have, or for no format of charts."""
    for argument, value, allowed in (("chart", chart, charts), ("format", format, list(TYPES))):
        if value not in allowed:
            raise UnknownChoice(argument, value, allowed)


def specification_answer(specified: dict[str, Any], format: str, stem: str) -> HttpResponse:  # noqa: A002 - as above
    """A specification as a file in one of TYPES; `stem` is its name without the ending."""
    response = _drawn_as(specified, format)
    response.headers["Content-Disposition"] = f'attachment; filename="{stem}.{format}"'
    return response


def _drawn_as(specified: dict[str, Any], format: str) -> HttpResponse:  # noqa: A002 - as above
    if format == "json":
        return JsonResponse(specified)
    return HttpResponse(to_png(specified) if format == "png" else to_svg(specified), content_type=TYPES[format])


def _page_svg(edition: Edition, wanted: Wanted, size: Size) -> str:
    drawing = Drawing(*size, PAGE, wanted.language, chart_words())
    return _drawn.get((edition.folder, wanted, size), lambda: to_page_svg(_specified(edition, wanted, drawing)))


def _taken(edition: Edition, wanted: Wanted, size: Size) -> Drawing:
    """A drawing with its title and its source, on white."""
    names = Naming(edition, wanted.language)
    titles = {
        "portfolio": gettext("Portfolio of traded clusters"),
        "growth": gettext("Specialisation and growth"),
        "related": gettext("Related clusters"),
    }
    title = gettext("%(region)s · %(chart)s, %(year)s") % {
        "region": names.region(wanted.region),
        "chart": titles[wanted.chart],
        "year": wanted.year,
    }
    note = gettext("Cluster Atlas, edition %(edition)s. Figures: %(producer)s, %(title)s.") % {
        "edition": edition.manifest.identity,
        "producer": edition.manifest.inputs[0]["producer"],
        "title": edition.manifest.inputs[0]["title"],
    }
    return Drawing(*size, PRINT, wanted.language, chart_words(), title, f"{_reading(edition, wanted)}\n{note}")


def _reading(edition: Edition, wanted: Wanted) -> str:
    """How to read a drawing that stands alone."""
    if wanted.chart == "growth":
        return gettext(
            "Circle area is jobs. Filled: strong and robust. Half: strong but borderline. Hollow: not strong."
        )
    if wanted.chart == "related":
        return gettext("Strong clusters and those related to them. Circle area is jobs.")
    if wanted.region == edition.manifest.country:
        return gettext("Area is jobs. Colour is growth since the year before.")
    return gettext(
        "Area is jobs, colour is the location quotient. "
        "A filled dot is strong and robust, a half dot strong but borderline."
    )


def _specified(edition: Edition, wanted: Wanted, drawing: Drawing) -> dict[str, Any]:
    rows = _rows(edition, wanted, linked=not drawing.title)
    return specification(charts_of(edition, wanted.region)[wanted.chart].draw(edition, rows, drawing), drawing)


def _rows(edition: Edition, wanted: Wanted, linked: bool) -> list[Row]:
    """The region's portfolio with names, and on a page with links; a page draws it six times."""

    def read() -> list[Row]:
        rows = regional.portfolio(edition, wanted.region, wanted.year)
        return [_named(edition, row, wanted, linked) for row in rows]

    return _read.get((edition.folder, wanted.region, wanted.year, wanted.language, linked), read)


def _named(edition: Edition, row: Row, wanted: Wanted, linked: bool) -> Row:
    names, code = Naming(edition, wanted.language), row["cluster"]
    facts = {"cluster_name": names.cluster(code), "label": names.short_cluster(code)}
    address = addresses(edition).regional(wanted.region, code, wanted.year) if linked else None
    return row | facts | {"href": address}


def chart_words() -> dict[str, str]:
    """The words of charts in the language that is spoken."""
    return {
        "employment": gettext("Jobs"),
        "location_quotient": gettext("Location quotient"),
        "employment_growth": gettext("Growth"),
        "class": gettext("Class"),
        "strong": gettext("strong, robust"),
        "borderline": gettext("strong, borderline"),
        "quotient_short": gettext("LQ"),
        "star": gettext("Star"),
        "emerging": gettext("Emerging"),
        "mature": gettext("Mature"),
        "transforming": gettext("Transforming"),
        "quotient_axis": gettext("Location quotient (log scale)"),
        "growth_axis": gettext("Growth of jobs"),
        "robust": gettext("strong, robust"),
        "opportunity": gettext("opportunity"),
        "other_cluster": pgettext("of clusters in a legend", "other"),
        "close": gettext("closely related"),
        "related": gettext("related"),
        "next": gettext("next closest"),
        "related_to": gettext("Related to"),
        "comma": pgettext("between names", ", "),
    }
