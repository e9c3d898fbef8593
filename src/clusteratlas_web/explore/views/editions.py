"""The page of an edition: what it was made from and how, how to cite it, what can be taken away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext, pgettext

from clusteratlas.editions import Edition, Manifest
from clusteratlas.editions.build import edition_folders
from clusteratlas.editions.export import citation, policy_sentences
from clusteratlas.editions.manifest import read_manifest
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas.editions.queries.coverage import coverage_by_year
from clusteratlas.editions.queries.regions import counts_by_level, without_boundary
from clusteratlas.glossary import table_term
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.amounts import measure_label
from clusteratlas_web.explore.edition_page.definition_words import definition_words
from clusteratlas_web.explore.edition_page.finding_words import backtest_words, life_cycle_words, relatedness_words
from clusteratlas_web.explore.edition_page.input_words import input_words
from clusteratlas_web.explore.edition_page.rule_words import rule_book_words
from clusteratlas_web.explore.edition_page.vintages import vintage_years
from clusteratlas_web.explore.edition_page.withheld import withheld_measures
from clusteratlas_web.explore.editions import edition_page
from clusteratlas_web.explore.framing import addresses, frame
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.serving import home
from clusteratlas_web.explore.wording import LOCAL, wording


@edition_page
def edition_page_view(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Inputs, methods in words, what is withheld, licence, downloads."""
    manifest, to, names = edition.manifest, addresses(edition), naming(edition)
    language = get_language() or "en"
    levels, tables = counts_by_level(edition), _tables(edition, to, language)
    context = {
        "frame": frame(edition, "edition"),
        "manifest": manifest,
        "inputs": input_words(manifest),
        "policy": policy_sentences(manifest, language),
        "atlas": names.atlas,
        "words": wording(manifest),
        "citation": citation(manifest, language),
        "definition": definition_words(edition),
        "rules": [rule_book_words(book, book is manifest.book) for book in manifest.books.values()],
        "measures": _measures(manifest),
        "vintages": vintage_years(manifest),
        "withheld": withheld_measures(manifest, names),
        "levels": [{"name": names.level(level), "count": levels.get(level, 0)} for level in manifest.levels],
        "reference": names.reference,
        "without_boundary": [names.region(code) for code in without_boundary(edition)],
        "coverage": coverage_by_year(edition),
        "tables": tables,
        "ruled": {table["name"]: table for table in tables},
        "relatedness": relatedness_words(edition, names),
        "life": life_cycle_words(edition),
        "backtest": backtest_words(edition),
        "backtest_address": to.page("backtest"),
        "editions": _editions(edition, to),
        "within": _within(manifest.within),
        "has_local": LOCAL in kinds_of_clusters(edition),
    }
    return render(request, "explore/edition.html", context)


def _measures(manifest: Manifest) -> str:
    return pgettext("between names", ", ").join(measure_label(name) for name in manifest.measures)


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


def _editions(edition: Edition, to: Addresses) -> list[dict[str, object]]:
    """All editions of the atlas, the newest first, each with its page and with what changed between it and this one."""
    atlas = edition.manifest.atlas
    manifests = [read_manifest(folder) for folder in edition_folders(home(), atlas)]
    manifests.sort(key=lambda manifest: manifest.created, reverse=True)
    return [
        {
            "manifest": manifest,
            "address": Addresses(atlas, manifest.name).page("home"),
            "here": manifest.name == edition.name,
            "changes": to.page("changes", other=manifest.name),
        }
        for manifest in manifests
    ]


def _within(within: str) -> str:
    if within == "all":
        return gettext("all clusters together")
    return gettext("clusters of the same kind: traded over traded, local over local")
