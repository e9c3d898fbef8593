"""The charts of a custom region, on its page and to take away."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from clusteratlas.charts import (
    PAGE,
    PRINT,
    Drawing,
    drawable,
    growth_scatter,
    portfolio_treemap,
    specification,
    to_page_svg,
)
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.custom_regions.reading import CustomPage
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.pictures import (
    CHARTS,
    Pictures,
    Size,
    chart_words,
    require_picture,
    specification_answer,
)

DRAWN: dict[str, Callable[[Sequence[Row], Drawing], Any]] = {"portfolio": portfolio_treemap, "growth": growth_scatter}
_kept: Kept[str] = Kept(128)


def pictures_of(page: CustomPage) -> dict[str, Pictures]:
    """The charts there is something to draw in, in two sizes."""
    amounts = {"portfolio": len(page.traded), "growth": len(drawable(page.traded))}
    return {chart: _pictures(page, chart) for chart, amount in amounts.items() if amount}


def _pictures(page: CustomPage, chart: str) -> Pictures:
    # Every text in a drawing was escaped by the drawing engine.
    return Pictures(*(SafeString(_svg(page, chart, size)) for size in (CHARTS[chart].wide, CHARTS[chart].narrow)))


def _svg(page: CustomPage, chart: str, size: Size) -> str:
    language = get_language() or "en"
    drawing = Drawing(*size, PAGE, language, chart_words())
    rows = [row | {"href": row["address"]} for row in page.clusters]
    key = (page.edition.folder, page.asked, page.rules.book.name, chart, size, language)
    return _kept.get(key, lambda: to_page_svg(specification(DRAWN[chart](rows, drawing), drawing)))


def picture_answer(page: CustomPage, chart: str, format: str) -> HttpResponse:  # noqa: A002 - the word people use
    """A chart as a file, with its title and its source; raises UnknownChoice for another chart or format."""
    require_picture(chart, list(DRAWN), format)
    stem = f"{page.edition.manifest.identity}-{page.stem}-{chart}-{page.year}"
    return specification_answer(taken_picture(page, chart), format, stem)


def taken_picture(page: CustomPage, chart: str) -> dict[str, Any]:
    """The specification of a chart to take away."""
    drawing = _taken(page, chart)
    rows = [row | {"href": None} for row in page.clusters]
    return specification(DRAWN[chart](rows, drawing), drawing)


def _taken(page: CustomPage, chart: str) -> Drawing:
    titles = {"portfolio": gettext("Portfolio of traded clusters"), "growth": gettext("Specialisation and growth")}
    words = {"region": page.title, "chart": titles[chart], "year": page.year}
    title = gettext("%(region)s · %(chart)s, %(year)s") % words
    manifest = page.edition.manifest
    source = {"edition": manifest.identity} | {name: manifest.inputs[0][name] for name in ("producer", "title")}
    made = gettext("A custom region of %(units)s, ranked among %(level)s.")
    note = gettext("Cluster Atlas, edition %(edition)s. Figures: %(producer)s, %(title)s.") % source
    about = made % {"units": page.made_of, "level": page.level_name}
    return Drawing(*CHARTS[chart].wide, PRINT, get_language() or "en", chart_words(), title, f"{about}\n{note}")
