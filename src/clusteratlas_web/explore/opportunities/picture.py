"""The two-axis picture of a region and the reliability diagram of an edition, drawn once in each process."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from clusteratlas.charts import PAGE, PRINT, Drawing, prospect_scatter, reliability_diagram, specification, to_page_svg
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import opportunities
from clusteratlas.glossary import term
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.opportunities.prospects import class_names
from clusteratlas_web.explore.pictures import Pictures, Size, chart_words

_KEPT = 256  # drawings a process keeps, about 30 kB each
PROSPECTS, RELIABILITY = "prospects", "reliability"
_SIZES: dict[str, tuple[Size, Size]] = {
    PROSPECTS: ((730, 520), (328, 410)),
    RELIABILITY: ((624, 480), (328, 340)),
}
_drawn: Kept[str] = Kept(_KEPT)
Draw = Callable[[Drawing], dict[str, Any]]


@dataclass(frozen=True)
class Place:
    """A region and a year."""

    region: str
    year: int


def prospect_pictures(edition: Edition, place: Place) -> Pictures:
    """The picture of presence and fit for a page."""
    return _pictures(edition, PROSPECTS, place, partial(_prospects, edition, place))


def reliability_pictures(edition: Edition, model: str) -> Pictures:
    """The reliability diagram of a model for a page."""
    return _pictures(edition, RELIABILITY, model, partial(_reliability, edition, model))


def taken_prospects(edition: Edition, place: Place) -> dict[str, Any]:
    """The specification of the picture of presence and fit, with its title and its source."""
    facts = {"region": naming(edition).region(place.region), "year": place.year}
    title = gettext("%(region)s · Presence and fit, %(year)s") % facts
    reading = gettext(
        "Presence: location quotient over its threshold. Fit: closeness to strong clusters. Circle area is jobs. "
        "Filled: strong; half: borderline; ringed in colour: opportunities and possible entrants."
    )
    return _prospects(edition, place, _taken(edition, PROSPECTS, title, reading))


def taken_reliability(edition: Edition, model: str, name: str) -> dict[str, Any]:
    """The specification of a model's reliability diagram, with its title and its source."""
    title = gettext("Reliability of the back-test · %(model)s") % {"model": name}
    reading = gettext(
        "Tenths of the cases by the probability they were given, and the share of them that entered, with its 95% "
        "interval. On the dashed line what was given is what came."
    )
    return _reliability(edition, model, _taken(edition, RELIABILITY, title, reading))


def _pictures(edition: Edition, chart: str, what: object, draw: Draw) -> Pictures:
    # Every text in a drawing was escaped by the drawing engine.
    return Pictures(*(SafeString(_page_svg(edition, chart, what, size, draw)) for size in _SIZES[chart]))


def _page_svg(edition: Edition, chart: str, what: object, size: Size, draw: Draw) -> str:
    language = get_language() or "en"
    drawing = Drawing(*size, PAGE, language, _words())
    return _drawn.get((edition.folder, chart, what, language, size), lambda: to_page_svg(draw(drawing)))


def _taken(edition: Edition, chart: str, title: str, reading: str) -> Drawing:
    note = gettext("Cluster Atlas, edition %(edition)s. Figures: %(producer)s, %(title)s.") % {
        "edition": edition.manifest.identity,
        "producer": edition.manifest.inputs[0]["producer"],
        "title": edition.manifest.inputs[0]["title"],
    }
    return Drawing(*_SIZES[chart][0], PRINT, get_language() or "en", _words(), title, f"{reading}\n{note}")


def _prospects(edition: Edition, place: Place, drawing: Drawing) -> dict[str, Any]:
    names, to = naming(edition), addresses(edition)

    def named(row: Row) -> Row:
        code = row["cluster"]
        href = None if drawing.title else to.regional(place.region, code, place.year)
        return row | {"cluster_name": names.cluster(code), "label": names.short_cluster(code), "href": href}

    rows = [named(row) for row in opportunities.prospects_of(edition, place.region, place.year)]
    return specification(prospect_scatter(rows, drawing), drawing)


def _reliability(edition: Edition, model: str, drawing: Drawing) -> dict[str, Any]:
    rows = [row for row in opportunities.reliability(edition) if row["model"] == model]
    return specification(reliability_diagram(rows, drawing), drawing)


def _words() -> dict[str, str]:
    language = get_language() or "en"
    return (
        chart_words()
        | class_names()
        | {
            "presence_axis": gettext("Presence: location quotient over its threshold (log scale)"),
            "fit_axis": gettext("Fit: closeness to strong clusters"),
            "presence": term("presence").label(language),
            "fit": gettext("Fit"),
            "prospect": term("prospect").label(language),
            "expected_axis": gettext("Probability given (root scale)"),
            "observed_axis": gettext("Share that entered"),
            "entries_of_cases": gettext("{entries} of {cases}"),
            "expected": gettext("Probability given"),
            "observed": gettext("Share that entered"),
            "interval": gettext("95% interval"),
            "cases": gettext("Cases"),
        }
    )
