"""Charts: each chart of each page as a Vega-Lite specification, and where it lies as SVG and PNG."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_noop as said

from clusteratlas.editions.queries import regions
from clusteratlas_web.api.asked import Asked, edition_document
from clusteratlas_web.api.atlas.comparison import COMPARED, read_asked_comparison
from clusteratlas_web.api.atlas.custom_region import CUSTOM
from clusteratlas_web.api.atlas.subjects import CHARTS
from clusteratlas_web.api.parameters import RULES, YEAR, text
from clusteratlas_web.api.schemas import EDITION, anything, document, some
from clusteratlas_web.explore.chain.contents import CHART as FLOWS
from clusteratlas_web.explore.chain.drawing import taken_chain
from clusteratlas_web.explore.chain.reading import read_chain
from clusteratlas_web.explore.cluster_page.network import charts_of as charts_of_cluster
from clusteratlas_web.explore.cluster_page.network import taken_network
from clusteratlas_web.explore.cluster_page.subject import read_subject
from clusteratlas_web.explore.comparing.pictures import charts_of as charts_of_comparison
from clusteratlas_web.explore.comparing.pictures import taken_chart as taken_chart_of_comparison
from clusteratlas_web.explore.custom_regions.pictures import DRAWN, taken_picture
from clusteratlas_web.explore.custom_regions.reading import read_custom
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.opportunities.backtest import chosen_model, picture_of
from clusteratlas_web.explore.opportunities.picture import PROSPECTS, RELIABILITY, Place, taken_prospects
from clusteratlas_web.explore.pictures import TYPES, charts_of, require_picture
from clusteratlas_web.explore.pictures import taken_picture as taken_picture_of_region
from clusteratlas_web.explore.regional.reading import read_regional_cluster
from clusteratlas_web.explore.regional.strip import taken_strip
from clusteratlas_web.explore.regional.taking import CHART as STANDING

_CHART = document(
    "A chart.",
    {
        "edition": EDITION,
        "chart": some("string", "Its name.", "portfolio"),
        "specification": anything("Its Vega-Lite specification, data, title and source within."),
        "files": document(
            "Where it lies, in the language asked for.",
            {kind: some("string", f"Its address as {kind.upper()}.") for kind in TYPES},
        ),
    },
)
_OF_THE_API = ("language", "page", "limit", "format")
_MODEL = text("model", "The model whose reliability is drawn; that of the probabilities if none is given.", "score")


def _check(asked: Asked, known: list[str]) -> None:
    """Raises UnknownChoice for a chart that the page does not have."""
    require_picture(asked["chart"], known, "json")


def _answer(asked: Asked, page: str, specified: dict[str, Any], **codes: str) -> dict[str, Any]:
    """The chart with its addresses; `page` is the name of its files' address."""
    to, said_too = addresses(asked.edition), [
        (name, value) for name, value in asked.request.GET.items() if value and name not in _OF_THE_API
    ]  # fmt: skip
    query = f"?{urlencode(said_too)}" if said_too else ""
    files = {kind: to.page(page, **codes, chart=asked["chart"], format=kind) + query for kind in TYPES}
    return {
        "edition": asked.edition.manifest.identity,
        "chart": asked["chart"],
        "specification": specified,
        "files": files,
    }


def _codes(asked: Asked, *names: str) -> dict[str, str]:
    return {name: asked[name] for name in names}


_REGION = "/regions/{region}"
_REGIONAL = f"{_REGION}/clusters/{{cluster}}"


@edition_document(f"{_REGION}/charts/{{chart}}", said("Charts of a region"), CHARTS, _CHART, YEAR)
def region_chart(asked: Asked) -> dict[str, Any]:
    """The charts of a region: portfolio, growth, related; of the reference its portfolio."""
    regions.region(asked.edition, asked["region"])
    _check(asked, list(charts_of(asked.edition, asked["region"])))
    specified = taken_picture_of_region(asked.edition, asked["region"], asked.year, asked["chart"])
    return _answer(asked, "region-chart", specified, **_codes(asked, "region"))


@edition_document(f"{_REGION}/opportunities/charts/{{chart}}", said("Chart of prospects"), CHARTS, _CHART, YEAR)
def opportunities_chart(asked: Asked) -> dict[str, Any]:
    """The chart of a region's opportunities: prospects, its clusters by presence and fit."""
    regions.region(asked.edition, asked["region"])
    _check(asked, [PROSPECTS])
    specified = taken_prospects(asked.edition, Place(asked["region"], asked.year))
    return _answer(asked, "opportunities-chart", specified, **_codes(asked, "region"))


@edition_document(f"{_REGIONAL}/charts/{{chart}}", said("Chart of a cluster in a region"), CHARTS, _CHART, YEAR, RULES)
def regional_chart(asked: Asked) -> dict[str, Any]:
    """The chart of a cluster in a region: standing, where the region stands among all that have the cluster."""
    subject = read_regional_cluster(asked.edition, asked["region"], asked["cluster"], asked.year, asked["rules"])
    _check(asked, [STANDING])
    return _answer(asked, "regional-chart", taken_strip(subject), **_codes(asked, "region", "cluster"))


@edition_document(f"{_REGIONAL}/chain/charts/{{chart}}", said("Chart of a chain"), CHARTS, _CHART, YEAR)
def chain_chart(asked: Asked) -> dict[str, Any]:
    """The chart of a chain: flows, from suppliers to buyers; none where the sales between clusters are not known."""
    chain = read_chain(asked.edition, asked["region"], asked["cluster"], asked.year)
    _check(asked, [FLOWS] if chain.rows else [])
    return _answer(asked, "chain-chart", taken_chain(chain), **_codes(asked, "region", "cluster"))


@edition_document("/clusters/{cluster}/charts/{chart}", said("Chart of a cluster"), CHARTS, _CHART, YEAR)
def cluster_chart(asked: Asked) -> dict[str, Any]:
    """The chart of a cluster: related, the network of related clusters with it in focus."""
    subject = read_subject(asked.request, asked.edition, asked["cluster"])
    _check(asked, charts_of_cluster(subject))
    return _answer(asked, "cluster-chart", taken_network(subject), **_codes(asked, "cluster"))


@edition_document("/backtest/charts/{chart}", said("Chart of the back-test"), CHARTS, _CHART, _MODEL)
def backtest_chart(asked: Asked) -> dict[str, Any]:
    """The chart of the back-test: reliability, of one model; none where the years are too few."""
    _check(asked, [RELIABILITY])
    specified = picture_of(asked.edition, chosen_model(asked.request, asked.edition))
    return _answer(asked, "backtest-chart", specified)


@edition_document("/compare/charts/{chart}", said("Charts of a comparison"), CHARTS, _CHART, *COMPARED)
def compare_chart(asked: Asked) -> dict[str, Any]:
    """The charts of a comparison: side-by-side, headlines and, of regions or the years of one, shift-share."""
    found = read_asked_comparison(asked)
    _check(asked, charts_of_comparison(found.asked.kind))
    return _answer(asked, "compare-chart", taken_chart_of_comparison(found, asked["chart"]))


@edition_document("/custom-region/charts/{chart}", said("Charts of a custom region"), CHARTS, _CHART, *CUSTOM)
def custom_chart(asked: Asked) -> dict[str, Any]:
    """The charts of a custom region: portfolio and growth."""
    _check(asked, list(DRAWN))
    page = read_custom(asked.request, asked.edition)
    return _answer(asked, "custom-region-chart", taken_picture(page, asked["chart"]))
