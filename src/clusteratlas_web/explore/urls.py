"""The addresses of explore: permanent ones name their edition, short ones lead to the current one."""

from django.urls import path, register_converter

from clusteratlas.editions.plan import EDITION_NAME
from clusteratlas_web.explore.views import (
    atlases,
    changes,
    clusters,
    downloads,
    editions,
    explained,
    home,
    industries,
    opportunities,
    regional,
    regions,
    searching,
    sheets,
    shortcuts,
)

app_name = "explore"


class EditionConverter:
    """The name of an edition: it begins with a digit, so no page can be taken for one."""

    regex = EDITION_NAME

    def to_python(self, value: str) -> str:
        """The name as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The name as it stands."""
        return value


register_converter(EditionConverter, "edition")

_HERE = "<slug:atlas>/<edition:edition>/"
_FORMAT = "<str:format>"
_REGIONAL = f"{_HERE}regions/<slug:region>/clusters/<slug:cluster>"
_OPPORTUNITIES = f"{_HERE}regions/<slug:region>/opportunities"

urlpatterns = [
    path("", atlases.first_page, name="first"),
    path(_HERE, home.home, name="home"),
    path(f"{_HERE}map/", home.map_page, name="map"),
    path(f"{_HERE}boundaries.svg", sheets.boundary_outlines, name="boundary-sheet"),
    path(f"{_HERE}regions/", regions.regions_page, name="regions"),
    path(f"{_HERE}regions/<slug:region>/", regions.region_page, name="region"),
    path(f"{_HERE}regions/<slug:region>/<slug:table>.{_FORMAT}", regions.region_table, name="region-table"),
    path(f"{_HERE}regions/<slug:region>/charts/<slug:chart>.{_FORMAT}", regions.region_chart, name="region-chart"),
    path(f"{_REGIONAL}/", regional.regional_page, name="regional"),
    path(f"{_REGIONAL}/<slug:table>.{_FORMAT}", regional.regional_table, name="regional-table"),
    path(f"{_REGIONAL}/charts/<slug:chart>.{_FORMAT}", regional.regional_chart, name="regional-chart"),
    path(f"{_HERE}clusters/", clusters.clusters_page, name="clusters"),
    path(f"{_HERE}clusters/<slug:cluster>/", clusters.cluster_page, name="cluster"),
    path(f"{_OPPORTUNITIES}/", opportunities.opportunities_page, name="opportunities"),
    path(f"{_OPPORTUNITIES}/<slug:table>.{_FORMAT}", opportunities.opportunities_table, name="opportunities-table"),
    path(
        f"{_OPPORTUNITIES}/charts/<slug:chart>.{_FORMAT}", opportunities.opportunities_chart, name="opportunities-chart"
    ),
    path(f"{_HERE}backtest/", opportunities.backtest_page, name="backtest"),
    path(f"{_HERE}backtest/<slug:table>.{_FORMAT}", opportunities.backtest_table, name="backtest-table"),
    path(f"{_HERE}backtest/charts/<slug:chart>.{_FORMAT}", opportunities.backtest_chart, name="backtest-chart"),
    path(
        f"{_HERE}clusters/<slug:cluster>/opportunities.{_FORMAT}",
        opportunities.cluster_opportunities,
        name="cluster-opportunities",
    ),
    path(f"{_HERE}clusters/<slug:cluster>/<slug:table>.{_FORMAT}", clusters.cluster_table, name="cluster-table"),
    path(f"{_HERE}clusters/<slug:cluster>/charts/<slug:chart>.{_FORMAT}", clusters.cluster_chart, name="cluster-chart"),
    path(f"{_HERE}industries/<str:industry>/", industries.industry_page, name="industry"),
    path(f"{_HERE}explained/<slug:table>/<slug:column>/", explained.explained_page, name="explained"),
    path(
        f"{_HERE}explained/<slug:table>/<slug:column>/<slug:part>.{_FORMAT}",
        explained.explained_table,
        name="explained-table",
    ),
    path(f"{_HERE}edition/", editions.edition_page_view, name="edition"),
    path(f"{_HERE}changes/<edition:other>/", changes.changes_page, name="changes"),
    path(f"{_HERE}changes/<edition:other>/changes.{_FORMAT}", changes.changes_table, name="changes-table"),
    path(f"{_HERE}tables/<slug:table>.{_FORMAT}", downloads.edition_table, name="edition-table"),
    path(f"{_HERE}search/", searching.search, name="search"),
    path(f"{_HERE}search/suggestions/", searching.suggestions, name="suggestions"),
    # Short addresses come last: whatever names no edition leads to the current one.
    path("<slug:atlas>/", shortcuts.to_current, name="current"),
    path("<slug:atlas>/<path:rest>", shortcuts.to_current, name="current-page"),
]
