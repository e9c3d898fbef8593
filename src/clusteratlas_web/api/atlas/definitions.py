"""Definitions that came with the software: the list, and one in full."""

from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas.classifications import nearest_code
from clusteratlas.definitions import Definition, load, published
from clusteratlas.errors import NoSuchEntry
from clusteratlas_web.api.asked import Asked, edition_document
from clusteratlas_web.api.atlas.subjects import DRAFTS
from clusteratlas_web.api.schemas import EDITION, anything, document, every, some
from clusteratlas_web.explore.definitions.contents import sizes_of, vintage_of

_LISTED = {
    "definition": some("string", "Its name.", "us-benchmark"),
    "title": some("string", "Its title in the language asked for."),
    "version": some("string", "Its version."),
    "classification": some("string", "The classification it is stated for.", "NAICS"),
    "vintages": every({"type": "string"}, "The vintages of it."),
    "clusters": some("integer", "How many clusters it has.", 67),
    "is_own": some("boolean", "Whether the edition was built with it."),
}
_DEFINITIONS = document(
    "The definitions that came with the software.",
    {"edition": EDITION, "definitions": every(document("A definition.", _LISTED), "Those stated for these codes.")},
)


@edition_document("/definitions", said("Definitions"), DRAFTS, _DEFINITIONS)
def definitions(asked: Asked) -> dict[str, Any]:
    """The definitions that are stated for the classification of the edition, its own among them."""
    known = [load(name) for name in published()]
    fit = [each for each in known if each.classification == asked.edition.manifest.classification]
    return {"edition": asked.edition.manifest.identity, "definitions": [_listed(each, asked) for each in fit]}


def _listed(each: Definition, asked: Asked) -> dict[str, Any]:
    manifest = asked.edition.manifest
    return {
        "definition": each.name,
        "title": each.title(asked.language),
        "version": each.version,
        "classification": each.classification,
        "vintages": list(each.vintages),
        "clusters": len(each.clusters),
        "is_own": (manifest.definition, manifest.definition_version) == (each.name, each.version),
    }


_PART = document(
    "A cluster of a definition.",
    {
        "cluster": some("string", "Its code."),
        "name": some("string", "Its name in the language asked for."),
        "kind": some("string", "Whether it is traded or local; all where that is not told.", "traded"),
        "industries": some("integer", "How many industries of the vintage it has."),
        "subclusters": some("integer", "How many subclusters."),
    },
)
_DEFINITION = document(
    "A definition.",
    {
        "edition": EDITION,
        **{name: schema for name, schema in _LISTED.items() if name != "clusters"},
        "vintage": some(
            "string", "The vintage that is counted: of the edition's latest year, else the latest.", "2017"
        ),
        "citation": some("string", "How to cite it."),
        "licence": some("string", "Its licence in the language asked for."),
        "method": some("string", "How it was made, in the language asked for."),
        "sources": every({"type": "string"}, "Its sources."),
        "industries": some("integer", "How many industries of the vintage are in a cluster."),
        "outside": every({"type": "string"}, "The industries of it that are in none."),
        "forked_from": every(anything("Name and version."), "The definitions it was forked from."),
        "clusters": every(_PART, "Its clusters, in its order."),
    },
)


@edition_document("/definitions/{definition}", said("A definition"), DRAFTS, _DEFINITION)
def definition(asked: Asked) -> dict[str, Any]:
    """One definition: its clusters with how many industries each has, where it comes from, how it was made."""
    name, language = asked["definition"], asked.language
    if name not in published():
        raise NoSuchEntry("definition", name, asked.edition.manifest.identity, nearest_code(name[:80], published()))
    found = load(name)
    vintage = vintage_of(asked.edition, found)
    sizes = sizes_of(found, vintage)
    return {
        "edition": asked.edition.manifest.identity,
        **_listed(found, asked),
        "vintage": vintage,
        "citation": found.citation,
        "licence": found.licence[language],
        "method": found.method[language],
        "sources": list(found.sources),
        "industries": len(found.membership(vintage)),
        "outside": list(found.uncovered_industries(vintage)),
        "forked_from": list(found.provenance.get("forked_from", ())),
        "clusters": [
            {"cluster": each.code, "name": each.name(language), "kind": each.kind} | sizes[each.code]
            for each in found.clusters
        ],
    }
