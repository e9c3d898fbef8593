"""The addresses of explore: permanent ones name their edition, short ones lead to the current one."""

from django.urls import path, register_converter

from clusteratlas.editions.plan import EDITION_NAME
from clusteratlas_web.explore.views import (
    atlases,
    briefs,
    chains,
    changes,
    clusters,
    comparing,
    custom_regions,
    data,
    definitions,
    downloads,
    editions,
    explained,
    home,
    industries,
    maps,
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
    path(f"{_HERE}map/", maps.map_page, name="map"),
    path(f"{_HERE}map/embed/", maps.map_embed, name="map-embed"),
    path(f"{_HERE}map/view.{_FORMAT}", maps.map_file, name="map-file"),
    path(f"{_HERE}boundaries.svg", sheets.boundary_outlines, name="boundary-sheet"),
    path(f"{_HERE}compare/", comparing.compare_page, name="compare"),
    path(f"{_HERE}compare/suggestions/", comparing.compare_suggestions, name="compare-suggestions"),
    path(f"{_HERE}compare/<slug:table>.{_FORMAT}", comparing.compare_table, name="compare-table"),
    path(f"{_HERE}compare/charts/<slug:chart>.{_FORMAT}", comparing.compare_chart, name="compare-chart"),
    path(f"{_HERE}regions/", regions.regions_page, name="regions"),
    path(f"{_HERE}regions/<slug:region>/", regions.region_page, name="region"),
    path(f"{_HERE}regions/<slug:region>/brief/", briefs.region_brief, name="region-brief"),
    path(f"{_HERE}regions/<slug:region>/brief.{_FORMAT}", briefs.region_brief_file, name="region-brief-file"),
    path(f"{_HERE}regions/<slug:region>/<slug:table>.{_FORMAT}", regions.region_table, name="region-table"),
    path(f"{_HERE}regions/<slug:region>/charts/<slug:chart>.{_FORMAT}", regions.region_chart, name="region-chart"),
    path(f"{_REGIONAL}/", regional.regional_page, name="regional"),
    path(f"{_REGIONAL}/chain/", chains.chain_page, name="chain"),
    path(f"{_REGIONAL}/chain/<slug:table>.{_FORMAT}", chains.chain_table, name="chain-table"),
    path(f"{_REGIONAL}/chain/charts/<slug:chart>.{_FORMAT}", chains.chain_chart, name="chain-chart"),
    path(f"{_REGIONAL}/<slug:table>.{_FORMAT}", regional.regional_table, name="regional-table"),
    path(f"{_REGIONAL}/charts/<slug:chart>.{_FORMAT}", regional.regional_chart, name="regional-chart"),
    path(f"{_HERE}custom-regions/", custom_regions.pick_page, name="custom-regions"),
    path(f"{_HERE}custom-regions/totals/", custom_regions.totals_part, name="custom-region-totals"),
    path(f"{_HERE}custom-regions/choose/", custom_regions.choose_units, name="custom-region-choose"),
    path(f"{_HERE}custom-regions/region/", custom_regions.custom_region_page, name="custom-region"),
    path(
        f"{_HERE}custom-regions/<slug:table>.{_FORMAT}", custom_regions.custom_region_table, name="custom-region-table"
    ),
    path(
        f"{_HERE}custom-regions/charts/<slug:chart>.{_FORMAT}",
        custom_regions.custom_region_chart,
        name="custom-region-chart",
    ),
    path(f"{_HERE}definitions/", definitions.definitions_page, name="definitions"),
    path(f"{_HERE}definitions/edit/", definitions.draft_page, name="definition-edit"),
    path(f"{_HERE}definitions/edit/choose/", definitions.choose_moves, name="definition-choose"),
    path(f"{_HERE}definitions/edit/folder.zip", definitions.draft_files, name="definition-files"),
    path(f"{_HERE}definitions/<slug:definition>/", definitions.definition_page, name="definition"),
    path(f"{_HERE}clusters/", clusters.clusters_page, name="clusters"),
    path(f"{_HERE}clusters/<slug:cluster>/", clusters.cluster_page, name="cluster"),
    path(f"{_HERE}clusters/<slug:cluster>/brief/", briefs.cluster_brief, name="cluster-brief"),
    path(f"{_HERE}clusters/<slug:cluster>/brief.{_FORMAT}", briefs.cluster_brief_file, name="cluster-brief-file"),
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
    path(f"{_HERE}data/", data.data_page, name="data"),
    path(f"{_HERE}datapackage.json", downloads.described, name="data-package"),
    path(f"{_HERE}dataset.jsonld", downloads.catalogued, name="data-catalogue"),
    path(f"{_HERE}search/", searching.search, name="search"),
    path(f"{_HERE}search/suggestions/", searching.suggestions, name="suggestions"),
    # Short addresses come last: whatever names no edition leads to the current one.
    path("<slug:atlas>/", shortcuts.to_current, name="current"),
    path("<slug:atlas>/<path:rest>", shortcuts.to_current, name="current-page"),
]
