"""The page of an edition: what it was made from and how, how to cite it, what can be taken away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from clusteratlas.definitions import load as load_definition
from clusteratlas.diagnosis import load as load_rule_book
from clusteratlas.editions import Edition
from clusteratlas.editions.build import edition_folders
from clusteratlas.editions.export import citation
from clusteratlas.editions.manifest import read_manifest
from clusteratlas.editions.queries.coverage import coverage_by_year
from clusteratlas.editions.queries.regions import counts_by_level, without_boundary
from clusteratlas.glossary import table_term
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.editions import edition_page
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.serving import home


@edition_page
def edition_page_view(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Inputs, methods in words, licence, downloads."""
    manifest, to, names = edition.manifest, addresses(edition), naming(edition)
    language = get_language() or "en"
    definition, rules = load_definition(manifest.definition), load_rule_book(manifest.rules[0])
    levels = counts_by_level(edition)
    context = {
        "frame": frame(edition, "edition"),
        "manifest": manifest,
        "atlas": names.atlas,
        "citation": citation(manifest, language),
        "definition": definition,
        "definition_title": definition.title(language),
        "definition_licence": definition.licence[language],
        "rules": rules,
        "rules_title": rules.title[language],
        "levels": [{"name": names.level(level), "count": levels[level]} for level in manifest.levels],
        "reference": names.reference,
        "without_boundary": [names.region(code) for code in without_boundary(edition)],
        "coverage": coverage_by_year(edition),
        "tables": _tables(edition, to, language),
        "editions": _editions(edition),
        "within": _within(manifest.within),
    }
    return render(request, "explore/edition.html", context)


def _tables(edition: Edition, to: Addresses, language: str) -> list[dict[str, object]]:
    return [
        {
            "name": name,
            "label": table_term(name).label(language),
            "meaning": table_term(name).meaning(language),
            "rows": rows,
            "address": to.page("edition-table", table=name, format="parquet"),
            "sha256": edition.manifest.checksums[f"{name}.parquet"],
        }
        for name, rows in edition.manifest.rows.items()
    ]


def _editions(edition: Edition) -> list[dict[str, object]]:
    atlas = edition.manifest.atlas
    manifests = [read_manifest(folder) for folder in edition_folders(home(), atlas)]
    manifests.sort(key=lambda manifest: manifest.created, reverse=True)
    return [
        {
            "manifest": manifest,
            "address": Addresses(atlas, manifest.name).page("home"),
            "here": manifest.name == edition.name,
        }
        for manifest in manifests
    ]


def _within(within: str) -> str:
    if within == "all":
        return gettext("all clusters, traded and local together")
    return gettext("clusters of the same kind: traded over traded, local over local")
